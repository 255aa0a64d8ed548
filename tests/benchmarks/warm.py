"""Builds after a build: nothing has changed, or one page has."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tests.benchmarks import courses
from tests.benchmarks.measure import Builder, Command, cost, in_turn, processor, wall
from tests.benchmarks.table import Row

OUTPUTS = {"one output": ("html",), "four outputs": ("html", "scorm12", "scorm2004", "single")}


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    course = courses.thousand(builder.work / "warm")
    module = course / "modules" / "010-module.md"
    head, mark, rest = module.read_text(encoding="utf-8").partition("{#page-10-3}\n")
    number = itertools.count()

    def change() -> None:
        module.write_text(f"{head}{mark}\nSave number {next(number)}.\n{rest}", encoding="utf-8")

    for what, names in OUTPUTS.items():
        words = builder.command("build", course, *(word for name in names for word in ("--output", name)))
        cost(words, builder.environment)
        same = in_turn({"": Command(words, builder.environment)}, runs)[""]
        changed = in_turn({"": Command(words, builder.environment, change)}, runs)[""]
        yield Row(f"1,000 pages built again, nothing changed, {what}", wall(same), "s", 0.35)
        yield Row(f"1,000 pages built again, nothing changed, {what}, processor time", processor(same), "s")
        yield Row(f"1,000 pages built again, one page changed, {what}", wall(changed), "s", 0.6)
        yield Row(f"1,000 pages built again, one page changed, {what}, processor time", processor(changed), "s")
