"""Mistakes in practical tools."""

from __future__ import annotations

from tests.courses_on_disk import page
from tests.mistakes.case import Case, Files

HEAD = '| Question | Finding {long} | Size {choice="small, large"} | Sure {check} | When {date} | Share {number} |\n|---|---|---|---|---|---|\n'


def sheet(table: str, after: str = "", attributes: str = "#w") -> Files:
    return page(f"::::worksheet[W]{{{attributes}}}\nWhat for.\n\n{table}\n\n{after}\n::::")


def example(table: str, label: str = "[E]") -> Files:
    """A worksheet with one given row, and an example."""
    return sheet(f"{HEAD}| Who? | | | | | |", f":::example{label}\n{table}\n:::")


def cell(name: str, value: str) -> Files:
    return example(f"| Question | {name} |\n|---|---|\n| 1 | {value} |")


def asks(inside: str, kind: str = "checklist", attributes: str = "") -> Files:
    return page(f"::::{kind}[C]{{#c {attributes}}}\nWhat for.\n\n{inside}\n::::")


def banded(bands: str) -> Files:
    return asks(f"- One\n- Two\n\n{bands}", "diagnostic")


CASES = [
    Case("tool without an id", "block-id-missing", page("▶:::worksheet[W]\n| A | B |\n|---|---|\n| x | |\n:::"), "{#name}"),
    Case("worksheet without a table", "block-content", page("▶:::worksheet[W]{#w}\nText only.\n:::"), "Leave the cells"),
    Case("worksheet of two tables", "block-content", sheet("| A | B |\n|---|---|\n| x | |\n\nText.\n\n▶| A | B |\n|---|---|\n| x | |"), "Leave the cells"),
    Case("column filled in that is to be filled in", "block-content", sheet("| A | B {long} |\n|---|---|\n| x | ▶y |"), "Take {long}"),
    Case("column without a heading", "block-content", sheet("| A | ▶{long} |\n|---|---|\n| x | |"), "Write what belongs"),
    Case("nothing to fill in", "block-content", sheet("▶| A | B |\n|---|---|\n| x | y |"), "empty"),
    Case("no rows at all", "block-content", sheet("▶| A | B |\n|---|---|", attributes="#w add=no"), "add=no"),
    Case("column of two types", "directive-option-value", sheet("| A | ▶B {long number} |\n|---|---|\n| x | |"), "Keep one"),
    Case("column of an unknown type", "directive-option-unknown", sheet("| A | B {▶lang} |\n|---|---|\n| x | |"), "long"),
    Case("choice of one value", "directive-option-value", sheet('| A | B {▶choice="one"} |\n|---|---|\n| x | |'), "commas"),
    Case("scale that falls", "directive-option-value", sheet('| A | B {▶scale="2 high, 1 low"} |\n|---|---|\n| x | |'), "rising"),
    Case("scale of nothing", "directive-option-value", sheet("| A | B {▶scale=1} |\n|---|---|\n| x | |"), "2 to 10"),
    Case("negative rows", "directive-option-value", sheet("| A | B |\n|---|---|\n| x | |", attributes="#w ▶rows=-1"), "empty rows"),
    Case("example without a table", "block-content", sheet(f"{HEAD}| Who? | | | | | |", "▶:::example[E]\nText.\n:::"), "labels of the tool's columns"),
    Case("example without a name", "block-content", sheet(f"{HEAD}| Who? | | | | | |", "▶:::example\n| Question | Finding |\n|---|---|\n| 1 | x |\n:::"), ":::example[Its name]"),
    Case("example with an unknown column", "block-content", example("| Question | ▶Findings |\n|---|---|\n| 1 | x |"), "Did you mean 'Finding'?"),
    Case("example with a column twice", "block-content", example("| Question | Finding | ▶Finding |\n|---|---|---|\n| 1 | x | y |"), "Finding"),
    Case("example of a row that is not there", "block-content", example("| Question | Finding |\n|---|---|\n| ▶2 | x |"), "counted from 1"),
    Case("example's choice", "block-content", cell("Size", "▶lagre"), "Did you mean 'large'?"),
    Case("example's box", "block-content", cell("Sure", "▶perhaps"), "Write yes"),
    Case("example's date", "block-content", cell("When", "▶31 January"), "2030-01-31"),
    Case("example's number", "block-content", cell("Share", "▶many"), "Make the column a text"),
    Case("example alone", "directive-misplaced", page("▶:::example[E]\n| A |\n|---|\n| 1 |\n:::"), "::::checklist"),
    Case("checklist without a list", "block-content", page("▶:::checklist[C]{#c}\nText only.\n:::"), "'- '"),
    Case("checklist of two lists", "block-content", asks("- One\n\n### More\n\n▶- Two"), "'- '"),
    Case("checklist of one state", "directive-option-value", page("▶:::checklist[C]{#c states=Yes}\n- One\n:::"), "commas"),
    Case("example of an item that is not there", "block-content", asks("- One\n\n:::example[E]\n| Item | State |\n|---|---|\n| ▶Other | Yes |\n:::"), "by their numbers"),
    Case("diagnostic without a list", "block-content", page("▶:::diagnostic[D]{#c}\nText only.\n:::"), "'- '"),
    Case("diagnostic's scale", "directive-option-value", page("▶:::diagnostic[D]{#c scale=none}\n- One\n:::"), "rising"),
    Case("band without an end", "directive-option-value", banded(":::band[Low]{▶}\nDo.\n:::"), "highest result"),
    Case("band without a name", "block-content", banded("▶:::band{to=4}\nDo.\n:::"), ":::band[Its name]"),
    Case("bands that fall", "directive-option-value", banded(":::band[A]{to=4}\nDo.\n:::\n\n▶:::band[B]{to=2}\nDo.\n:::"), "rising"),
    Case("bands that end too early", "directive-option-value", banded(":::band[A]{to=1}\nDo.\n:::\n\n▶:::band[B]{to=3}\nDo.\n:::"), "to=4"),
]  # fmt: skip
