"""Rules over the model and its pages, one file for each family. Each tells what it finds to a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from course_builder.checks import (
    accessibility,
    attribution,
    blocks,
    languages,
    left_over,
    limits,
    links,
    look,
    lost,
    media,
    quizzes,
    scoring,
    unasked,
    unread,
)
from course_builder.checks.words import main_of, page_text
from course_builder.diagnostics import Report
from course_builder.model import files_of
from course_builder.render.edition import Edition


def check(edition: Edition, sources: Mapping[str, str], report: Report) -> None:
    """Run all checks.

    Args:
        edition: the course; its pages are rendered by this, if they are not yet.
        sources: the text of each source file, by path.
    """
    course = edition.course
    pages = _Pages(edition)
    for link in edition.pages.links:
        # What is wrong in a page is known when it is made.
        edition.pages.content(link)
    edition.progress.step("check")
    quizzes.check(course, report)
    scoring.prove(course, edition.lock, report)
    limits.options(course, report)
    accessibility.headings(course, report)
    accessibility.tables(course, report)
    attribution.check(course, report)
    look.accent(course, sources.get(course.span.file, ""), report)
    look.icons(course, sources, report)
    languages.check(course, edition.own_words, report)
    links.dead_ends(edition.dead_ends, sources, report)
    links.texts(pages, edition.dead_ends, sources, report)
    blocks.check(course, edition.media, report)
    media.pictures(pages, edition.media, sources, report, fitted=course.settings.pictures == "fitted")
    media.recordings(pages, edition.media, sources, report)
    look.theme(edition, report)
    texts = {
        screen: (files, page_text(html)) for screen, (files, html) in pages.items() if screen not in edition.lawful
    }
    lost.check(course, texts, sources, report)
    asked = unasked.check(course, sources, report)
    left_over.check(pages, texts, sources, report, known=asked)
    unread.check(edition, sources, report)


class _Pages(Mapping[str, tuple[Sequence[str], str]]):
    """For each screen its source files and what its page has of its own: each read when it is looked at."""

    def __init__(self, edition: Edition) -> None:
        self._pages = edition.pages
        self._files = {screen.id: files_of(screen) for screen in edition.course.screens}

    def __getitem__(self, screen: str) -> tuple[Sequence[str], str]:
        return self._files[screen], main_of(self._pages.html(self._pages.by_id[screen]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
