"""Catalogues on disk, and outputs that do what courses should not: they come from a package that tests put beside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.courses_on_disk import PAGE, page, write

ROOT = Path(__file__).parents[2]

_OUTPUTS = '''
"""Outputs that fail, die, and tell where they were made."""

import os
import time
from pathlib import Path

from course_builder.model.settings import Settings
from course_builder.outputs import Artifact, Summary

PATIENCE = 60


class Options(Settings):
    beside: str = ""


class Odd:
    options = Options

    def __init__(self, name, act):
        self.name, self._act = name, act

    def build(self, job):
        yield Artifact(f"{self.name}.txt", self._act(Path(job.options.beside)).encode())
        yield Summary()


def appears(marks, pattern, number=1):
    end = time.monotonic() + PATIENCE
    while len(list(marks.glob(pattern))) < number:
        assert time.monotonic() < end, f"never there: {pattern}"
        time.sleep(0.01)


def faulty(_marks):
    raise RuntimeError("a secret of the author")


def deadly(marks):
    """End the process as the system does when there is no memory left, once a course that waits has begun."""
    appears(marks, "waits")
    os._exit(9)


def lonely(_marks):
    os._exit(9)


def waits(marks):
    """Wait to be lost together with another process; the second time nothing is wrong."""
    if not (marks / "waits").exists():
        (marks / "waits").touch()
        appears(marks, "never")
    return "at the second time"


def meets(marks):
    """Wait until two processes are at work, and say which this is."""
    (marks / f"{os.getpid()}.met").touch()
    appears(marks, "*.met", 2)
    return str(os.getpid())


for act in (faulty, deadly, lonely, waits, meets):
    globals()[f"{act.__name__}_output"] = Odd(act.__name__, act)
'''
_NAMES = ("faulty", "deadly", "lonely", "waits", "meets")


def odd_outputs(site: Path) -> Path:
    """Make what ``pip install`` of a package with these outputs leaves behind."""
    points = "".join(f"{name} = odd_outputs:{name}_output\n" for name in _NAMES)
    return write(
        site,
        {
            "odd_outputs.py": _OUTPUTS,
            "odd_outputs-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: odd-outputs\nVersion: 1.0\n",
            "odd_outputs-1.0.dist-info/entry_points.txt": f"[course_builder.outputs]\n{points}",
        },
    )


def odd_course(root: Path, output: str, marks: Path) -> Path:
    """Write a course that makes one of these outputs."""
    marks.mkdir(exist_ok=True)
    said = f"title: T\noutputs: {{{output}: {{beside: {marks.as_posix()}}}}}\n"
    return write(root, {**PAGE, "course.yml": said})


def sound_course(root: Path, title: str = "T") -> Path:
    """Write a course that is as it should be."""
    return write(root, {**PAGE, "course.yml": f"title: {title}\noutputs: [html]\n"})


def broken_course(root: Path) -> Path:
    """Write a course with a mistake."""
    return write(root, page(":::note\nText."))


def environment(site: Path) -> dict[str, str]:
    """Return the environment of processes that know these outputs, and leave nothing behind elsewhere."""
    paths = os.pathsep.join([str(site), str(ROOT)])
    return {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "TMPDIR": str(site), "TEMP": str(site)}


def ran(site: Path, *words: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "course_builder", *map(str, words)],
        env=environment(site),
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def rows(table: str) -> dict[str, list[str]]:
    """Return the cells of a table by the first of each row, without the time, which differs."""
    lines = [line for line in table.split("\n\n")[0].split("\n") if line]
    return {cells[0]: cells[1:-2] for line in lines[1:] for cells in [line.replace(", ", ",").split()]}
