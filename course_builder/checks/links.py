"""Every link of a course leads somewhere, and says where."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from course_builder.checks.places import first, holder, occurrences
from course_builder.diagnostics import Report, Span
from course_builder.render.addresses import DeadEnd
from course_builder.source.literal import markup
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
        for place in _places(sources, one.file, one.written):
            report.add(one.code, place, one.message, one.hint)


def texts(
    pages: Mapping[str, tuple[Sequence[str], str]],
    dead: Collection[DeadEnd],
    sources: Mapping[str, str],
    report: Report,
) -> None:
    """Tell of links whose text says nothing (WCAG 2.2, 2.4.4), and of addresses without encryption.

    Args:
        pages: for each screen its source files and its HTML.
        dead: addresses that lead nowhere anyway.
    """
    insecure: set[tuple[str, str]] = set()
    empty: set[tuple[Sequence[str], str]] = set()
    for files, page in pages.values():
        for address, inner in _LINK.findall(page):
            if address.startswith("http://") and not any(one.written == html.unescape(address) for one in dead):
                insecure.add((holder(files, sources, html.unescape(address)), html.unescape(address)))
            said = plain(inner).casefold().strip(" .:›→…").split(" (")[0]
            if said in _EMPTY:
                empty.add((files, said))
    for file, address in sorted(insecure):
        for place in _places(sources, file, address):
            report.add(
                "link-external-insecure", place, f"{address!r} is not encrypted.", "Use https: if the site has it."
            )
    for files, said in sorted(empty):
        called = re.compile(rf"\[\s*({re.escape(said)})[\s.:›→…]*\][(\[]", re.IGNORECASE)
        places = [
            _span(text, one.start(1), file, len(said))
            for file in files
            for text in [markup(sources.get(file, ""))]
            for one in called.finditer(text)
        ]
        for place in places or [Span(files[0])]:
            report.add(
                "link-text",
                place,
                f"A link that is called {said!r} says nothing about where it leads.",
                "Name the page: screen readers list links without what is around them.",
            )


def _places(sources: Mapping[str, str], file: str, address: str) -> list[Span]:
    """Return all places of an address; the first one of the same words, or the file, where it is written otherwise."""
    text = sources.get(file, "")
    return list(occurrences(text, address, file)) or [first(text, address, file)]


def _span(text: str, offset: int, file: str, length: int) -> Span:
    return Span(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1, length)
