"""Whether what was built last time would be built again: nothing that it was made from has changed, nor what was made.

It is told without reading the course, by the states of files on the disk. So this module imports nothing that reads
courses, and a command that has nothing to do ends at once. Whatever is not known for certain counts as changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from course_builder.cache import Cache, key
from course_builder.installed import files_below, installed

FOLDERS = ("modules", "assessments", "media", "theme", "translations")
"""The folders of a course in which a file that comes or goes may change what is built."""

_State: TypeAlias = Sequence[int | str]
"""Size, times of the last change of the content and of the file, and the SHA-256 of the content or an empty text."""

_TICK = 20_000_000
"""Nanoseconds between two times that file systems can tell apart, with room to spare."""


@dataclass(frozen=True, slots=True)
class Run:
    """One use of a command.

    Args:
        root: the course's folder.
        words: the command and all options that what it makes and shows depends on.
        since: when it began, in nanoseconds since 1970.
    """

    root: Path
    words: tuple[str, ...]
    since: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What a command showed: mistakes, and what was built."""

    mistakes: str
    built: str


def last(run: Run, cache: Cache) -> Shown | None:
    """Return what the same command showed the last time, if it would show and make the same now."""
    kept = cache.get(_key(run))
    if kept is None:
        return None
    try:
        known = json.loads(kept)
        same = (
            known["names"] == _names(run.root)
            and sorted(known["sources"]) == _sources(run.root, known["others"], known["folders"])
            and _same(run.root, known["sources"])
            and all(_tree(Path(place)) == states for place, states in known["made"].items())
        )
        return Shown(*known["shown"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(
    run: Run,
    shown: Shown,
    read: Iterable[str],
    known: Mapping[str, str],
    written: Mapping[str, str],
    made: Iterable[Path],
    cache: Cache,
    beside: Iterable[str] = (),
) -> None:
    """Keep what a command showed, for the next time.

    Args:
        read: the files of the course that it read, relative to its folder, wherever they stand.
        known: the SHA-256 of files that were hashed anyway, by their paths.
        written: the SHA-256 of files that it wrote and would read again, by their paths.
        made: the files and folders that it made.
        beside: further folders in which a file that comes or goes may change what is built, relative to the course's.
    """
    folders = [*FOLDERS, *beside]
    others = sorted(name for name in {*read, *written} if not any(name.startswith(f"{folder}/") for folder in folders))
    try:
        sources = {name: _state(run.root / name, known.get(name)) for name in _sources(run.root, others, folders)}
        # What was changed while it was read may have been read before or after.
        late = {name for name, state in sources.items() if max(map(int, state[1:3])) > run.since - _TICK}
        if any(written.get(name) != sources[name][3] for name in late):
            return
        record = {
            "names": _names(run.root),
            "others": others,
            "folders": folders,
            "sources": sources,
            "made": {str(place.absolute()): _tree(place) for place in made},
            "shown": [shown.mistakes, shown.built],
        }
    except OSError:
        return
    cache.put(_key(run), json.dumps(record).encode())


def _key(run: Run) -> str:
    return key("unchanged", str(run.root.absolute()), str(Path.cwd()), json.dumps(run.words), installed())


def _names(root: Path) -> list[str]:
    """Return what stands in the course's folder: a ``module/`` with pages in it is told, for one."""
    tops = sorted(one for one in root.iterdir() if one.name != "output" and not one.name.startswith("."))
    pages = (page for top in tops if top.is_dir() for page in sorted(top.glob("*.md")))
    return [one.relative_to(root).as_posix() for one in (*tops, *pages)]


def _sources(root: Path, others: Iterable[str], folders: Iterable[str]) -> list[str]:
    inside = [path.relative_to(root).as_posix() for folder in folders for path, _ in files_below(root / folder)]
    return sorted({*inside, *others})


def _same(root: Path, states: Mapping[str, _State]) -> bool:
    for name, state in states.items():
        path = root / name
        if _state(path, "")[:3] != list(state[:3]) and (not state[3] or _hash(path) != state[3]):
            return False
    return True


def _state(path: Path, known: str | None) -> list[int | str]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, _hash(path) if known is None else known]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tree(place: Path) -> dict[str, list[int]]:
    """Return the states of a file, or of all files in a folder."""
    found = [(place, place.stat())] if place.is_file() else list(files_below(place))
    return {
        path.relative_to(place).as_posix(): [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns] for path, stat in found
    }
