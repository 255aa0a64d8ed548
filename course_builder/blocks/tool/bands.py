"""Bands of a result, each with advice: ``:::band[Early]{to=5}``, in rising order."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.diagnostics import Report
from course_builder.model import Block
from course_builder.model.base import Node
from course_builder.source.names import plain_text


class Band(Node):
    """A band, from one result to another, both included. ``block`` shows it; its ``data`` is the range in words."""

    title: str
    low: int
    high: int
    block: Block


def bands(blocks: Sequence[Block], lowest: int, highest: int, report: Report) -> tuple[Band, ...]:
    """Return the bands; together they hold every result.

    Args:
        lowest: the lowest result that there can be.
        highest: the highest.
    """
    made: list[Band] = []
    low = lowest
    for block in blocks:
        high = getattr(block.options, "to", None)
        if high is None:
            continue  # told already, as an option that is required
        if not block.label:
            report.add("block-content", block.span, "This band has no name.", "Write :::band[Its name]{to=5}.")
        if high < low:
            report.add(
                "directive-option-value",
                block.span,
                f"This band ends at {high}, and the one before at {low - 1}.",
                "Put the bands in rising order.",
            )
            continue
        shown = block.model_copy(update={"data": f"{low}–{high}" if high > low else str(low)})
        made.append(Band(title=plain_text(block.label.text) if block.label else "", low=low, high=high, block=shown))
        low = high + 1
    if made and made[-1].high != highest:
        report.add(
            "directive-option-value",
            made[-1].block.span,
            f"The last band ends at {made[-1].high}, and the highest result is {highest}.",
            f"Write to={highest}.",
        )
    return tuple(made)


def bands_data(made: Sequence[Band]) -> list[dict[str, object]]:
    """Return the bands as the player gets them."""
    return [{"title": one.title, "low": one.low, "high": one.high} for one in made]
