"""A checklist: ``:::checklist[Title]{#id states="Yes, Partly, No" repeat}`` around a list; each item gets a state."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.tool import (
    STATES,
    Column,
    Sheet,
    choices,
    rows_of_list,
    single_structure,
    tool_content,
    with_examples,
)
from course_builder.diagnostics import Span
from course_builder.model import Block, Prose
from course_builder.model.settings import Settings, WordList, Words, YesNo
from course_builder.source.pieces import ItemList

_FEW = 4


class ChecklistOptions(Settings):
    """Attributes of a checklist."""

    states: WordList = Field(
        "",
        description="What each item can be, separated by commas; the first is done. If left out: yes, partly, no.",
    )
    evidence: Words = Field("", description="The heading of the column for evidence; `no` for no such column.")
    repeat: YesNo = Field(False, description="Whether it is filled in again and again, in rounds with their dates.")


def read(block: Block, reading: Reading) -> Block:
    """Lower a checklist to a tool with one sheet."""
    report = reading.report
    options: ChecklistOptions = block.options
    content = tool_content(block, report, ItemList)
    listed = single_structure(content, ItemList, block, report, "Write each item as a line that begins with '- '.")
    states = choices(options.states, block.span, report) if options.states else STATES
    columns = [
        Column(id="item", word="checklist.item", type="given"),
        Column(id="state", word="checklist.state", type="choice", options=states, buttons=len(states) <= _FEW),
    ]
    if options.evidence != "no":
        label = _label(options.evidence, block.span)
        columns.append(Column(id="evidence", label=label, word="checklist.evidence", type="text"))
    rows = rows_of_list(listed, "item", report) if listed else ()
    tool = content.tool(
        "checklist",
        (Sheet(id="items", columns=tuple(columns), rows=rows, adds=False),),
        own={"repeat": options.repeat},
        extra={"repeat": options.repeat},
    )
    return block.model_copy(update={"data": with_examples(tool, content.blocks_named("example"), report)})


def _label(written: str, span: Span) -> Prose | None:
    return Prose(text=written, span=span) if written else None


room = BlockRoom(
    "checklist", Path(__file__).parent, ChecklistOptions, parts=("tool", "checklist"), needs_id=True, read=read
)
