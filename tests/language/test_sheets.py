"""CSV files as spreadsheets save them, and whatever else stands in a file of that name."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_builder.blocks.sheet import read_csv
from course_builder.diagnostics import Report


def read(text: str) -> tuple[list[list[str]] | None, list[str]]:
    report = Report()
    sheet = read_csv(text, "media/x.csv", report)
    rows = [[cell.text for cell in row] for row in (sheet.header, *sheet.rows)] if sheet else None
    return rows, [f"{one.code} {one.span.line}:{one.span.column} {one.message}" for one in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("A,B\n1,2\n", [["A", "B"], ["1", "2"]]),
        ("A;B\n1,5;2\n", [["A", "B"], ["1,5", "2"]]),
        ('"A, b";B\n"x; ""y""";2', [["A, b", "B"], ['x; "y"', "2"]]),
        ('A,B\n"two\nlines", 2 \n\n3,4\n', [["A", "B"], ["two\nlines", "2"], ["3", "4"]]),
        ("اسم؛,قيمة\nنيبال,٣\n", [["اسم؛", "قيمة"], ["نيبال", "٣"]]),
    ],
)
def test_rows(text: str, rows: list[list[str]]) -> None:
    assert read(text) == (rows, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "data-file 1:1 This file has no data."),
        ("\n , \n", "data-file 1:1 This file has no data."),
        ("A,B\n", "data-file 1:1 This file has a header and no rows."),
        ("A,,B\n1,2,3\n", "data-file 1:3 A column has no name."),
        ("A,B,a\n1,2,3\n", "data-file 1:5 Two columns are called 'a'."),
        ('A,B\n1,2\n"x,3\n4,5\n', "data-file 3:1 The quotation marks in this row do not match."),
        ('A,B\n"x" y,3\n', "data-file 2:1 The quotation marks in this row do not match."),
        ("A,B\n1,2,3\n1,2\n1\n", "data-file 2:1 This row has 3 cells, and the header has 2. So it is on line 4."),
        (
            "A,B\n" + "1\n" * 20,
            "data-file 2:1 This row has 1 cells, and the header has 2. So it is on line 3, 4, 5, 6, 7, 8, 9, 10 ….",
        ),
    ],
)
def test_mistakes(text: str, said: str) -> None:
    assert read(text)[1] == [said]


def test_cells_know_their_places() -> None:
    sheet = read_csv('Name,"A b"\n"x, ""y""", x\n"p\nq",  r\n', "x.csv", Report())
    assert sheet
    places = [[(cell.span.line, cell.span.column) for cell in row] for row in (sheet.header, *sheet.rows)]
    assert places == [[(1, 1), (1, 7)], [(2, 2), (2, 13)], [(3, 2), (4, 6)]]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\r\0", codec="utf-8"), max_size=6), min_size=2, max_size=2),
        max_size=6,
    )
)
def test_what_a_spreadsheet_writes_is_read(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["A", "B"], *rows])
    found, _ = read(stream.getvalue())
    kept = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    assert (found or [["A", "B"]])[1:] == kept


@given(st.text(alphabet='ab1,;"\n \\é'))
def test_anything_is_read_or_told(text: str) -> None:
    rows, said = read(text)
    assert rows or said
    assert not rows or len({len(row) for row in rows}) == 1


def test_a_huge_file_takes_no_time() -> None:
    rows, said = read("A,B\n" + "x,1\n" * 50_000)
    assert rows
    assert len(rows) == 50_001
    assert not said
