"""Icons of modules: those of Lucide, by their names on lucide.dev. A course carries only those that it uses."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from functools import cache
from importlib import metadata, resources
from xml.etree import ElementTree as ET

from markupsafe import Markup

from course_builder.model import Course

_SAID = re.compile(r' (?:width|height|fill|stroke(?:-[a-z]+)?)="[^"]*"(?=[^>]* class="icon")|\n +')


@cache
def module_icon(name: str) -> Markup:
    """Return the SVG of an icon, hidden from screen readers; nothing where there is none of this name."""
    try:
        drawing = ET.fromstring(_drawings().read(f"{name}.svg"))  # noqa: S314 -- the library's own
    except KeyError:
        return Markup()
    for element in drawing.iter():
        element.tag = element.tag.rpartition("}")[2]
    drawing.attrib.update({"class": "icon", "aria-hidden": "true"})
    # How its lines are drawn, and how large it is, the style sheet says of all icons.
    return Markup(_SAID.sub("", ET.tostring(drawing, encoding="unicode")))  # noqa: S704


def near(name: str) -> list[str]:
    """Return names of icons that ``name`` may mean."""
    known = [one.removesuffix(".svg") for one in _drawings().namelist()]
    holding = [one for one in known if name in one.split("-")]
    return (holding or difflib.get_close_matches(name, known, n=3, cutoff=0.7))[:3]


@cache
def _drawings() -> zipfile.ZipFile:
    """Return all icons. The library opens them for each one anew, and reads their two thousand names."""
    return zipfile.ZipFile(io.BytesIO(resources.files("lucide").joinpath("lucide.zip").read_bytes()))


def licence(course: Course) -> str:
    """Return the licence of the icons; empty where a course uses none."""
    if not any(module.settings.icon for module in course.modules):
        return ""
    return metadata.distribution("lucide").read_text("licenses/LICENSE") or ""
