"""Numbers as people write them: what a text can mean, and what it means in the language of a course.

Answer keys, figures in tables and charts, and what learners type are read by the same rules.
``player/src/engine/compare.ts`` does the same for learners; ``player/scoring-cases.json`` keeps the two alike.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

DECIMAL_COMMA = frozenset({
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "hy",
    "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq",
    "sr", "sv", "tr", "uk", "uz", "vi",
})  # fmt: skip
"""Languages whose decimal mark is a comma (Unicode CLDR, ``numbers/symbols/decimal``)."""

_POINT_IN = frozenset("de-ch de-li es-gt es-hn es-mx es-ni es-pa es-pe es-sv es-us it-ch".split())  # noqa: SIM905
_SPACE_PARTS = frozenset("bg cs fi fr hu lt lv nb no pl ru sk sv uk".split())  # noqa: SIM905
_DIRECTION = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
_MARKS = (("", "."), ("", ","), (" ", "."), (" ", ","), (",", "."), (".", ","))
"""Which character parts groups of digits, and which is the decimal mark."""

NUMBER = r"[-+−‐-―]?[ \u00a0]?(?:\d(?:[\d.,'’٫٬ \u00a0\u2009\u202f]*\d)?|[.,]\d+)"
"""What may be a number, for longer patterns; ``readings`` says whether it is one."""


def readings(typed: str) -> list[Decimal]:
    """Return what a number can mean, the decimal first; nothing where it is no number."""
    text = _DIRECTION.sub("", "".join(_ascii(one) for one in typed)).replace("٫", ",")
    text = re.sub("[\\s\ufeff’'٬]", " ", text).strip()
    text = re.sub(r"^([+-]) ", r"\1", text)
    found: list[Decimal] = []
    for group, mark in _MARKS:
        whole = (
            rf"[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{2,3}})*{re.escape(group)}[0-9]{{3}}" if group else "[0-9]*"
        )
        match = re.fullmatch(rf"([+-]?)({whole})(?:{re.escape(mark)}([0-9]*))?", text)
        if not match or not re.search("[0-9]", text):
            continue
        digits = match[2].replace(group, "") if group else match[2]
        value = Decimal(f"{'-' if match[1] == '-' else ''}{digits or '0'}{'.' + match[3] if match[3] else ''}")
        if value not in found:
            found.append(value)
    return found


def meant(text: str, language: str) -> list[Decimal]:
    """Return what a number means where it is written in this language; several where it cannot be told.

    ``1,234`` and ``1.234`` have two readings. A mark that only parts thousands in the language does so. The decimal
    mark is one, unless a nought ends the number: who writes ``10.000`` may be used to another language.
    """
    found = readings(text)
    if len(found) < 2:
        return found
    mark = next(one for one in text if one in ".,٫")
    decimal, parts = marks(language)
    if mark == decimal or (mark == "٫" and decimal):
        return found if text.rstrip()[-1:] == "0" else found[:1]
    return found[1:] if mark == parts else found


def marks(language: str) -> tuple[str, str]:
    """Return the decimal mark of a language, and what parts its thousands: a space, where no point or comma does."""
    tag = language.lower().replace("_", "-")
    primary = tag.partition("-")[0]
    if primary in DECIMAL_COMMA and tag not in _POINT_IN:
        return ",", " " if primary in _SPACE_PARTS else "."
    return ".", ","


def _ascii(character: str) -> str:
    """Return digits of any script as 0-9, and dashes of any kind as a minus."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return "-" if character == "−" or unicodedata.category(character) == "Pd" else character
