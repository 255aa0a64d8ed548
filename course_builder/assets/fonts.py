"""Fonts with the characters of the course only: whoever reads Nepali need not fetch Cyrillic.

How letters join and change (Arabic, Devanagari) is kept whole. A font that says of itself that it may not be cut stays
as it is.
"""

from __future__ import annotations

import html
import io
import logging
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from course_builder.cache import Cache, key
from course_builder.content import OnDisk

FONTS = frozenset({".woff2", ".woff", ".ttf", ".otf"})

_RECIPE = "1"
_NO_SUBSETTING = 0x0102
"""Of OS/2's ``fsType``: the font may not be cut, or not be embedded at all without leave."""

# What learners type in Latin letters, and the signs that the theme's own style and scripts write.
_ALWAYS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xC0), *range(0x2010, 0x203B)))) + "×÷←↑→↓−✓✗"
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")


def characters(pages: Iterable[str], sheets: Iterable[str]) -> str:
    """Return all characters that these pages and style sheets may show, sorted.

    Args:
        pages: HTML.
        sheets: CSS.
    """
    found = set(_ALWAYS)
    for page in pages:
        text = html.unescape(page)
        found.update(text)
        # A font may have in one piece what is written in two, and the other way round.
        for form in ("NFC", "NFD"):
            if not unicodedata.is_normalized(form, text):
                found.update(unicodedata.normalize(form, text))
    for sheet in sheets:
        found.update(sheet)
        found.update(chr(int(code, 16)) for code in _ESCAPED.findall(sheet) if int(code, 16) < 0x110000)
    # Styles may write in capitals.
    found.update("".join(found).upper(), "".join(found).lower())
    return "".join(sorted(found))


def subset(font: OnDisk, path: str, text: str, kept: Cache) -> bytes | None:
    """Return a font with these characters; None where it stays whole.

    Args:
        path: of the font, for its ending.
        text: the characters.
    """
    if PurePosixPath(path).suffix.lower() not in FONTS:
        return None
    name = key("font", _RECIPE, _tools(), font.digest, text)
    made = kept.get(name)
    if made is None:
        made = b""
        # What cannot be read as a font browsers judge.
        with suppress(Exception):
            made = _subset(font.read(), text)
        kept.put(name, made)
    return made if 0 < len(made) < font.size else None


def may_not_be_cut(font: OnDisk, path: str) -> bool:
    """Return whether a file is a font that says of itself that it may not be cut."""
    if PurePosixPath(path).suffix.lower() not in FONTS:
        return False
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with suppress(Exception):
        return _forbids(TTFont(io.BytesIO(font.read()), lazy=True))
    return False


def _forbids(font: Any) -> bool:
    return "OS/2" in font and bool(font["OS/2"].fsType & _NO_SUBSETTING)


@cache
def _tools() -> str:
    from importlib.metadata import version  # noqa: PLC0415 -- as below: few courses bring a font

    return f"{version('fonttools')} {version('brotli')}"


def _subset(content: bytes, text: str) -> bytes:
    from fontTools import subset as tool  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options = tool.Options(
        layout_features=["*"],
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        passthrough_tables=True,
        recalc_timestamp=False,
    )
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # of tables that it does not know: they stay
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    if _forbids(font):
        return b""
    cut = tool.Subsetter(options)
    cut.populate(unicodes=map(ord, text))
    cut.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
