"""Worked examples: ``:::example[Name]`` around a table whose header cells are the labels of the tool's columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from course_builder.blocks.tool.cells import value
from course_builder.blocks.tool.model import Column, Entry, Example, Option, Row, Sheet, Tool
from course_builder.diagnostics import Report, did_you_mean
from course_builder.model import Block, Prose
from course_builder.model.base import Node
from course_builder.source.names import plain_text
from course_builder.source.pieces import Cell, Table, pieces


class Shown(Node):
    """An example as a table to read.

    Args:
        header: the columns.
        rows: cells in their order; a text, the option chosen, or None where nothing stands.
    """

    header: tuple[Column, ...]
    rows: tuple[tuple[Prose | Option | None, ...], ...]


def with_examples(tool: Tool, blocks: Iterable[Block], report: Report) -> Tool:
    """Return the tool with its examples; a table for each sheet, in their order."""
    made = [one for block in blocks if (one := _example(tool, block, report))]
    return tool.model_copy(update={"examples": tuple(made)})


def _example(tool: Tool, block: Block, report: Report) -> Example | None:
    tables = [
        one
        for node in block.content
        if isinstance(node, Prose)
        for one in pieces(node, report, (Table,))
        if isinstance(one, Table)
    ]
    if len(tables) != len(tool.sheets):
        report.add(
            "block-content",
            block.span,
            f"This example has {len(tables)} tables, and the tool has {len(tool.sheets)}.",
            "Write a table whose head has the labels of the tool's columns.",
        )
        return None
    name = example_name(block, report)
    entries: dict[str, tuple[Entry, ...]] = {}
    shown = []
    for sheet, table in zip(tool.sheets, tables, strict=True):
        columns = _columns(sheet, table, report)
        found = [_entry(sheet, columns, cells, number, report) for number, cells in enumerate(table.rows, 1)]
        entries[sheet.id] = tuple(entry for entry, _ in found)
        shown.append(
            Shown(
                header=tuple(one for one in columns if one),
                rows=tuple(texts for _, texts in found),
            )
        )
    return Example(name=name, block=block.model_copy(update={"data": tuple(shown)}), sheets=entries)


def example_name(block: Block, report: Report) -> str:
    """Return the name of an example; one without is told."""
    name = plain_text(block.label.text) if block.label else ""
    if not name:
        report.add("block-content", block.span, "This example has no name.", "Write :::example[Its name].")
    return name


def _columns(sheet: Sheet, table: Table, report: Report) -> list[Column | None]:
    """Return the column of each header cell. Columns with a word of the interface are known by their place."""
    labels = {plain_text(one.label.text).casefold(): one for one in sheet.columns if one.label}
    found: list[Column | None] = []
    for number, cell in enumerate(table.header):
        here = sheet.columns[number] if number < len(sheet.columns) else None
        known = labels.get(plain_text(cell.plain).casefold()) or (here if here and not here.label else None)
        if known is None or known in found:
            report.add(
                "block-content",
                cell.span,
                f"The tool has no column {cell.plain!r}." if known is None else f"{cell.plain!r} stands here twice.",
                did_you_mean(cell.plain, [plain_text(one.label.text) for one in sheet.columns if one.label]),
            )
        found.append(known if known not in found else None)
    return found


def _entry(
    sheet: Sheet, columns: list[Column | None], cells: tuple[Cell, ...], number: int, report: Report
) -> tuple[Entry, tuple[Prose | Option | None, ...]]:
    """Return what is kept of a row of an example, and what is shown of it."""
    row = _given_row(sheet, cells, report)
    kept: dict[str, str] = {}
    shown: list[Prose | Option | None] = []
    for one, cell in zip(columns, cells, strict=True):
        if one is None:
            continue
        if row and one.type == "given":
            shown.append(row.cells.get(one.id))
            continue
        text = value(one, cell, report)
        shown.append(next((option for option in one.options if option.value == text), cell.text))
        if text:
            kept[one.id] = text
    return Entry(id=row.id if row else f"example-{number}", cells=kept), tuple(shown)


def _given_row(sheet: Sheet, cells: tuple[Cell, ...], report: Report) -> Row | None:
    """Return the given row that the first cell of an example's row names: by number, or by its own text."""
    if not sheet.rows or not cells:
        return None
    first = plain_text(cells[0].plain)
    if first.isdigit():
        if 1 <= int(first) <= len(sheet.rows):
            return sheet.rows[int(first) - 1]
        report.add(
            "block-content",
            cells[0].span,
            f"There is no row {first}.",
            f"The tool has {len(sheet.rows)} rows, counted from 1.",
        )
        return None
    same = _rows_by_name(sheet).get(first.casefold())
    if same is None and not sheet.adds:
        report.add(
            "block-content",
            cells[0].span,
            f"There is no row {first!r}.",
            "Name the tool's rows by their numbers, counted from 1.",
        )
    return same


def _rows_by_name(sheet: Sheet) -> Mapping[str, Row]:
    names = ((sheet.row_name(row), row) for row in sheet.rows)
    return {plain_text(name.text).casefold(): row for name, row in names if name}
