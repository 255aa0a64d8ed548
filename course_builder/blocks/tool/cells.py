"""Values: the options that authors list, and what stands in the cells of an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from course_builder.blocks.tool.model import Column, Option
from course_builder.diagnostics import Report, Span, did_you_mean
from course_builder.source.names import plain_text, slug

if TYPE_CHECKING:
    from course_builder.source.pieces import Cell

_POINT = re.compile(r"(-?\d{1,3})(?:\s+(.+))?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[-+−]?[\d\s.,'’]*\d\s*%?")
_YES = frozenset({"yes", "x", "✓", "✔", "true", "done", "oui", "sí", "نعم"})
_NO = frozenset({"no", "false", "-", "–", "non", "لا"})
_LONGEST_SCALE = 10
STATES = (
    Option(value="yes", label="", word="tool.answer-yes"),
    Option(value="partly", label="", word="tool.answer-partly"),
    Option(value="no", label="", word="tool.answer-no"),
)
"""Yes, partly, no, in the language of the course. In examples they are called by their values, whatever that is."""
POINTS = tuple(one.model_copy(update={"value": str(points)}) for points, one in enumerate(reversed(STATES)))
"""The same as a scale from 0."""


def choices(written: str, span: Span, report: Report) -> tuple[Option, ...]:
    """Return the options of a list such as ``Yes, Partly, No``.

    Args:
        span: where the list stands.
    """
    labels = [one.strip() for one in written.split(",") if one.strip()]
    options = tuple(Option(value=slug(one), label=one) for one in dict.fromkeys(labels))
    if len(labels) < 2 or len({one.value for one in options}) < len(labels):
        report.add(
            "directive-option-value",
            span,
            f"{written!r} is no list of at least two different values.",
            'Separate them by commas: "Yes, Partly, No".',
        )
    return options


def scale(written: str, span: Span, report: Report) -> tuple[Option, ...]:
    """Return the points of a scale: ``5`` is 1 to 5, ``0 None, 1 Partial, 2 Clear`` names each."""
    if written.strip().isdigit() and 2 <= int(written) <= _LONGEST_SCALE:
        return tuple(Option(value=str(one), label="") for one in range(1, int(written) + 1))
    found = [_POINT.fullmatch(one.strip()) for one in written.split(",")]
    points = tuple(Option(value=str(int(one[1])), label=(one[2] or "").strip()) for one in found if one)
    numbers = [int(one.value) for one in points]
    if len(points) < max(2, len(found)) or numbers != sorted(set(numbers)):
        report.add(
            "directive-option-value",
            span,
            f"{written!r} is no scale.",
            f"Write the highest number (2 to {_LONGEST_SCALE}), or each point in rising order: "
            '"0 None, 1 Partial, 2 Clear".',
        )
    return points


def value(column: Column, cell: Cell, report: Report) -> str:
    """Return what is kept for a cell of an example; what the column cannot hold is told."""
    text = plain_text(cell.plain)
    if not text:
        return ""
    match column.type:
        case "choice" | "scale":
            return _chosen(column, text, cell, report)
        case "check":
            if text.casefold() not in _YES | _NO:
                _tell(cell, report, f"{text!r} is neither yes nor no.", "Write yes, or leave the cell empty.")
            return "yes" if text.casefold() in _YES else ""
        case "date":
            if not _DATE.fullmatch(text):
                _tell(cell, report, f"{text!r} is not a date.", "Write year, month and day: 2030-01-31.")
            return text
        case "number":
            if not _NUMBER.fullmatch(text):
                _tell(cell, report, f"{text!r} is not a number.", "Make the column a text, or write a number.")
            return text
        case _:
            return text


def _chosen(column: Column, text: str, cell: Cell, report: Report) -> str:
    for option in column.options:
        if text.casefold() in {one.casefold() for one in _names(option)}:
            return option.value
    known = [option.label or option.value for option in column.options]
    _tell(cell, report, f"{text!r} is not one of the values of this column.", did_you_mean(text, known))
    return ""


def _names(option: Option) -> Iterator[str]:
    yield option.value
    yield option.label
    yield f"{option.value} {option.label}"


def _tell(cell: Cell, report: Report, message: str, hint: str) -> None:
    report.add("block-content", cell.span, message, hint)
