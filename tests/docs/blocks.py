"""Reads the fenced blocks of the documentation, and makes courses of its examples.

A block says in its info string what it is::

    ```markdown title="modules/first.md"     a whole file of a course
    ```markdown page                         the inside of a page
    ```markdown question                     one or more questions of an assessment
    ```markdown assessment                   a whole assessment
    ```… mistake                             a wrong example; the block below it holds the diagnostics
    ```text diagnostics
    ```markdown made                         what an import makes of the files in the same section
    ```sh                                    commands, one a line

GitHub shows only the first word, so readers never see these marks. Files in the same section of a page form one course.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"

_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})\s*(?P<info>.*)$")
_TITLE = re.compile(r'title="([^"]+)"')
_HEADING = re.compile(r"^#{1,6} (.+)$")


@dataclass(frozen=True)
class Block:
    file: str
    line: int
    heading: str
    language: str
    words: frozenset[str]
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass
class Example:
    """A course made of one or more blocks. ``expected`` are the diagnostics shown for it."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    mistake: bool = False
    expected: str = ""


def blocks(path: Path) -> list[Block]:
    found: list[Block] = []
    heading, fence, start, info = "", "", 0, ""
    text: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        match = _FENCE.match(line)
        if not fence:
            if match:
                fence, start, info, text = match["fence"], number, match["info"], []
            elif title := _HEADING.match(line):
                heading = title[1]
        elif match and not match["info"] and match["fence"].startswith(fence):
            title = _TITLE.search(info)
            words = _TITLE.sub("", info).split()
            file = path.relative_to(ROOT).as_posix()
            found.append(
                Block(
                    file,
                    start,
                    heading,
                    words[0] if words else "",
                    frozenset(words[1:]),
                    title[1] if title else "",
                    "\n".join(text) + "\n",
                )
            )
            fence = ""
        else:
            text.append(line)
    assert not fence, f"{path}:{start}: this block is never closed"
    return found


def pages() -> list[Path]:
    return [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").glob("*.md")),
        *sorted((ROOT / "docs" / "guide").rglob("*.md")),
    ]


def examples(path: Path) -> list[Example]:
    """Return the courses that a page shows."""
    found: list[Example] = []
    section = ""
    last: Example | None = None
    for block in blocks(path):
        if "diagnostics" in block.words:
            assert last, f"{block}: no example stands above"
            assert last.mistake, f"{block}: the example above is not marked as a mistake"
            last.expected = block.text.rstrip("\n")
            continue
        files = _files(block)
        if not files:
            continue
        together = (
            block.title and last and section == block.heading and block.title not in last.files and not last.expected
        )
        if not (together and last):
            last = Example(str(block))
            found.append(last)
        section = block.heading if block.title else ""
        last.files.update(files)
        last.mistake = last.mistake or "mistake" in block.words
    return found


def _files(block: Block) -> dict[str, str]:
    if block.title:
        return {block.title: block.text}
    if "page" in block.words:
        return {"modules/first.md": f"# First\n\n## An example {{#example}}\n\n{block.text}"}
    if "question" in block.words:
        assert block.text.startswith("## "), f"{block}: a question begins with ##"
        return {"assessments/final.md": f"# Quiz\n\n{block.text}", "course.yml": "title: Example\nassessment: final\n"}
    if "assessment" in block.words:
        return {"assessments/final.md": block.text, "course.yml": "title: Example\nassessment: final\n"}
    return {}


def write(example: Example, folder: Path) -> None:
    """Write a course: the example's files, and around them what its links and pictures need."""
    files = dict(example.files)
    alone = "course.yml" not in files
    if alone:
        files["course.yml"] = (
            "title: Example\nassessment: final\n" if "assessments/final.md" not in files else "title: Example\n"
        )
    if not any(name.startswith("modules/") for name in files):
        files["modules/first.md"] = "# First\n\nText.\n"
    if "modules/education.md" not in files and "modules: [" not in files["course.yml"]:
        files["modules/education.md"] = "# Education\n\nText.\n\n## Facts {#facts}\n\nText.\n"
    if "assessment: final" in files["course.yml"] and "assessments/final.md" not in files:
        files["assessments/final.md"] = "# Final\n\n## Is it so?\n\n- (x) Yes\n- ( ) No\n"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    shutil.copytree(FILES, folder / "media", dirs_exist_ok=True)


def commands(path: Path) -> list[tuple[Block, str]]:
    """Return the lines of all shell blocks."""
    return [
        (block, line.strip())
        for block in blocks(path)
        if block.language in {"sh", "console", "shell"}
        for line in block.text.split("\n")
        if line.strip() and not line.strip().startswith("#")
    ]
