"""A worksheet: ``:::worksheet[Title]{#id}`` around a table whose empty columns learners fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.tool import Sheet, sheet_of_table, single_structure, tool_content, with_examples
from course_builder.model import Block
from course_builder.model.settings import Settings, YesNo
from course_builder.source.pieces import Table


class WorksheetOptions(Settings):
    """Attributes of a worksheet."""

    rows: Annotated[int, Field(ge=0, le=50)] = Field(0, description="How many empty rows it begins with.")
    add: YesNo = Field(True, description="Whether learners can add rows.")


def read(block: Block, reading: Reading) -> Block:
    """Lower a worksheet to a tool with one sheet."""
    content = tool_content(block, reading.report, Table)
    options: WorksheetOptions = block.options
    table = single_structure(
        content, Table, block, reading.report, "Leave the cells empty that learners fill in: | Question | Finding |."
    )
    sheet = (
        sheet_of_table(table, reading.report, adds=options.add, rows=options.rows)
        if table
        else Sheet(id="rows", columns=())
    )
    tool = content.tool("worksheet", (sheet,))
    return block.model_copy(update={"data": with_examples(tool, content.blocks_named("example"), reading.report)})


room = BlockRoom("worksheet", Path(__file__).parent, WorksheetOptions, parts=("tool",), needs_id=True, read=read)
