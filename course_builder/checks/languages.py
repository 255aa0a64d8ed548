"""The course's language has interface words."""

from __future__ import annotations

from collections.abc import Collection

from course_builder.diagnostics import Report
from course_builder.model import Course


def check(course: Course, known: Collection[str], report: Report) -> None:
    """Tell if the interface will be in English because its words are not translated into the course's language."""
    language = course.settings.language.split("-")[0].lower()
    if language not in known:
        report.add(
            "language-unknown",
            course.places.get("language", course.span),
            f"There are no interface words for the language {course.settings.language!r} yet; "
            "the buttons will be in English.",
            f"Words exist for: {', '.join(sorted(known))}.",
        )
