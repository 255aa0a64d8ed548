"""Replacing files and folders together: the only code that writes to disk what is built.

Everything is first written in full beside its place. Only when all of it is there do the new files take the places of
the old ones, which are kept until the last one has: what goes wrong before leaves everything as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self


@dataclass(slots=True)
class Replacing:
    """A set of files and folders that are replaced when the ``with`` block ends well."""

    _ready: list[tuple[Path, Path]] = field(default_factory=list)
    _umask: int = field(default_factory=lambda: _umask())  # noqa: PLW0108 -- defined further down

    def file(self, path: Path, content: bytes) -> None:
        """Lay a file ready."""
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        self._ready.append((Path(name), path))
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # A temporary file is private; what is built is as readable as any file that the author makes.
        Path(name).chmod(0o666 & ~self._umask)

    def folder(self, path: Path, files: Mapping[PurePosixPath, bytes]) -> None:
        """Lay a folder ready."""
        new = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        self._ready.append((new, path))
        for name, content in files.items():
            file = new / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        new.chmod(0o777 & ~self._umask)

    def text(self, path: Path, content: str) -> None:
        """Lay a text file ready, unless one that says the same is there; its line endings may be of either kind."""
        encoded = content.encode()
        if not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != encoded:
            self.file(path, encoded)

    def tree(self, target: Path, files: Mapping[str, bytes]) -> None:
        """Lay files and whole folders ready below a folder, which is made where there is none.

        Args:
            target: the folder.
            files: the content of each file by its path from there, with forward slashes.

        Raises:
            ValueError: a path leads out of the folder.
        """
        target.mkdir(parents=True, exist_ok=True)
        folders: dict[str, dict[PurePosixPath, bytes]] = {}
        for path, content in files.items():
            top, *inside = PurePosixPath(path).parts
            if path.startswith("/") or ".." in inside or top == "..":
                raise ValueError(f"an output made a file outside of its folder: {path!r}")
            if inside:
                folders.setdefault(top, {})[PurePosixPath(*inside)] = content
            else:
                self.file(target / top, content)
        for top, inner in folders.items():
            self.folder(target / top, inner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                self._swap()
        finally:
            for new, _ in self._ready:
                _delete(new)

    def _swap(self) -> None:
        moved: list[tuple[Path, Path | None]] = []
        try:
            for new, path in self._ready:
                old = None
                if path.exists() or path.is_symlink():
                    old = new.with_name(f"{new.name}.old")
                    _keep(path, old, stays=not new.is_dir())
                moved.append((path, old))
                new.replace(path)
        except BaseException:
            for path, old in reversed(moved):
                _delete(path)
                if old:
                    old.replace(path)
            raise
        for _, old in moved:
            if old:
                _delete(old)


def _keep(path: Path, old: Path, *, stays: bool) -> None:
    """Give what stands at ``path`` another name. A file ``stays`` there as well, so that readers always find one."""
    if stays and (not path.is_dir() or path.is_symlink()):
        try:
            old.hardlink_to(path)
        except OSError:  # a file system without links
            pass
        else:
            return
    path.replace(old)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
