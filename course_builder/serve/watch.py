"""Watching a course's files: whatever changes them, however fast, one call follows the last change.

Only the folders that a course is made of are watched, for a course may stand in a folder with a virtual environment or
a large version history beside it. The course's own folder is watched without what is below, which tells of
``course.yml`` and of folders that come and go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import Change, watch

FOLDERS = ("modules", "assessments", "media", "theme", "translations")
"""The folders of a course, as far as they are there."""

_STEP = 10
"""Milliseconds of quiet that end a burst. Long bursts are told of in between, see ``_BURST``."""

_BURST = 100

_AGAIN = 0.2
"""Seconds after which it is looked again whether the course's folder is back."""

_ENDINGS = ("~", ".swp", ".swx", ".swo", ".tmp", ".temp", ".bak", ".part", ".crdownload", ".orig")


class Watcher:
    """Calls back after files changed, in a thread of its own.

    Args:
        root: the course's folder.
        changed: called after each burst of changes.
        beside: returns further folders that the course is made of.
    """

    def __init__(self, root: Path, changed: Callable[[], None], beside: Callable[[], Iterable[Path]] = tuple) -> None:
        self._root = root
        self._changed = changed
        self._beside = beside
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._restart = threading.Event()
        self._threads = [
            threading.Thread(target=self._top, name="watch-course", daemon=True),
            threading.Thread(target=self._inside, name="watch-folders", daemon=True),
            threading.Thread(target=self._tell, name="reload", daemon=True),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; nothing is called any more afterwards."""
        self._stop.set()
        self._restart.set()
        self._wake.set()

    def _tell(self) -> None:
        while True:
            self._wake.wait()
            # Cleared first: what changes while the course is read is read again.
            self._wake.clear()
            if self._stop.is_set():
                return
            self._changed()

    def _top(self) -> None:
        """Watch the course's own folder; anew whenever it was deleted and made again."""
        while not self._stop.is_set():
            before = _identity(self._root)
            if before is None:
                self._stop.wait(_AGAIN)
                continue
            self._restart.set()
            self._wake.set()
            try:
                for changes in self._changes((self._root,), self._stop, self._concerns_top, recursive=False):
                    # A folder that was deleted and made again looks the same, but nobody watches it any more.
                    if any(Path(path).name in FOLDERS for _, path in changes):
                        self._restart.set()
                    if changes:
                        self._wake.set()
                    if _identity(self._root) != before or _went(changes, (self._root,)):
                        break
            except FileNotFoundError:
                continue

    def _inside(self) -> None:
        """Watch the folders in it; anew whenever one of them comes or goes."""
        while not self._stop.is_set():
            self._restart.clear()
            folders = self._folders()
            before = [_identity(one) for one in folders]
            # What changed before the watch stood is found by reading once more.
            self._wake.set()
            if not folders:
                self._restart.wait()
                continue
            try:
                for changes in self._changes(folders, self._restart, self._concerns, recursive=True):
                    if changes:
                        self._wake.set()
                    # Where the system has told of it too late or not at all.
                    if [_identity(one) for one in self._folders()] != before or _went(changes, folders):
                        break
            except FileNotFoundError:
                continue

    def _folders(self) -> tuple[Path, ...]:
        own = (self._root / name for name in FOLDERS)
        return tuple(folder for folder in (*own, *self._beside()) if folder.is_dir())

    def _changes(
        self,
        paths: tuple[Path, ...],
        stop: threading.Event,
        concerns: Callable[[Change, str], bool],
        *,
        recursive: bool,
    ) -> Iterator[set[tuple[Change, str]]]:
        """Yield after each burst of changes below ``paths``, and nothing once a second, until ``stop``."""
        return watch(
            *paths,
            watch_filter=concerns,
            debounce=_BURST,
            step=_STEP,
            stop_event=stop,
            rust_timeout=1000,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=recursive,
        )

    def _concerns_top(self, change: Change, path: str) -> bool:
        if Path(path) == self._root:
            return change == Change.deleted
        name = Path(path).name
        return name in {"course.yml", "course.lock", *FOLDERS} and self._concerns(change, path)

    def _concerns(self, _change: Change, path: str) -> bool:
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return True
        # 4913 is what vim writes to see whether it may write.
        return not any(one.startswith((".", "#")) or one.endswith(_ENDINGS) or one == "4913" for one in parts)


def _went(changes: set[tuple[Change, str]], folders: tuple[Path, ...]) -> bool:
    """Whether one of these folders was deleted; the next of its name may even get its number."""
    return any(change == Change.deleted and Path(path) in folders for change, path in changes)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return by which a folder is told from another one of the same name; None where there is none."""
    try:
        state = folder.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino
