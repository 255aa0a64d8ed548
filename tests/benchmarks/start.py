"""How long commands take that do little."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from tests.benchmarks.measure import Builder, Command, in_turn, processor, wall
from tests.benchmarks.table import Row

HELP, NEW = "`course-builder --help`", "`course-builder new`"


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Measure the start, more often than the rest, for it is short."""
    starter, made = builder.work / "starter", builder.work / "made"
    builder.cost("new", starter)
    found = in_turn(
        {
            "Python alone, doing nothing": Command([sys.executable, "-c", ""]),
            HELP: Command(builder.command("--help"), builder.environment),
            NEW: Command(
                builder.command("new", made), builder.environment, lambda: shutil.rmtree(made, ignore_errors=True)
            ),
            "`check` of the starter course": builder.cold(starter, command="check"),
        },
        3 * runs,
    )
    goals = {HELP: 0.15, NEW: 0.3}
    for name, costs in found.items():
        yield Row(name, wall(costs), "s", goals.get(name))
        yield Row(f"{name}, processor time", processor(costs), "s")
