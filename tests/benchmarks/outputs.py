"""Outputs that are not made of the pages of the others: what each takes of the course of this repository."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.measure import MB, Builder, Command, in_turn, processor, size, wall
from tests.benchmarks.table import Row

OUTPUTS = ("mbz",)


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Build each, where the builder knows it."""
    out = builder.work / "out"
    known = [name for name in OUTPUTS if builder.known("--output", name)]
    anew = ("--language", "en", *builder.known("--no-cache"))
    commands = {
        name: Command(
            builder.command("build", builder.tree, "--output", name, "--out", out / name, *anew), builder.environment
        )
        for name in known
    }
    for name, costs in in_turn(commands, runs).items():
        yield Row(f"the flagship to `{name}`", wall(costs), "s")
        yield Row(f"the flagship to `{name}`, processor time", processor(costs), "s")
        yield Row(f"the flagship to `{name}`: on the disk", size(out / name) / MB, "MB")
