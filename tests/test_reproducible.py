"""The same sources give the same bytes: on another day, in another folder, in another time zone, in another process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.courses_on_disk import everything

pytestmark = pytest.mark.long

COURSE = Path(__file__).parent / "courses" / "questions"
ROOT = Path(__file__).parent.parent

BUILD = """
import datetime, sys, time
day = float(sys.argv[3])
real = time.time
time.time = lambda: real() + day * 86_400
time.localtime = lambda seconds=None, real=time.localtime: real(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None, real=time.gmtime: real(time.time() if seconds is None else seconds)

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(time.time(), tz)

datetime.datetime = Later
from course_builder import build
result = build(sys.argv[1], ["scorm12", "scorm2004", "html", "single"], sys.argv[2])
assert result.ok, result.diagnostics
"""


def made(root: Path, out: Path, day: int, **environment: str) -> dict[str, bytes]:
    paths = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, "-c", BUILD, str(root), str(out), str(day)],
        env={**os.environ, **paths, **environment},
        check=True,
    )
    return everything(out)


def test_same_bytes(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "far" / "away" / "there is a space"
    shutil.copytree(COURSE, here)
    shutil.copytree(COURSE, there)
    for number, path in enumerate(sorted(there.rglob("*"))):
        os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number))
    first = made(here, tmp_path / "a", 0, PYTHONHASHSEED="1", TZ="UTC")
    second = made(there, tmp_path / "b", 400, PYTHONHASHSEED="2", TZ="Asia/Kathmandu", LC_ALL="C")
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert (here / "course.lock").read_bytes() == (there / "course.lock").read_bytes()
    # And once more over what is there.
    assert made(here, tmp_path / "a", 2, PYTHONHASHSEED="3") == first
