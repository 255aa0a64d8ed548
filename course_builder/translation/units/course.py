"""All units of a course, in the order in which learners meet them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from course_builder.load.course import CourseReader
from course_builder.source.files import Files, within
from course_builder.translation import interface
from course_builder.translation.unit import Unit
from course_builder.translation.units.putting import units

_KINDS = (".md", ".csv", ".vtt")
_DRAWING = re.compile(r"[^\s()\"'<>=\[\]{},|]+\.svg\b")


def course_files(root: Path) -> dict[str, str]:
    """Return the texts of a course's files that hold units by their paths, in the order in which they are read.

    A drawing stands behind the first file that names it.

    Args:
        root: the course's folder.
    """
    reader = CourseReader(root, interface.true_false)
    reader.course()
    return with_units(reader.files)


def with_units(files: Files) -> dict[str, str]:
    """Return the texts of those files with units that were read, and of the drawings that they show.

    Args:
        files: of a course that was read.
    """
    found: dict[str, str] = {}
    for file, text in list(files.texts.items()):
        if file != "course.yml" and not file.endswith(_KINDS):
            continue
        found[file] = text
        for written in dict.fromkeys(_DRAWING.findall(text)):
            path = within(PurePosixPath(file).parent / unquote(written))
            if path and path not in found and (files.root / path).is_file():
                drawing = files.text(files.root / path)
                if drawing is not None:
                    found[path] = drawing
    return found


def course_units(root: Path) -> Iterator[tuple[str, list[Unit]]]:
    """Yield each file of a course with its units.

    Args:
        root: the course's folder.
    """
    for file, text in course_files(root).items():
        yield file, units(file, text)
