"""The units of a Markdown file: of its front matter, its headings and directives, its questions, and its text.

What stands where is found by the readers that courses are loaded with, so a unit is what the model has as a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from course_builder.blocks import block_rooms
from course_builder.diagnostics import Report
from course_builder.model import Prose
from course_builder.model.settings import AssessmentSettings, ModuleSettings
from course_builder.questions import QuestionType, question_types
from course_builder.source.attributes import Attributes
from course_builder.source.commonmark.headings import Places
from course_builder.source.directives import Directive, Element, Heading, Text, scan
from course_builder.source.files import front_end, has_front, within
from course_builder.source.lines import lines_of
from course_builder.source.names import plain_text, slug
from course_builder.source.question_text import PARTS, OptionList, option_list
from course_builder.translation.units.answers import TRUE_FALSE, are_true_and_false
from course_builder.translation.units.runs import Runs
from course_builder.translation.units.settings import settings_slots
from course_builder.translation.units.slots import Slot
from course_builder.translation.units.texts import Where

_FILES = frozenset({"src", "captions", "chapters"})
"""Attributes that name a file."""

_HEADS = {
    "hint": "hint",
    "correct": "feedback, all right",
    "incorrect": "feedback, wrong",
    "partial": "feedback, partly",
    "model": "model answer",
}


@dataclass(slots=True)
class MarkdownReader(Runs):
    """Finds the units of a file.

    Args:
        asks: whether a heading ``##`` asks a question, as in assessments, or begins a page.
        files: those that blocks name so far, whose text learners read.
    """

    asks: bool = False
    files: list[str] = field(default_factory=list)
    types: Mapping[str, QuestionType] = field(default_factory=question_types)

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
        where = Where(self.file)
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
                where = Where(f"{self.file}#{element.attributes.id or slug(title)}")
                self.places = Places()
                yield from self.prose(element.text, where, "page")

    def content(self, elements: Sequence[Element], where: Where, kind: str = "text") -> Iterator[Slot]:
        for element in elements:
            if isinstance(element, Text):
                yield from self.run(element.lines, where, kind)
            elif isinstance(element, Directive):
                yield from self.directive(element, where)

    def directive(self, directive: Directive, where: Where) -> Iterator[Slot]:
        name = directive.name
        if name == "question" or name in self.types:
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
            where = Where(place, tool=True, lists=True, bank=self.beside(src) if name == "bank" and src else "")
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
        wanted = self.types.get(kind or str(attributes.data.data.get("type", "")))
        title = heading.text if heading else self.first_words(elements)
        where = Where(f"{self.file}#{attributes.id or slug(plain_text(title))}", question=True)
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
        self, elements: Sequence[Element], listed: OptionList | None, where: Where, leads: bool
    ) -> Iterator[Slot]:
        """Yield what stands in a question, or in a step of a scenario."""
        steps = leads or any(isinstance(one, Directive) and one.name == "step" for one in elements)
        for element in elements:
            if isinstance(element, Directive) and element.name == "step":
                inside = option_list(element.children, numbered=False)
                yield from self.asked(element.children, inside, replace(where, leads=True), leads=False)
            elif isinstance(element, Directive) and element.name in PARTS:
                plain = replace(where, question=False)
                kind = _HEADS.get(element.name, element.name)
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
