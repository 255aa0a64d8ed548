"""Finding the place of something in the raw text of a course.

Python-Markdown keeps no positions, so what is found in its HTML (an address, a picture) is looked for again in the
Markdown of the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from course_builder.diagnostics import Span
from course_builder.source.literal import markup


def occurrences(text: str, needle: str, file: str, *, within: str = "address") -> Iterator[Span]:
    """Yield the places of ``needle`` in a file.

    Args:
        text: the file's text.
        within: ``address``: only where it stands as a link's or picture's address; ``any``: anywhere outside of code.
    """
    before = r"(?:\]\(\s*<?|\]:\s*<?|(?:href|src|poster)=[\"']|<)" if within == "address" else ""
    after = r"(?=[\s)>\"'])" if within == "address" else ""
    pattern = re.compile(f"(?P<before>{before}){re.escape(needle)}{after}")
    for number, line in enumerate(_markup(text).split("\n"), start=1):
        for found in pattern.finditer(line):
            yield Span(file, number, found.end("before") + 1, len(needle))


def holder(files: Sequence[str], sources: Mapping[str, str], needle: str) -> str:
    """Return the one of several files in which something is written; the first where that cannot be told."""
    return next((file for file in files if needle in sources.get(file, "")), files[0])


def first(text: str, needle: str, file: str, *, within: str = "address") -> Span:
    """Return the first place of ``needle``, or the file where it is not found as written."""
    tried = [needle, *([unquote(needle)] if "%" in needle else [])]
    found = (one for way in (within, "any") for name in tried for one in occurrences(text, name, file, within=way))
    return next(found, Span(file))


_markup = cache(markup)
