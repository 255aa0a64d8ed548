"""What it takes to bring a catalogue of a million words up to date, and of how many the course has changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import courses
from tests.benchmarks.measure import MB, Builder, Command, cost
from tests.benchmarks.table import Row

PAGES = 30
"""Of each of 50 modules: so the course has a million words."""


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Measure an update where nothing has changed, where a little has, and where a third has."""
    del runs
    try:
        builder.cost("translate", "--help")
    except RuntimeError:  # an older one does not know it
        return
    course = courses.big_course(builder.work / "course", pages=PAGES)
    builder.cost("translate", "pseudo", "en-XA", "--project", course)
    catalogue = course / "translations" / "en-XA.po"
    kept = catalogue.read_bytes()
    for share, what in (
        (0, "nothing changed"),
        (33, "of 33 paragraphs one changed"),
        (3, "of 3 paragraphs one changed"),
    ):
        changed = _changed(course, builder.work / f"changed-{share}", share) if share else course
        (changed / "translations").mkdir(exist_ok=True)
        (changed / "translations" / "en-XA.po").write_bytes(kept)
        update = Command(builder.command("translate", "update", "--project", changed), builder.environment)
        found = cost(update.words, update.environment)
        yield Row(
            f"a catalogue of a million words, {what}: `translate update`, processor time", found.processor, "s", 10
        )
        yield Row(f"a catalogue of a million words, {what}: memory", found.memory / MB, "MB")


def _changed(course: Path, to: Path, share: int) -> Path:
    """Return a copy of a course in which one of so many paragraphs has another word."""
    shutil.copytree(course, to)
    number = 0
    for path in sorted((to / "modules").glob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for at, line in enumerate(lines):
            if re.match(r"[A-Z].* \w+ ", line):
                number += 1
                if number % share == 0:
                    lines[at] = line.replace(" ", " newly ", 1)
        path.write_text("\n".join(lines), encoding="utf-8")
    return to
