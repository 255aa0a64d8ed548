"""Zip files whose bytes depend on nothing but their content: not on the day, the folder, or the order of files.

The bytes of deflate come from the zlib that Python was built with, so they are the same on one machine and on others
with the same zlib.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

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


def deterministic(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of ``files``: the same bytes for the same files, in whatever order they come.

    The manifest stands first and the rest is sorted by name; every entry has the same date and permissions (R1: no
    folder around them).

    Args:
        files: names with forward slashes, relative to the zip's root, and their content.

    Raises:
        ValueError: where a name is used twice, is absolute, or leads out of the zip.
    """
    contents: dict[str, bytes] = {}
    for name, content in files:
        _check(name)
        if name in contents:
            raise ValueError(f"two files of the zip have the name {name!r}")
        contents[name] = content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(contents, key=lambda name: (name != MANIFEST, name)):
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system = UNIX
            info.external_attr = READABLE
            stored = PurePosixPath(name).suffix.lower() in COMPRESSED
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, contents[name], compresslevel=9)
    return buffer.getvalue()


def _check(name: str) -> None:
    if "\\" in name or ":" in name or any(part in {"", ".", ".."} for part in name.split("/")):
        raise ValueError(f"{name!r} cannot be the name of a file in a zip")
