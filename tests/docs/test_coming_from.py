"""Every row of *Coming from …* is true: what it has on the left is built, and what it claims in the middle is looked for.

A claim is a word in code: the name of a rule, of a block or a kind of question, or the beginning of a tag; or words in
curly quotation marks, which stand on the page. A row that names no rule builds without a message. What the last column says to write
builds without one, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from course_builder import check
from course_builder.blocks import block_rooms
from course_builder.checks.words import main_of, page_text
from course_builder.diagnostics import RULES
from course_builder.model import Block, Question, nodes_of
from course_builder.questions import question_types
from course_builder.result import Result
from course_builder.source.literal import code_spans
from tests.docs.blocks import ROOT, Example, write

PAGE = ROOT / "docs/guide/14-coming-from.md"
TOOLS = ("GitHub", "MkDocs", "Docusaurus", "Quarto", "MyST", "Obsidian", "Jekyll", "LiaScript", "Word", "Moodle")
FOUND = frozenset({*block_rooms(), *question_types()})


@dataclass(frozen=True)
class Row:
    tool: str
    line: int
    have: str
    claims: tuple[str, ...]
    words: tuple[str, ...]
    instead: str


def code(cell: str) -> list[str]:
    """Return what stands in code, each line break in its place."""
    found = [cell[start:end] for start, end in code_spans(cell)]
    inside = [one.strip("`") for one in found]
    bare = [
        one[1:-1] if one.startswith(" ") and one.endswith(" ") and one.strip() and "`" in one else one for one in inside
    ]
    return [one.replace("⏎", "\n") for one in bare]


def rows() -> list[Row]:
    found: list[Row] = []
    tool = ""
    for number, line in enumerate(PAGE.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("## "):
            tool = line[3:]
        if not line.startswith("| ") or line.startswith("| what you have"):
            continue
        have, becomes, write = (one.replace("\\|", "|") for one in re.split(r"(?<!\\)\|", line)[1:-1])
        (left,) = code(have)
        instead = code(write)
        words = tuple(re.findall("“([^”]*)”", becomes))
        found.append(Row(tool, number, left, tuple(code(becomes)), words, instead[0] if instead else ""))
    return found


ROWS = rows()


def built(text: str, folder: Path) -> Result:
    quiz = text.startswith("## ")
    whole = text.startswith("---\n")
    module = text if whole else "# First\n\nText.\n" if quiz else f"# First\n\n## An example {{#example}}\n\n{text}\n"
    files = {"modules/first.md": module, "snippets/one.md": "Text.\n"}
    if quiz:
        files |= {"assessments/final.md": f"# Quiz\n\n{text}\n", "course.yml": "title: Example\nassessment: final\n"}
    write(Example("row", files), folder)
    return check(folder, ["html"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.tool}:{row.line}")
def test_row(row: Row, tmp_path: Path) -> None:
    result = built(row.have, tmp_path)
    rules = {one for one in row.claims if one in RULES}
    assert {one.code for one in result.diagnostics} == rules
    assert len({one.span.line for one in result.diagnostics}) == len(result.diagnostics)
    assert result.edition
    screens = result.edition.course.screens
    there = {
        one.name if isinstance(one, Block) else one.kind
        for screen in screens
        for one in nodes_of(screen)
        if isinstance(one, Block | Question)
    }
    pages = [main_of(html.decode()) for html in result.edition.pages.all()]
    claimed = [one for one in row.claims if one not in RULES]
    for one in claimed:
        assert one in there if one in FOUND else one.startswith("<"), one
        assert one in FOUND or any(one in page for page in pages), one
    text = " ".join(" ".join(page_text(page) for page in pages).split())
    for words in row.words:
        assert words in text, words
    assert rules or claimed or row.words, "the row claims nothing"


@pytest.mark.parametrize("row", [row for row in ROWS if row.instead], ids=lambda row: f"{row.tool}:{row.line}")
def test_what_to_write_instead(row: Row, tmp_path: Path) -> None:
    assert built(row.instead, tmp_path).diagnostics == []


def test_every_tool_has_rows() -> None:
    for tool in TOOLS:
        assert sum(tool in row.tool for row in ROWS) >= 5, tool
    assert all(RULES.keys() & set(row.claims) for row in ROWS if row.instead), (
        "nothing is told, and something else is to be written"
    )
