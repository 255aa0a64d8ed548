"""The texts of a Markdown file: paragraphs, headings, labels, pictures that stand alone, and HTML with words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePosixPath

from course_builder.diagnostics import Span
from course_builder.model import GAP_CLOSE, GAP_OPEN, Prose
from course_builder.source.attributes import BRACES, may_be_attributes
from course_builder.source.commonmark.headings import Places
from course_builder.source.lines import Line
from course_builder.source.names import github_slug, plain_text
from course_builder.source.question_text import gap_places
from course_builder.translation.unit import Unit
from course_builder.translation.units.answers import gap_part
from course_builder.translation.units.slots import (
    Part,
    Slot,
    on_lines,
    on_one_line,
    placeholder,
    without_straight_quotes,
)
from course_builder.translation.units.words import has_words

_PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\([^()\s\"]*(?:\([^()\s]*\)[^()\s\"]*)*\)(?:\{[^{}]*\})?", re.DOTALL
)
_MASKED = re.compile(f"{GAP_OPEN}{GAP_CLOSE}*")
_ONE_LINE = ("title", "page", "term", "heading", "column", "abbreviation")


@dataclass(frozen=True, slots=True)
class Where:
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
class Texts:
    """Finds texts.

    Args:
        file: its path in the course.
        starts: where its lines begin.
        places: of the headings on the present page.
    """

    file: str
    text: str
    starts: list[int] = field(default_factory=list)
    places: Places = field(default_factory=Places)

    def words(self, lines: Sequence[Line], where: Where, kind: str, notes: tuple[str, ...] = ()) -> Iterator[Slot]:
        """Yield the place of a text of one or more lines."""
        lines = _trimmed(lines)
        if not lines:
            return
        # What is said of an option may stand within its text, where an author has gone on below it.
        broken = [number for number in range(1, len(lines)) if lines[number].number > lines[number - 1].number + 1]
        runs = [lines[start:end] for start, end in pairwise([0, *broken, len(lines)])]
        (start, end), *rest = ((self.offset(one[0]), self.offset(one[-1]) + len(one[-1].text)) for one in runs)
        one_line = kind.startswith(_ONE_LINE)
        text = _joined(lines)
        if text.startswith("![") and (alone := _PICTURE.fullmatch(text)):
            yield from self.picture(alone, start, end, where, lines[0])
            return
        write = on_one_line if one_line else on_lines(self.prefix(lines))
        if one_line and self.text[start - 1 : start] == self.text[end : end + 1] != "" and self.text[end] in "\"'":
            # Titles of other tools' containers stand in quotation marks.
            write = without_straight_quotes
        if kind == "heading" and (place := self.anchor(text, end)):
            write = _with_place(place, text)
        text, parts = self.with_gaps(text, start, end, where)
        said = has_words(text)
        if said or any(part.unit for part in parts):
            unit = Unit(self.context(where, kind), text, lines[0].span(0, len(lines[0].text)), notes) if said else None
            yield Slot(start, end, text, unit, write, parts, rest=tuple(rest))

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

    def context(self, where: Where, kind: str) -> str:
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

    def picture(self, found: re.Match[str], start: int, end: int, where: Where, line: Line) -> Iterator[Slot]:
        """Yield the place of what is said of a picture that stands alone."""
        written = self.text[start:end]
        alt = _PICTURE.fullmatch(written)
        if alt and has_words(found["alt"]):
            said = " ".join(found["alt"].split())
            unit = Unit(self.context(where, "picture"), said, line.span(2, 1))
            yield Slot(start + alt.start("alt"), start + alt.end("alt"), said, unit, on_one_line)

    def with_gaps(self, text: str, start: int, end: int, where: Where) -> tuple[str, tuple[Part, ...]]:
        """Return a text with placeholders for its gaps, and these."""
        if GAP_OPEN not in text:
            return text, ()
        written = self.text[start:end]
        parts = [gap_part(written[one:two], self.span_at(start + one), where.place) for one, two in _gaps(written)]
        numbers = iter(range(1, len(parts) + 1))
        return _MASKED.sub(lambda _: placeholder(next(numbers)), text), tuple(parts)

    def span_at(self, offset: int) -> Span:
        """Return the place of a character of the file."""
        line = bisect_right(self.starts, offset) - 1
        return Span(self.file, line + 1, offset - self.starts[line] + 1)

    def prose(self, run: Prose, where: Where, kind: str) -> Iterator[Slot]:
        """Yield the place of a heading or a label."""
        line = Line(run.text, self.file, run.span.line, run.span.column - 1)
        yield from self.words([self.masked(line) if where.question else line], where, kind)

    def html(self, lines: Sequence[Line], where: Where) -> Iterator[Slot]:
        lines = _trimmed(lines)
        text = "\n".join(line.text for line in lines)
        if lines and has_words(text):
            unit = Unit(self.context(where, "HTML"), text, lines[0].span())
            start, end = self.offset(lines[0]), self.offset(lines[-1]) + len(lines[-1].text)
            yield Slot(start, end, text, unit, on_lines(self.prefix(lines)))

    @staticmethod
    def masked(line: Line) -> Line:
        """Return a line in which gaps are single words of as many characters."""
        if "[[" not in line.text:
            return line
        text = line.text
        for start, end in gap_places(line.text):
            text = f"{text[:start]}{GAP_OPEN}{GAP_CLOSE * (end - start - 1)}{text[end:]}"
        return replace(line, text=text)


def _with_place(place: str, words: str) -> Callable[[str], str]:
    """Return what writes a heading with the place that the source's has by its words."""

    def write(text: str) -> str:
        same = github_slug(plain_text(text)) == github_slug(plain_text(words))
        return on_one_line(text) if same else f"{on_one_line(text)} {{#{place}}}"

    return write


def _joined(lines: Sequence[Line]) -> str:
    """Return lines as one, but for breaks that stay on the page."""
    pieces = []
    for line in lines[:-1]:
        text = line.text.strip()
        hard = line.text.endswith(("  ", "\\"))
        pieces.append(text.removesuffix("\\").rstrip() + "\\\n" if hard else f"{text} ")
    return "".join([*pieces, lines[-1].text.strip()])


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
    end = kept[-1]
    if last != end.text:
        kept[-1] = Line(last, end.file, end.number, end.offset)
    first = kept[0]
    if first.text[0].isspace():
        kept[0] = first.cut(len(first.text) - len(first.text.lstrip()))
    return kept
