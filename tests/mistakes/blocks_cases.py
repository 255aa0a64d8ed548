"""Mistakes in blocks that are made of lists and the like, and in what they name."""

from __future__ import annotations

from tests.courses_on_disk import page
from tests.mistakes.case import Case

CASES = [
    Case(
        "a table's column without a heading", "table-head-empty", page("| ▶| One |\n|---|---|\n| a | b |"), "in a word"
    ),
    Case("steps without a list", "block-content", page("▶:::steps\nFirst this.\n:::"), "1. What"),
    Case("steps with bullets", "block-content", page("▶:::steps\n- First this.\n:::"), "1. What"),
    Case("timeline without dates", "block-content", page("▶:::timeline\n- 1951: a convention\n:::"), "next"),
    Case("panel alone", "directive-misplaced", page("▶:::panel[A]\nText.\n:::"), "::::accordion"),
    Case("tab in an accordion", "directive-misplaced", page("::::accordion\n▶:::tab[A]\nText.\n:::\n::::"), "::::tabs"),
    Case(
        "panel's option",
        "directive-option-value",
        page("::::accordion\n:::panel[A]{▶open=maybe}\nText.\n:::\n::::"),
        "open from the start",
    ),
]
