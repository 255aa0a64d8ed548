"""Rows: from a Markdown table or a list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from course_builder.blocks.tool.columns import column, unique
from course_builder.blocks.tool.model import Column, Row, Sheet
from course_builder.diagnostics import Report
from course_builder.model import Prose
from course_builder.source.names import plain_text, slug
from course_builder.source.pieces import ItemList, Table

_ID = re.compile(r"\s*\{#([A-Za-z0-9][\w-]*)\}\s*$")


def sheet_of_table(
    table: Table, report: Report, *, identifier: str = "rows", adds: bool = True, rows: int = 0
) -> Sheet:
    """Return the sheet that a table defines.

    A column with text in the body, and without a type in its head, is given. Rows without any text are empty ones to
    begin with.

    Args:
        identifier: the sheet's id.
        adds: whether rows can be added.
        rows: how many empty rows there are to begin with, whatever the table has.
    """
    columns: list[Column] = []
    for number, cell in enumerate(table.header):
        made = column(cell, [one.id for one in columns], report)
        filled = [row[number] for row in table.rows if row[number].text]
        if filled and (typed := cell.attributes and cell.attributes.data.data):
            report.add(
                "block-content",
                filled[0].span,
                "This column is to be filled in by learners, and has a text already.",
                f"Take {{{next(iter(typed))}}} out of its head, or this text out of the cell.",
            )
        elif filled:
            made = made.model_copy(update={"type": "given"})
        columns.append(made)
    if not any(one.type != "given" for one in columns):
        report.add("block-content", table.span, "Nothing can be filled in here.", "Leave the cells of a column empty.")
    given: list[Row] = []
    blank = 0
    for cells in table.rows:
        texts = {
            one.id: cell.text for one, cell in zip(columns, cells, strict=True) if one.type == "given" and cell.text
        }
        if texts:
            given.append(_row(texts, None, [one.id for one in given]))
        else:
            blank += 1
    if not given and not adds and not (rows or blank):
        report.add("block-content", table.span, "This table has no rows.", "Give some, or leave add=no out.")
    return Sheet(
        id=identifier,
        columns=tuple(columns),
        rows=tuple(given),
        adds=adds,
        blank=rows or blank or (0 if given else 1),
    )


def rows_of_list(found: ItemList, column: str, report: Report, taken: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Return the rows of a list; the quote under an item is its guidance.

    Args:
        column: the id of the given column with the items' texts.
        taken: ids of rows before them.
    """
    rows: list[Row] = []
    for item in found.items:
        if item.text is None:
            report.add("block-content", item.span, "An item has no text.", "Write it, or delete the line.")
            continue
        rows.append(_row({column: item.text}, item.feedback, [*taken, *(one.id for one in rows)]))
    return tuple(rows)


def _row(texts: Mapping[str, Prose], guidance: Prose | None, taken: list[str]) -> Row:
    """Make a row. It is known by its first text, or by the ``{#id}`` at that text's end."""
    first, text = next(iter(texts.items()))
    written = _ID.search(text.text)
    if written:
        text = text.model_copy(update={"text": text.text[: written.start()]})
    identifier = written[1] if written else slug(plain_text(text.text))
    return Row(id=unique(identifier, taken), cells={**texts, first: text}, guidance=guidance)
