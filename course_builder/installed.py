"""What is installed: whether anything of the builder itself, or of what it rests on, is another than it was."""

from __future__ import annotations

import os
import platform
import sys
import zlib
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

_NOT_USED = frozenset({"node_modules", "__pycache__", "src"})


@cache
def installed() -> str:
    """Return a text that is another one where anything was changed: Python, a library, a file of the builder."""
    own = (f"{path}:{stat.st_size}:{stat.st_mtime_ns}" for path, stat in files_below(Path(__file__).parent, _NOT_USED))
    libraries = sorted(
        f"{folder}/{path.name}" for folder in sys.path if Path(folder).is_dir() for path in Path(folder).glob("*-info")
    )
    return "\n".join([platform.python_version(), platform.machine(), zlib.ZLIB_RUNTIME_VERSION, *libraries, *own])


def files_below(folder: Path, without: Collection[str] = ()) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield all files in a folder and below, in order, with their states.

    Args:
        without: names of folders that are left out.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in without:
                yield from files_below(folder / entry.name, without)
        elif entry.is_file():
            yield folder / entry.name, entry.stat()
