"""The ids that were released: learners' progress and the LMS's records know things by them, so they stay."""

from __future__ import annotations

import json
from pathlib import Path

from course_builder.source.names import latin_slug, slug

FILE = "course.lock"


def released(root: Path) -> tuple[frozenset[str], bool]:
    """Return the ids in ``course.lock``, and whether the course itself is named by Latin letters.

    It is so since ids are, and was not for a course that was built before. What is wrong with the file is told where
    the numbers are read.
    """
    try:
        place = root / FILE
        if not place.is_file():  # what is no file, such as a pipe, may never come to an end
            return frozenset(), True
        data = json.loads(place.read_text(encoding="utf-8"))
        ids = frozenset(name for group in ("screens", "assessments", "questions") for name in data.get(group, {}))
        return ids, data.get("names") == "latin" or not ids
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return frozenset(), True


def named(text: str, known: frozenset[str], place: str = "{}") -> str:
    """Return the id of what has this title or file name: readable, unless it was released under another.

    Args:
        known: the ids that were released.
        place: how ids of its kind are written, such as ``quiz/{}``.
    """
    before = slug(text)
    return before if place.format(before) in known else latin_slug(text)
