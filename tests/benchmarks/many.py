"""A catalogue: 100 courses of 20 pages, on this machine and on two workers of a Dask cluster."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.benchmarks import courses
from tests.benchmarks.measure import MB, Builder, cost
from tests.benchmarks.table import Row
from tests.catalogue.cluster import begun

WHAT = "100 courses of 20 pages to `html`"
DASK = "`build --all` on two Dask workers"

_ONE_BY_ONE = """
import subprocess, sys
from pathlib import Path
for course in sorted(Path(sys.argv[1]).iterdir()):
    words = [sys.executable, "-m", "course_builder", "build", str(course), *sys.argv[2:]]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
"""


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Build a catalogue once in each way: a hundred builds are many enough."""
    del runs
    folder = courses.catalogue(builder.work / "catalogue")
    cold = builder.known("--no-cache")
    found = {"a command for each": cost([sys.executable, "-c", _ONE_BY_ONE, str(folder), *cold], builder.environment)}
    if builder.known("--all"):
        found["`build --all`"] = builder.cost("build", "--all", folder, *cold)
        place = builder.work / "cluster"
        place.mkdir()
        with begun(place, builder.environment) as cluster:
            words = ("build", "--all", folder, "--scheduler", cluster.address, *cold)
            found[DASK] = builder.cost(*words, also=cluster.pids)
    for what, one in found.items():
        yield Row(f"{WHAT}, {what}", one.wall, "s")
        if what != DASK:
            # The time of workers that were there before cannot be told from that of what they did before.
            yield Row(f"{WHAT}, {what}, processor time", one.processor, "s")
        yield Row(f"{WHAT}, {what}: memory", one.memory / MB, "MB")
