"""The questions of a course by the categories of Moodle's question bank: what every file of questions is made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from course_builder.model import Assessment, Block, Course, Prose, Question, Screen, questions_of
from course_builder.packaging.moodle import cloze
from course_builder.packaging.moodle.entry import Entry
from course_builder.packaging.moodle.files import Attached, Files
from course_builder.packaging.moodle.losses import Tell
from course_builder.packaging.moodle.questions import Exported
from course_builder.render.edition import Edition
from course_builder.render.site import Resolve
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
    title = edition.course.settings.title
    for names, _, questions in categories(edition.course):
        entries = []
        for question in questions:
            taken = files(edition.media, partial(tell, question.span))
            entries.append(entry(question, snippets, taken, taken.resolve, tell, embedded=embedded))
        yield (title, *names), [one for one in entries if one]


def categories(course: Course) -> Iterator[tuple[tuple[str, ...], Screen, list[Question]]]:
    """Yield what is in the bank: the names of each category below the course's, its page or quiz, its questions.

    They are the modules, in these their pages and quizzes, and in these their pools.
    """
    modules = {page.id: module for module in course.modules for page in module.pages}
    by_id = {module.id: module for module in course.modules}
    for screen in course.screens:
        module = by_id.get(screen.module) if isinstance(screen, Assessment) else modules[screen.id]
        above = (plain_text(module.title.text),) if module else ()
        pools: dict[str, list[Question]] = {}
        for question in questions_of(screen):
            pools.setdefault(question.pool, []).append(question)
        for pool, questions in pools.items():
            yield (*above, plain_text(screen.title.text), *((pool,) if pool else ())), screen, questions


def entry(
    question: Question,
    snippets: Snippets,
    files: Files,
    resolve: Resolve,
    tell: Tell,
    *,
    embedded: bool = True,
    in_quiz: bool = False,
) -> Entry | None:
    """Return a question as the bank keeps it, with its files; None where Moodle has none like it.

    Args:
        files: takes along what its texts show.
        resolve: where an address of its texts leads.
        embedded, in_quiz: see ``Exported``.
    """
    guard = cloze.guarded if any(part.inline for part in question.parts) else str
    made = Exported(question, snippets.of(question, resolve, guard), tell, embedded=embedded, in_quiz=in_quiz).entry()
    if made:
        if made.graders is not None:
            made.graders += "".join(_notes(one, snippets, resolve) for one in question.graders)
        made.files = files.found
    return made


def _notes(block: Block, snippets: Snippets, resolve: Resolve) -> str:
    title = (Prose(text=f"**{block.label.text}**", span=block.label.span),) if block.label else ()
    return snippets.page((*title, *block.content), resolve, file=block.span.file)
