"""A page in the language of the course and in another one, text by text: what is translated, out of date, missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from course_builder.diagnostics import Report, Span
from course_builder.model import Course
from course_builder.render.site import ScreenLink
from course_builder.source.files import Files
from course_builder.translation import catalogues
from course_builder.translation.catalogues import Entry
from course_builder.translation.editions import screens_of
from course_builder.translation.reader import Reader
from course_builder.translation.unit import Unit, Wording
from course_builder.translation.units import faults

State = Literal["translated", "stale", "wrong", "missing"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the course and its wording.

    Args:
        context: where it stands and as what.
        text: as it is written.
        wording: empty where there is none.
        state: `stale`: the text was changed after the wording was written; `wrong`: the wording has a mistake,
            so that the text is shown in its place.
        was: what is `stale`: the text that the wording was written for, where the catalogue has it.
        why: what is wrong with the wording.
        file, line: of the wording in the catalogue; of the text where the catalogue does not have it yet.
    """

    context: str
    text: str
    wording: str
    state: State
    was: str
    why: str
    file: str
    line: int


def pairs(root: Path, course: Course, link: ScreenLink, reader: Reader) -> list[dict[str, object]]:
    """Return the texts of a screen as plain data, in the order of its sources.

    Args:
        root: the course's folder.
        course: as it is written.
        link: the screen.
        reader: has read the course in the language.
    """
    files = Files(root, Report())
    path = catalogues.catalogues(root).get(reader.language)
    found = catalogues.read(path, files) if path else None
    entries = {one.key: one for one in found.living} if found else {}
    file = found.file if found else ""
    return [asdict(_pair(unit, entries, file, reader.language)) for unit in _units(course, link, reader)]


def _units(course: Course, link: ScreenLink, reader: Reader) -> Iterator[Unit]:
    for unit in reader.units:
        # The start shows the settings of the course.
        if link.id in screens_of(course, unit) or (link.kind == "home" and unit.span.file == course.span.file):
            yield unit


def _pair(unit: Unit, entries: Mapping[tuple[str, str], Entry], file: str, language: str) -> Pair:
    entry = entries.get((unit.context, unit.text))
    if entry is None:
        return Pair(unit.context, unit.text, "", "missing", "", "", unit.span.file, unit.span.line)
    state: State = "translated"
    why = ""
    if not entry.wording:
        state = "missing"
    elif entry.fuzzy:
        state = "stale"
    elif wrong := faults(unit, Wording(entry.wording, Span(file, entry.line)), language):
        state, why = "wrong", wrong[0].message
    was = entry.original if state == "stale" and entry.original != unit.text else ""
    return Pair(unit.context, unit.text, entry.wording, state, was, why, file, entry.line)
