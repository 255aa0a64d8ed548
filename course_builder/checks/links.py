"""Every link of a course leads somewhere, and says where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from course_builder.checks.places import first, occurrences
from course_builder.diagnostics import Report, Span
from course_builder.model import Course
from course_builder.render.addresses import DeadEnd
from course_builder.source.markdown import plain

_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_EMPTY = frozenset(
    {
        "here",
        "click here",
        "click",
        "link",
        "this link",
        "this",
        "more",
        "read more",
        "ici",
        "cliquez ici",
        "lien",
        "aquí",
        "haga clic aquí",
        "هنا",
        "اضغط هنا",
    }
)


def dead_ends(found: Iterable[DeadEnd], sources: Mapping[str, str], report: Report) -> None:
    """Tell of each address that leads nowhere, at each of its places."""
    for one in sorted(found):
        text = sources.get(one.file, "")
        places = list(occurrences(text, one.written, one.file)) or [first(text, one.written, one.file)]
        for place in places:
            report.add(one.code, place, one.message, one.hint)


def texts(pages: Mapping[str, tuple[str, str]], sources: Mapping[str, str], report: Report) -> None:
    """Tell of links whose text says nothing (WCAG 2.2, 2.4.4), and of addresses without encryption.

    Args:
        pages: for each screen its source file and its HTML.
    """
    for file, html in pages.values():
        text = sources.get(file, "")
        for address, inner in set(_LINK.findall(html)):
            if address.startswith("http://"):
                report.add(
                    "link-external-insecure",
                    first(text, address, file),
                    f"{address!r} is not encrypted.",
                    "Use https: if the site has it.",
                )
            said = plain(inner).casefold().strip(" .:›→…").split(" (")[0]
            if said in _EMPTY:
                place = re.search(rf"\[\s*({re.escape(said)})[\s.]*\]\(", text, re.IGNORECASE)
                span = _span(text, place.start(1), file, len(said)) if place else Span(file)
                report.add(
                    "link-text",
                    span,
                    f"A link that is called {said!r} says nothing about where it leads.",
                    "Name the page: screen readers list links without what is around them.",
                )


def _span(text: str, offset: int, file: str, length: int) -> Span:
    return Span(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1, length)


def screens_of(course: Course) -> dict[str, str]:
    """Return the source file of each screen."""
    return {screen.id: screen.span.file for screen in course.screens}
