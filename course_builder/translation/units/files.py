"""The places of units in a file of a course, by what kind of file it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from course_builder.model.settings import CourseSettings
from course_builder.translation.units.captions import caption_slots
from course_builder.translation.units.drawings import drawing_slots
from course_builder.translation.units.markdown import MarkdownReader
from course_builder.translation.units.settings import settings_slots
from course_builder.translation.units.sheets import sheet_slots
from course_builder.translation.units.slots import Slot


# A course is read once in each of its languages.
@lru_cache(maxsize=1000)
def slots(file: str, text: str) -> tuple[Slot, ...]:
    """Return the places of units in a file's text.

    Args:
        file: its path in the course.
    """
    return tuple(_slots(file, text))


def _slots(file: str, text: str) -> Iterator[Slot]:
    path = PurePosixPath(file)
    if file == "course.yml":
        yield from settings_slots(text, file, CourseSettings)
    elif path.suffix == ".md":
        # Files of other folders are included, and may hold questions.
        yield from MarkdownReader(file, text, asks=path.parts[0] != "modules").slots()
    elif path.suffix == ".csv":
        yield from sheet_slots(text, file)
    elif path.suffix == ".svg":
        yield from drawing_slots(text, file)
    elif path.suffix == ".vtt":
        yield from caption_slots(text, file)
