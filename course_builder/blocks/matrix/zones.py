"""The zones of a grid: bands of the product of both values, or the four quadrants of high and low ones."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.diagnostics import Report
from course_builder.model import Block

QUADRANTS = (("high", "high"), ("low", "high"), ("high", "low"), ("low", "low"))
"""By (across, down), the one where both are high first."""


def bands(blocks: Sequence[Block], lowest: int, highest: int, report: Report) -> tuple[Block, ...]:
    """Return the bands with their ranges in words; they must rise and reach the highest product."""
    made: list[Block] = []
    start = lowest
    for block in blocks:
        _tell_unnamed(block, report)
        end: int = getattr(block.options, "to", highest)
        if end < start:
            report.add(
                "block-content",
                block.span,
                f"This band ends at {end}, and the one before it goes to {start - 1}.",
                "Write bands in rising order, each with the highest result that belongs to it.",
            )
        made.append(block.model_copy(update={"data": said(start, end)}))
        start = max(start, end + 1)
    if blocks and start <= highest:
        report.add(
            "block-content",
            blocks[-1].span,
            f"No band has the results from {start} to {highest}.",
            f"Let the last band go to {highest}.",
        )
    return tuple(made)


def quadrants(blocks: Sequence[Block], span_of: Block, report: Report) -> tuple[Block, ...]:
    """Return the quadrants in the order of ``QUADRANTS``; each must stand once.

    Args:
        span_of: the matrix, where what is missing is told.
    """
    found: dict[tuple[str, str], Block] = {}
    for block in blocks:
        _tell_unnamed(block, report)
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


def band_of(bands: Sequence[Block], product: int) -> int:
    """Return the number of the band of a product, from 1; 0 where it has none."""
    ends = [getattr(one.options, "to", product) for one in bands]
    return next((number for number, end in enumerate(ends, 1) if product <= end), 0)


def said(first: int, last: int) -> str:
    """Return a range in words."""
    return f"{first}–{last}" if first < last else str(last)


def _tell_unnamed(block: Block, report: Report) -> None:
    if not block.label:
        report.add(
            "block-content",
            block.span,
            f"This {block.name} has no name.",
            f"Write :::{block.name}[Its name]{{…}}.",
        )
