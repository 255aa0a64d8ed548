"""What learners wait for, as ``tests.benchmark_line`` measures it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import util

from tests.benchmarks.measure import ROOT, Builder
from tests.benchmarks.table import Row

# This checkout measures, the other one builds.
_FIGURES = """
import json, sys
sys.path[0] = sys.argv[1]
import course_builder
sys.path[0] = sys.argv[2]
from tests.benchmark_line import figures
print(json.dumps(figures()))
"""
_GOALS = {"first page painted": 0.9, "ready to answer": 1.2, "next page": 0.1}
_OTHER_GOALS = {
    "a quiz of 200 questions": {"longest task while it opens": 0.05, "longest task of all": 0.05},
    "the flagship in one file": {"ready to answer": 1.0},
}


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Return the figures; how often each is measured is decided there."""
    del runs
    if util.find_spec("tests.benchmark_line") is None:
        return
    words = [sys.executable, "-c", _FIGURES, str(builder.tree), str(ROOT)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=builder.work)
    for what, times in json.loads(done.stdout).items():
        goals = _OTHER_GOALS.get(what, _GOALS)
        for name, seconds in times.items():
            yield Row(f"{what}: {name}", seconds, "s", goals.get(name))
