"""The questions of a course by the categories of Moodle's question bank: what every file of questions is made from."""

from __future__ import annotations

from collections.abc import Iterator

from course_builder.model import Assessment, Question, questions_of
from course_builder.packaging.moodle import cloze
from course_builder.packaging.moodle.entry import Entry
from course_builder.packaging.moodle.files import Attached, Files
from course_builder.packaging.moodle.losses import Tell
from course_builder.packaging.moodle.questions import Exported
from course_builder.render.edition import Edition
from course_builder.render.snippets import Snippets
from course_builder.source.names import plain_text


def banked(
    edition: Edition, tell: Tell, *, files: type[Files] = Attached, embedded: bool = True
) -> Iterator[tuple[tuple[str, ...], list[Entry]]]:
    """Yield the names of each category, from the top down, and its questions.

    Args:
        tell: told what is lost.
        files: how the format takes files along.
        embedded: whether it has answers inside a text.
    """
    snippets = edition.snippets()
    for names, questions in categories(edition):
        entries = (_entry(edition, snippets, one, tell, files, embedded=embedded) for one in questions)
        yield names, [one for one in entries if one]


def categories(edition: Edition) -> Iterator[tuple[tuple[str, ...], list[Question]]]:
    """Yield what is in the bank, by category: the course, its modules, their pages and quizzes, pools."""
    course = edition.course
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


def _entry(
    edition: Edition, snippets: Snippets, question: Question, tell: Tell, files: type[Files], *, embedded: bool
) -> Entry | None:
    taken = files(edition.media, lambda loss: tell(question.span, loss))
    guard = cloze.guarded if any(part.inline for part in question.parts) else str
    entry = Exported(question, snippets.of(question, taken.resolve, guard), tell, embedded=embedded).entry()
    if entry:
        entry.files = taken.found
    return entry
