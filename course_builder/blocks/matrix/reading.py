"""From what authors write to a tool with one sheet, two columns of which are the grid's scales."""

from __future__ import annotations

from course_builder.blocks import Reading
from course_builder.blocks.matrix.options import MatrixOptions
from course_builder.blocks.matrix.zones import QUADRANTS, quadrants, range_text
from course_builder.blocks.tool import (
    Column,
    Option,
    Sheet,
    bands,
    scale,
    sheet_of_table,
    single_structure,
    tool_content,
    with_examples,
)
from course_builder.diagnostics import did_you_mean
from course_builder.model import Block
from course_builder.model.base import Node
from course_builder.source.names import plain_text
from course_builder.source.pieces import Table

_WORDED = 5


class Square(Node):
    """A cell of the grid.

    Args:
        across, down: its values.
        zone: the number of its band or quadrant, from 1; 0: it has none.
        corner: of a quadrant, the cell that shows its name; each cell of a band does.
    """

    across: Option
    down: Option
    zone: int = 0
    corner: bool = True


class Grid(Node):
    """What the template of a matrix draws.

    Args:
        points: of both scales, in rising order.
        rows: from the highest value down.
        zones: the blocks of the bands or quadrants, in the order of their numbers.
        scored: whether the product of both values means something.
    """

    across: Column
    down: Column
    points: tuple[Option, ...]
    rows: tuple[tuple[Square, ...], ...]
    zones: tuple[Block, ...]
    scored: bool


def read_matrix(block: Block, reading: Reading) -> Block:
    """Lower a matrix."""
    report, options = reading.report, block.options
    content = tool_content(block, report, Table, own=("example", "band", "quadrant"))
    table = single_structure(
        content,
        Table,
        block,
        report,
        "Write a table like a worksheet's, with the two columns that across= and down= name.",
    )
    sheet = Sheet(id="rows", columns=())
    if table:
        sheet = sheet_of_table(table, report, adds=options.add, rows=options.rows)
    points = _points(options, reading)
    grid = None
    across = _axis(block, sheet, "across", points, reading)
    down = _axis(block, sheet, "down", points, reading)
    if across and down and points:
        if across.id == down.id:
            report.add(
                "directive-option-value",
                reading.place("down"),
                f"{options.across!r} cannot go across and down at once.",
                "Name two columns of the table.",
            )
        axes = {across.id: across, down.id: down}
        sheet = sheet.model_copy(update={"columns": tuple(axes.get(one.id, one) for one in sheet.columns)})
        own = {name: content.blocks_named(name) for name in ("band", "quadrant")}
        grid = _grid(block, across, down, points, own, reading)
    tool = content.tool(
        "matrix",
        (sheet,),
        own=grid,
        extra={"across": across.id if across else "", "down": down.id if down else ""},
    )
    return block.model_copy(update={"data": with_examples(tool, content.blocks_named("example"), report)})


def _points(options: MatrixOptions, reading: Reading) -> tuple[Option, ...]:
    points = scale(options.scale, reading.place("scale"), reading.report)
    # A scale of five that the author does not name has words that fit any matrix.
    if options.scale.strip() == str(_WORDED):
        return tuple(one.model_copy(update={"word": f"tool.level-{one.value}"}) for one in points)
    return points


def _axis(block: Block, sheet: Sheet, name: str, points: tuple[Option, ...], reading: Reading) -> Column | None:
    wanted: str = getattr(block.options, name)
    labels = {plain_text(one.label.text): one for one in sheet.columns if one.label}
    found = next((one for label, one in labels.items() if label.casefold() == wanted.strip().casefold()), None)
    if found is None:
        # A matrix without a table was told of already.
        if sheet.columns:
            reading.report.add(
                "directive-option-value",
                reading.place(name),
                f"No column has the heading {wanted!r}." if wanted else f"{name}= is missing.",
                did_you_mean(wanted, labels) if wanted else f'Name a column of the table: {name}="Its heading".',
            )
        return None
    if found.type == "given":
        reading.report.add(
            "block-content",
            found.label.span if found.label else block.span,
            f"The column {wanted!r} is for values, and has texts already.",
            "Leave its cells empty.",
        )
    return found.model_copy(update={"type": "scale", "options": points, "buttons": False})


def _grid(
    block: Block,
    across: Column,
    down: Column,
    points: tuple[Option, ...],
    own: dict[str, tuple[Block, ...]],
    reading: Reading,
) -> Grid:
    report = reading.report
    numbers = [int(one.value) for one in points]
    options: MatrixOptions = block.options
    if own["band"] and own["quadrant"]:
        report.add(
            "block-content",
            own["quadrant"][0].span,
            "This matrix has bands and quadrants.",
            "Keep one of them: bands go by the product of both values, quadrants by high and low.",
        )
    products = [one * other for one in numbers for other in numbers]
    found = bands(own["band"], min(products), max(products), report)
    zones = tuple(one.block for one in found)
    high = options.high if options.high is not None else _above_middle(numbers)
    if not numbers[0] < high <= numbers[-1]:
        report.add(
            "directive-option-value",
            reading.place("high"),
            f"high={high} leaves no value that is low, or none that is high.",
            f"Write a number above {numbers[0]} and up to {numbers[-1]}.",
        )
    four = () if zones else quadrants(own["quadrant"], block, report)
    if four:
        zones = tuple(_placed(one, across, down, numbers, high) for one in four)
    rows = []
    for vertical in reversed(points):
        row = []
        for horizontal in points:
            one, other = int(horizontal.value), int(vertical.value)
            if four:
                place = ("high" if one >= high else "low", "high" if other >= high else "low")
                corner = horizontal in (points[0], points[-1]) and vertical in (points[0], points[-1])
                square = Square(across=horizontal, down=vertical, zone=QUADRANTS.index(place) + 1, corner=corner)
            else:
                band = next((number for number, band in enumerate(found, 1) if one * other <= band.high), 0)
                square = Square(across=horizontal, down=vertical, zone=band)
            row.append(square)
        rows.append(tuple(row))
    return Grid(across=across, down=down, points=points, rows=tuple(rows), zones=zones, scored=not four)


def _above_middle(numbers: list[int]) -> int:
    middle = (numbers[0] + numbers[-1]) / 2
    return next(one for one in numbers if one > middle)


def _placed(block: Block, across: Column, down: Column, numbers: list[int], high: int) -> Block:
    """Return a quadrant with its place in words."""
    low = [one for one in numbers if one < high] or numbers[:1]
    top = [one for one in numbers if one >= high] or numbers[-1:]
    names = []
    for column, level in ((across, block.options.across), (down, block.options.down)):
        values = top if level == "high" else low
        names.append(f"{plain_text(column.label.text) if column.label else ''} {range_text(values[0], values[-1])}")
    return block.model_copy(update={"data": ", ".join(names)})
