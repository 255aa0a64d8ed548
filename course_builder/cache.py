"""What was made before and would be made again: a store of bytes, each under a key that says what they are made from.

It stands in the user's cache folder, outlives builds, is shared by all courses, and can be deleted at any time. What is
there is believed only where its checksum holds; it is data, and never code that is run. Whatever goes wrong with it, a
build only takes longer.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

LIMIT = 1_000_000_000
"""Bytes that are kept."""

FOLDER = "COURSE_BUILDER_CACHE"
"""The environment variable that names another folder; where it is ``off``, nothing is kept."""

_SUM = 16
_OLD = 24 * 3600.0
"""Seconds after which something that is used counts as used anew, and after which the store is tidied again."""


def key(*parts: str | bytes) -> str:
    """Return the key of what is made from these parts: all that its bytes depend on, versions of tools included."""
    whole = hashlib.sha256()
    for part in parts:
        encoded = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(encoded) + encoded)
    return whole.hexdigest()


class Cache:
    """A store.

    Args:
        folder: where it is; None where nothing is kept.
        limit: bytes that are kept.
    """

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._room: int | None = None

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._folder is not None

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key; None where nothing is, or it is damaged."""
        if self._folder is None:
            return None
        path = self._path(self._folder, key)
        try:
            kept = path.read_bytes()
            content = kept[_SUM:]
            if kept[:_SUM] != _sum(content):
                path.unlink()
                return None
            if time.time() - path.stat().st_mtime > _OLD:
                os.utime(path)
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep something. Others may keep the same at the same time: it takes its place whole, or not at all."""
        if self._folder is None:
            return
        path = self._path(self._folder, key)
        beside = path.with_name(f"{path.name}.{secrets.token_hex(6)}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_sum(content) + content)
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            return
        if self._room is None:
            self._room = self._left(self._folder)
        self._room -= len(content)
        if self._room < 0:
            self._room = self._tidied(self._folder)

    def _path(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / key[2:]

    def _left(self, folder: Path) -> int:
        """Return how many bytes may be added before it is tidied: none where that was not done today."""
        try:
            recently = time.time() - (folder / "tidied").stat().st_mtime < _OLD
        except OSError:
            recently = False
        # Several builds at once may each add as much.
        return self._limit // 10 if recently else 0

    def _tidied(self, folder: Path) -> int:
        """Delete what was not used for longest, until a tenth is free; return how many bytes may be added."""
        kept = sorted(_kept(folder))
        size = sum(one[1] for one in kept)
        for used, bytes_, path in kept:
            left_over = path.suffix == ".new" and time.time() - used > _OLD
            if size > self._limit * 9 // 10 or left_over:
                with contextlib.suppress(OSError):
                    path.unlink()
                size -= bytes_
        with contextlib.suppress(OSError):
            (folder / "tidied").touch()
        return max(self._limit - size, self._limit // 10)


NO_CACHE = Cache(None)
"""Keeps nothing."""


def of_user(*, off: bool = False) -> Cache:
    """Return the store of the user who builds.

    Args:
        off: whether nothing is to be kept, and nothing used.
    """
    named = os.environ.get(FOLDER, "")
    if off or named == "off":
        return NO_CACHE
    if named:
        return Cache(Path(named))
    from platformdirs import user_cache_path  # noqa: PLC0415 -- only where something is kept

    return Cache(user_cache_path("course-builder", appauthor=False))


def _kept(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Yield when each thing was used, its bytes, and its place."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        with contextlib.suppress(OSError):
            stat = path.stat()
            yield stat.st_mtime, stat.st_size, path


def _sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SUM).digest()
