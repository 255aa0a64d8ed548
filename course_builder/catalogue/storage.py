"""Courses at addresses that ``fsspec`` knows: copied to where they are built, and what was built is copied back."""

from __future__ import annotations

import hashlib
import posixpath
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from course_builder import lock
from course_builder.catalogue.extras import ExtraMissingError
from course_builder.diagnostics import Report
from course_builder.made import RECORD
from course_builder.replacing import OUTPUT
from course_builder.source import yaml
from course_builder.source.files import BANK, normal


def is_address(place: str) -> bool:
    """Whether a place is an address, such as ``s3://bucket/courses``, and no folder of this machine."""
    return "://" in place


def below(address: str, name: str) -> str:
    """Return the address of something below another."""
    return address.rstrip("/") if name == "." else f"{address.rstrip('/')}/{name}"


def walk(address: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Walk as ``os.walk`` does, with paths from the address on."""
    files, root = _files_at(address)
    for path, folders, names in files.walk(root):
        yield _relative(path, root), folders, names


@contextmanager
def copied(course: str, target: str) -> Iterator[tuple[Path, Path]]:
    """Have a copy of a course, its question banks and what was built of it in a folder that is gone afterwards.

    What was built is copied, too: only so can it be seen whether it is the builder's own and may be replaced. When all
    went well, what has changed is copied back.

    Args:
        course: its address.
        target: the address of the folder to write to; ``output`` in the course's folder if empty.
    """
    with tempfile.TemporaryDirectory(prefix="course-builder-") as name:
        out = Path(name) / OUTPUT
        target = target or below(course, OUTPUT)
        root = _fetch_course(course, Path(name) / "all")
        _fetch(target, out)
        before = {folder: _marks(folder) for folder in (root, out)}
        yield root, out
        # The lock goes first: with a newer one older packages stay right, with an older one newer packages would not.
        _send(root, course, before[root], lock.FILE)
        _send(out, target, before[out])


def _fetch_course(address: str, folder: Path) -> Path:
    """Copy a course and its question banks, which stand to each other as they do there; return the course's place.

    As on a disk a bank is what declares itself one, and none is looked for above the store's own top.
    """
    files, root = _files_at(address)
    fetched = folder / "course"
    _fetch(address, fetched, without=OUTPUT)
    above = len(PurePosixPath(root.lstrip("/")).parts)
    beside = [one for one in _banks(fetched) if 0 < one.count("../") < above]
    # As many folders above it as its paths go up.
    place = folder.joinpath("beside", *["above"] * max((one.count("../") for one in beside), default=0), fetched.name)
    place.parent.mkdir(parents=True)
    fetched.rename(place)
    for path in beside:
        bank = posixpath.normpath(f"{root}/{path}")
        if files.isfile(f"{bank}/{BANK}"):
            _fetch(files.unstrip_protocol(bank), Path(posixpath.normpath(f"{place.as_posix()}/{path}")))
    return place


def _banks(course: Path) -> list[str]:
    """Return where the banks of a course are; what is wrong with it is told when it is read."""
    file = course / "course.yml"
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    located = yaml.parse(text, file.name, Report())
    banks = located.data.get("banks") if located else None
    named = banks.values() if isinstance(banks, dict) else ()
    return sorted({normal(PurePosixPath(one)) for one in named if isinstance(one, str) and not one.startswith("/")})


def _fetch(address: str, folder: Path, without: str = "") -> None:
    """Copy what is at an address into a folder, but nothing that is hidden, such as a repository's history."""
    files, root = _files_at(address)
    folder.mkdir(parents=True, exist_ok=True)
    for path in files.find(root):
        name = PurePosixPath(_relative(path, root))
        # This holds for .., too: in a store of objects a name may lead anywhere.
        hidden = any(part.startswith(".") for part in name.parts[:-1])
        if hidden or name.parts[0] == without:
            continue
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        files.get_file(path, str(place))


def _send(folder: Path, address: str, before: dict[str, str], only: str = "") -> None:
    """Copy what is new in a folder to an address, and delete there what was deleted here. The record goes last."""
    now = _marks(folder)
    files, root = _files_at(address)
    for name in sorted(before.keys() | now.keys(), key=lambda one: (one == RECORD, one)):
        if before.get(name) == now.get(name) or (only and name != only):
            continue
        path = f"{root}/{name}"
        if name in now:
            files.makedirs(path.rpartition("/")[0], exist_ok=True)
            files.put_file(str(folder / name), path)
        else:
            files.rm_file(path)


def _marks(folder: Path) -> dict[str, str]:
    marks = {}
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                marks[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return marks


def _relative(path: str, root: str) -> str:
    return path.removeprefix(root).strip("/") or "."


def _files_at(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        raise ExtraMissingError("fsspec", f"The address {address!r}") from error
    files, root = url_to_fs(address)
    return files, root.rstrip("/")
