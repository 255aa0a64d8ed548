"""A diagnostic: ``:::diagnostic[Title]{#id scale="0 None, 1 Clear"}`` around a list, and bands with advice."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.tool import (
    POINTS,
    Column,
    Sheet,
    bands,
    bands_data,
    rows_of_list,
    scale,
    single_structure,
    tool_content,
    with_examples,
)
from course_builder.model import Block
from course_builder.model.settings import ScaleWords, Settings
from course_builder.source.pieces import ItemList

_FEW = 5


class DiagnosticOptions(Settings):
    """Attributes of a diagnostic."""

    scale: ScaleWords = Field(
        "",
        description="The points that each item can get: `0 None, 1 Partial, 2 Clear`, or the highest of points from 1. "
        "If left out: no, partly, yes, with 0, 1 and 2 points.",
    )


def read(block: Block, reading: Reading) -> Block:
    """Lower a diagnostic to a tool with one sheet."""
    report = reading.report
    options: DiagnosticOptions = block.options
    content = tool_content(block, report, ItemList, ("example", "band"))
    listed = single_structure(content, ItemList, block, report, "Write each item as a line that begins with '- '.")
    points = scale(options.scale, block.span, report) if options.scale else POINTS
    columns = (
        Column(id="item", word="diagnostic.item", type="given"),
        Column(id="score", word="diagnostic.score", type="scale", options=points, buttons=len(points) <= _FEW),
        Column(id="note", word="diagnostic.note", type="text"),
    )
    rows = rows_of_list(listed, "item", report) if listed else ()
    numbers = [int(one.value) for one in points] or [0]
    made = (
        bands(content.blocks_named("band"), min(numbers) * len(rows), max(numbers) * len(rows), report)
        if listed
        else ()
    )
    tool = content.tool(
        "diagnostic",
        (Sheet(id="items", columns=columns, rows=rows, adds=False),),
        own=made,
        extra={"maximum": max(numbers) * len(rows), "bands": bands_data(made)},
    )
    return block.model_copy(update={"data": with_examples(tool, content.blocks_named("example"), report)})


room = BlockRoom(
    "diagnostic", Path(__file__).parent, DiagnosticOptions, parts=("tool", "diagnostic"), needs_id=True, read=read
)
