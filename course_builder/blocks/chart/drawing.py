"""The geometry of a chart.

A chart is as wide as there is room, from a phone to paper, and its text never shrinks with it: what goes across is in
per cent of the width, what goes down in ``em``. Lengths of texts are estimated for the narrowest phone.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

TALLEST = 66.0
"""Height in em from which a chart does not go on a page of paper."""

_CHARACTER = 2.5  # per cent of 288 pixels, for a character of 13 pixels
_LABEL, _SIDE = 36, 12  # characters of a line above a bar; of a label beside one
_BAR, _GAP, _LEADING, _PLOT = 1.1, 0.7, 1.35, 15.0

Number = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Series:
    """A series: its name, and a value for each category, None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar, or a part of one."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line. ``series`` is None for the axes and the grid; ``kind`` is a class."""

    x1: float
    y1: float
    x2: float
    y2: float
    series: int | None = None
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Mark:
    """A point, with the marker of its series."""

    x: float
    y: float
    series: int
    said: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text. ``anchor``: ``start``, ``middle`` or ``end`` in the direction of the script."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a pie: a path around the centre of a circle with radius 1, or the whole circle where it is empty."""

    path: str
    series: int


@dataclass(slots=True)
class Drawing:
    """What is drawn, the later above the earlier."""

    height: float = 0
    lines: list[Line] = field(default_factory=list)
    rects: list[Rect] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    slices: list[Slice] = field(default_factory=list)

    def mirrored(self) -> Drawing:
        """Return it for a script from right to left. Anchors of texts follow the script by themselves."""
        return Drawing(
            self.height,
            [replace(one, x1=100 - one.x1, x2=100 - one.x2) for one in self.lines],
            [replace(one, x=100 - one.x - one.width) for one in self.rects],
            [replace(one, x=100 - one.x) for one in self.marks],
            [replace(one, x=100 - one.x) for one in self.labels],
            self.slices,
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's data.

    Args:
        kind: ``bar``, ``stacked``, ``line``, ``pie`` or ``dot``.
        head: the name of the column with the categories.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    head: str = ""

    def drawing(self, number: Number, missing: str, *, mirrored: bool) -> Drawing:
        """Return what is to be drawn.

        Args:
            number: writes a number as the course's language does.
            missing: what stands in the place of a bar without a value.
            mirrored: for a script from right to left.
        """
        draw = {"bar": _bars, "stacked": _stacked, "dot": _dots, "line": _line, "pie": _pie}[self.kind]
        made = draw(self, number, missing)
        return made.mirrored() if mirrored else made

    def shares(self) -> Iterator[tuple[str, Decimal | None, Decimal]]:
        """Yield the parts of a pie: the category, its value, and how many per cent of the whole it is."""
        values = self.series[0].values
        whole = sum((value for value in values if value is not None), Decimal(0))
        for category, value in zip(self.categories, values, strict=True):
            yield category, value, round((value or Decimal(0)) * 100 / whole, 1)

    def extremes(self) -> Iterator[tuple[str, str, Decimal, str, Decimal]]:
        """Yield of each series its name, where it is lowest and how low, where it is highest and how high."""
        for one in self.series:
            known = [(value, number) for number, value in enumerate(one.values) if value is not None]
            if known:
                low, high = min(known), max(known, key=lambda pair: (pair[0], -pair[1]))
                yield one.name, self.categories[low[1]], low[0], self.categories[high[1]], high[0]


def height(chart: Chart) -> float:
    """Return how high a chart of bars or dots will be, in em."""
    return chart.drawing(str, "", mirrored=False).height


def share(text: str | int) -> float:
    """Return how much of the width a text takes on a narrow phone, in per cent."""
    return (text if isinstance(text, int) else len(text)) * _CHARACTER + 2


def ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return round numbers that reach from below ``low`` to above ``high``: three to seven of them."""
    if low == high:
        low, high = (min(low, Decimal(0)), max(high, Decimal(0))) if low else (Decimal(0), Decimal(1))
    rough = (high - low) / 4
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * one for one in map(Decimal, ("1", "2", "2.5", "5", "10")) if power * one >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [(step * one).normalize() + 0 for one in range(first, last + 1)]


def _values(chart: Chart) -> list[Decimal]:
    return [value for one in chart.series for value in one.values if value is not None]


class _Scale:
    """From values to per cent of the width."""

    def __init__(self, low: Decimal, high: Decimal, start: float, end: float) -> None:
        self.low, self.span = low, (high - low) or Decimal(1)
        self.start, self.end = start, end

    def __call__(self, value: Decimal) -> float:
        return self.start + float((value - self.low) / self.span) * (self.end - self.start)


def _rows(chart: Chart, drawing: Drawing, bars: int) -> tuple[float, list[float]]:
    """Write the names of the categories.

    Args:
        bars: how many stand in each row, below one another.

    Returns:
        Where the bars may begin, in per cent, and the top of each row's bars.
    """
    longest = max(len(one) for one in chart.categories)
    beside = longest <= _SIDE
    thick = bars * _BAR
    tops: list[float] = []
    y = 0.2
    for category in chart.categories:
        if beside:
            drawing.labels.append(Label(0, y + thick / 2, category, kind="category"))
        else:
            for line in textwrap.wrap(category, _LABEL) or [""]:
                drawing.labels.append(Label(0, y + _LEADING / 2, line, kind="category"))
                y += _LEADING
        tops.append(y)
        # A label beside needs the room of a line, however thin its bar.
        y += max(thick, _LEADING if beside else 0) + (_GAP if bars > 1 or not beside else 0.25)
    drawing.height = y
    return (share(longest) if beside else 0), tops


def _bars(chart: Chart, number: Number, missing: str) -> Drawing:
    drawing = Drawing()
    start, tops = _rows(chart, drawing, len(chart.series))
    values = _values(chart)
    before = max((share(number(one)) for one in values if one < 0), default=0.0)
    behind = max((share(number(one)) for one in values if one >= 0), default=0.0)
    if any(one is None for series in chart.series for one in series.values):
        behind = max(behind, share(missing))
    scale = _Scale(min(*values, Decimal(0)), max(*values, Decimal(0)), start + before, 100 - behind)
    zero = scale(Decimal(0))
    for index, top in enumerate(tops):
        for place, one in enumerate(chart.series):
            y = top + place * _BAR
            middle = y + _BAR / 2
            value = one.values[index]
            if value is None:
                drawing.labels.append(Label(zero + 1, middle, missing, kind="missing"))
                continue
            at = scale(value)
            drawing.rects.append(Rect(min(zero, at), y, abs(at - zero), _BAR - 0.15, place))
            below = value < 0
            drawing.labels.append(Label(at + (-1 if below else 1), middle, number(value), "end" if below else "start"))
    _axis(drawing, zero, start, tops, len(chart.series) * _BAR)
    return drawing


def _axis(drawing: Drawing, zero: float, start: float, tops: Sequence[float], thick: float) -> None:
    """Draw the line from which bars begin; where names stand above the bars, it leaves them free."""
    if start:
        drawing.lines.append(Line(zero, 0, zero, drawing.height, kind="axis"))
    else:
        drawing.lines += [Line(zero, top - 0.1, zero, top + thick, kind="axis") for top in tops]


def _stacked(chart: Chart, number: Number, missing: str) -> Drawing:
    drawing = Drawing()
    start, tops = _rows(chart, drawing, 1)
    rows = list(zip(*(one.values for one in chart.series), strict=True))
    known = [[value for value in row if value is not None] for row in rows]
    above = [sum((value for value in row if value > 0), Decimal(0)) for row in known]
    below = [sum((value for value in row if value < 0), Decimal(0)) for row in known]
    totals = [number(sum(row, Decimal(0))) if row else missing for row in known]
    scale = _Scale(min(below), max(above), start, 100 - max(map(share, totals)))
    zero = scale(Decimal(0))
    for top, row, whole, total in zip(tops, rows, above, totals, strict=True):
        middle = top + _BAR / 2
        ends = {True: Decimal(0), False: Decimal(0)}
        for place, value in enumerate(row):
            if value:
                positive = value > 0
                edges = sorted((scale(ends[positive]), scale(ends[positive] + value)))
                ends[positive] += value
                drawing.rects.append(Rect(edges[0], top, edges[1] - edges[0], _BAR - 0.15, place))
        kind = "total" if any(value is not None for value in row) else "missing"
        drawing.labels.append(Label(scale(whole) + 1, middle, total, kind=kind))
    _axis(drawing, zero, start, tops, _BAR)
    return drawing


def _dots(chart: Chart, number: Number, missing: str) -> Drawing:
    drawing = Drawing()
    start, tops = _rows(chart, drawing, 1)
    values = _values(chart)
    steps = ticks(min(values), max(values))
    edge = max(share(number(one)) for one in steps) / 2
    scale = _Scale(steps[0], steps[-1], start + edge, 100 - edge)
    for index, top in enumerate(tops):
        middle = top + _BAR / 2
        drawing.lines.append(Line(start, middle, 100, middle))
        row = [(place, value) for place, one in enumerate(chart.series) if (value := one.values[index]) is not None]
        drawing.marks += [Mark(scale(value), middle, place, number(value)) for place, value in row]
        if not row:
            drawing.labels.append(Label(scale.start, middle, missing, kind="missing"))
    # Where the ticks' texts would meet, every other stands.
    every = 1 if len(steps) * edge * 2 <= scale.end - scale.start + edge * 2 else 2
    bottom = drawing.height
    for place, step in enumerate(steps):
        drawing.lines.append(Line(scale(step), 0, scale(step), bottom, kind="axis" if step == 0 else "grid"))
        if place % every == 0:
            drawing.labels.append(Label(scale(step), bottom + 0.8, number(step), "middle", "tick"))
    drawing.height = bottom + 1.5
    return drawing


def _line(chart: Chart, number: Number, _missing: str) -> Drawing:
    drawing = Drawing()
    values = _values(chart)
    low, high = min(values), max(values)
    # A line may leave out zero, but not where that would save little.
    steps = ticks(Decimal(0) if 0 < low * 2 < high else low, high)
    start = max(share(number(one)) for one in steps) + 1
    top = 0.7

    def y(value: Decimal) -> float:
        return top + float((steps[-1] - value) / (steps[-1] - steps[0])) * _PLOT

    for step in steps:
        drawing.lines.append(Line(start - 1, y(step), 100, y(step), kind="axis" if step == 0 else "grid"))
        drawing.labels.append(Label(start - 2, y(step), number(step), "end", "tick"))
    places = _places(chart.categories, start + 3, 100 - share(chart.categories[-1]) / 2)
    last = -100.0
    for category, x in zip(chart.categories, places, strict=True):
        if x - share(category) >= last:
            drawing.labels.append(Label(x, top + _PLOT + 1.2, category, "middle", "tick"))
            last = x
    for place, one in enumerate(chart.series):
        points = [
            (x, y(value), value) if value is not None else None for x, value in zip(places, one.values, strict=True)
        ]
        for a, b in pairwise(points):
            if a and b:
                drawing.lines.append(Line(a[0], a[1], b[0], b[1], place, "series"))
        drawing.marks += [Mark(point[0], point[1], place, number(point[2])) for point in points if point]
    drawing.height = top + _PLOT + 2
    return drawing


def _places(categories: Sequence[str], start: float, end: float) -> list[float]:
    """Return where points stand: years at their true distances, anything else at equal ones."""
    if len(categories) == 1:
        return [(start + end) / 2]
    years = [int(one) for one in categories] if all(re.fullmatch(r"[0-9]{1,6}", one) for one in categories) else []
    if not years or any(b <= a for a, b in pairwise(years)):
        years = list(range(len(categories)))
    return [start + (one - years[0]) / (years[-1] - years[0]) * (end - start) for one in years]


def _pie(chart: Chart, _number: Number, _missing: str) -> Drawing:
    drawing = Drawing()
    angle = 0.0
    for place, (_, value, _part) in enumerate(chart.shares()):
        if not value:
            continue
        turn = float(value / sum(one for one in chart.series[0].values if one)) * 2 * math.pi
        if turn > 2 * math.pi - 1e-6:
            drawing.slices.append(Slice("", place))
            break
        (x1, y1), (x2, y2) = _on_circle(angle), _on_circle(angle + turn)
        large = int(turn > math.pi)
        drawing.slices.append(Slice(f"M0 0L{x1} {y1}A100 100 0 {large} 1 {x2} {y2}Z", place))
        angle += turn
    return drawing


def _on_circle(angle: float) -> tuple[float, float]:
    return round(100 * math.sin(angle), 2), round(-100 * math.cos(angle), 2)
