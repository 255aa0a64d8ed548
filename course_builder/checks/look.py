"""The course's own look can be read."""

from __future__ import annotations

from course_builder.checks.places import first
from course_builder.diagnostics import Report
from course_builder.model import Course
from course_builder.render.colour import ENOUGH, contrast

_PAGE = "#ffffff"


def accent(course: Course, text: str, report: Report) -> None:
    """Tell of an accent that is too light for text on white (WCAG 2.2, 1.4.3); the theme then uses a darker one.

    Args:
        text: of ``course.yml``.
    """
    colour = course.settings.theme.accent
    found = contrast(colour, _PAGE)
    if found < ENOUGH:
        report.add(
            "colour-contrast",
            first(text, colour, course.span.file, within="any"),
            f"The contrast of {colour} on white is {found:.1f}, and text needs {ENOUGH}; a darker tone of it is used.",
            "Choose a darker colour to have exactly that one.",
        )
