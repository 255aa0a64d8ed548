"""The four quadrants of a grid: both values high, one of them, none."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.diagnostics import Report
from course_builder.model import Block

QUADRANTS = (("high", "high"), ("low", "high"), ("high", "low"), ("low", "low"))
"""By (across, down), the one where both are high first."""


def quadrants(blocks: Sequence[Block], span_of: Block, report: Report) -> tuple[Block, ...]:
    """Return the quadrants in the order of ``QUADRANTS``; each must stand once.

    Args:
        span_of: the matrix, where what is missing is told.
    """
    found: dict[tuple[str, str], Block] = {}
    for block in blocks:
        if not block.label:
            report.add(
                "block-content",
                block.span,
                "This quadrant has no name.",
                "Write :::quadrant[Its name]{across=… down=…}.",
            )
        place = (getattr(block.options, "across", ""), getattr(block.options, "down", ""))
        if place in found:
            report.add(
                "block-content",
                block.span,
                f"There are two quadrants for across={place[0]} down={place[1]}.",
                "Each of the four combinations of low and high has one quadrant.",
            )
        elif all(place):
            found[place] = block
    missing = [place for place in QUADRANTS if place not in found]
    if blocks and missing and len(found) == len(blocks):
        across, down = missing[0]
        report.add(
            "block-content",
            span_of.span,
            f"There is no quadrant for across={across} down={down}.",
            "Each of the four combinations of low and high has one quadrant.",
        )
    return tuple(found[place] for place in QUADRANTS if place in found) if not missing else ()


def range_text(first: int, last: int) -> str:
    """Return a range in words."""
    return f"{first}–{last}" if first < last else str(last)
