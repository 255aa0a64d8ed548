"""All questions of a course as one file for Moodle's question bank.

A category for each module, below it one for each page and quiz with questions, and one for each pool. What Moodle's
questions cannot say is told where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from course_builder.diagnostics import Span
from course_builder.model import Assessment, Question, questions_of
from course_builder.outputs import Artifact, Job, NoOptions, Summary
from course_builder.packaging.moodle import cloze
from course_builder.packaging.moodle.elements import category
from course_builder.packaging.moodle.files import Files
from course_builder.packaging.moodle.questions import Exported
from course_builder.packaging.xml import serialised
from course_builder.render.snippets import Snippets
from course_builder.source.names import plain_text, portable


class MoodleXml:
    """The output ``moodle-xml``."""

    name = "moodle-xml"
    options = NoOptions

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield ``ID-moodle.xml``."""
        bank = etree.Element("quiz", None)
        snippets = job.edition.snippets()
        for names, questions in _categories(job):
            category(bank, names)
            for question in questions:
                element = _element(job, snippets, question)
                if element is not None:
                    bank.append(element)
        yield Artifact(portable(f"{job.edition.name}-moodle.xml"), serialised(bank))
        yield Summary()


def _categories(job: Job) -> Iterator[tuple[tuple[str, ...], list[Question]]]:
    """Yield what is in the bank, by category: the course, its modules, their pages and quizzes, pools."""
    course = job.edition.course
    modules = {page.id: module for module in course.modules for page in module.pages}
    by_id = {module.id: module for module in course.modules}
    for screen in course.screens:
        module = by_id.get(screen.module) if isinstance(screen, Assessment) else modules[screen.id]
        above = (course.settings.title, *((plain_text(module.title.text),) if module else ()))
        pools: dict[str, list[Question]] = {}
        for question in questions_of(screen):
            pools.setdefault(question.pool, []).append(question)
        for pool, questions in pools.items():
            yield (*above, plain_text(screen.title.text), *((pool,) if pool else ())), questions


def _element(job: Job, snippets: Snippets, question: Question) -> etree._Element | None:
    def tell(span: Span, what: str, hint: str) -> None:
        job.report.add("output-cannot", span, f"moodle-xml: {what}", hint)

    def left(written: str) -> None:
        tell(
            question.span, f"A link to {written} leads nowhere in a question bank: its words stay.", "Say it in words."
        )

    files = Files(job.edition.media, left)
    guard = cloze.guarded if any(part.inline for part in question.parts) else str
    words = snippets.of(question, files.resolve, guard)
    return Exported(question, words, files.found, tell).element()


output = MoodleXml()
