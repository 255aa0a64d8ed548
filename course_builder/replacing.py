"""Replacing files and folders together: the only code that writes to disk what is built.

Only what the builder itself has made is replaced (``made``). Everything is first written in full beside its place; only
when all of it is there do the new files take the places of the old ones, which are kept until the last one has. What
goes wrong before leaves everything as it was, and a process that is killed leaves a ``journal``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self, TypeAlias

from course_builder import made
from course_builder.content import Content, content_of
from course_builder.journal import Journal, Plan, clear, missing, open_journal, planned, swap, take_back

Files: TypeAlias = Mapping[PurePosixPath, bytes | Content]

OUTPUT = "output"
"""The folder of a course for what is built; it is the builder's own."""


class Replacing:
    """A set of files and folders that are replaced when the ``with`` block ends well.

    Args:
        root: the course's folder, where the journal stands and which is never replaced itself.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._ready: dict[Path, bytes | Content | Files | Callable[[], bytes]] = {}
        self._found: dict[Path, dict[str, str]] = {}
        self._records: dict[Path, dict[str, str | Content]] = {}

    def folder(self, path: Path, files: Files) -> None:
        """Lay a folder ready, with a record inside.

        Raises:
            ForeignError: something stands there that the builder did not make.
        """
        made.prove(path, made.read(path), self._root)
        record = made.text({name.as_posix(): made.fingerprint(content) for name, content in files.items()})
        self._ready[path] = {**files, PurePosixPath(made.RECORD): record.encode()}

    def text(self, path: Path, content: str) -> None:
        """Lay a text file ready, unless one that says the same is there; its line endings may be of either kind."""
        encoded = content.encode()
        if not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != encoded:
            self._ready[path] = encoded

    def tree(self, target: Path, files: Mapping[str, bytes | Content]) -> None:
        """Lay files and whole folders ready below a folder, which is made where there is none.

        Args:
            target: the folder. The record of what is made stands there.
            files: the content of each file by its path from there, with forward slashes.

        Raises:
            ValueError: a path leads out of the folder.
            ForeignError: something stands there that the builder did not make.
        """
        tops: dict[str, dict[str, bytes | Content]] = {}
        for path, content in files.items():
            top, *inside = PurePosixPath(path).parts
            if path.startswith("/") or ".." in inside or top in {"..", made.RECORD}:
                raise ValueError(f"an output made a file outside of its folder: {path!r}")
            tops.setdefault(top, {})["/".join(inside)] = content
        found = self._found.setdefault(target, made.read(target))
        record = self._records.setdefault(target, _still_there(found, target))
        ours = target.resolve() == (self._root / OUTPUT).resolve()
        for top, inner in tops.items():
            known = {name: mark for path, mark in found.items() if (name := _below(path, top)) is not None}
            made.prove(target / top, known, self._root, first_version=ours)
            self._ready[target / top] = (
                inner[""] if "" in inner else {PurePosixPath(name): content for name, content in inner.items()}
            )
            for path in [path for path in record if _below(path, top) is not None]:
                del record[path]
        record.update((path, content_of(content)) for path, content in files.items())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            return
        for target, record in self._records.items():
            # Made last, for what a zip is known by is known when it was written.
            self._ready[target / made.RECORD] = partial(_record, record)
        if self._ready:
            self._replace()

    def _replace(self) -> None:
        parents = {path.parent for path in self._ready}
        plan = planned(self._ready, dict.fromkeys(folder for parent in sorted(parents) for folder in missing(parent)))
        journal = self._journal(plan)
        cleared = False
        try:
            journal.begin(plan)
            for folder in plan.folders:
                folder.mkdir(exist_ok=True)
            for place, content in zip(plan.places, self._ready.values(), strict=True):
                _write(place.new, content() if callable(content) else content)
            journal.complete()
            try:
                swap(plan)
            except BaseException:
                take_back(plan)
                journal.give_up()
                raise
        finally:
            cleared = clear(plan)
            journal.close(delete=cleared)

    def _journal(self, plan: Plan) -> Journal:
        """Open the journal in the course's folder or, where nothing can be written there, beside what is written."""
        try:
            journal = open_journal(self._root, new=True)
        except BlockingIOError:
            raise
        except OSError:
            plan.paths[0].parent.mkdir(parents=True, exist_ok=True)
            journal = open_journal(plan.paths[0].parent, new=True)
        assert journal is not None  # noqa: S101 -- it is made
        return journal


def _still_there(record: Mapping[str, str], target: Path) -> dict[str, str | Content]:
    tops = {top for path in record if (target / (top := path.partition("/")[0])).exists()}
    return {path: mark for path, mark in record.items() if path.partition("/")[0] in tops}


def _record(record: Mapping[str, str | Content]) -> bytes:
    marks = {path: mark if isinstance(mark, str) else made.fingerprint(mark) for path, mark in record.items()}
    return made.text(marks).encode()


def _below(path: str, top: str) -> str | None:
    """Return the rest of a path below ``top``, empty for the file itself; None where it stands elsewhere."""
    head, _, rest = path.partition("/")
    return rest if head == top else None


def _write(path: Path, content: bytes | Content | Files) -> None:
    if not isinstance(content, Mapping):
        content_of(content).write(path)
        return
    path.mkdir()
    for name, inner in content.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        content_of(inner).write(file)
