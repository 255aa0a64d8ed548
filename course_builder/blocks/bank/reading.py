"""From a CSV file and the head of a table to a tool with one sheet, whose rows are picked."""

from __future__ import annotations

from pydantic import Field

from course_builder.blocks import Reading
from course_builder.blocks.sheet import Cell, columns, read_csv
from course_builder.blocks.tool import (
    Column,
    Entry,
    Example,
    Option,
    Sheet,
    Shown,
    Tool,
    ToolContent,
    sheet_of_table,
    tool_content,
    unique,
    with_examples,
)
from course_builder.diagnostics import Report, did_you_mean
from course_builder.model import Block, Prose
from course_builder.model.base import Node
from course_builder.model.settings import ColumnNames, Settings
from course_builder.source.names import slug, verbatim
from course_builder.source.pieces import Table

SHEET = "picked"


class BankOptions(Settings):
    """Attributes of a bank."""

    src: str = Field("", description="The file with the entries: CSV in UTF-8, its first row the names of the columns.")
    facets: ColumnNames = Field(
        "", description="The columns by whose values entries are filtered, separated by commas."
    )
    pick: ColumnNames = Field(
        "",
        description="The columns that a picked entry brings along; the first names it. The first column if left out.",
    )


class BankEntry(Node):
    """An entry of the bank: what it is kept under, and its cells as plain text."""

    id: str
    cells: tuple[str, ...]


class Bank(Node):
    """What the template of a bank shows.

    Args:
        header: the names of the file's columns.
        facets, pick: numbers of columns.
    """

    header: tuple[str, ...]
    entries: tuple[BankEntry, ...]
    facets: tuple[int, ...]
    pick: tuple[int, ...]


def read_bank(block: Block, reading: Reading) -> Block:
    """Lower a bank."""
    content = tool_content(block, reading.report, Table)
    bank = _bank(block, reading)
    if bank is None:
        return block.model_copy(update={"data": Tool(kind="bank", sheets=(Sheet(id=SHEET, columns=()),))})
    sheet = _sheet(bank, content, reading)
    tool = content.tool(
        "bank",
        (sheet,),
        own=bank,
        extra={"facets": list(bank.facets), "pick": list(bank.pick)},
    )
    tool = with_examples(tool, content.blocks_named("example"), reading.report)
    examples = tuple(_with_entries(one, sheet, bank, reading.report) for one in tool.examples)
    return block.model_copy(update={"data": tool.model_copy(update={"examples": examples})})


def _bank(block: Block, reading: Reading) -> Bank | None:
    options: BankOptions = block.options
    if not options.src:
        reading.report.add(
            "block-content",
            block.span,
            "This bank has no entries.",
            "Name a CSV file: src=../media/entries.csv.",
        )
        return None
    found = reading.text(options.src, reading.place("src"))
    data = read_csv(found[1], found[0], reading.report) if found else None
    if data is None:
        return None
    pick = columns(data, options.pick, reading.place("pick"), reading.report) or [0]
    entries: dict[str, BankEntry] = {}
    names: dict[str, Cell] = {}
    for row in data.rows:
        name = row[pick[0]]
        same = names.setdefault(name.text.casefold(), name)
        if not name.text or same is not name:
            reading.report.add(
                "data-file",
                name.span,
                f"Two entries are called {name.text!r}." if name.text else "This entry has no name.",
                f"What is picked is known by the column {data.header[pick[0]].text!r}: give each a name of its own.",
            )
            continue
        identifier = unique(slug(name.text), entries)
        entries[identifier] = BankEntry(id=identifier, cells=tuple(cell.text for cell in row))
    return Bank(
        header=tuple(cell.text for cell in data.header),
        entries=tuple(entries.values()),
        facets=tuple(columns(data, options.facets, reading.place("facets"), reading.report)),
        pick=tuple(pick),
    )


def _sheet(bank: Bank, content: ToolContent, reading: Reading) -> Sheet:
    """Return the sheet: the picked columns, then those that the table's head adds."""
    made: list[Column] = []
    for number in bank.pick:
        label = Prose(text=verbatim(bank.header[number]), span=reading.place("pick"))
        identifier = unique(slug(bank.header[number]), [one.id for one in made])
        made.append(Column(id=identifier, label=label, type="given"))
    tables = [one for _, one in content.found if isinstance(one, Table)]
    if len(tables) > 1:
        reading.report.add(
            "block-content",
            tables[1].span,
            f"A bank has one table; this has {len(tables)}.",
            "Its head has the columns that are filled in for each picked entry.",
        )
    for table in tables[:1]:
        further = sheet_of_table(table, reading.report)
        if further.rows:
            reading.report.add(
                "block-content",
                table.span,
                "The rows of this table are picked from the bank, and it gives some.",
                "Leave its cells empty.",
            )
        for one in further.columns:
            made.append(one.model_copy(update={"id": unique(one.id, [other.id for other in made])}))
    return Sheet(id=SHEET, columns=tuple(made), adds=False)


def _with_entries(example: Example, sheet: Sheet, bank: Bank, report: Report) -> Example:
    """Return an example with what the bank says of the entries that its rows name."""
    picked, further = sheet.columns[: len(bank.pick)], sheet.columns[len(bank.pick) :]
    named = {one.cells[bank.pick[0]].casefold(): one for one in bank.entries}
    entries: list[Entry] = []
    rows: list[tuple[Prose | Option | None, ...]] = []
    shown: Shown = example.block.data[0]
    for entry, texts in zip(example.sheets[SHEET], shown.rows, strict=True):
        name = entry.cells.get(picked[0].id, "")
        found = named.get(name.casefold())
        if found is None:
            place = next((text.span for text in texts if isinstance(text, Prose)), example.block.span)
            report.add(
                "block-content",
                place,
                f"The bank has no entry {name!r}." if name else "This row names no entry of the bank.",
                did_you_mean(name, [one.cells[bank.pick[0]] for one in bank.entries])
                if name
                else f"Write its {bank.header[bank.pick[0]]} into the first column.",
            )
            continue
        brought = {column.id: found.cells[number] for column, number in zip(picked, bank.pick, strict=True)}
        entries.append(
            Entry(id=found.id, cells={**entry.cells, **{key: text for key, text in brought.items() if text}})
        )
        written = dict(zip((one.id for one in shown.header), texts, strict=True))
        rows.append((
            *(_plain(brought[column.id], example.block) for column in picked),
            *(written.get(column.id) for column in further),
        ))  # fmt: skip
    block = example.block.model_copy(update={"data": (Shown(header=sheet.columns, rows=tuple(rows)),)})
    return example.model_copy(update={"block": block, "sheets": {SHEET: tuple(entries)}})


def _plain(text: str, block: Block) -> Prose | None:
    return Prose(text=verbatim(text), span=block.span) if text else None
