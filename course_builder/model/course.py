"""Course › Module › Page › content, and the assessments beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from pydantic import Field

from course_builder.diagnostics import Span
from course_builder.model.base import Located
from course_builder.model.content import Block, Content, Question
from course_builder.model.prose import Prose
from course_builder.model.settings import AssessmentSettings, CourseSettings, ModuleSettings, extra_time


class Objective(Located):
    """Something that a learner can do afterwards."""

    id: str
    text: str


class Page(Located):
    """One screen of a module.

    Args:
        id: unique in the course: ``module/page``, or the module's id for its first page.
        title: Markdown of the heading, one line.
    """

    type: Literal["page"] = "page"
    id: str
    title: Prose
    content: Content

    @cached_property
    def nodes(self) -> tuple[Prose | Block | Question, ...]:
        """Every node on it, outer before inner, without what is inside of questions."""
        return tuple(walk(self.content))


class Assessment(Located):
    """A quiz: one page of its own, ``quiz/NAME``.

    Args:
        name: the file's name without ending.
        module: the id of the module it stands behind; empty for the final assessment.
        places: where its settings stand, by their name, or ``pools.NAME``.
    """

    type: Literal["assessment"] = "assessment"
    id: str
    name: str
    title: Prose
    introduction: Content
    questions: tuple[Question, ...]
    settings: AssessmentSettings
    objectives: tuple[Objective, ...] = ()
    module: str = ""
    pass_mark: int = 80
    places: Mapping[str, Span] = Field(default_factory=dict)

    def place(self, setting: str) -> Span:
        """Return where a setting stands."""
        return self.places.get(setting, self.span)

    @cached_property
    def nodes(self) -> tuple[Prose | Block | Question, ...]:
        """Every node of its introduction, outer before inner."""
        return tuple(walk(self.introduction))

    @property
    def extra_time(self) -> tuple[int, int]:
        """The minutes that a learner may add to the time limit, and how often."""
        return extra_time(self.settings.extra_time, self.settings.time_limit) if self.settings.time_limit else (0, 0)


class Module(Located):
    """A module: its pages in order, and perhaps a quiz behind them."""

    id: str
    title: Prose
    pages: tuple[Page, ...]
    settings: ModuleSettings
    objectives: tuple[Objective, ...] = ()
    assessment: Assessment | None = None


class CoursePart(Located):
    """Some modules of a course under one title.

    Args:
        id: made from the title, unique among parts and modules.
        modules: their ids.
        required: how many of them a learner needs.
    """

    id: str
    title: str
    modules: tuple[str, ...]
    required: int

    @property
    def is_choice(self) -> bool:
        """Whether learners choose among its modules."""
        return self.required < len(self.modules)


Screen: TypeAlias = "Page | Assessment"


class Course(Located):
    """A whole course.

    Args:
        parts: its modules in groups; none where the author made none.
        final: the assessment behind the last module.
        places: where its settings stand.
    """

    id: str
    settings: CourseSettings
    modules: tuple[Module, ...]
    parts: tuple[CoursePart, ...] = ()
    final: Assessment | None = None
    places: Mapping[str, Span] = Field(default_factory=dict)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """Pages and assessments in reading order."""
        return tuple(self._screens())

    def _screens(self) -> Iterator[Screen]:
        for module in self.modules:
            yield from module.pages
            if module.assessment:
                yield module.assessment
        if self.final:
            yield self.final

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """All assessments in reading order."""
        return tuple(one for one in self.screens if isinstance(one, Assessment))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in reading order, in pages and in assessments."""
        return tuple(question for screen in self.screens for question in questions_of(screen))

    def drawn(self, assessment: Assessment) -> int:
        """Return how many questions one attempt at an assessment asks; on the longest route, where it follows that."""
        draws = {name: pool.draw for name, pool in assessment.settings.pools.items()}
        always = sum(one.pool not in draws for one in assessment.questions)
        if assessment.settings.from_ == "route":
            for part in self.parts:
                own = sorted((draws.pop(name) for name in part.modules if name in draws), reverse=True)
                always += sum(own[: part.required])
        return always + sum(draws.values())

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives in reading order."""
        found = [one for module in self.modules for one in module.objectives]
        found += [one for assessment in self.assessments for one in assessment.objectives]
        return tuple(found)


def questions_of(screen: Screen) -> tuple[Question, ...]:
    """Return the questions of a page or assessment, those inside blocks too."""
    if isinstance(screen, Assessment):
        return screen.questions
    return tuple(one for one in screen.nodes if isinstance(one, Question))


def walk(content: Content) -> Iterator[Prose | Block | Question]:
    """Yield every node of ``content``, outer before inner, without going into questions."""
    for node in content:
        yield node
        if isinstance(node, Block):
            yield from walk(node.content)


def nodes_of(screen: Screen) -> Iterator[Prose | Block | Question]:
    """Yield every node of a screen, those in the prompts and explanations of its questions too."""
    for node in (*screen.nodes, *screen.questions) if isinstance(screen, Assessment) else screen.nodes:
        yield node
        if isinstance(node, Question):
            yield from walk((*node.prompt, *node.feedback.explanation))


def files_of(screen: Screen) -> tuple[str, ...]:
    """Return the files that a screen is written in: its own, and those that it includes."""
    return tuple(dict.fromkeys([screen.span.file, *(node.span.file for node in nodes_of(screen))]))
