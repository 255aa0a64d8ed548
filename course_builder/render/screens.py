"""The screens of a course and the names of their files."""

from __future__ import annotations

import re
from typing import Literal

from course_builder.model import Assessment, Course
from course_builder.render.site import ScreenLink
from course_builder.source.names import digest, plain_text, portable

RESERVED = frozenset({"home", "results"})
HANDOUT = "print.html"
"""The page that prints the whole course; no screen."""


def screens(course: Course, kind: Literal["folder", "single"], *, results_title: str) -> tuple[ScreenLink, ...]:
    """Return the screens in reading order: the start, pages, assessments, and results where anything is scored.

    File names are lower-case ASCII (R7): some LMSs refuse anything else. None is a device's on Windows.
    """
    taken: set[str] = {"index.html", "results.html", HANDOUT}
    owner = {page.id: module.id for module in course.modules for page in module.pages}
    links = [ScreenLink("home", _href(kind, "home", "index.html"), course.settings.title, "home")]
    for screen in course.screens:
        module = screen.module if isinstance(screen, Assessment) else owner[screen.id]
        name = _unique_file_name(_file(screen.id), screen.id, taken)
        taken.add(name)
        what: Literal["assessment", "page"] = "assessment" if isinstance(screen, Assessment) else "page"
        links.append(ScreenLink(screen.id, _href(kind, screen.id, name), plain_text(screen.title.text), what, module))
    if course.assessments or any(question.scored for question in course.questions):
        links.append(ScreenLink("results", _href(kind, "results", "results.html"), results_title, "results"))
    return tuple(links)


def _file(identifier: str) -> str:
    return portable(re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-") + ".html")


def _unique_file_name(name: str, identifier: str, taken: set[str]) -> str:
    return name if name not in taken else f"{name.removesuffix('.html')}-{digest(identifier)}.html"


def _href(kind: Literal["folder", "single"], identifier: str, name: str) -> str:
    return name if kind == "folder" else f"#screen-{identifier.replace('/', '-')}"
