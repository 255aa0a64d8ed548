"""What the builder has made: the proof without which it replaces no file and no folder.

A folder that is written to has a record beside what was written: the hash of each file. What stands at a place is the
builder's own if each of its files is in the record and still has that hash. So a file that somebody added or changed
is never lost, and a folder is recognised wherever it is moved to together with its record.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from course_builder.content import Content, OnDisk, content_of

RECORD = ".course-builder.json"
"""The name of the record."""

_ABOUT = "Written by course-builder: the hashes of what it made here, by which it knows what it may replace."
_LEFT_BY_SYSTEMS = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_FIRST_VERSION_FILE = re.compile(
    r"[^/.][^/]*\.html|style\.css|(player|course|search)\.js|[a-z-]+\.part\.(css|js)|licences\.txt"
    r"|media/[^/]+\.[0-9a-f]{8}\.[a-z0-9]+"
)


class ForeignError(Exception):
    """Something stands in the way that the builder did not make; it was left as it is.

    Args:
        path: what stands there.
        why: a sentence on why it is not the builder's.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path}: {why} Nothing was written. Move it away or delete it, or name another folder to write to."
        )
        self.path = path
        self.why = why


def fingerprint(content: bytes | Content) -> str:
    """Return the hash by which a file is known."""
    return content_of(content).digest[:32]


def read(folder: Path) -> dict[str, str]:
    """Return the record of a folder: hashes by the path of each file. Empty where there is none that can be read."""
    path = folder / RECORD
    try:
        made = json.loads(path.read_bytes())["made"] if path.is_file() else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {str(name): str(mark) for name, mark in made.items()} if isinstance(made, dict) else {}


def text(made: Mapping[str, str]) -> str:
    """Return a record as it is written to disk."""
    return json.dumps({"about": _ABOUT, "made": dict(sorted(made.items()))}, ensure_ascii=False, indent=1) + "\n"


def prove(path: Path, made: Mapping[str, str], root: Path, *, first_version: bool = False) -> None:
    """Make sure that what stands at a path, if anything, may be replaced.

    Args:
        path: the file or folder.
        made: the record of it: for a folder by paths from there, for a file under the name ``""``.
        root: the course's folder, which is never replaced.
        first_version: what looks as the builder makes it is its own where there is no record of it. Only for the
            folder ``output`` of the course, which is the builder's: version 0.1 kept no record.

    Raises:
        ForeignError: it is not the builder's own.
    """
    if path.is_symlink():
        raise ForeignError(path, "This is a link, which course-builder did not make.")
    if not path.exists():
        return
    if root.resolve().is_relative_to(path.resolve()):
        raise ForeignError(path, "The course itself is in this folder.")
    if not path.is_dir() and not path.is_file():
        # Not even looked at: reading a pipe never ends.
        raise ForeignError(path, _why("This", known=False))
    if not made and first_version and _is_of_first_version(path):
        return
    if not path.is_dir():
        if not _is_known(path, made.get("")):
            raise ForeignError(path, _why("This file", known="" in made))
        return
    for file in _files(path):
        name = file.relative_to(path).as_posix()
        if not _is_known(file, made.get(name)):
            raise ForeignError(path, _why(f"{name!r} in this folder", known=name in made))


def _is_known(file: Path, mark: str | None) -> bool:
    return mark is not None and not file.is_symlink() and file.is_file() and fingerprint(OnDisk.of(file)) == mark


def _why(what: str, *, known: bool) -> str:
    return f"{what} was changed after it was built." if known else f"{what} was not made by course-builder."


def _files(folder: Path) -> Iterator[Path]:
    """Yield all that is no folder, without what operating systems leave behind and without the record itself."""
    for path in sorted(folder.rglob("*")):
        ignored = path.name.lower() in _LEFT_BY_SYSTEMS or path == folder / RECORD
        if path.is_symlink() or (not path.is_dir() and not ignored):
            yield path


def _is_of_first_version(path: Path) -> bool:
    """Whether something is what version 0.1 would have made, as far as that can be seen from the outside."""
    try:
        if path.is_dir():
            names = [PurePosixPath(file.relative_to(path)).as_posix() for file in _files(path)]
            script = (path / "course.js").read_bytes() if "course.js" in names else b""
            made = script.startswith(b"window.courseBuilderData=")
            return made and all(_FIRST_VERSION_FILE.fullmatch(name) for name in names)
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                dates = {one.date_time for one in archive.infolist()}
                return dates == {(1980, 1, 1, 0, 0, 0)} and "imsmanifest.xml" in archive.namelist()
        return path.suffix == ".html" and b"window.courseBuilderData=" in path.read_bytes()
    except (OSError, zipfile.BadZipFile):
        return False
