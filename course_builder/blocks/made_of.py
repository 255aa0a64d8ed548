"""Blocks that are a style for one kind of Markdown: whether what they are made of is there."""

from __future__ import annotations

from collections.abc import Callable

from course_builder.diagnostics import Report
from course_builder.model import Block, Prose
from course_builder.source.pieces import Piece, pieces


def tell_unless(block: Block, report: Report, wanted: Callable[[Piece], bool], message: str, hint: str) -> None:
    """Tell of a block in whose Markdown nothing is what it is made of."""
    found = (piece for node in block.content if isinstance(node, Prose) for piece in pieces(node, Report()))
    if not any(wanted(piece) for piece in found):
        report.add("block-content", block.span, message, hint)
