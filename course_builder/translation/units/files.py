"""The places of units in a file of a course, by what kind of file it is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

from course_builder.model.settings import CourseSettings
from course_builder.translation.units.captions import caption_slots
from course_builder.translation.units.drawings import drawing_slots
from course_builder.translation.units.markdown import MarkdownReader
from course_builder.translation.units.settings import settings_slots
from course_builder.translation.units.sheets import sheet_slots
from course_builder.translation.units.slots import Slot

_KEPT = 128
"""Files whose places are kept: a course is read once for each of its languages, and again at every save."""


def slots(file: str, text: str) -> tuple[Slot, ...]:
    """Return the places of units in a file's text.

    Args:
        file: its path in the course.
    """
    return slots_and_files(file, text)[0]


@lru_cache(maxsize=_KEPT)
def slots_and_files(file: str, text: str) -> tuple[tuple[Slot, ...], tuple[str, ...]]:
    """Return the places of units in a file's text, and the files of data that it names."""
    path = PurePosixPath(file)
    if path.suffix == ".md":
        # Files of other folders are included, and may hold questions.
        reader = MarkdownReader(file, text, asks=path.parts[0] != "modules")
        return tuple(reader.slots()), tuple(reader.files)
    if file == "course.yml":
        return tuple(settings_slots(text, file, CourseSettings)), ()
    kinds = {".csv": sheet_slots, ".svg": drawing_slots, ".vtt": caption_slots}
    return tuple(kinds[path.suffix](text, file)) if path.suffix in kinds else (), ()
