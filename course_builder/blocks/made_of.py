"""Blocks that are made of one kind of Markdown, of blocks, or of nothing: whether it is there."""

from __future__ import annotations

from collections.abc import Callable

from course_builder.blocks import Reading
from course_builder.diagnostics import Report
from course_builder.model import Block, Prose
from course_builder.source.pieces import Piece, pieces


def tell_unless(block: Block, report: Report, wanted: Callable[[Piece], bool], message: str, hint: str) -> None:
    """Tell of a block in whose Markdown nothing is what it is made of."""
    found = (piece for node in block.content if isinstance(node, Prose) for piece in pieces(node, Report()))
    if not any(wanted(piece) for piece in found):
        report.add("block-content", block.span, message, hint)


def around(part: str) -> Callable[[Block, Reading], Block]:
    """Return what reads a block that stands around parts, such as tabs around each tab."""

    def read(block: Block, reading: Reading) -> Block:
        last = reading.report.diagnostics[-1:]
        # What was told of something inside says why no part is there.
        told = not block.content and any(one.span.file == block.span.file and one.span > block.span for one in last)
        if not told and not any(isinstance(one, Block) and one.name in {part, "include"} for one in block.content):
            reading.report.add(
                "block-content",
                block.span,
                f"There is no {part} inside of {block.name!r}.",
                f"Write ::::{block.name} here, :::{part}[Title] above the text of each {part}, ::: below it, and :::: "
                "at the end.",
            )
        return block

    return read


def without_inside(block: Block, reading: Reading) -> Block:
    """Read a block that is one line: tell of what stands inside."""
    if block.content:
        given = block.options.model_dump(exclude_unset=True) if block.options else {}
        written = f"[{block.label.text}]" if block.label else ""
        written += f"{{{' '.join(f'{name}={value}' for name, value in given.items())}}}" if given else ""
        reading.report.add(
            "block-content",
            block.span,
            f"{block.name!r} is one line, and has no text inside.",
            f"Write  ::{block.name}{written}  on one line with two colons, and take the closing line away.",
        )
    return block
