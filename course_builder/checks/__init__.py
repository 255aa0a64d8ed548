"""Rules over the model and its pages, one file for each family. Each tells what it finds to a report."""

from __future__ import annotations

from collections.abc import Mapping

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
from course_builder.checks.places import files_of
from course_builder.checks.words import page_text
from course_builder.diagnostics import Report
from course_builder.render.edition import Edition


def check(edition: Edition, sources: Mapping[str, str], report: Report) -> None:
    """Run all checks.

    Args:
        edition: the course; its pages are rendered by this, if they are not yet.
        sources: the text of each source file, by path.
    """
    course = edition.course
    by_file = {link.id: _main(edition.folder.html[link.href]) for link in edition.folder.screens}
    pages = {screen.id: (files_of(screen), by_file[screen.id]) for screen in course.screens if screen.id in by_file}
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
    texts = {screen: (files, page_text(html)) for screen, (files, html) in pages.items()}
    lost.check(course, texts, sources, report)
    asked = unasked.check(course, sources, report)
    left_over.check(pages, texts, sources, report, known=asked)
    unread.check(edition, sources, report)


def _main(html: str) -> str:
    """Return what a page has of its own; menus and the like are the theme's."""
    start, end = html.find("<main"), html.rfind("</main>")
    return html[start:end] if 0 <= start < end else html
