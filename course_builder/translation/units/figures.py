"""Numbers that nobody translates, written so that they are read alike in another language.

``1,234`` is over a thousand in English and a little over one in French. Most numbers have one reading in every
language and stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from course_builder.blocks.sheet import Cell
from course_builder.diagnostics import Span
from course_builder.questions.gaps import written
from course_builder.source.numbers import marks, meant, readings

Reads: TypeAlias = Callable[[str, str], Decimal | None]


@dataclass(frozen=True, slots=True)
class Languages:
    """From which language into which; empty where it is not known.

    Args:
        source: in which the course is written.
        target: that of the wordings.
    """

    source: str = ""
    target: str = ""


def in_gap(text: str, languages: Languages) -> str:
    """Return what stands in a gap that asks for numbers, as the other language reads it."""
    pieces = []
    for piece in text.split("|"):
        found = written(piece)
        for number in filter(None, (found.first, found.second) if found else ()):
            piece = piece.replace(number, _alike(number, languages, _in_text))  # noqa: PLW2901
        pieces.append(piece)
    return "|".join(pieces)


def in_sheet(text: str, languages: Languages) -> str:
    """Return the number in a cell of data, as the other language reads it; what is no number stays."""
    return _alike(text, languages, lambda one, language: Cell(one, Span("")).number(language))


def _in_text(text: str, language: str) -> Decimal | None:
    found = meant(text, language)
    return found[0] if len(found) == 1 else None


def _alike(text: str, languages: Languages, reads: Reads) -> str:
    if len(readings(text)) < 2:
        return text
    value = reads(text, languages.source)
    if value is None or (languages.target and reads(text, languages.target) == value):
        return text
    mark = marks(languages.target)[0] if languages.target else "."
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    made = plain.replace(".", mark)
    # Three digits behind a mark may be thousands; four are none.
    is_plain = len(readings(made)) == 1 or (languages.target and reads(made, languages.target) == value)
    return made if is_plain else f"{plain}0"
