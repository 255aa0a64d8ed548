"""What the benchmark writes can be read; what it measures differs from machine to machine and is not tested."""

from __future__ import annotations

import json
import re

from tests.benchmarks.__main__ import PAGE, SECTIONS
from tests.benchmarks.table import BEFORE, Row, as_markdown, before


def test_a_table() -> None:
    sections = {"Start": [Row("a", 0.2, "s", 0.15), Row("b", 1234.6, "MB")], "Work": [Row("c", 0.1, "s", 0.15)]}
    assert as_markdown(sections, {"a": 1.5}).split("\n")[2:] == [
        "| **Start** | | | | |",
        "| a | s | 1.50 | **0.20** | 0.15 |",
        "| b | MB | – | 1,235 |  |",
        "| **Work** | | | | |",
        "| c | s | – | 0.10 | 0.15 |",
    ]


def test_the_page_has_every_section() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^\| \*\*(.*)\*\* \|", page, re.MULTILINE) == [title for title, _ in SECTIONS.values()]


def test_the_figures_of_before_are_kept_with_where_they_are_from() -> None:
    assert json.loads(BEFORE.read_text(encoding="utf-8"))["about"]
    assert len(before()) > 40
