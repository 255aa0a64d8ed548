"""All units of a course, in the order in which learners meet them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from course_builder.diagnostics import Report, Span
from course_builder.load.content import to_nfc
from course_builder.load.course import CourseReader, module_files
from course_builder.model import Assessment, Module
from course_builder.source.files import Files, on_disk, within
from course_builder.translation import interface
from course_builder.translation.unit import Unit
from course_builder.translation.units.files import slots_and_files
from course_builder.translation.units.putting import units_of
from course_builder.translation.units.slots import Slot

_KINDS = (".md", ".csv", ".vtt", ".svg")
_DRAWING = re.compile(r"[^\s()\"'<>=\[\]{},|]+\.svg$")
_LONGEST = 300
"""Characters of an address."""


class _Order(CourseReader):
    """Reads which files a course has, in its order, and not what stands in them."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, interface.true_false)
        self.found: list[str] = ["course.yml"]

    def module(self, path: Path) -> Module | None:
        files = module_files(path)
        self.found += [self.files.name(one) for one in files]
        text = self.files.text(files[0]) if files else None
        if text is not None:
            name = self.files.source(files[0], text).front.data.get("assessment")
            if isinstance(name, str):
                self.assessment(name, "", Span(""))
        return None

    def assessment(self, name: str, module: str, named_at: Span) -> Assessment | None:  # noqa: ARG002 -- overridden
        if path := self.assessment_paths.get(to_nfc(name.removesuffix(".md"))):
            self.found.append(self.files.name(path))
        return None


def course_slots(root: Path) -> Iterator[tuple[str, str, Sequence[Slot]]]:
    """Yield the files of a course that hold units, each with its text and the places in it.

    What a file names stands behind it: the text that it includes, its data, captions and drawings.

    Args:
        root: the course's folder.
    """
    order = _Order(root)
    order.course()
    files = Files(root, Report(), beside=order.files.beside)
    seen: set[str] = set()
    banks = [file for bank in order.banks.values() for file, _ in bank.files]
    waiting = [*order.found, *banks][::-1]
    while waiting:
        file = waiting.pop()
        if file in seen or not _is_file(root / file) or (text := files.text(root / file)) is None:
            continue
        seen.add(file)
        places, named = slots_and_files(file, text)
        yield file, text, places
        beside = PurePosixPath(file).parent
        drawings = (
            [within(beside / unquote(one), files.beside) for one in _drawings(text)]
            if not file.endswith(".svg")
            else []
        )
        found = [on_disk(root, one) for one in [*named, *filter(None, drawings)] if one.endswith(_KINDS)]
        waiting += reversed(found)


def _drawings(text: str) -> Iterator[str]:
    """Yield the addresses of drawings in a text; a pattern alone would try each word of it from each letter."""
    at = text.find(".svg")
    while at >= 0:
        if found := _DRAWING.search(text, max(0, at - _LONGEST), at + 4):
            yield found[0]
        at = text.find(".svg", at + 4)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # an address is no name of a file
        return False


def course_files(root: Path) -> dict[str, str]:
    """Return the texts of a course's files that hold units by their paths, in the order of the course.

    Args:
        root: the course's folder.
    """
    return {file: text for file, text, _ in course_slots(root)}


def course_units(root: Path) -> Iterator[tuple[str, list[Unit]]]:
    """Yield each file of a course with its units, in the order of the course.

    Args:
        root: the course's folder.
    """
    for file, _, places in course_slots(root):
        yield file, units_of(places)
