"""A table from a file: ``::table[Caption]{src=../media/x.csv}``; it can be sorted and filtered.

Without scripts, and on paper, it is a plain table in the file's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.sheet import Cell, columns, sheet
from course_builder.model import Block
from course_builder.model.settings import ColumnNames, Settings, Words, YesNo


class TableOptions(Settings):
    """Attributes of a table."""

    src: str = Field("", description="A CSV file with the data; without it a table stands inside.")
    columns: ColumnNames = Field("", description='The columns to show, such as `"Country, Women"`; all, if left out.')
    text: ColumnNames = Field(
        "", description='Columns of numbers that count nothing, such as `"Code"`: shown as written.'
    )
    sort: YesNo = Field(True, description="Whether learners can sort it by each column.")
    filter: YesNo = Field(True, description="Whether learners can filter it; shown from eight rows on.")
    source: Words = Field("", description="Where the data are from, with the year.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and whether its cells are quantities."""

    name: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: its text, and its number in a column of quantities."""

    text: str
    number: Decimal | None


@dataclass(frozen=True, slots=True)
class Data:
    """What a table shows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def _read(block: Block, reading: Reading) -> Block:
    options: TableOptions = block.options
    if block.label is None:
        reading.report.add(
            "block-content", block.span, "This table has no caption.", "Say what it shows: ::table[Caption]{…}."
        )
    found = sheet(block, options.src, reading)
    data = None
    if found:
        chosen = columns(found, options.columns, reading.place("columns"), reading.report)
        numbers = chosen or list(range(len(found.header)))
        as_written = set(columns(found, options.text, reading.place("text"), reading.report))
        counted = {
            one: one not in as_written and _quantities([row[one] for row in found.rows], reading.language)
            for one in numbers
        }
        data = Data(
            tuple(Column(found.header[one].text, counted[one]) for one in numbers),
            tuple(
                tuple(
                    Value(row[one].text, row[one].number(reading.language) if counted[one] else None) for one in numbers
                )
                for row in found.rows
            ),
        )
    return block.model_copy(update={"data": data, "content": ()})


def _quantities(cells: list[Cell], language: str) -> bool:
    """Whether the cells of a column are numbers that count or measure: none begins with a zero, as codes do."""
    given = [cell for cell in cells if not cell.missing]
    return bool(given) and all(
        cell.number(language) is not None and not (cell.text.startswith("0") and cell.text[1:2].isdigit())
        for cell in given
    )


room = BlockRoom("table", Path(__file__).parent, TableOptions, parts=("table",), read=_read)
