"""Mutants of real sources: whatever becomes of them, a course is checked to its end.

``make fuzz`` tries 20,000; ``python -m tests.language.mutants FIRST COUNT`` others. Each has a number by which it is
made again.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_builder import check
from course_builder.diagnostics import as_data, as_text

ROOT = Path(__file__).parents[2]
_LONGEST = 60
"""Lines of a piece that is changed: small ones are quick, and as wrong."""

STRANGE = (
    "nan", "inf", "-inf", "1e400", "-1", "0", "9" * 400, "é\u0301", "\u202e", "\x00", "[[", "]]", "[[x]]", "[[1..2]]", "[[/(/]]", ":::", "::::",
    ":::note", ":::glossary", ":::question{#q}", ":::include{file=a.md}", "::credits", "{", "}", "{#id}", "{type=hotspot}", "{id=}", '{x="', "=", "- ( ) ",
    "- (x) ", "- [x] ", ": ", ":", "|", "|---|", "<", "<div>", "</div>", "<!--", "`", "```", "$", "$$", "\\", "![", "](", "[^1]", "[^1]: x", "*[A]: b", "# ", "## ",
    "### ", "---", "\t", "    ", ">", "-> ", "1. ", "- [nan, 1, 2, 3] a", "- (x) [nan, 1, 2, 3] a", "%", "/", "..", "../../x", "&#0;", "\ufeff", "\u2028",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A part of a real source: its text, and whether it is of an assessment."""

    text: str
    quiz: bool


def pieces() -> list[Piece]:
    """Return parts of the guide's examples, the starter, the courses of the tests and the course of this repository."""
    found: list[Piece] = []
    courses = (ROOT, ROOT / "course_builder/scaffold/starter", *sorted((ROOT / "tests/courses").iterdir()))
    for course in courses:
        for kind in ("modules", "assessments"):
            for path in sorted((course / kind).rglob("*.md")):
                found += (Piece(text, kind == "assessments") for text in _parts(path.read_text("utf-8")))
    for path in sorted((ROOT / "docs/guide").rglob("*.md")):
        for example in re.findall(
            r"^(`{3,})markdown[^\n]*\n(.*?)^\1$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            found += (Piece(text, quiz=False) for text in _parts(example[1]))
    return found


def _parts(text: str) -> Iterator[str]:
    lines = text.split("\n")
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or (index - start > 8 and lines[index].startswith("## ")) or index - start == _LONGEST:
            yield "\n".join(lines[start:index])
            start = index


def mutant(number: int, sources: list[Piece]) -> Piece:
    """Return the mutant of a number."""
    chance = random.Random(number)
    piece = chance.choice(sources)
    text = piece.text
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        text = _changed(text, chance, sources)
    return Piece(text, piece.quiz)


def _changed(text: str, chance: random.Random, sources: list[Piece]) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    column = chance.randint(0, len(line))
    match chance.randrange(11):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at] = line[:column] + chance.choice(STRANGE) + line[column:]
        case 4:
            lines[at] = line[:column] + line[column + chance.choice((1, 1, 2, 5, 30)) :]
        case 5:
            lines.insert(at, chance.choice(STRANGE))
        case 6:
            lines[at] = re.sub(r"\d+(\.\d+)?", lambda _: chance.choice(STRANGE[:7]), line, count=1)
        case 7:
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        case 8:
            lines[at] = chance.choice((" ", "   ", "    ", "\t", "> ", "- ")) + line
        case 9:
            lines[at] = line.lstrip()
        case _:
            lines.insert(at, chance.choice(chance.choice(sources).text.split("\n")))
    return "\n".join(lines)


class Course:
    """A course on disk that has every mutant in turn as its only page or quiz."""

    def __init__(self, root: Path) -> None:
        self._root = root
        for name in ("modules", "assessments"):
            (root / name).mkdir()
        shutil.copytree(ROOT / "tests/courses/blocks/media", root / "media")
        shutil.copytree(ROOT / "media", root / "media", dirs_exist_ok=True)

    def check(self, piece: Piece) -> None:
        """Check the course with a mutant; raises whatever checking raises."""
        for path in (self._root / "modules/a.md", self._root / "assessments/q.md"):
            path.unlink(missing_ok=True)
        name = "assessments/q.md" if piece.quiz else "modules/a.md"
        quiz = "assessment: q\n" if piece.quiz else ""
        (self._root / "course.yml").write_text(f"title: T\n{quiz}", "utf-8")
        (self._root / name).write_text(piece.text, "utf-8", errors="replace")
        result = check(self._root, ["html"])
        as_text(result.diagnostics, result.sources)
        as_data(result.diagnostics, result.sources)


def failures(first: int, count: int) -> Iterator[tuple[int, str, str]]:
    """Yield number, source and traceback of each mutant that ends in an exception."""
    sources = pieces()
    with tempfile.TemporaryDirectory() as folder:
        course = Course(Path(folder))
        for number in range(first, first + count):
            piece = mutant(number, sources)
            try:
                course.check(piece)
            except Exception:  # noqa: BLE001 -- that is what is looked for
                yield number, piece.text, traceback.format_exc()


def main() -> None:
    """Try mutants, and print those that fail."""
    first, count = (int(one) for one in (sys.argv[1:] or ("0", "20000")))
    failed = 0
    for number, text, trace in failures(first, count):
        failed += 1
        print(f"--- mutant {number}\n{text}\n\n{trace}", flush=True)
    print(f"{count} mutants, {failed} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
