"""The goal of a chain: a sheet of one field, and what an example's text says of it."""

from __future__ import annotations

from course_builder.blocks.tool import Entry, Example, Sheet, Tool
from course_builder.blocks.tool.examples import Shown
from course_builder.diagnostics import Report
from course_builder.model import Prose
from course_builder.source.names import plain_text, verbatim
from course_builder.source.pieces import Table, pieces

GOAL = "goal"


def with_goals(tool: Tool, goal: Sheet) -> Tool:
    """Return a tool that has a goal as its first sheet; in each example it is the text above the table."""
    examples = tuple(_with_goal(one, goal) for one in tool.examples)
    return tool.model_copy(update={"sheets": (goal, *tool.sheets), "examples": examples})


def _with_goal(example: Example, goal: Sheet) -> Example:
    column = goal.columns[0]
    found = next(
        (
            piece
            for node in example.block.content
            if isinstance(node, Prose)
            for piece in pieces(node, Report(), (Table,))
            if isinstance(piece, Prose)
        ),
        None,
    )
    if found is None or column.label is None:
        return example
    said, name = plain_text(found.text), plain_text(column.label.text)
    # "**Impact:** People earn …": the heading need not be said again.
    if said.casefold().startswith(name.casefold()) and said[len(name) :].lstrip().startswith(":"):
        said = said[len(name) :].lstrip()[1:].strip()
    shown = Shown(header=(column,), rows=((Prose(text=verbatim(said), span=found.span),),))
    block = example.block.model_copy(update={"data": (shown, *example.block.data)})
    return example.model_copy(
        update={"block": block, "sheets": {GOAL: (Entry(id=GOAL, cells={GOAL: said}),), **example.sheets}}
    )
