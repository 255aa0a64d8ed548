"""Icons of modules: those of Lucide, by their names on lucide.dev. A course carries only those that it uses."""

from __future__ import annotations

import difflib
import re
import zipfile
from functools import cache
from importlib import metadata, resources

from lucide import IconDoesNotExist
from lucide.jinja import lucide
from markupsafe import Markup

from course_builder.model import Course

_SAID = re.compile(r' (?:width|height|fill|stroke(?:-[a-z]+)?)="[^"]*"(?=[^>]* class="icon")|\n +')


@cache
def module_icon(name: str) -> Markup:
    """Return the SVG of an icon, hidden from screen readers; nothing where there is none of this name."""
    try:
        drawing = str(lucide(name, size=None, **{"class": "icon", "aria-hidden": "true"}))
        # How its lines are drawn, and how large it is, the style sheet says of all icons.
        return Markup(_SAID.sub("", drawing))  # noqa: S704
    except IconDoesNotExist:
        return Markup()


def near(name: str) -> list[str]:
    """Return names of icons that ``name`` may mean."""
    with resources.files("lucide").joinpath("lucide.zip").open("rb") as file, zipfile.ZipFile(file) as archive:
        known = [one.removesuffix(".svg") for one in archive.namelist()]
    holding = [one for one in known if name in one.split("-")]
    return (holding or difflib.get_close_matches(name, known, n=3, cutoff=0.7))[:3]


def licence(course: Course) -> str:
    """Return the licence of the icons; empty where a course uses none."""
    if not any(module.settings.icon for module in course.modules):
        return ""
    return metadata.distribution("lucide").read_text("licenses/LICENSE") or ""
