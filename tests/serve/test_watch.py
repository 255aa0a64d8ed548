"""Folders that go and come back are followed, the course's own too."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Condition

import pytest

from course_builder.serve.watch import Watcher
from tests.courses_on_disk import write

FILES = {"course.yml": "title: T\n", "modules/a.md": "# A\n", "modules/b/1.md": "# B\n", "media/p.svg": "<svg/>"}


class Followed:
    """A course that is watched, and what it was when that was told last.

    Args:
        root: the course's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = write(root, FILES)
        self._told = Condition()
        self._last: dict[str, str] = {}
        self.watcher = Watcher(root, self._changed)

    def _changed(self) -> None:
        with self._told:
            self._last = self.texts()
            self._told.notify()

    def texts(self) -> dict[str, str]:
        """Return what is on the disk; a file or a folder may be going."""
        found = {}
        for name in FILES:
            try:
                found[name] = (self.root / name).read_text("utf-8")
            except FileNotFoundError:
                continue
        return found

    def is_told(self) -> None:
        """Wait until all that is on the disk has been told."""
        now = self.texts()
        with self._told:
            assert self._told.wait_for(lambda: self._last == now, timeout=20), "no change was told"


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Followed]:
    course = Followed(tmp_path / "course")
    course.watcher.start()
    course.is_told()
    yield course
    course.watcher.stop()


def is_followed(course: Followed, name: str = "") -> None:
    """Change the files of a folder, again and again."""
    for turn in range(3):
        for file in FILES:
            if file.startswith(name):
                write(course.root, {file: f"{FILES[file]}{turn}\n"})
                course.is_told()


@pytest.mark.parametrize("name", ["", "modules", "modules/b", "media"])
@pytest.mark.parametrize("pause", [0.0, 0.5])
def test_a_folder_is_made_again(followed: Followed, name: str, pause: float) -> None:
    shutil.rmtree(followed.root / name)
    # How long a folder is away is what these cases differ by.
    time.sleep(pause)
    write(followed.root, FILES)
    is_followed(followed, name)


def test_a_folder_is_replaced_by_another(tmp_path: Path, followed: Followed) -> None:
    write(tmp_path / "other", FILES)
    followed.root.rename(tmp_path / "old")
    (tmp_path / "other").rename(followed.root)
    is_followed(followed)
