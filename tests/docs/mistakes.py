"""Rewrites the diagnostics shown below wrong examples: ``python tests/docs/mistakes.py``. Read what changed before you commit it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from course_builder import check
from course_builder.diagnostics import as_text
from tests.docs.blocks import blocks, examples, pages, write


def rewrite(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").split("\n")
    shown = [block for block in blocks(page) if "diagnostics" in block.words]
    wrong = [example for example in examples(page) if example.mistake]
    assert len(shown) == len(wrong), f"{page}: each mistake needs one block of diagnostics"
    for block, example in reversed(list(zip(shown, wrong, strict=True))):
        with tempfile.TemporaryDirectory() as folder:
            write(example, Path(folder))
            result = check(folder)
        length = 0 if lines[block.line].startswith("```") else len(block.text.rstrip("\n").split("\n"))
        lines[block.line : block.line + length] = as_text(result.diagnostics, result.sources).split("\n")
    page.write_text("\n".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for page in pages():
        rewrite(page)
