"""A file's units, and the file with wordings in their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from course_builder.diagnostics import Span
from course_builder.translation.unit import Translated, Unit, Wordings
from course_builder.translation.units.figures import Languages
from course_builder.translation.units.files import slots
from course_builder.translation.units.slots import PLACEHOLDER, Part, Slot


def units(file: str, text: str) -> list[Unit]:
    """Return the units of a file, each once, in the order in which they stand.

    Args:
        file: its path in the course.
        text: as ``Files.text`` gives it.
    """
    return units_of(slots(file, text))


def units_of(places: Iterable[Slot]) -> list[Unit]:
    """Return the units of places, each once."""
    found: dict[tuple[str, str], Unit] = {}
    for slot in places:
        for unit in (slot.unit, *(part.unit for part in slot.parts)):
            if unit:
                found.setdefault((unit.context, unit.text), unit)
    return list(found.values())


def translated(file: str, text: str, wordings: Wordings, source_language: str = "", language: str = "") -> Translated:
    """Return a file with wordings in the places of its units.

    Args:
        file: its path in the course.
        text: as ``Files.text`` gives it.
        wordings: of the language.
        source_language: in which the course is written. Numbers that would be read as others are written anew.
        language: of the wordings; where it is left out, numbers are written as all languages read them.
    """
    languages = Languages(source_language, language)
    pieces: list[str] = []
    marks: list[_Mark] = []
    at = length = 0
    edits: list[tuple[int, int, list[_Stretch]]] = []
    for slot in slots(file, text):
        if stretches := _written(slot, wordings, languages):
            edits.append((slot.start, slot.end, stretches))
            edits += [(start, end, []) for start, end in slot.rest]
    for start, end, stretches in sorted(edits, key=lambda one: one[0]):
        if start < at:
            continue
        pieces.append(text[at:start])
        length += start - at
        for stretch in stretches:
            marks.append(_Mark(length, length + len(stretch.text), start, end, stretch.span))
            pieces.append(stretch.text)
            length += len(stretch.text)
        if not stretches:
            marks.append(_Mark(length, length, start, end, None))
        at = end
    pieces.append(text[at:])
    made = "".join(pieces)
    return Translated(made, _Origin(file, text, made, marks).of)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text that stands in a slot, and the place of the wording that it is of."""

    text: str
    span: Span | None


def _written(slot: Slot, wordings: Wordings, languages: Languages) -> list[_Stretch]:
    """Return what stands in a slot in the other language; nothing where that is what the source has."""
    wording = wordings(slot.unit) if slot.unit else None
    text = wording.text if wording else slot.text
    if slot.figures and languages.source:
        text = slot.figures(text, languages)
    parts = [_of_part(part, wordings, languages) for part in slot.parts]
    if wording is None and text == slot.text and [one.text for one in parts] == [part.source for part in slot.parts]:
        return []
    put: list[_Stretch] = []

    def part_of(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        if not 0 <= number < len(parts):
            return found[0]
        put.append(parts[number])
        return parts[number].text

    made = slot.write(PLACEHOLDER.sub(part_of, text) if parts else text)
    around = wording.span if wording else None
    stretches: list[_Stretch] = []
    position = 0
    for one in put:
        # Where the writing of the slot has escaped something in it, it is of the whole.
        start = made.find(one.text, position) if one.span else -1
        if start >= 0:
            stretches += [_Stretch(made[position:start], around), one]
            position = start + len(one.text)
    return [*stretches, _Stretch(made[position:], around)]


def _of_part(part: Part, wordings: Wordings, languages: Languages) -> _Stretch:
    own = wordings(part.unit) if part.unit else None
    if own:
        return _Stretch(part.write(own.text), own.span)
    return _Stretch(part.figures(part.source, languages) if part.figures and languages.source else part.source, None)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of the translated text, the stretch of the source that it stands for, and the place of its wording."""

    start: int
    end: int
    source_start: int
    source_end: int
    span: Span | None


class _Origin:
    """Finds where what stands at a place of the translated text is to be mended."""

    def __init__(self, file: str, source: str, made: str, marks: list[_Mark]) -> None:
        self.file, self.source, self.made, self.marks = file, source, made, marks

    @cached_property
    def starts(self) -> tuple[list[int], list[int]]:
        """Where the lines of the source begin, and those of the translated text."""
        return _starts(self.source), _starts(self.made)

    def of(self, span: Span) -> Span:
        """Return the place in the catalogue or in the source."""
        sources, targets = self.starts
        if span.file != self.file or not 0 < span.line <= len(targets):
            return span
        at = targets[span.line - 1] + span.column - 1
        number = bisect_right(self.marks, at, key=lambda mark: mark.start) - 1
        if number >= 0:
            mark = self.marks[number]
            if at < mark.end and mark.span:
                return mark.span
            at = mark.source_start if at < mark.end else at - mark.end + mark.source_end
        line = bisect_right(sources, at) - 1
        return Span(self.file, line + 1, at - sources[line] + 1, span.length)


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _BREAK.finditer(text))]


_BREAK = re.compile("\n")
