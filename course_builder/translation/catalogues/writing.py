"""Writes catalogues, the same bytes each time and laid out as gettext's own programs do.

polib writes as well, but ends lines before a blank where every other tool ends them behind it. A translator who only
opened and saved a file would change a third of its lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from polib import escape

from course_builder.translation.catalogues.entry import Catalogue, Entry
from course_builder.translation.catalogues.header import fields

WIDTH = 79
"""Columns of a line, as of gettext."""

# A line can end after a blank, between the words of a link and its address, and after a hyphen (Unicode, annex 14).
_PIECE = re.compile(
    r"[^ \n\])-]*(?:[\])](?![(\[])[^ \n\])-]*|-(?![^\W\d])[^ \n\])-]*)*(?:\n| +|[\])](?=[(\[])|-(?=[^\W\d])|$)"
)


def text(catalogue: Catalogue) -> str:
    """Return a catalogue as a ``.po`` file."""
    lines = [*_comment("# ", catalogue.comment), 'msgid ""', 'msgstr ""']
    lines += [
        f'"{escape(f"{name}: {value}")}\\n"' for name, value in fields(catalogue.language, catalogue.header).items()
    ]
    for one in catalogue.entries:
        lines.append("")
        lines += _entry(one)
    return "\n".join(lines) + "\n"


def _entry(one: Entry) -> Iterator[str]:
    yield from _comment("# ", one.comment)
    if not one.obsolete:
        for note in one.notes:
            yield from _comment("#. ", note)
    flags = ["fuzzy"] * one.fuzzy + list(one.flags)
    if flags:
        yield f"#, {', '.join(flags)}"
    if not one.obsolete and one.previous is not None:
        if one.previous_context is not None:
            yield from _field("#| msgctxt", one.previous_context, "#| ")
        yield from _field("#| msgid", one.previous, "#| ")
    mark = "#~ " if one.obsolete else ""
    if one.context:
        yield from _field(f"{mark}msgctxt", one.context, mark)
    yield from _field(f"{mark}msgid", one.text, mark)
    yield from _field(f"{mark}msgstr", one.wording, mark)


def _comment(mark: str, said: str) -> Iterator[str]:
    if said:
        yield from ((mark + line).rstrip() for line in said.split("\n"))


def _field(name: str, said: str, mark: str) -> Iterator[str]:
    whole = escape(said)
    if "\n" not in said and len(name) + _width(whole) + 3 <= WIDTH:
        yield f'{name} "{whole}"'
        return
    pieces = [one for one in _PIECE.findall(said) if one]
    if whole != said:
        pieces = [escape(one) for one in pieces]
    if "\n" not in said and len(pieces) == 1:
        yield f'{name} "{whole}"'
        return
    yield f'{name} ""'
    wide = _width if _is_wide(said) else len
    yield from (f'{mark}"{line}"' for line in _lines(pieces, WIDTH - len(mark) - 2, wide))


def _lines(pieces: Iterable[str], columns: int, wide: Callable[[str], int]) -> Iterator[str]:
    """Put pieces together to lines; the blanks at the end of one count, as a tool counts them."""
    line, width = "", 0
    for piece in pieces:
        more = wide(piece)
        if line and width + more > columns:
            yield line
            line, width = "", 0
        line, width = line + piece, width + more
        if piece.endswith("\\n"):
            yield line
            line, width = "", 0
    if line:
        yield line


def _is_wide(text: str) -> bool:
    """Whether a character may take more columns than one, or none: those below are Latin letters and their accents."""
    return not text.isascii() and max(text) >= "\u0300"


def _width(text: str) -> int:
    return sum(map(_width_of, text)) if _is_wide(text) else len(text)


@cache
def _width_of(sign: str) -> int:
    """Return how many columns a character takes: marks over others none, those of East Asia two."""
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
