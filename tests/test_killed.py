"""Builds that are killed: the old whole or the new whole, nothing left over, and the next command sees to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from course_builder import build, check, journal
from course_builder.journal import finish, open_journal, planned
from course_builder.serve.review import share
from course_builder.serve.shown import Options
from tests.courses_on_disk import PAGE, everything, write

ROOT = Path(__file__).parents[1]


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")
def test_killed_at_each_step(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.killed", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(run.stdout)
    assert found["steps"] > 30
    assert found["old"]
    assert found["wrong"] == []
    # Once the new is complete, every later kill leaves the new.
    assert found["whole"] == sorted(found["whole"])
    assert 10 < sum(found["whole"]) < found["steps"] - 10


def killed(root: Path, *, complete: bool) -> None:
    """Leave what a build leaves that was killed before or after its files were complete."""
    plan = planned([root / "output" / "t.html", root / "course.lock"], [root / "output"])
    left = open_journal(root, new=True)
    assert left
    left.begin(plan)
    (root / "output").mkdir()
    for place in plan.places:
        place.new.write_bytes(b"new")
    if complete:
        left.complete()
    left.close(delete=False)


COMMANDS: dict[str, Callable[[Path], object]] = {
    "check": check,
    "build": lambda root: build(root, ["html"]),
    "share": lambda root: share(root, root.parent / "copy", Options()),
    "finish": finish,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_next_command_takes_back(tmp_path: Path, command: str) -> None:
    root = write(tmp_path / "course", PAGE)
    killed(root, complete=False)
    COMMANDS[command](root)
    assert not any(content == b"new" for content in everything(tmp_path).values())
    assert not (root / journal.FILE).exists()
    assert (root / "output").exists() == (command == "build")


@pytest.mark.parametrize("command", ["check", "share", "finish"])
def test_the_next_command_carries_on(tmp_path: Path, command: str) -> None:
    root = write(tmp_path / "course", PAGE)
    killed(root, complete=True)
    COMMANDS[command](root)
    files = everything(root)
    assert (files["output/t.html"], files["course.lock"]) == (b"new", b"new")
    assert files.keys() == {"course.yml", "modules/a.md", "output/t.html", "course.lock"}


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]\n", "null\ncomplete\n", '{"token": "../x", "paths": ["course.yml"], "folders": []}\ncomplete\n',
        '{"token": "0123456789ab", "paths": [7], "folders": []}\ncomplete\n',
        '{"token": "0123456789ab", "paths": ["course.yml", ""], "folders": []}\ncomplete\n',
        '{"token": "0123456789ab", "paths": ["course.yml"], "folders": ["modules"]}\ncomplete\n', "[" * 100_000 + "\n",
    ],
)  # fmt: skip
def test_a_journal_that_says_nothing(tmp_path: Path, text: str) -> None:
    root = write(tmp_path, {**PAGE, journal.FILE: text})
    assert check(root).ok
    assert everything(root).keys() == PAGE.keys()


def test_a_build_waits_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, PAGE)
    other = open_journal(root, new=True)
    assert other
    monkeypatch.setattr(journal, "_PATIENCE", 0.1)
    with pytest.raises(BlockingIOError, match="Another course-builder is writing here"):
        build(root, ["html"])
    other.close(delete=True)
    assert build(root, ["html"]).ok


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may do everything is never refused")
def test_a_course_that_cannot_be_written_to(tmp_path: Path) -> None:
    root = write(tmp_path / "course", PAGE)
    assert build(root, ["html"], tmp_path / "out").ok
    root.chmod(0o555)
    try:
        assert build(root, ["html"], tmp_path / "out").ok
    finally:
        root.chmod(0o755)
    assert not list(tmp_path.rglob(journal.FILE))
