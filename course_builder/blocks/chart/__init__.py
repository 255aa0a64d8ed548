"""A chart: ``::chart[Caption]{src=../media/x.csv type=bar}``, or ``:::chart[Caption]{type=line}`` around a table.

The first column names the categories, each further column is a series. The chart is drawn when the course is built; the
figures stand below it as a table.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.chart.drawing import TALLEST, Chart, Series, height
from course_builder.blocks.sheet import Sheet, columns, sheet
from course_builder.model import Block
from course_builder.model.settings import ColumnNames, Settings, Words

MOST_SERIES = 6
"""As many colours with a pattern, a marker and a dash each as can be told apart."""

_MOST_POINTS = 200
_MOST_TOLD = 5


class ChartOptions(Settings):
    """Attributes of a chart."""

    type: Literal["bar", "stacked", "line", "pie", "dot"] = Field(
        "bar",
        description="`bar`: to compare. `stacked`: parts of several wholes. `line`: over time. `pie`: parts of one "
        "whole. `dot`: small differences, several series.",
    )
    src: str = Field("", description="A CSV file with the data; without it a table stands inside.")
    columns: ColumnNames = Field("", description='The columns to show, such as `"Women, Men"`; all, if left out.')
    unit: Words = Field("", description="What is counted, such as `million people`.")
    source: Words = Field("", description="Where the figures are from, with the year.")


def _read(block: Block, reading: Reading) -> Block:
    options: ChartOptions = block.options
    if block.label is None:
        reading.report.add(
            "block-content", block.span, "This chart has no caption.", "Say what it shows: ::chart[Caption]{…}."
        )
    found = sheet(block, options.src, reading)
    chart = _chart(block, found, reading) if found else None
    return block.model_copy(update={"data": chart, "content": ()})


def _chart(block: Block, found: Sheet, reading: Reading) -> Chart | None:
    options: ChartOptions = block.options
    report = reading.report
    chosen = columns(found, options.columns, reading.place("columns"), report)
    numbers = [one for one in chosen if one] if options.columns else list(range(1, len(found.header)))
    if not numbers:
        if len(chosen) == len([one for one in options.columns.split(",") if one.strip()]):
            hint = "The first column names the categories; each further one is a series."
            report.add("block-content", block.span, "There is no column with figures for this chart.", hint)
        return None
    wrong = [
        row[one]
        for row in found.rows
        for one in numbers
        if not row[one].missing and row[one].number(reading.language) is None
    ]
    for cell in wrong[:_MOST_TOLD]:
        report.add(
            "data-file" if options.src else "block-content",
            cell.span,
            f"{cell.text!r} is not a number.",
            "Write 1234.5, with nothing between the thousands; the unit goes into unit=. "
            "Leave the cell empty where nothing is known.",
        )
    if wrong:
        return None
    series = tuple(
        Series(
            found.header[one].text,
            tuple(None if row[one].missing else row[one].number(reading.language) for row in found.rows),
        )
        for one in numbers
    )
    chart = Chart(options.type, tuple(row[0].text for row in found.rows), series, found.header[0].text)
    fault = _fault(chart)
    if fault:
        report.add("block-content", block.span, *fault)
        return None
    return chart


def _fault(chart: Chart) -> tuple[str, str] | None:
    """Return why a chart could not be read by anybody, and what to do."""
    values = [value for one in chart.series for value in one.values if value is not None]
    if not values:
        return "There is no figure in this chart.", "Write numbers into the columns behind the first."
    if len(chart.series) > MOST_SERIES:
        return (
            f"This chart has {len(chart.series)} series; more than {MOST_SERIES} cannot be told apart.",
            'Name those that matter: columns="A, B". Or show them in a ::table.',
        )
    if chart.kind == "pie":
        return _pie_fault(chart, values)
    if chart.kind == "line":
        if len(chart.categories) > _MOST_POINTS:
            return (
                f"A line with {len(chart.categories)} points cannot be read; {_MOST_POINTS} are the most.",
                "Take every fifth, or averages.",
            )
    elif height(chart) > TALLEST:
        many = f"{len(chart.categories)} categories with {len(chart.series)} series"
        return (
            f"{many} are too many for one chart: it would be higher than a page.",
            "Show those that matter, sum up the rest, or show them all in a ::table.",
        )
    return None


def _pie_fault(chart: Chart, values: list[Decimal]) -> tuple[str, str] | None:
    if len(chart.series) > 1:
        return "A pie shows one series.", 'Name its column: columns="A". For several, use type=stacked.'
    if len(chart.categories) > MOST_SERIES:
        return (
            f"This pie has {len(chart.categories)} parts; more than {MOST_SERIES} cannot be told apart.",
            "Sum up the small ones, or use type=bar.",
        )
    if min(values) < 0 or not sum(values):
        return "The parts of a pie are above nothing.", "Use type=bar for values below 0."
    return None


room = BlockRoom("chart", Path(__file__).parent, ChartOptions, read=_read)
