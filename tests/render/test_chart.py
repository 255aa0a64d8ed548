"""Charts: what is drawn of which figures, at the edges of what can be drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_builder.blocks.chart import _fault
from course_builder.blocks.chart.drawing import Chart, Drawing, Series, ticks
from course_builder.render.words import Words

KINDS = ("bar", "stacked", "line", "dot", "pie")


def chart(kind: str, categories: list[str], *series: list[float | None]) -> Chart:
    made = tuple(
        Series(f"S{place}", tuple(None if one is None else Decimal(str(one)) for one in values))
        for place, values in enumerate(series)
    )
    return Chart(kind, tuple(categories), made)


def drawn(one: Chart, *, mirrored: bool = False) -> Drawing:
    return one.drawing(str, "none", mirrored=mirrored)


def inside(drawing: Drawing) -> None:
    across = [one.x for one in (*drawing.rects, *drawing.marks, *drawing.labels)]
    across += [one.x + one.width for one in drawing.rects]
    assert all(-0.01 <= one <= 100.01 for one in across)
    assert all(-0.01 <= one.y <= drawing.height for one in (*drawing.rects, *drawing.marks, *drawing.labels))


VALUES = st.one_of(st.none(), st.integers(-(10**6), 10**6), st.decimals(-1000, 1000, places=2).map(float))


@given(st.sampled_from(KINDS), st.integers(1, 12), st.integers(1, 6), st.data())
def test_everything_stands_inside(kind: str, rows: int, count: int, data: st.DataObject) -> None:
    names = [f"Category {number}" for number in range(rows)]
    series = [data.draw(st.lists(VALUES, min_size=rows, max_size=rows)) for _ in range(count)]
    one = chart(kind, names, *series)
    if _fault(one):
        return
    inside(drawn(one))
    inside(drawn(one, mirrored=True))
    list(one.extremes())


def test_a_missing_value_is_a_gap() -> None:
    values = [1, None, 3, 4]
    bars = drawn(chart("bar", list("abcd"), values))
    assert len(bars.rects) == 3
    assert [one.text for one in bars.labels if one.kind == "missing"] == ["none"]
    line = drawn(chart("line", list("abcd"), values))
    assert len(line.marks) == 3
    assert sum(one.kind == "series" for one in line.lines) == 1


def test_bars_below_zero_go_the_other_way() -> None:
    down, up = drawn(chart("bar", ["a", "b"], [-5, 5])).rects
    assert down.x + down.width == pytest.approx(up.x)
    assert down.width == pytest.approx(up.width)


def test_parts_stand_on_one_another() -> None:
    first, second, third = drawn(chart("stacked", ["a"], [2], [3], [-1])).rects
    assert second.x == pytest.approx(first.x + first.width)
    assert third.x + third.width == pytest.approx(first.x)


def test_years_stand_at_their_true_distances() -> None:
    a, b, c = (one.x for one in drawn(chart("line", ["2000", "2010", "2015"], [1, 2, 3])).marks)
    assert b - a == pytest.approx(2 * (c - b))


def test_forty_years_have_room() -> None:
    years = [str(year) for year in range(1981, 2021)]
    assert not _fault(chart("bar", years, list(range(40))))
    line = drawn(chart("line", years, list(range(40))))
    assert 3 <= sum(one.text in years for one in line.labels) <= 12


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (chart("bar", [f"Category number {n}" for n in range(40)], [1] * 40), "too many for one chart"),
        (chart("bar", ["a"], [None]), "no figure"),
        (chart("line", ["a"], *[[1]] * 7), "7 series"),
        (chart("line", ["a"] * 300, [1] * 300), "300 points"),
        (chart("pie", ["a", "b"], [1, 2], [1, 2]), "one series"),
        (chart("pie", list("abcdefg"), [1] * 7), "7 parts"),
        (chart("pie", ["a", "b"], [1, -1]), "above nothing"),
        (chart("pie", ["a", "b"], [0, 0]), "above nothing"),
    ],
)
def test_what_nobody_could_read_is_told(one: Chart, said: str) -> None:
    fault = _fault(one)
    assert fault
    assert said in fault[0]


def test_a_whole_pie_is_a_circle() -> None:
    (slice_,) = drawn(chart("pie", ["a", "b"], [5, 0])).slices
    assert slice_.path == ""


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 19, [0, 5, 10, 15, 20]),
        (-3, 12000, [-5000, 0, 5000, 10000, 15000]),
        (0.1, 0.3, [0.1, 0.15, 0.2, 0.25, 0.3]),
        (7, 7, [0, 2, 4, 6, 8]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_ticks_are_round(low: float, high: float, found: list[float]) -> None:
    assert [float(one) for one in ticks(Decimal(str(low)), Decimal(str(high)))] == found


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("en", "9999", "9999"),
        ("en", "1234567.50", "1,234,567.50"),
        ("fr", "1234567.5", "1\u202f234\u202f567,5"),
        ("es", "-12345", "\u200e−12.345"),
        ("ne", "1234567", "12,34,567"),
        ("ar", "-3.5", "\u200e−3.5"),
    ],
)
def test_figures_are_written_as_the_language_does(language: str, value: str, said: str) -> None:
    assert Words({}, language).figure(Decimal(value)) == said
