"""The starter course: a small course that shows the main features and builds at once.

It is kept as plain files in ``starter/``, so that it reads like any course and is a test case like any other.
"""

from __future__ import annotations

import shutil
from pathlib import Path

STARTER = Path(__file__).parent / "starter"

SCHEMAS = Path(__file__).parent / "schemas"
"""JSON Schemas of what authors write in YAML, for editors; ``schemas.py`` makes them."""

SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMAS.name}/course.schema.json\n"
"""By which editors find the schema of ``course.yml``."""


class NotEmptyError(Exception):
    """The folder has something in it, which a new course must not be mixed with."""


class SourceError(Exception):
    """A folder of another tool cannot become a course; the message says why."""


def create(folder: str | Path) -> list[Path]:
    """Copy the starter course.

    Args:
        folder: is made if it is not there. Entries that begin with a dot, such as ``.git`` and ``.venv``, may be in it
            already and are left alone.

    Returns:
        The files written, in order.

    Raises:
        NotEmptyError: where ``folder`` is a file, or anything else stands in it.
    """
    target = Path(folder)
    refuse_unless_empty(target)
    written = []
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        path = target / source.relative_to(STARTER)
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
        written.append(path)
    return sorted([*written, *write_schemas(target)])


def write_schemas(target: Path) -> list[Path]:
    """Copy the schemas into a course; return the files."""
    written = []
    for source in sorted(SCHEMAS.glob("*.json")):
        path = target / SCHEMAS.name / source.name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
        written.append(path)
    return written


def refuse_unless_empty(folder: Path) -> None:
    """Raise NotEmptyError where a course cannot be made in a folder."""
    if folder.exists() and not folder.is_dir():
        raise NotEmptyError(f"{str(folder)!r} is a file. Name a folder that is empty or not there yet.")
    there = sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")) if folder.exists() else []
    if there:
        raise NotEmptyError(
            f"The folder {str(folder)!r} is not empty: {there[0]!r} is in it. Name one that is empty or not there yet."
        )
