"""The course's language has interface words."""

from __future__ import annotations

from collections.abc import Mapping

from course_builder.diagnostics import Report
from course_builder.model import Course
from course_builder.translation.interface import languages
from course_builder.translation.own import FOLDER, missing

_SHOWN = 5


def check(course: Course, own: Mapping[str, str], report: Report) -> None:
    """Tell of interface words that will be in English because nobody has translated them into the course's language.

    Args:
        own: the words that the course brings.
    """
    language = course.settings.language
    keys = missing(language, own)
    if not keys:
        return
    file = f"{FOLDER}/{language}.yml"
    some = ", ".join(keys[:_SHOWN]) + (f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else "")
    known = f"There are words for {', '.join(languages())}; write those of other languages into {file}."
    report.add(
        "language-unknown",
        course.places.get("language", course.span),
        f"{file} lacks interface words, which will be in English: {some}."
        if own
        else f"There are no interface words for the language {language!r} yet; the buttons will be in English.",
        f"Add them to {file}." if own else known,
    )
