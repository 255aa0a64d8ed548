"""Columns, from the head of a Markdown table: ``| Finding {long} | Size {choice="none, small, large"} |``."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import Field

from course_builder.blocks.tool.cells import choices, scale
from course_builder.blocks.tool.model import Column, ColumnType, Option
from course_builder.diagnostics import Report
from course_builder.model import Prose
from course_builder.model.settings import ScaleWords, Settings, WordList, Words, YesNo
from course_builder.source.located import ATTRIBUTES, validated
from course_builder.source.names import slug
from course_builder.source.pieces import Cell

_FEW = 3


class ColumnOptions(Settings):
    """What can stand in braces in a header cell."""

    text: YesNo = Field(False, description="A line of text; what a column is if nothing is said.")
    long: YesNo = Field(False, description="Longer text.")
    number: YesNo = Field(False, description="A number.")
    date: YesNo = Field(False, description="A date.")
    check: YesNo = Field(False, description="A box to tick.")
    choice: WordList = Field("", description='One of several values: `choice="none, small, large"`.')
    scale: ScaleWords = Field("", description='A point on a scale: `scale=5`, or `scale="0 None, 1 Partial, 2 Clear"`.')
    unit: Words = Field("", description="What a number counts, such as %.")


def column(cell: Cell, taken: Collection[str], report: Report) -> Column:
    """Return the column of a header cell.

    Args:
        taken: the ids of the columns before it.
    """
    written = cell.attributes
    options = (validated(ColumnOptions, written.data, report, ATTRIBUTES) if written else None) or ColumnOptions()
    kinds: list[ColumnType] = [name for name in ("text", "long", "number", "date", "check") if getattr(options, name)]
    if options.choice:
        kinds.append("choice")
    if options.scale:
        kinds.append("scale")
    if len(kinds) > 1:
        report.add(
            "directive-option-value",
            cell.span,
            f"This column is {' and '.join(kinds)} at once.",
            "Keep one of them.",
        )
    if not cell.text:
        report.add("block-content", cell.span, "A column has no heading.", "Write what belongs into it.")
    found: tuple[Option, ...] = ()
    if written and options.choice:
        found = choices(options.choice, written.data.value_span("choice"), report)
    elif written and options.scale:
        found = scale(options.scale, written.data.value_span("scale"), report)
    return Column(
        id=unique(written.id if written and written.id else slug(cell.plain), taken),
        label=cell.text or Prose(text="–", span=cell.span),
        type=kinds[0] if kinds else "text",
        options=found,
        buttons=0 < len(found) <= _FEW and kinds[:1] == ["scale"] and not any(one.label for one in found),
        unit=options.unit,
    )


def unique(wanted: str, taken: Collection[str]) -> str:
    """Return ``wanted``, with a number behind it if it is taken."""
    made, number = wanted, 2
    while made in taken:
        made, number = f"{wanted}-{number}", number + 1
    return made
