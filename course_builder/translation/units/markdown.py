"""The units of a Markdown file: of its front matter, its headings and directives, its questions, and its text.

What stands where is found by the readers that courses are loaded with, so a unit is what the model has as a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from pydantic import BaseModel

from course_builder.blocks import block_rooms
from course_builder.blocks.tool.columns import ColumnOptions
from course_builder.diagnostics import Report, Span
from course_builder.model import GAP_CLOSE, GAP_OPEN, Prose
from course_builder.model.settings import AssessmentSettings, ModuleSettings, for_learners
from course_builder.questions import question_types
from course_builder.source.attributes import BRACES, Attributes, may_be_attributes, parse_attributes
from course_builder.source.commonmark.headings import Places
from course_builder.source.directives import Directive, Element, Heading, Text, scan
from course_builder.source.files import front_end, has_front, within
from course_builder.source.lines import Line, lines_of
from course_builder.source.list_items import ARROW, QUOTE, body_of, list_at, marker_of
from course_builder.source.literal import Literals
from course_builder.source.names import github_slug, plain_text, slug
from course_builder.source.question_text import PARTS, OptionList, gap_places, option_list
from course_builder.translation.unit import Unit
from course_builder.translation.units.answers import TRUE_FALSE, are_true_and_false, gap_part
from course_builder.translation.units.figures import in_sheet
from course_builder.translation.units.leaves import Leaf, leaves
from course_builder.translation.units.settings import settings_slots
from course_builder.translation.units.slots import (
    NAMED_COLUMN,
    Part,
    Slot,
    in_cell,
    in_quotation_marks,
    on_lines,
    on_one_line,
    placeholder,
)
from course_builder.translation.units.words import has_words

_PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\([^()\s\"]*(?:\([^()\s]*\)[^()\s\"]*)*\)(?:\{[^{}]*\})?", re.DOTALL
)
_PLACE = re.compile(r"\[[\d.,\s%-]+\]\s*(?!\()")
_BULLET = re.compile(r" {0,3}[-*+] +\S")
_NUMBERED = re.compile(r" {0,3}\d{1,9}[.)] +\S")
_MASKED = re.compile(f"{GAP_OPEN}{GAP_CLOSE}*")
_POINT = re.compile(r"-?\d{1,3}\s+(?=\D)")
_KEPT_VALUES = frozenset({"yes", "partly", "no", "x", "true", "false", "done"})
"""What a cell of an example says to a column without words of its own, in every language."""

_FILES = frozenset({"src", "captions", "chapters"})
"""Attributes that name a file."""

_HEADS = {
    "hint": "hint",
    "correct": "feedback, all right",
    "incorrect": "feedback, wrong",
    "partial": "feedback, partly",
}


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a text stands.

    Args:
        place: the file, and the page, question or tool.
        tool: whether its words are looked up among those of a tool: as columns, values and rows.
        lists: whether it stands in a block that is made of lists.
        bank: the file of a bank's entries.
        leads: whether what follows an arrow is the name of a step.
        question: whether ``[[…]]`` are gaps.
        data: whether it stands in a table or chart whose numbers are read.
    """

    place: str
    tool: bool = False
    lists: bool = False
    bank: str = ""
    leads: bool = False
    question: bool = False
    data: bool = False


@dataclass(slots=True)
class MarkdownReader:
    """Finds the units of a file.

    Args:
        asks: whether a heading ``##`` asks a question, as in assessments, or begins a page.
        values: what columns of the present tool can hold, by the same in small letters.
        picked: the columns of a bank's file that its tool has, in small letters.
        named: the columns that attributes name, in small letters.
        places: of the headings on the present page.
        files: those that blocks name so far, whose text learners read.
    """

    file: str
    text: str
    asks: bool
    starts: list[int] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    picked: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    places: Places = field(default_factory=Places)
    files: list[str] = field(default_factory=list)

    def slots(self) -> Iterator[Slot]:
        """Yield the places in their order."""
        lines = lines_of(self.text, self.file)
        at = 0
        for line in lines:
            self.starts.append(at)
            at += len(line.text) + 1
        if has_front(lines) and (end := front_end(lines)):
            model = AssessmentSettings if self.asks else ModuleSettings
            front = self.text[self.starts[1] : self.starts[end]]
            yield from settings_slots(front, self.file, model, first_line=2, offset=self.starts[1], front=True)
            lines = lines[end + 1 :]
        yield from self.pages(scan(lines, Report()))

    def pages(self, elements: Sequence[Element]) -> Iterator[Slot]:
        where = _Where(self.file)
        body: list[Element] = []
        asked: Heading | None = None
        for element in [*elements, None]:
            if element is not None and not isinstance(element, Heading):
                body.append(element)
                continue
            if asked:
                yield from self.question(asked.text, asked.attributes, body, "")
            else:
                yield from self.content(body, where)
            body, asked = [], None
            if element is None:
                break
            title = element.text.text
            if element.level == 2 and self.asks:
                asked = element
            elif element.level == 1:
                yield from self.prose(element.text, where, "title")
            else:
                where = _Where(f"{self.file}#{element.attributes.id or slug(title)}")
                self.places = Places()
                yield from self.prose(element.text, where, "page")

    def content(self, elements: Sequence[Element], where: _Where, kind: str = "text") -> Iterator[Slot]:
        for element in elements:
            if isinstance(element, Text):
                yield from self.run(element.lines, where, kind)
            elif isinstance(element, Directive):
                yield from self.directive(element, where)

    def directive(self, directive: Directive, where: _Where) -> Iterator[Slot]:
        name = directive.name
        types = question_types()
        if name == "question" or name in types:
            kind = name if name != "question" else ""
            yield from self.question(directive.label, directive.attributes, directive.children, kind)
            return
        room = block_rooms().get(name)
        attributes = directive.attributes
        if room and room.needs_id:
            src = str(attributes.data.data.get("src", ""))
            place = f"{self.file}#{attributes.id or name}"
            self.values = {}
            picked = str(attributes.data.data.get("pick", ""))
            self.picked = {one.strip().casefold() for one in picked.split(",")}
            where = _Where(place, tool=True, lists=True, bank=self.beside(src) if name == "bank" and src else "")
            where = replace(where, leads=name == "decision-tree")
        elif room and room.read and name not in {"reflection", "gate"}:
            where = replace(where, lists=True, data=name in {"chart", "table"})
        if directive.label:
            yield from self.prose(directive.label, where, f"title, {name}")
        if directive.unread and not room:
            yield from self.prose(directive.unread, where, f"title, {name}")
        if room:
            src = str(attributes.data.data.get("src", ""))
            self.files += [self.beside(one) for key, one in attributes.data.data.items() if key in _FILES]
            columns = self.beside(src) if src.endswith(".csv") else where.place
            yield from self.attributes(attributes, room.options, where, columns, name)
        yield from self.content(directive.children, where)

    def beside(self, written: str) -> str:
        """Return the path of a file that is named from this one."""
        return within(PurePosixPath(self.file).parent / unquote(written)) or written

    def question(
        self, heading: Prose | None, attributes: Attributes, elements: Sequence[Element], kind: str
    ) -> Iterator[Slot]:
        types = question_types()
        wanted = types.get(kind or str(attributes.data.data.get("type", "")))
        title = heading.text if heading else self.first_words(elements)
        where = _Where(f"{self.file}#{attributes.id or slug(plain_text(title))}", question=True)
        if heading:
            yield from self.prose(heading, where, "question")
        yield from self.attributes(attributes, wanted.options if wanted else None, where, "", "question")
        listed = option_list(elements, bool(wanted and wanted.numbered))
        yield from self.asked(elements, listed, where, bool(wanted and wanted.name == "scenario"))

    @staticmethod
    def first_words(elements: Sequence[Element]) -> str:
        lines = next((one.lines for one in elements if isinstance(one, Text)), ())
        return next((line.text for line in lines if line.text.strip()), "question")

    def asked(
        self, elements: Sequence[Element], listed: OptionList | None, where: _Where, leads: bool
    ) -> Iterator[Slot]:
        """Yield what stands in a question, or in a step of a scenario."""
        steps = leads or any(isinstance(one, Directive) and one.name == "step" for one in elements)
        for element in elements:
            if isinstance(element, Directive) and element.name == "step":
                inside = option_list(element.children, numbered=False)
                yield from self.asked(element.children, inside, replace(where, leads=True), leads=False)
            elif isinstance(element, Directive) and element.name in PARTS:
                plain = replace(where, question=False)
                kind = _HEADS.get(element.name, {"model": "model answer"}.get(element.name, element.name))
                yield from self.content(element.children, plain, kind)
            elif isinstance(element, Directive):
                yield from self.directive(element, where)
            elif isinstance(element, Text) and listed and element is listed.element and not (steps and not where.leads):
                yield from self.run(element.lines[: listed.start], where, "question")
                said = [" ".join(line.text for line in self.said(group)).strip() for group in listed.groups]
                notes = (TRUE_FALSE,) if are_true_and_false(said) else ()
                for group in listed.groups:
                    yield from self.option(group, where, notes)
                yield from self.run(element.lines[listed.end :], replace(where, question=False), "explanation")
            elif isinstance(element, Text):
                last = not listed and element is elements[-1]
                yield from self.run(element.lines, where, "question", "explanation" if last else "quote")

    @staticmethod
    def said(group: Sequence[Line]) -> list[Line]:
        """Return the lines of an option without its marks and its feedback."""
        body = body_of(group[0])
        found = marker_of(body)[1]
        first = body.cut(found.end()) if found else body
        place = _PLACE.match(first.text)
        return [first.cut(place.end()) if place else first, *(one for one in group[1:] if not QUOTE.match(one.text))]

    def option(self, group: Sequence[Line], where: _Where, notes: tuple[str, ...] = ()) -> Iterator[Slot]:
        body = body_of(group[0])
        marker, found = marker_of(body)
        right = bool(found and marker != "scale" and found["mark"].strip())
        kind = {"radio": "option", "box": "option", "scale": "point of a scale"}.get(marker, "list item")
        kind = "cell" if where.tool else kind
        said = {True: "right", False: "wrong"}[right] if marker in {"radio", "box"} else ""
        text = self.said(group)
        quoted = [line.cut(quote.end()) for line in group[1:] if (quote := QUOTE.match(line.text))]
        plain = replace(where, question=False)
        pairs = marker == "plain" and (where.question or where.leads)
        yield from self.sides(text, plain, f"{kind}, {said}" if said else kind, notes, pairs=pairs)
        option = " ".join(line.text.strip() for line in text if line.text.strip())
        of = (f"Said of: {option[:200]}",)
        for leaf in leaves(quoted):
            yield from self.leaf(leaf, plain, f"feedback, {said}" if said else "feedback", of)

    def sides(
        self, lines: list[Line], where: _Where, kind: str, notes: tuple[str, ...] = (), *, pairs: bool
    ) -> Iterator[Slot]:
        """Yield the text of an item, or the two sides of a pair."""
        for number, line in enumerate(lines):
            found = ARROW.search(line.text) if pairs else None
            if not found:
                continue
            left = [*lines[:number], replace(line, text=line.text[: found.start()])]
            yield from self.words(left, where, ("cell" if where.tool else "choice") if where.leads else "left side")
            if not where.leads:
                right = [line.cut(found.end()), *lines[number + 1 :]]
                yield from self.words(right, where, "right side")
            return
        # The first line has lost its mark; the others their indentation, as far as that goes.
        width = lines[0].offset
        inside = [lines[0], *(line.dedent(max(0, width - line.offset)) for line in lines[1:])]
        for leaf in leaves(inside):
            yield from self.leaf(leaf, where, kind, notes)

    def run(self, lines: Sequence[Line], where: _Where, kind: str, quoted: str = "") -> Iterator[Slot]:
        """Yield what stands in a run of Markdown.

        Args:
            kind: what a paragraph is.
            quoted: what a quotation is, where that is something else.
        """
        if where.question:
            lines = [self.masked(line) for line in lines]
        if where.lists:
            yield from self.listed(lines, where, kind)
            return
        for leaf in leaves(lines, kind):
            yield from self.leaf(leaf, where, quoted if quoted and leaf.quoted else leaf.kind, ())

    def listed(self, lines: Sequence[Line], where: _Where, kind: str) -> Iterator[Slot]:
        """Yield what stands in a block that is made of lists, in which a quote may stand as far in as it likes."""
        literals = Literals([line.text for line in lines])
        index = begin = 0
        while index < len(lines):
            if length := (literals.fence(index)[0] or literals.comment(index)[0]):
                index += length
                continue
            numbered = bool(_NUMBERED.match(lines[index].text))
            if not numbered and not _BULLET.match(lines[index].text):
                index += 1
                continue
            end, groups = list_at(lines, index, numbered)
            for leaf in leaves(lines[begin:index], kind):
                yield from self.leaf(leaf, where, leaf.kind, ())
            for group in groups:
                yield from self.option(group, where)
            index = begin = end
        for leaf in leaves(lines[begin:], kind):
            yield from self.leaf(leaf, where, leaf.kind, ())

    @staticmethod
    def masked(line: Line) -> Line:
        """Return a line in which gaps are single words of as many characters."""
        if "[[" not in line.text:
            return line
        text = line.text
        for start, end in gap_places(line.text):
            text = f"{text[:start]}{GAP_OPEN}{GAP_CLOSE * (end - start - 1)}{text[end:]}"
        return replace(line, text=text)

    def leaf(self, leaf: Leaf, where: _Where, kind: str, notes: tuple[str, ...]) -> Iterator[Slot]:
        lines = list(leaf.lines)
        if leaf.kind in {"cell", "column"}:
            yield from self.cell(lines[0], where, leaf.kind)
            return
        if leaf.kind == "HTML":
            yield from self.html(lines, where)
            return
        if leaf.kind == "list item" and leaf.first:
            if place := _PLACE.match(lines[0].text):
                lines[0] = lines[0].cut(place.end())
            if where.leads and any(ARROW.search(line.text) for line in lines):
                yield from self.sides(lines, where, kind, pairs=True)
                return
        kind = "cell" if where.tool and kind in {"list item", "choice"} else kind
        yield from self.words(lines, where, kind, notes)

    def words(self, lines: Sequence[Line], where: _Where, kind: str, notes: tuple[str, ...] = ()) -> Iterator[Slot]:
        """Yield the place of a text of one or more lines."""
        lines = _trimmed(lines)
        if not lines:
            return
        start, end = self.offset(lines[0]), self.offset(lines[-1]) + len(lines[-1].text)
        one_line = kind.startswith(("title", "page", "term", "heading", "column", "abbreviation"))
        pieces = []
        for number, line in enumerate(lines):
            text = line.text.lstrip() if number else line.text
            hard = number < len(lines) - 1 and text.endswith(("  ", "\\"))
            text = text.rstrip().removesuffix("\\") if hard else text.rstrip()
            pieces.append(text + ("\\\n" if hard else " " if number < len(lines) - 1 else ""))
        text = "".join(pieces)
        if alone := _PICTURE.fullmatch(text):
            yield from self.picture(alone, start, end, where, lines[0])
            return
        write = on_one_line if one_line else on_lines(self.prefix(lines))
        if kind == "heading" and (place := self.anchor(text, end)):
            write = _with_place(place, text)
        text, parts = self.with_gaps(text, start, end, where)
        unit = Unit(self.context(where, kind), text, lines[0].span(0, len(lines[0].text)), notes)
        if not has_words(text) and not any(part.unit for part in parts):
            return
        yield Slot(
            start,
            end,
            text,
            unit if has_words(text) else None,
            write,
            parts,
        )

    def anchor(self, words: str, end: int) -> str:
        """Return the place of a heading that links can lead to; empty where it says one of its own.

        Args:
            end: of the file, where its words end.
        """
        if self.text[end : end + 100].lstrip(" ").startswith("{"):
            return ""
        made = self.places.of(plain_text(words))
        # What pages include may stand twice on one; there only a place that is named has to stay.
        own = PurePosixPath(self.file)
        alone = own.parts[0] in {"modules", "assessments"} and not own.name.startswith("_")
        return made if alone or f"#{made}" in self.text else ""

    def context(self, where: _Where, kind: str) -> str:
        return f"{where.place} · {kind}"

    def offset(self, line: Line) -> int:
        """Return where in the file a line's text begins."""
        return self.starts[line.number - 1] + line.offset

    def prefix(self, lines: Sequence[Line]) -> str:
        """Return what a further line of a text begins with."""
        if len(lines) > 1:
            at = self.starts[lines[1].number - 1]
            second = lines[1]
            return self.text[at : at + second.offset + len(second.text) - len(second.text.lstrip())]
        at = self.starts[lines[0].number - 1]
        return "".join(">" if one == ">" else " " for one in self.text[at : at + lines[0].offset])

    def picture(self, found: re.Match[str], start: int, end: int, where: _Where, line: Line) -> Iterator[Slot]:
        """Yield the place of what is said of a picture that stands alone."""
        written = self.text[start:end]
        alt = _PICTURE.fullmatch(written)
        if alt and has_words(found["alt"]):
            said = " ".join(found["alt"].split())
            unit = Unit(self.context(where, "picture"), said, line.span(2, 1))
            yield Slot(start + alt.start("alt"), start + alt.end("alt"), said, unit, on_one_line)

    def with_gaps(self, text: str, start: int, end: int, where: _Where) -> tuple[str, tuple[Part, ...]]:
        """Return a text with placeholders for its gaps, and these."""
        if GAP_OPEN not in text:
            return text, ()
        written = self.text[start:end]
        parts = [gap_part(written[one:two], self.span_at(start + one), where.place) for one, two in _gaps(written)]
        numbers = iter(range(1, len(parts) + 1))
        return _MASKED.sub(lambda _: placeholder(next(numbers)), text), tuple(parts)

    def span_at(self, offset: int) -> Span:
        """Return the place of a character of the file."""
        line = self.text.count("\n", 0, offset)
        return Span(self.file, line + 1, offset - self.starts[line] + 1)

    def prose(self, run: Prose, where: _Where, kind: str) -> Iterator[Slot]:
        """Yield the place of a heading or a label."""
        line = Line(run.text, self.file, run.span.line, run.span.column - 1)
        yield from self.words([self.masked(line) if where.question else line], where, kind)

    def cell(self, line: Line, where: _Where, kind: str) -> Iterator[Slot]:
        text, attributes = line.text, None
        braces = re.search(BRACES.pattern + r"$", text)
        if (
            braces
            and may_be_attributes(braces[0][1:-1])
            and (braces.start() == 0 or text[braces.start() - 1].isspace())
        ):
            place = line.span(braces.start() + 1, 1)
            attributes = parse_attributes(braces[0][1:-1], place, Report())
            text = text[: braces.start()].rstrip()
        value = ""
        if where.tool and kind == "cell":
            if (point := _POINT.match(text)) and plain_text(text[point.end() :]).casefold() in self.values:
                line, text = line.cut(point.end()), text[point.end() :]
            value = self.values.get(plain_text(text).casefold(), "")
            if not value and plain_text(text).casefold() in _KEPT_VALUES:
                return
        start = self.offset(line)
        end = start + len(text)
        of_bank = self.begins_row(line) if kind == "cell" else plain_text(text).casefold() in self.picked
        standing = replace(where, place=where.bank) if where.bank and of_bank else where
        if kind == "column" and (standing is not where or plain_text(text).casefold() in self.named):
            kind = NAMED_COLUMN
        elif value:
            kind = "value"
        shown, parts = self.with_gaps(text, start, end, where)
        # A value is called as where it was defined, however it is capitalised here.
        shown = value or shown.replace("\\|", "|")
        if has_words(shown) or any(part.unit for part in parts):
            unit = Unit(self.context(standing, kind), shown, line.span(0, len(text))) if has_words(shown) else None
            yield Slot(start, end, shown, unit, in_cell, parts)
        elif where.data:
            yield Slot(start, end, shown, None, in_cell, figures=in_sheet)
        if attributes and where.tool:
            yield from self.attributes(attributes, ColumnOptions, where, where.place, "column")

    def begins_row(self, line: Line) -> bool:
        """Whether a cell is the first of its row."""
        at = self.starts[line.number - 1]
        return not self.text[at : at + line.offset].strip(" |>")

    def html(self, lines: Sequence[Line], where: _Where) -> Iterator[Slot]:
        lines = _trimmed(lines)
        text = "\n".join(line.text for line in lines)
        if lines and has_words(text):
            unit = Unit(self.context(where, "HTML"), text, lines[0].span())
            start, end = self.offset(lines[0]), self.offset(lines[-1]) + len(lines[-1].text)
            yield Slot(start, end, text, unit, on_lines(self.prefix(lines)))

    def attributes(
        self, attributes: Attributes, model: type[BaseModel] | None, where: _Where, columns: str, name: str
    ) -> Iterator[Slot]:
        """Yield the places of attributes that are text for learners.

        Args:
            columns: the file or the place whose columns they name.
        """
        for key, value in attributes.data.data.items():
            kind = for_learners(model, (key,)) if model else None
            span = attributes.data.values.get((key,))
            if not kind or not span or not has_words(str(value)) or (key == "evidence" and value == "no"):
                continue
            at = self.starts[span.line - 1] + span.column - 1
            written = self.text[at : at + span.length]
            equals = written.find("=")
            if equals < 0:
                continue
            start = at + equals + 1 + len(written[equals + 1 :]) - len(written[equals + 1 :].lstrip())
            end = at + span.length
            if kind.form == "text":
                unit = Unit(self.context(where, f"{key}, {name}"), value, span)
                yield Slot(start, end, value, unit, in_quotation_marks)
                continue
            pieces: list[str] = []
            parts: list[Part] = []
            for one in (one.strip() for one in value.split(",")):
                point = _POINT.match(one) if kind.form == "scale" else None
                said = one[point.end() :] if point else one
                if not has_words(said):
                    pieces.append(one)
                    continue
                if kind.form == "columns":
                    self.named.add(said.casefold())
                else:
                    self.values[said.casefold()] = said
                place = (
                    f"{columns} · {NAMED_COLUMN}"
                    if kind.form == "columns"
                    else self.context(where, "value" if where.tool else f"{key}, {name}")
                )
                parts.append(Part(said, Unit(place, said, span)))
                pieces.append((point[0] if point else "") + placeholder(len(parts)))
            yield Slot(start, end, ", ".join(pieces), None, in_quotation_marks, tuple(parts))


def _with_place(place: str, words: str) -> Callable[[str], str]:
    """Return what writes a heading with the place that the source's has by its words."""

    def write(text: str) -> str:
        same = github_slug(plain_text(text)) == github_slug(plain_text(words))
        return on_one_line(text) if same else f"{on_one_line(text)} {{#{place}}}"

    return write


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of gaps in a text of several lines."""
    at = 0
    for line in text.split("\n"):
        for start, end in gap_places(line):
            yield at + start, at + end
        at += len(line) + 1


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    """Return lines without blank ones at both ends, spaces around them, and attributes behind them."""
    kept = list(lines)
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        kept.pop(0)
    if not kept:
        return []
    last = kept[-1].text.rstrip()
    if last.endswith("}"):
        start = last.rfind("{")
        found = BRACES.fullmatch(last, start) if start >= 0 else None
        behind = start == 0 or last[start - 1 : start].isspace()
        if found and behind and may_be_attributes(last[start + 1 : -1]):
            last = last[:start].rstrip()
            if not last:
                return _trimmed(kept[:-1])
    kept[-1] = replace(kept[-1], text=last)
    first = kept[0]
    kept[0] = first.cut(len(first.text) - len(first.text.lstrip()))
    return kept
