"""How many functions a build calls: a figure that is the same on every machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks import courses
from tests.benchmarks.measure import Builder
from tests.benchmarks.table import Row

_COUNT = """
import cProfile, pstats, sys
from course_builder.commands import main
profile = cProfile.Profile()
profile.enable()
try:
    main(sys.argv[1:])
except SystemExit as ended:
    assert not ended.code, ended.code
finally:
    profile.disable()
print(pstats.Stats(profile).total_calls, file=sys.stderr)
"""


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    del runs
    course = courses.thousand(builder.work / "calls")
    alone = builder.known("--jobs", "1")
    words = ["build", str(course), "--output", "html", *alone, *builder.known("--no-cache")]
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, *words], env=builder.environment, check=True, capture_output=True, text=True
    )
    calls = int(done.stderr.split()[-1])
    yield Row("1,000 pages, 500 questions to `html`: calls of functions", calls / 1_000_000, "millions")
