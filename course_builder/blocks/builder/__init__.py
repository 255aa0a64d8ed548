"""A builder: ``::::builder[Title]{#id goal="Impact"}`` around the head of a table, whose columns make a sentence.

Each row is a link of a chain: if …, then …, because …. Links are added, moved and taken out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.builder.goal import GOAL, with_goals
from course_builder.blocks.tool import (
    Column,
    Row,
    Sheet,
    sheet_of_table,
    single_structure,
    tool_content,
    with_examples,
)
from course_builder.model import Block, Prose
from course_builder.model.settings import Settings, Words
from course_builder.source.pieces import Table


class BuilderOptions(Settings):
    """Attributes of a builder."""

    goal: Words = Field(
        "", description="What the chain leads to, as the heading of a field above it; none if left out."
    )
    rows: Annotated[int, Field(ge=0, le=50)] = Field(0, description="How many empty links it begins with.")


def read(block: Block, reading: Reading) -> Block:
    """Lower a builder to a tool with a sheet for the goal, if it has one, and a sheet of links."""
    report = reading.report
    options: BuilderOptions = block.options
    content = tool_content(block, report, Table)
    table = single_structure(
        content,
        Table,
        block,
        report,
        "Write a table whose head is the chain: | If {long} | then {long} | because {long} |.",
    )
    links = Sheet(id="links", columns=())
    if table:
        links = sheet_of_table(table, report, identifier="links", rows=options.rows)
        if links.rows:
            report.add(
                "block-content",
                table.span,
                "The links of a chain are the learner's, and this table gives some.",
                "Leave its cells empty; show a filled chain as :::example.",
            )
    tool = content.tool("builder", (links,))
    tool = with_examples(tool, content.blocks_named("example"), report)
    if options.goal:
        label = Prose(text=options.goal, span=reading.place("goal"))
        column = Column(id=GOAL, label=label, type="long")
        tool = with_goals(tool, Sheet(id=GOAL, columns=(column,), rows=(Row(id=GOAL, cells={}),), adds=False))
    return block.model_copy(update={"data": tool})


room = BlockRoom("builder", Path(__file__).parent, BuilderOptions, parts=("tool", "builder"), needs_id=True, read=read)
