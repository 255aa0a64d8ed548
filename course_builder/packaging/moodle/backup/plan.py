"""Which sections and activities a course becomes, and their numbers, so that they can lead to one another.

A section a module, each page a Page: completion hangs on single pages, and links lead to them. Behind a page come a
Quiz with its questions and its glossaries; behind a module its quiz. The final assessment has a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from course_builder.model import Assessment, Block, Course, Module, Page, questions_of

Kind = Literal["page", "questions", "quiz", "glossary"]
_VIEWS = {"page": "PAGE", "questions": "QUIZ", "quiz": "QUIZ", "glossary": "GLOSSARY"}


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity.

    Args:
        number: of the course module that it becomes; it stands in links.
        section: the number of its section.
        source: what becomes of the activity.
        page: the page that it belongs to, if any.
    """

    kind: Kind
    number: int
    section: int
    source: Page | Assessment | Block
    page: Page | None = None

    @property
    def address(self) -> str:
        """What Moodle puts its address in the place of."""
        return f"$@{_VIEWS[self.kind]}VIEWBYID*{self.number}@$"


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section; the first is the course's start."""

    number: int
    module: Module | None
    assessment: Assessment | None = None


class Plan:
    """All sections and activities of a course, in order."""

    def __init__(self, course: Course) -> None:
        self.sections = [PlannedSection(0, None)]
        self.activities: list[Planned] = []
        for module in course.modules:
            self._section(module, None)
            for page in module.pages:
                self._page(page)
            if module.assessment:
                self._add("quiz", module.assessment)
        if course.final:
            self._section(None, course.final)
            self._add("quiz", course.final)

    def _section(self, module: Module | None, assessment: Assessment | None) -> None:
        self.sections.append(PlannedSection(len(self.sections), module, assessment))

    def _add(self, kind: Kind, source: Page | Assessment | Block, page: Page | None = None) -> None:
        number = len(self.activities) + 1
        self.activities.append(Planned(kind, number, len(self.sections) - 1, source, page))

    def _page(self, page: Page) -> None:
        self._add("page", page, page)
        if questions_of(page):
            self._add("questions", page, page)
        for block in glossaries(page):
            self._add("glossary", block, page)

    @cached_property
    def screens(self) -> Mapping[str, Planned]:
        """The activities of pages and quizzes by the ids of these."""
        return {one.source.id: one for one in self.activities if one.kind in {"page", "quiz"}}

    def beside(self, page: Page, kind: Kind) -> Planned | None:
        """Return what belongs to a page."""
        return next((one for one in self.activities if one.page is page and one.kind == kind), None)


def glossaries(page: Page) -> Iterator[Block]:
    """Yield the glossaries of a page that have terms."""
    for node in page.nodes:
        if isinstance(node, Block) and node.name == "glossary" and node.data:
            yield node
