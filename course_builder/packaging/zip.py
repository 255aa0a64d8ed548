"""Zip files whose bytes depend on nothing but their content: not on the day, the folder, or the order of files.

The bytes of deflate come from the zlib that Python was built with, so they are the same on one machine and on others
with the same zlib.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from course_builder.content import PIECE, Content, Held, content_of
from course_builder.packaging.package import MANIFEST

# Deflating these again costs time and gains nothing.
COMPRESSED = frozenset({
    ".7z", ".aac", ".avif", ".docx", ".epub", ".gif", ".gz", ".jpeg", ".jpg", ".m4a", ".m4v", ".mov", ".mp3",
    ".mp4", ".odp", ".ods", ".odt", ".oga", ".ogg", ".ogv", ".opus", ".png", ".pptx", ".weba", ".webm", ".webp",
    ".woff", ".woff2", ".xlsx", ".zip",
})  # fmt: skip

EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3
HARDEST = 9


@dataclass
class Zip(Content):
    """A zip that is made while it is written, so it never stands in memory.

    Args:
        files: its entries in their order.
        jobs: how many of them are compressed side by side.
    """

    files: Mapping[str, Content]
    jobs: int = 1
    _known: tuple[int, str] = field(default=(0, ""), init=False, repr=False)

    @property
    def size(self) -> int:
        """In bytes; known without more work once it was written."""
        return self._measured()[0]

    @property
    def digest(self) -> str:
        """Its SHA-256; known without more work once it was written."""
        return self._measured()[1]

    def write(self, path: Path) -> None:
        """Write it to a file."""
        with path.open("w+b") as file:
            self._pack(file)

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield it, or a part of it, piece by piece."""
        with tempfile.TemporaryFile() as file:
            self._pack(file)
            left = (self.size if end is None else min(end, self.size)) - start
            file.seek(start)
            while left > 0 and (piece := file.read(min(PIECE, left))):
                yield piece
                left -= len(piece)

    def _measured(self) -> tuple[int, str]:
        if not self._known[1]:
            with tempfile.TemporaryFile() as file:
                self._pack(file)
        return self._known

    def _pack(self, file: BinaryIO) -> None:
        if self.jobs > 1:
            held = [one for name, one in self.files.items() if isinstance(one, Held) and not _is_stored(name)]
            with ThreadPoolExecutor(self.jobs) as pool:  # zlib lets other threads work
                list(pool.map(attrgetter("deflated"), held))
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in self.files.items():
                info = zipfile.ZipInfo(name, EARLIEST)
                info.create_system = UNIX
                info.external_attr = READABLE
                info.file_size = content.size
                stored = _is_stored(name)
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                # Only `writestr`, which wants all of a file at once, has an argument for it.
                info._compresslevel = HARDEST  # type: ignore[attr-defined]  # noqa: SLF001
                with archive.open(info, "w") as entry:
                    if isinstance(content, Held) and not stored:
                        entry._compressor = _Compressed(content.deflated)  # type: ignore[attr-defined]  # noqa: SLF001
                    for piece in content.pieces():
                        entry.write(piece)
        # Headers are completed when what they stand before is written, so the whole is hashed at the end.
        size = file.tell()
        file.seek(0)
        whole = hashlib.sha256()
        while piece := file.read(PIECE):
            whole.update(piece)
        self._known = size, whole.hexdigest()


@dataclass(frozen=True, slots=True)
class _Compressed:
    """Stands for a compressor where the whole is compressed already."""

    content: bytes

    def compress(self, _piece: bytes) -> bytes:
        return b""

    def flush(self) -> bytes:
        return self.content


def _is_stored(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in COMPRESSED


def deterministic(files: Iterable[tuple[str, bytes | Content]], jobs: int = 1) -> Zip:
    """Return a zip of ``files``: the same bytes for the same files, in whatever order they come.

    The manifest stands first and the rest is sorted by name; every entry has the same date and permissions (R1: no
    folder around them).

    Args:
        files: names with forward slashes, relative to the zip's root, and their content.
        jobs: how many of them are compressed side by side.

    Raises:
        ValueError: where a name is used twice, is absolute, or leads out of the zip.
    """
    contents: dict[str, Content] = {}
    for name, content in files:
        _check(name)
        if name in contents:
            raise ValueError(f"two files of the zip have the name {name!r}")
        contents[name] = content_of(content)
    return Zip({name: contents[name] for name in sorted(contents, key=lambda name: (name != MANIFEST, name))}, jobs)


def _check(name: str) -> None:
    if "\\" in name or ":" in name or any(part in {"", ".", ".."} for part in name.split("/")):
        raise ValueError(f"{name!r} cannot be the name of a file in a zip")
