"""Which courses there are below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from course_builder.catalogue import storage
from course_builder.replacing import OUTPUT


def courses_below(folder: str | Path) -> dict[str, str]:
    """Return where each course below a folder stands, by its path from there; ``.`` for the folder itself."""
    address = str(folder)
    if storage.is_address(address):
        return {name: storage.below(address, name) for name in sorted(_courses(storage.walk(address)))}
    root = Path(folder).resolve()
    walk = ((Path(path).relative_to(root).as_posix(), folders, files) for path, folders, files in os.walk(root))
    return {name: str(root / name) for name in sorted(_courses(walk))}


def _courses(walk: Iterable[tuple[str, list[str], list[str]]]) -> Iterator[str]:
    """Yield the folders that are courses; what is not to be walked through is taken out of the lists of folders."""
    for path, folders, files in walk:
        if "course.yml" in files:
            yield PurePosixPath(path).as_posix()
            folders.clear()
        folders[:] = [one for one in folders if one != OUTPUT and not one.startswith(".")]
