"""Figures and other data in rows: read from a CSV file of the course, or from a Markdown table inside a block.

CSV is UTF-8 with a header row, its cells separated by commas or semicolons, as spreadsheets save it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from course_builder.blocks import Reading
from course_builder.diagnostics import Report, Span, did_you_mean
from course_builder.model import Block, Prose
from course_builder.source.names import plain_text
from course_builder.source.numbers import marks, meant, readings
from course_builder.source.pieces import Table, pieces

MISSING = frozenset({"", "-", "–", "—", "…", "..", "...", "n/a", "N/A", "NA"})
"""What stands in a cell that has no value."""

_NUMBER = re.compile(r"[-−+]?\d{1,15}(?:\.\d{1,10})?")
_MOST_LINES_TOLD = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without spaces around it, and where it stands."""

    text: str
    span: Span

    @property
    def missing(self) -> bool:
        """Whether it says that there is no value."""
        return self.text in MISSING

    def number(self, language: str) -> Decimal | None:
        """Its number, written as the language does; None where it is none, or could be two.

        Where the point is the decimal mark, ``1.250`` is what programs write into files.
        """
        if _NUMBER.fullmatch(self.text) and (marks(language)[0] == "." or len(readings(self.text)) == 1):
            return Decimal(self.text.replace("−", "-"))
        found = meant(self.text, language)
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Data in rows, each with as many cells as the header; there is at least one row."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, name: str) -> int | None:
        """Return the number of a column by its name, however it is capitalised."""
        names = [cell.text.casefold() for cell in self.header]
        return names.index(name.casefold()) if name.casefold() in names else None


def columns(sheet: Sheet, names: str, span: Span, report: Report) -> list[int]:
    """Return the columns that an attribute names, separated by commas.

    Args:
        names: such as ``Women, Men``.
        span: where the attribute stands.
        report: told of names that no column has.
    """
    found: list[int] = []
    for name in filter(None, (one.strip() for one in names.split(","))):
        number = sheet.column(name)
        if number is None:
            known = [cell.text for cell in sheet.header]
            report.add("directive-option-value", span, f"There is no column {name!r}.", did_you_mean(name, known))
        elif number not in found:
            found.append(number)
    return found


def sheet(block: Block, src: str, reading: Reading) -> Sheet | None:
    """Return the data of a block: of the file that it names, or of the table inside; None where there are none.

    Args:
        src: the file's address, or empty.
        reading: told what is wrong.
    """
    if src and block.content:
        reading.report.add(
            "block-content",
            block.span,
            f"This {block.name} has a file and text inside.",
            f"Write it on one line with two colons: ::{block.name}[…]{{src={src}}}.",
        )
        return None
    if src:
        place = reading.place("src")
        found = reading.text(src, place)
        return read_csv(found[1], found[0], reading.report) if found else None
    table = next((one for one in _pieces(block, reading.report) if isinstance(one, Table)), None)
    if table is None or not table.rows:
        reading.report.add(
            "block-content",
            block.span,
            f"This {block.name} has no data.",
            f"Name a file (::{block.name}[…]{{src=../media/x.csv}}), or write a table inside.",
        )
        return None
    header = tuple(Cell(plain_text(cell.plain), cell.span) for cell in table.header)
    rows = tuple(tuple(Cell(plain_text(cell.plain), cell.span) for cell in row) for row in table.rows)
    return Sheet(header, rows) if _has_distinct_names(header, reading.report, "block-content") else None


def _pieces(block: Block, report: Report) -> Iterator[object]:
    for node in block.content:
        if isinstance(node, Prose):
            yield from pieces(node, report)


def read_csv(text: str, file: str, report: Report) -> Sheet | None:
    """Return the data of a CSV file; None where it cannot be used, which is told.

    Args:
        text: of the file.
        file: its path in the course.
        report: told of every mistake.
    """
    lines = text.split("\n")
    mark = separator(lines[0])
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark, skipinitialspace=True, strict=True)
    records: list[tuple[Cell, ...]] = []
    before = 0
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append(_cells(record, lines, mark, before, file))
            before = reader.line_num
    except csv.Error:
        report.add(
            "data-file",
            Span(file, before + 1, 1, max(1, len(lines[before]))),
            "The quotation marks in this row do not match.",
            'A cell with a quotation mark in it is written "so: ""quoted"" and closed".',
        )
        return None
    if not records:
        report.add("data-file", Span(file), "This file has no data.", "Its first row names the columns.")
        return None
    header, *rows = records
    if not _has_distinct_names(header, report, "data-file"):
        return None
    if not rows:
        report.add("data-file", header[0].span, "This file has a header and no rows.", "Add the data below it.")
        return None
    _tell_ragged(header, rows, report)
    width = len(header)
    padded = [(*row, *(Cell("", row[-1].span) for _ in header))[:width] for row in rows]
    return Sheet(header, tuple(padded))


def separator(text: str) -> str:
    """Return what stands between the cells of a file, from its first line."""
    head = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    return ";" if head.count(";") > head.count(",") else ","


def _cells(record: Sequence[str], lines: Sequence[str], separator: str, before: int, file: str) -> tuple[Cell, ...]:
    """Give the cells of a row, which begins on the line after ``before``, their places."""
    found: list[Cell] = []
    number, position = before, 0
    for raw in record:
        text = raw.strip()
        first, *others = text.replace('"', '""').split("\n")
        at = max(lines[number].find(first, position), position)
        found.append(Cell(text, Span(file, number + 1, at + 1, max(1, len(first)))))
        # A cell in quotation marks may go over several lines; the next one stands on its last.
        number, position = (number + len(others), 0) if others else (number, at)
        end = lines[number].find(separator, position + len(others[-1] if others else first))
        position = end + 1 if end >= 0 else len(lines[number])
    return tuple(found)


def _has_distinct_names(header: Sequence[Cell], report: Report, code: str) -> bool:
    """Whether every column has a name of its own."""
    names: set[str] = set()
    for cell in header:
        if not cell.text or cell.text.casefold() in names:
            said = f"Two columns are called {cell.text!r}." if cell.text else "A column has no name."
            report.add(code, cell.span, said, "The first row names each column, each by another name.")
            return False
        names.add(cell.text.casefold())
    return True


def _tell_ragged(header: Sequence[Cell], rows: Sequence[Sequence[Cell]], report: Report) -> None:
    """Tell of rows with more or fewer cells than the header: of the first, with the lines of the others."""
    ragged = [row for row in rows if len(row) != len(header)]
    if not ragged:
        return
    first, *others = ragged
    also = ", ".join(str(row[0].span.line) for row in others[:_MOST_LINES_TOLD])
    more = " …" if len(others) > _MOST_LINES_TOLD else ""
    span = first[0].span
    report.add(
        "data-file",
        Span(span.file, span.line, 1, max(1, first[-1].span.column + first[-1].span.length - 1)),
        f"This row has {len(first)} cells, and the header has {len(header)}."
        + (f" So it is on line {also}{more}." if others else ""),
        "Put quotation marks around a cell that has the separator in it; leave a cell empty where nothing is known.",
    )
