"""The journal of one job of replacing files: what a build that was killed was about to do, for the next command.

It stands in the course's folder for as long as the job takes. Its first line says which places are to be replaced, and
is there before anything else is; a second one is added when all new files are complete. So a job that was killed before
that is taken back, and one that was killed later is carried on to its end: packages and ``course.lock`` are all old
or all new. The journal is locked by whoever works, so a build that is still running is not taken for a dead one.

This is proof against a killed process, not against a machine that loses its power: nothing waits for the disk.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = ".course-builder.journal"
"""The journal's name."""

_PATIENCE = 20.0
"""Seconds that a command waits for another one that is writing."""

_TOKEN = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder that is replaced.

    Args:
        path: where it is.
        new: its new content, until it takes its place.
        old: what was there, until all is done.
    """

    path: Path
    new: Path
    old: Path


@dataclass(frozen=True, slots=True)
class Plan:
    """What a job replaces.

    Args:
        token: part of all names that the job makes for itself.
        paths: the places.
        folders: that the job makes, outermost first.
    """

    token: str
    paths: tuple[Path, ...]
    folders: tuple[Path, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """The places, with what stands beside them while the job is done."""
        return tuple(Place(path, self._beside(path, "new"), self._beside(path, "old")) for path in self.paths)

    def _beside(self, path: Path, kind: str) -> Path:
        return path.with_name(f".{path.name}.{self.token}.{kind}")


def planned(paths: Iterable[Path], folders: Iterable[Path]) -> Plan:
    """Return a plan with a token of its own."""
    return Plan(secrets.token_hex(6), tuple(paths), tuple(folders))


class Journal:
    """The journal of a job, locked until it is closed.

    Args:
        folder: where it stands.
        handle: of the open file.
    """

    def __init__(self, folder: Path, handle: int) -> None:
        self.folder = folder
        self._handle = handle

    def begin(self, plan: Plan) -> None:
        """Write what is to be done."""
        data = {
            "token": plan.token,
            "paths": [self._written(path) for path in plan.paths],
            "folders": [self._written(path) for path in plan.folders],
        }
        os.write(self._handle, json.dumps(data).encode() + b"\n")

    def complete(self) -> None:
        """Say that all new files are there: from now on the job is carried on, not taken back."""
        os.write(self._handle, b"complete\n")

    def give_up(self) -> None:
        """Say that the old files are back: what is left is only to be deleted."""
        os.write(self._handle, b"given up\n")

    def read(self) -> tuple[Plan | None, bool]:
        """Return what is to be done, or None where nothing was begun; and whether all new files are there."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        with os.fdopen(os.dup(self._handle), "rb") as file:
            first, ended, rest = file.read().partition(b"\n")
        try:
            data = json.loads(first) if ended else {}
            token, paths, folders = data["token"], data["paths"], data["folders"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return None, False
        # A course may come from a stranger: names of this shape are of no use to anybody but the builder.
        if (
            not isinstance(token, str)
            or not _TOKEN.fullmatch(token)
            or not _are_paths(paths)
            or not _are_paths(folders)
        ):
            return None, False
        plan = Plan(
            token, tuple(self.folder / path for path in paths), tuple(self.folder / folder for folder in folders)
        )
        return plan, rest == b"complete\n"

    def close(self, *, delete: bool) -> None:
        """Give the lock back, and delete the journal where the job has left nothing behind."""
        if delete and os.name != "nt":
            (self.folder / FILE).unlink(missing_ok=True)
        os.close(self._handle)
        if delete and os.name == "nt":  # there, an open file cannot be deleted
            with contextlib.suppress(OSError):
                (self.folder / FILE).unlink(missing_ok=True)

    def _written(self, path: Path) -> str:
        """A path as it is kept: from the course's folder where it is inside, so that the course can be moved."""
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return str(path.resolve())


def _are_paths(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) and Path(one).name for one in given)


def open_journal(folder: Path, *, new: bool) -> Journal | None:
    """Open the journal of a folder, and wait for whoever has it open.

    Args:
        new: make one where there is none; otherwise None is returned.

    Raises:
        BlockingIOError: another command has been writing for too long.
        OSError: it cannot be opened.
    """
    end = time.monotonic() + _PATIENCE
    path = folder / FILE
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    while True:
        try:
            handle = os.open(path, flags | (os.O_CREAT if new else 0), 0o666)
        except FileNotFoundError:
            if new:
                raise
            return None
        # Whoever had it may have deleted it meanwhile; then this is the journal of nobody.
        if _locked(handle) and _is_there(path, handle):
            return Journal(folder, handle)
        os.close(handle)
        if time.monotonic() > end:
            raise BlockingIOError(errno.EBUSY, "Another course-builder is writing here", str(path))
        time.sleep(0.05)


def _is_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _locked(handle: int) -> bool:
    """Lock an open file; False where somebody else has. The process gives it back when it ends."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 -- only there on Windows

            # A byte far behind the text: a locked one could not even be read.
            os.lseek(handle, 1 << 30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415 -- not there on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks
    return True


def finish(*folders: Path) -> None:
    """Finish what a killed build has left in any of these folders, before anything else is done.

    Args:
        folders: where its journal can stand: the course's folder, and the folder that is written to.

    Raises:
        OSError: what is left cannot be put in its place, for instance because of permissions.
    """
    for folder in folders:
        journal = open_journal(folder, new=False) if (folder / FILE).is_file() else None
        if journal is None:
            continue
        done = False
        try:
            plan, complete = journal.read()
            if plan and complete:
                swap(plan)
            done = plan is None or clear(plan)
        finally:
            journal.close(delete=done)


def swap(plan: Plan) -> None:
    """Let all new files take their places. What is there already stays, so this can be done again after a kill."""
    for place in plan.places:
        if os.path.lexists(place.new):
            if os.path.lexists(place.path) and not os.path.lexists(place.old):
                _keep(place)
            place.new.replace(place.path)


def take_back(plan: Plan) -> None:
    """Put the old files back where they were, after ``swap`` has failed. After a kill in here, ``swap`` can go on."""
    for place in reversed(plan.places):
        if not os.path.lexists(place.new) and os.path.lexists(place.path):
            place.path.replace(place.new)
        if os.path.lexists(place.old):
            if os.path.lexists(place.path):  # a file that was kept by a link
                delete(place.old)
            else:
                place.old.replace(place.path)


def clear(plan: Plan) -> bool:
    """Delete all that a job made for itself; return whether nothing of it is left."""
    own = [path for place in plan.places for path in (place.new, place.old)]
    for path in own:
        delete(path)
    for folder in reversed(plan.folders):
        with contextlib.suppress(OSError):
            folder.rmdir()  # does so only where it is empty
    return not any(map(os.path.lexists, own))


def delete(path: Path) -> None:
    """Delete a file or a folder, or nothing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def missing(folder: Path) -> Iterator[Path]:
    """Yield the folders that have to be made for ``folder`` to be there, outermost first."""
    if not folder.exists():
        if folder.parent != folder:
            yield from missing(folder.parent)
        yield folder


def _keep(place: Place) -> None:
    """Give what stands at a place another name. A file stays there as well, so that readers always find one."""
    if not place.new.is_dir() and (not place.path.is_dir() or place.path.is_symlink()):
        try:
            place.old.hardlink_to(place.path)
        except OSError:  # a file system without links
            pass
        else:
            return
    place.path.replace(place.old)
