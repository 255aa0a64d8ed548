"""Folders that go and come back are followed, the course's own too."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Semaphore

import pytest

from course_builder.serve.watch import Watcher
from tests.courses_on_disk import write

FILES = {"course.yml": "title: T\n", "modules/a.md": "# A\n", "modules/b/1.md": "# B\n", "media/p.svg": "<svg/>"}

Heard = Callable[[], None]


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Heard]:
    """Watch a course; what is called waits for the next change that is told, and for quiet before it is called again."""
    told = Semaphore(0)
    watcher = Watcher(write(tmp_path / "course", FILES), told.release)

    def next_change() -> None:
        assert told.acquire(timeout=20), "no change was told"

    watcher.start()
    next_change()
    yield next_change
    watcher.stop()


def quiet(heard: Heard) -> None:
    """Wait until all is told that was changed."""
    time.sleep(1.5)
    semaphore = heard.__closure__[0].cell_contents  # type: ignore[index]
    while semaphore.acquire(blocking=False):
        pass


@pytest.mark.parametrize("name", ["", "modules", "modules/b", "media"])
@pytest.mark.parametrize("pause", [0.0, 0.5])
def test_a_folder_is_made_again(tmp_path: Path, heard: Heard, name: str, pause: float) -> None:
    root = tmp_path / "course"
    shutil.rmtree(root / name)
    time.sleep(pause)
    write(root, FILES)
    heard()
    quiet(heard)
    for file in FILES:
        if file.startswith(name):
            write(root, {file: FILES[file] + "More.\n"})
            heard()
            quiet(heard)


def test_a_folder_is_replaced_by_another(tmp_path: Path, heard: Heard) -> None:
    root = tmp_path / "course"
    write(tmp_path / "other", FILES)
    root.rename(tmp_path / "old")
    (tmp_path / "other").rename(root)
    heard()
    quiet(heard)
    write(root, {"modules/a.md": "# New\n"})
    heard()
