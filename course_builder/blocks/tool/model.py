"""A tool as the frame knows it: sheets, and examples of filled ones; and what the player gets of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from course_builder.model import Block, Content, Prose
from course_builder.model.base import Node
from course_builder.source.names import plain_text

ColumnType = Literal["given", "text", "long", "number", "date", "check", "choice", "scale"]


class Option(Node):
    """One of the values that can be chosen.

    Args:
        value: what is kept; of a scale it is the number.
        word: the key of an interface word that is its label where ``label`` is empty.
    """

    value: str
    label: str
    word: str = ""


class Column(Node):
    """A column.

    Args:
        id: what entries are kept under; unique in its sheet.
        label: its heading as the author wrote it.
        word: the key of an interface word that is the heading where ``label`` is None.
        type: ``given`` columns hold the author's texts; in rows that learners add they are fields for text.
        options: of ``choice`` and ``scale``, in order.
        buttons: the options stand beside one another, where else they are a menu.
        unit: what numbers count.
    """

    id: str
    label: Prose | None = None
    word: str = ""
    type: ColumnType = "text"
    options: tuple[Option, ...] = ()
    buttons: bool = False
    unit: str = ""


class Row(Node):
    """A row that the author gives.

    Args:
        id: what its entries are kept under; unique in its sheet.
        cells: the author's texts, by the id of their ``given`` column.
        guidance: what helps to fill the row in.
    """

    id: str
    cells: Mapping[str, Prose]
    guidance: Prose | None = None


_ROOM: Mapping[ColumnType, int] = {
    "given": 14,
    "text": 11,
    "long": 16,
    "number": 7,
    "date": 10,
    "check": 4,
    "choice": 10,
    "scale": 8,
}
"""What columns need to be written in with ease, in units of the text's size."""
_WIDEST = 56
"""What a tool has at its widest (``tool.css``)."""


class Sheet(Node):
    """A table to fill in.

    Args:
        id: unique in its tool.
        title: its heading, where a tool has several.
        adds: whether rows can be added.
        blank: how many empty rows a new copy begins with.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    title: Prose | None = None
    adds: bool = True
    blank: int = 0

    @property
    def fits(self) -> bool:
        """Whether its columns can be filled in beside one another; else each row is a card, however wide the window."""
        return sum(3 * len(one.options) if one.buttons else _ROOM[one.type] for one in self.columns) <= _WIDEST

    @property
    def given(self) -> tuple[Column, ...]:
        """The columns with the author's texts."""
        return tuple(one for one in self.columns if one.type == "given")

    def row_name(self, row: Row) -> Prose | None:
        """Return the text by which a given row is known: its first."""
        return next((row.cells[one.id] for one in self.given if one.id in row.cells), None)


class Entry(Node):
    """What stands in a row of an example; ``id`` is that of a given row, or any other. Texts are kept as plain text."""

    id: str
    cells: Mapping[str, str]


class Example(Node):
    """A worked example.

    Args:
        name: one line of plain text.
        block: the block that shows it; its template gets the table to show as ``block.data``.
        sheets: the entries, by the id of their sheet.
    """

    name: str
    block: Block
    sheets: Mapping[str, tuple[Entry, ...]]


class Tool(Node):
    """A practical tool.

    Args:
        kind: the name of its room. For the page's class names and the part of the kind; the frame does not look at it.
        sheets: at least one.
        purpose: what it is for.
        before: further guidance above the sheets.
        after: guidance below them.
        own: what only the kind's own template reads.
        extra: what only the kind's own part of the player reads; plain data.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    purpose: Prose | None = None
    before: Content = ()
    after: Content = ()
    examples: tuple[Example, ...] = ()
    own: Any = None
    extra: Mapping[str, Any] = {}

    @property
    def wide(self) -> bool:
        """Whether its tables need more room than running text has."""
        return any(len(sheet.columns) > 2 for sheet in self.sheets)

    def player_data(self, block: Block, words: Callable[[str], str]) -> str:
        """Return the JSON that the player gets of this tool, fit to stand in a ``<script>`` of a page.

        It is ``ToolData`` in ``player/src/tool/types.ts``.

        Args:
            block: the tool's block, which has its id and title.
            words: interface words by key.
        """
        data = {
            "id": block.id,
            "kind": self.kind,
            "title": _plain(block.label) or block.id,
            "sheets": [_sheet(one, words) for one in self.sheets],
            "examples": [
                {
                    "name": one.name,
                    "sheets": {
                        sheet: [{"id": entry.id, "cells": dict(entry.cells)} for entry in entries]
                        for sheet, entries in one.sheets.items()
                    },
                }
                for one in self.examples
            ],
            "extra": dict(self.extra),
        }
        # In JSON `<` stands only inside strings, where this is the same character; HTML never sees a tag.
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _sheet(sheet: Sheet, words: Callable[[str], str]) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "title": _plain(sheet.title),
        "columns": [_column(one, words) for one in sheet.columns],
        "rows": [
            {"id": row.id, "cells": {column: _plain(text) for column, text in row.cells.items()}} for row in sheet.rows
        ],
        "adds": sheet.adds,
        "blank": sheet.blank,
    }


def _column(column: Column, words: Callable[[str], str]) -> dict[str, Any]:
    return {
        "id": column.id,
        "label": _plain(column.label) or words(column.word),
        "type": column.type,
        "options": [
            {"value": one.value, "label": one.label or (words(one.word) if one.word else "")} for one in column.options
        ],
        "unit": column.unit,
    }


def _plain(text: Prose | None) -> str:
    return plain_text(text.text) if text else ""
