"""One figure after the other, as a table in Markdown, beside the figures of before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

BEFORE = Path(__file__).with_name("before.json")
"""The figures of the version that speed was first worked on from."""


@dataclass(frozen=True)
class Row:
    """A figure.

    Args:
        name: what it is of; it is known by it.
        value: the figure.
        unit: what it counts.
        goal: what it should not exceed.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None


def before() -> Mapping[str, float]:
    """Return the figures of before, by their names."""
    figures: dict[str, float] = json.loads(BEFORE.read_text(encoding="utf-8"))["figures"] if BEFORE.is_file() else {}
    return figures


def number(value: float, unit: str) -> str:
    """Return a figure as people read it."""
    if unit in {"bytes", "calls", "requests"}:
        return f"{value:,.0f}"
    if unit == "ms" or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def as_markdown(sections: Mapping[str, Iterable[Row]], earlier: Mapping[str, float]) -> str:
    """Return one table of figures, with a line for each section."""
    lines = ["| what | unit | before | now | goal, at most |", "|---|---|--:|--:|--:|"]
    for title, rows in sections.items():
        lines += [f"| **{title}** | | | | |", *(_line(row, earlier) for row in rows)]
    return "\n".join(lines)


def _line(row: Row, earlier: Mapping[str, float]) -> str:
    old = number(earlier[row.name], row.unit) if row.name in earlier else "–"
    goal = number(row.goal, row.unit) if row.goal is not None else ""
    now = number(row.value, row.unit)
    # What is missed is seen at once.
    if row.goal is not None and row.value > row.goal:
        now = f"**{now}**"
    return f"| {row.name} | {row.unit} | {old} | {now} | {goal} |"
