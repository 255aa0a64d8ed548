"""Every example in the documentation builds, and every mistake shown gives exactly the diagnostics shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder import check
from course_builder.diagnostics import as_text
from tests.docs.blocks import ROOT, Example, blocks, examples, pages, write

# README.md's files stand in a folder, and architecture.md's make a package: test_commands and test_extending build those.
ALL = [
    example
    for page in pages()
    if page.name not in {"README.md", "architecture.md"} or page.parent.name == "guide"
    for example in examples(page)
]
OUTPUTS = ["scorm12", "scorm2004", "html", "single"]


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.name)
def test_example(example: Example, tmp_path: Path) -> None:
    write(example, tmp_path)
    result = check(tmp_path, None if "outputs:" in example.files.get("course.yml", "") else OUTPUTS)
    said = as_text(result.diagnostics, result.sources)
    if example.mistake:
        assert said == example.expected
        assert result.diagnostics, "marked as a mistake, and nothing is wrong"
    else:
        assert said == ""


def test_every_marked_block_is_understood() -> None:
    known = {"page", "question", "assessment", "mistake", "diagnostics", "made"}
    for page in pages():
        for block in blocks(page):
            assert block.words <= known, f"{block}: {sorted(block.words - known)}"
            if block.language in {"markdown", "yaml"}:
                assert block.title or block.words, f"{block}: say what it is, so that it is built"


def test_every_guide_page_has_examples() -> None:
    for page in sorted((ROOT / "docs" / "guide").rglob("*.md")):
        if page.name != "README.md":
            assert examples(page), page
