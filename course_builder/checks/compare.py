"""What learners type compared with what authors wrote, as ``player/src/engine/compare.ts`` does it.

Both sides run every case of ``player/scoring-cases.json``; the player's file says why each rule is as it is.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from course_builder.source.numbers import readings

Data = Mapping[str, Any]

_SPACE = r"[\s\ufeff]"
_ACCENTS = re.compile("[\u0300-\u036f]")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})


def fold(text: str, *, case_matters: bool, accents_matter: bool) -> str:
    """Return typed words in the form in which they are compared."""
    folded = re.sub(f"{_SPACE}+", " ", _plain(text).strip(" \ufeff").strip())
    if not case_matters:
        folded = folded.upper().lower()
    return unicodedata.normalize("NFC", folded) if accents_matter else _without_accents(folded)


def text_matches(typed: str, data: Data) -> bool:
    """Whether typed words are right. ``data`` is ``TextData`` of the player's contract."""
    case_matters, accents_matter = data["caseMatters"], data["accentsMatter"]
    words = fold(typed, case_matters=case_matters, accents_matter=accents_matter)
    if not words:
        return False
    if any(fold(one, case_matters=case_matters, accents_matter=accents_matter) == words for one in data["accepted"]):
        return True
    cased = fold(typed, case_matters=True, accents_matter=accents_matter)
    for one in data["patterns"]:
        pattern = _compiled(_plain(one) if accents_matter else _without_accents(_plain(one)), case_matters)
        if pattern and pattern.fullmatch(cased):
            return True
    return False


@cache
def _compiled(pattern: str, case_matters: bool) -> re.Pattern[str] | None:
    try:
        with warnings.catch_warnings(action="ignore"):
            return re.compile(_translated(pattern), 0 if case_matters else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return None


def _translated(pattern: str) -> str:
    """Return a JavaScript pattern as Python writes it: in JavaScript words and digits are ASCII only."""
    in_class = False
    pieces: list[str] = []
    for found in re.finditer(r"\\.|\(\?<(?=[A-Za-z_])|[\[\]]|[^\\\[\]]", pattern, re.DOTALL):
        piece = found[0]
        if piece in {"[", "]"}:
            in_class = piece == "["
        elif piece == "(?<":
            piece = "(?P<"
        elif piece in {r"\w", r"\d"} and in_class:
            piece = "0-9A-Za-z_" if piece == r"\w" else "0-9"
        elif piece in {r"\w", r"\W", r"\d", r"\D", r"\b", r"\B"} and not in_class:
            piece = f"(?a:{piece})"
        pieces.append(piece)
    return "".join(pieces)


def number_matches(typed: str, data: Data) -> bool:
    """Whether a typed number lies in one of the ranges. ``data`` is ``NumberData`` of the player's contract."""
    text, unit = typed.strip(), data.get("unit") or ""
    if unit and text[-len(unit) :].lower() == unit.lower():
        text = text[: -len(unit)]
    return any(
        Decimal(one["low"]) <= value <= Decimal(one["high"]) for value in readings(text) for one in data["ranges"]
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_QUOTES)


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
