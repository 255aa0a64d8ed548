"""What a built file holds: bytes, a text, or a file of the course that stays on the disk until it is copied.

A course may hold more video than a machine has memory. So a file is read in pieces, and hashed once; who copies it
later proves by its state on the disk that it is still what was hashed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TypeAlias

PIECE = 1 << 20
"""Bytes that are read at once."""

State: TypeAlias = tuple[int, int, int, int]
"""By which a changed file is told: its device, number, size and time."""


class ChangedError(OSError):
    """A file of the course was changed between being read and being copied."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "it was changed while the course was being built; build again", str(path))


class Content(ABC):
    """What a file holds, wherever it is kept."""

    @property
    @abstractmethod
    def size(self) -> int:
        """In bytes."""

    @property
    @abstractmethod
    def digest(self) -> str:
        """Its SHA-256, in hexadecimal digits."""

    @abstractmethod
    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield it, or a part of it, piece by piece.

        Raises:
            OSError: it cannot be read any more, or is no longer what it was.
        """

    @abstractmethod
    def write(self, path: Path) -> None:
        """Write it to a file that is not there yet.

        Raises:
            OSError: it cannot be written or read, or is no longer what it was.
        """

    def read(self) -> bytes:
        """Return all of it."""
        return b"".join(self.pieces())


@dataclass(frozen=True)
class Held(Content):
    """Bytes in memory."""

    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)

    @cached_property
    def digest(self) -> str:
        """Its SHA-256, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield it, or a part of it, piece by piece."""
        end = self.size if end is None else min(end, self.size)
        for at in range(start, end, PIECE):
            yield self.content[at : min(at + PIECE, end)]

    def write(self, path: Path) -> None:
        """Write it to a file."""
        path.write_bytes(self.content)

    def read(self) -> bytes:
        """Return it."""
        return self.content


@dataclass(frozen=True)
class Text(Content):
    """A text that others hold as well, such as a page of several outputs: encoded only while it is read."""

    text: str = field(repr=False)

    @cached_property
    def size(self) -> int:
        """In bytes."""
        return len(self.read())

    @cached_property
    def digest(self) -> str:
        """Its SHA-256, in hexadecimal digits."""
        return hashlib.sha256(self.read()).hexdigest()

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield it, or a part of it, piece by piece."""
        return Held(self.read()).pieces(start, end)

    def write(self, path: Path) -> None:
        """Write it to a file."""
        path.write_bytes(self.read())

    def read(self) -> bytes:
        """Return it, encoded."""
        return self.text.encode()


@dataclass(frozen=True)
class OnDisk(Content):
    """A file on the disk, as it was when it was hashed.

    Args:
        state: by which it is seen to be still the same.
    """

    path: Path
    state: State
    digest: str = ""

    @classmethod
    def of(cls, path: Path) -> OnDisk:
        """Hash a file.

        Raises:
            OSError: it cannot be read, or is changed meanwhile.
        """
        with path.open("rb") as file:
            state = _state(os.fstat(file.fileno()))
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            if _state(os.fstat(file.fileno())) != state:
                raise ChangedError(path)
        return cls(path, state, digest)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.state[2]

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield it, or a part of it, piece by piece."""
        left = (self.size if end is None else min(end, self.size)) - start
        with self.path.open("rb") as file:
            self._prove(file)
            file.seek(start)
            while left > 0 and (piece := file.read(min(PIECE, left))):
                yield piece
                left -= len(piece)
            self._prove(file)

    def write(self, path: Path) -> None:
        """Copy it, by the system's own means where it has some."""
        self._prove(self.path)
        shutil.copyfile(self.path, path)
        self._prove(self.path)

    def _prove(self, file: Path | BinaryIO) -> None:
        if _state(file.stat() if isinstance(file, Path) else os.fstat(file.fileno())) != self.state:
            raise ChangedError(self.path)


def content_of(given: bytes | Content) -> Content:
    """Return what a file holds, for those who give bytes."""
    return given if isinstance(given, Content) else Held(given)


def state_of(path: Path) -> State:
    """Return by what a file is known until it changes.

    Raises:
        OSError: nothing can be known of it.
    """
    return _state(path.stat())


def _state(stat: os.stat_result) -> State:
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns
