"""Pages that come beside a SCORM package, for people at the LMS: how to set it up, and how to read its reports.

They are made from the course's own settings, so they say what holds for this very build. They never go into the
package.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from course_builder.packaging.cards.answers import answer_sections
from course_builder.packaging.cards.settings import Build, moodle, standings
from course_builder.render.edition import Edition


def cards(edition: Edition, build: Build) -> Iterator[tuple[str, bytes]]:
    """Yield the cards of a package, each with its file name."""
    yield f"{build.name}-setup.html", _page("setup", edition, build, moodle=moodle(build), standings=standings(build))
    if sections := answer_sections(edition, build.standard):
        yield f"{build.name}-answers.html", _page("answers", edition, build, sections=sections)


def _page(template: str, edition: Edition, build: Build, **values: Any) -> bytes:
    page = _environment().get_template(f"{template}.html.jinja")
    return page.render(course=edition.course, build=build, **values).encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
