"""The course's own look can be read, and comes about."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from course_builder.checks.places import first
from course_builder.diagnostics import Report, Span
from course_builder.model import Course
from course_builder.render.colour import ENOUGH, contrast
from course_builder.render.edition import Edition
from course_builder.render.environment import template_names
from course_builder.render.icons import module_icon, near
from course_builder.render.own_theme import FOLDER, STYLE, TOKENS

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


def icons(course: Course, sources: Mapping[str, str], report: Report) -> None:
    """Tell of icons that there are not.

    Args:
        sources: the text of each source file, by path.
    """
    for module in course.modules:
        name = module.settings.icon
        if name and not module_icon(name):
            file = module.span.file
            meant = " or ".join(near(name))
            report.add(
                "icon-unknown",
                first(sources.get(file, ""), name, file, within="any"),
                f"There is no icon {name!r}.",
                f"Write  icon: {meant}" if meant else "Look for a name on lucide.dev.",
            )


_REFERENCED = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")
_ABOUT = re.compile(r"(?:licen[cs]e|copying|ofl|fontlog|notice|authors|readme)\b", re.IGNORECASE)
"""Names of files that say something about others, such as the licence of a font."""


def theme(edition: Edition, report: Report) -> None:
    """Tell of files in ``theme/`` that nothing uses: whoever misspells a name sees no difference, and not why."""
    folder = edition.root / FOLDER
    if not folder.is_dir():
        return
    _ = edition.style  # what it names is known when it is made
    used = {STYLE, TOKENS, *edition.theme.texts, *edition.media.found}
    templates = {f"{FOLDER}/{name}" for name in template_names()}
    there = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    for path in there:
        if path.suffix == ".jinja":
            text = path.read_text("utf-8", errors="replace")
            used |= {f"{FOLDER}/{name}" for name in _REFERENCED.findall(text)}
    for path in there:
        name = path.relative_to(edition.root).as_posix()
        if name in used | templates or _ABOUT.match(path.name):
            continue
        close = difflib.get_close_matches(name, {STYLE, TOKENS, *templates}, n=1, cutoff=0.75)
        known = f"Read are {STYLE}, {TOKENS}, what they name with url(…), and templates named as the theme's own."
        hint = f"Did you mean {close[0]!r}?" if close else known
        report.add("theme-unused", Span(name), "Nothing uses this file.", hint)
