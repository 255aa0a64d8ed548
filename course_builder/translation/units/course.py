"""All units of a course, in the order in which learners meet them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from course_builder.load.course import CourseReader
from course_builder.translation import interface
from course_builder.translation.unit import Unit
from course_builder.translation.units.putting import units

_KINDS = (".md", ".csv", ".svg", ".vtt")


def course_files(root: Path) -> dict[str, str]:
    """Return the texts of a course's files with units by their paths, in the order in which they are read.

    Args:
        root: the course's folder.
    """
    reader = CourseReader(root, interface.true_false)
    reader.course()
    return with_units(reader.files.texts)


def with_units(texts: Mapping[str, str]) -> dict[str, str]:
    """Return those of a course's files that have units."""
    return {file: text for file, text in texts.items() if file == "course.yml" or file.endswith(_KINDS)}


def course_units(root: Path) -> Iterator[tuple[str, list[Unit]]]:
    """Yield each file of a course with its units.

    Args:
        root: the course's folder.
    """
    for file, text in course_files(root).items():
        yield file, units(file, text)
