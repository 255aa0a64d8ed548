"""Work in several processes: what comes back is what one process would have made, and no process is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course_builder.building import build
from course_builder.cache import NO_CACHE
from course_builder.render import leaves
from course_builder.source import reading
from course_builder.spreading import spread
from tests.courses_on_disk import everything, write
from tests.test_kept import COURSE, OUTPUTS

METHODS = pytest.mark.parametrize("methods", [["fork", "spawn"], ["spawn"]], ids=["copied", "new"])


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def fails(number: int) -> int:
    reading.at(f"modules/{number}.md")
    if number == 2:
        raise ValueError("two")
    return number


@METHODS
def test_the_order_is_kept(monkeypatch: pytest.MonkeyPatch, methods: list[str]) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: methods)
    found = list(spread(square, range(20), 3))
    assert [number for number, _ in found] == [number * number for number in range(20)]
    assert os.getpid() not in {process for _, process in found}
    assert {process for _, process in spread(square, range(20), 1)} == {os.getpid()}


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    reading.at("")
    found = spread(fails, range(5), 2)
    assert next(found) == 0
    with pytest.raises(ValueError, match="two"):
        list(found)
    assert reading.last() == "modules/2.md"


@METHODS
def test_pages_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, methods: list[str]) -> None:
    made = []
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: methods)
    for worth, jobs in ((10**9, 1), (0, 3)):
        monkeypatch.setattr(leaves, "_WORTH", worth)
        root = write(tmp_path / "course", COURSE)
        result = build(root, OUTPUTS, jobs=jobs, cache=NO_CACHE)
        assert result.ok
        made.append((everything(root / "output"), result.diagnostics))
        shutil.rmtree(root)
    assert made[0] == made[1]


WAITS = """
import os, time
from course_builder.spreading import spread

def wait(number):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece
    time.sleep(600)

list(spread(wait, range(4), 2))
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks the system which processes there are")
def test_no_process_outlives_the_first() -> None:
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        try:
            others = [int(first.stdout.readline()) for _ in range(2)]
        finally:
            first.send_signal(signal.SIGKILL)
        end = time.monotonic() + 30
        while any(_is_at_work(process) for process in others):
            assert time.monotonic() < end
            time.sleep(0.02)


def _is_at_work(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
