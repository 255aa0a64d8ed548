"""Where a unit stands in a source file, and how a wording is written there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from course_builder.translation.unit import Unit
from course_builder.translation.units.figures import Languages

Figures: TypeAlias = Callable[[str, Languages], str]

PLACEHOLDER = re.compile(r"\[\[(\d{1,3})\]\]")
"""What stands in a unit for something that is a unit of its own, such as the answer of a gap."""

NAMED_COLUMN = "column, named"
"""The kind of a column's heading that is named elsewhere, in a list with commas."""


def placeholder(number: int) -> str:
    """Return what stands for the part with this number, from 1."""
    return f"[[{number}]]"


@dataclass(frozen=True, slots=True)
class Part:
    """Something inside of a unit that is translated by itself, or not at all.

    Args:
        source: as it stands in the source.
        unit: None where it stays.
        write: turns a wording into what stands in the source.
        figures: writes the numbers in ``source`` so that another language reads them alike.
    """

    source: str
    unit: Unit | None
    write: Callable[[str], str] = str
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a source file that a wording goes into.

    Args:
        start: of the source's text, the first character that a wording replaces.
        end: the first that stays.
        text: what is written there, with placeholders for ``parts``; of a unit, its text.
        unit: None where only the parts are translated.
        write: turns text into what stands in the source.
        parts: what the placeholders stand for, in their order.
        figures: writes the numbers in ``text`` so that another language reads them alike.
        rest: where more of the text stands, behind something else; a wording leaves nothing of it.
    """

    start: int
    end: int
    text: str
    unit: Unit | None
    write: Callable[[str], str]
    parts: tuple[Part, ...] = ()
    figures: Figures | None = None
    rest: tuple[tuple[int, int], ...] = ()


def on_one_line(text: str) -> str:
    """Return text without line breaks, for places that end with their line."""
    return " ".join(text.replace("\\\n", " ").split()) if "\n" in text else text.strip()


def in_cell(text: str) -> str:
    """Return text as it stands in a table's cell, where a vertical line parts cells."""
    return on_one_line(text).replace("|", "\\|")


def in_quotation_marks(text: str) -> str:
    """Return text as the value of an attribute; marks that would end it become those of print."""
    text = on_one_line(text)
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return f'"{without_straight_quotes(text)}"'


def without_straight_quotes(text: str) -> str:
    """Return text on one line with the quotation marks of print, for places that straight ones would end."""
    return re.sub(r'"([^"]*)"', "“\\1”", on_one_line(text)).replace('"', "”").replace("'", "’")


def on_lines(prefix: str) -> Callable[[str], str]:
    """Return what writes text on lines that each begin with ``prefix``, but for the first."""
    return lambda text: text.strip().replace("\n", f"\n{prefix}")
