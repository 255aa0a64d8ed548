"""Cells of tables: those of a block and those of a page are cut at the same places, and know where they stand."""

from __future__ import annotations

import re

import pytest

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source.markdown import convert
from course_builder.source.pieces import Table, pieces

ROWS = [
    ("| 1 | 2 |", ["1", "2"]),
    ("1 | 2", ["1", "2"]),
    ("| `a | b` | 2 |", ["`a | b`", "2"]),
    ("| `` a|`|b `` | 2 |", ["`` a|`|b ``", "2"]),
    ("| $|x|$ | 2 |", ["$|x|$", "2"]),
    ("| [a|b](first.md) | 2 |", ["[a|b](first.md)", "2"]),
    (r"| a \| b | 2 |", ["a | b", "2"]),
    (r"| `a \| b` | 2 |", ["`a | b`", "2"]),
    (r"| a \\| b |", [r"a \\", "b"]),
    ("| $5 | $6 |", ["$5", "$6"]),
    ("| | 2 |", ["", "2"]),
    ("| 1 |", ["1", ""]),
]


@pytest.mark.parametrize(("row", "cells"), ROWS)
def test_cells(row: str, cells: list[str]) -> None:
    text = f"| A | B |\n|---|---|\n{row}"
    table = pieces(Prose(text=text, span=Span("a.md", 3)), Report())[0]
    assert isinstance(table, Table)
    found = table.rows[0]
    assert [cell.plain for cell in found] == cells
    for cell in found:
        if cell.text and "\\|" not in row:
            assert row[cell.span.column - 1 :].startswith(cell.plain)
    # A page cuts a row as a block does: what stands in a cell alone means what it means in the table.
    html = convert([Prose(text=text, span=Span("a.md", 3))], Report()).fragments[0]
    alone = [
        convert([Prose(text=cell.text.text, span=cell.span)], Report()).fragments[0] if cell.text else ""
        for cell in found
    ]
    assert re.findall(r"<td>(.*?)</td>", html) == [re.sub(r"^<p>|</p>$", "", one) for one in alone]
