"""A run of Markdown taken apart into what blocks are made of: lists, tables, definitions, and the text between.

Blocks read structure out of plain Markdown, so that a course reads well in any other tool too. Everything found knows
its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source.attributes import BRACES, Attributes, parse_attributes
from course_builder.source.commonmark.tables import cells, texts
from course_builder.source.lines import Line, prose
from course_builder.source.list_items import Item, list_at, read_item
from course_builder.source.literal import Literals

_BULLET = re.compile(r"^ {0,3}[-*+] +\S")
_NUMBER = re.compile(r"^ {0,3}\d{1,9}[.)] +\S")
_RULE = re.compile(r"^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r"^ {0,3}:\s+\S")


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list. ``items`` have their text, the quote nested below, and ``arrow()``; ``run`` is the whole as written."""

    span: Span
    items: tuple[Item, ...]
    numbered: bool
    run: Prose


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Args:
        text: its Markdown, without what stands in braces at its end; None where it is empty.
        attributes: what stands in braces at the end of a header cell.
    """

    span: Span
    text: Prose | None
    attributes: Attributes | None = None

    @property
    def plain(self) -> str:
        """Its text as written, or empty."""
        return self.text.text if self.text else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Rows have as many cells as the header."""

    span: Span
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list: pairs of the lines with terms, and what is said of them.

    The first may have no term, where an author has forgotten it.
    """

    span: Span
    entries: tuple[tuple[tuple[Prose, ...], Prose], ...]


Piece = Prose | ItemList | Table | Definitions


def pieces(run: Prose, report: Report, wanted: tuple[type[Piece], ...] = (ItemList, Table, Definitions)) -> list[Piece]:
    """Take a run of Markdown apart.

    Args:
        run: a run of Markdown.
        report: told of tables and lists that cannot be read.
        wanted: what is taken out; the rest stays text.
    """
    return list(_Cutter(lines_of_prose(run), report, wanted).run())


def lines_of_prose(run: Prose) -> list[Line]:
    """Return the lines of a run, each with its place."""
    first, *rest = run.text.split("\n")
    span = run.span
    return [
        Line(first, span.file, span.line, span.column - 1),
        *(Line(line, span.file, span.line + number, run.indent) for number, line in enumerate(rest, 1)),
    ]


class _Cutter:
    def __init__(self, lines: Sequence[Line], report: Report, wanted: tuple[type[Piece], ...]) -> None:
        self.lines, self.report, self.wanted = lines, report, wanted
        self.literals = Literals([line.text for line in lines])
        self.pending: list[Line] = []

    def text(self) -> Iterator[Prose]:
        run = prose(self.pending)
        self.pending = []
        if run:
            yield run

    def run(self) -> Iterator[Piece]:
        index, lines = 0, self.lines
        while index < len(lines):
            if literal := (self.literals.fence(index)[0] or self.literals.comment(index)[0]):
                self.pending += lines[index : index + literal]
                index += literal
                continue
            at_start = not self.pending or not self.pending[-1].text.strip()
            numbered = bool(_NUMBER.match(lines[index].text))
            piece: Piece | None = None
            if numbered or _BULLET.match(lines[index].text):
                end, groups = list_at(lines, index, numbered)
                if ItemList not in self.wanted:
                    # As a whole: what is nested in a list is text with it.
                    self.pending += lines[index:end]
                    index = end
                    continue
                items = tuple(read_item(group, self.report) for group in groups)
                if run := prose(lines[index:end]):
                    piece = ItemList(lines[index].span(), items, numbered, run)
            elif (
                Table in self.wanted
                and "|" in lines[index].text
                and index + 1 < len(lines)
                and _RULE.match(lines[index + 1].text)
            ):
                end = index + 2
                while end < len(lines) and "|" in lines[end].text:
                    end += 1
                piece = self.table(lines[index:end])
            elif Definitions in self.wanted and at_start and self.defined(index):
                end, piece = self.definitions(index)
            if piece is None:
                self.pending.append(lines[index])
                index += 1
                continue
            yield from self.text()
            yield piece
            index = end
        yield from self.text()

    def table(self, lines: Sequence[Line]) -> Table:
        header = tuple(self.header(cell) for cell in _cells(lines[0]))
        rows = []
        for line in lines[2:]:
            row = [Cell(cell.span(), prose([cell])) for cell in _cells(line, len(header))]
            if len(row) > len(header):
                self.report.add(
                    "block-content",
                    line.span(),
                    f"This row has {len(row)} cells, and the table's head has {len(header)}.",
                    "Write a vertical line inside a cell as \\|.",
                )
            row += [Cell(line.span(), None)] * (len(header) - len(row))
            rows.append(tuple(row[: len(header)]))
        return Table(lines[0].span(), header, tuple(rows))

    def header(self, line: Line) -> Cell:
        found = re.search(BRACES.pattern + r"\s*$", line.text)
        if not found:
            return Cell(line.span(), prose([line]))
        inner = found[0].strip()[1:-1]
        attributes = parse_attributes(inner, line.span(found.start() + 1, max(1, len(inner))), self.report)
        return Cell(
            line.span(), prose([Line(line.text[: found.start()], line.file, line.number, line.offset)]), attributes
        )

    def defined(self, index: int) -> bool:
        """Whether a term stands here, with what is said of it on a line below."""
        lines = self.lines
        if not lines[index].text.strip() or lines[index].text[0] in " \t>|#":
            return False
        while index < len(lines) and lines[index].text.strip():
            index += 1
            if index < len(lines) and _DEFINITION.match(lines[index].text):
                return True
        # One blank line may stand between them.
        return index + 1 < len(lines) and bool(_DEFINITION.match(lines[index + 1].text))

    def definitions(self, index: int) -> tuple[int, Definitions]:
        lines, start = self.lines, index
        entries: list[tuple[tuple[Prose, ...], Prose]] = []
        while index < len(lines) and (not lines[index].text.strip() or self.defined(index)):
            if not lines[index].text.strip():
                index += 1
                continue
            terms: list[Prose] = []
            while not _DEFINITION.match(lines[index].text):
                if term := prose([lines[index]]):
                    terms.append(term)
                index += 1
            said = [lines[index].cut(len(lines[index].text) - len(lines[index].text.lstrip(" :")))]
            index += 1
            while index < len(lines) and (
                not lines[index].text.strip() or lines[index].text.startswith(("    ", "\t")) or self.lazy(index)
            ):
                said.append(lines[index].dedent(4))
                index += 1
            if not terms and entries:
                # A further meaning of the same term.
                terms, said = (
                    list(entries[-1][0]),
                    [*lines_of_prose(entries.pop()[1]), said[0].cut(len(said[0].text)), *said],
                )
            if meaning := prose(said):
                entries.append((tuple(terms), meaning))
        return index, Definitions(lines[start].span(), tuple(entries))

    def lazy(self, index: int) -> bool:
        """Whether a line that is not indented goes on with what is said of a term: it follows without a blank line."""
        return bool(self.lines[index - 1].text.strip()) and not self.defined(index)


def _cells(line: Line, expected: int = 0) -> list[Line]:
    """Cut a row of a table into its cells."""
    places = cells(line.text, expected)
    return [
        Line(text, line.file, line.number, line.offset + end - len(line.text[start:end].lstrip()))
        for (start, end), text in zip(places, texts(line.text, places), strict=True)
    ]
