"""A catalogue as values: what stands in a ``.po`` file, without how it is laid out there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_builder.diagnostics import Span
from course_builder.translation.unit import Unit, Wording, Wordings

_AS_WHAT = " · "


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the course and its wording.

    Args:
        context: as of ``Unit`` (``msgctxt``).
        text: as of ``Unit`` (``msgid``).
        wording: the text in the other language (``msgstr``); empty where there is none.
        notes: what translators should know, from the course (``#.``).
        comment: what translators have written (``#``).
        fuzzy: whether the wording has to be looked at: its text was changed, or somebody was in doubt.
        flags: the flags besides ``fuzzy``.
        previous: of a text that was changed, the one that the wording was written for (``#| msgid``).
        previous_context: where that one stood, if it was another place.
        obsolete: whether the course has the text no more.
        line: where the wording begins in the file; 0 where it was not read from one.
    """

    context: str
    text: str
    wording: str = ""
    notes: tuple[str, ...] = ()
    comment: str = ""
    fuzzy: bool = False
    flags: tuple[str, ...] = ()
    previous: str | None = None
    previous_context: str | None = None
    obsolete: bool = False
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other entry."""
        return self.context, self.text

    @property
    def original(self) -> str:
        """The text that the wording was written for."""
        return self.text if self.previous is None else self.previous


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue of a language.

    Args:
        file: its path in the course.
        language: a BCP 47 tag.
        entries: in the order of the course; what is obsolete stands at the end.
        header: the fields that translators' tools have written, besides those that are the same in every catalogue.
        comment: what stands above the header.
    """

    file: str
    language: str
    entries: tuple[Entry, ...] = ()
    header: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""

    @property
    def living(self) -> tuple[Entry, ...]:
        """The entries whose text the course has."""
        return tuple(one for one in self.entries if not one.obsolete)


def wordings(catalogue: Catalogue) -> Wordings:
    """Return what the units of a course are called in the language of a catalogue."""
    found = {
        one.key: Wording(one.wording, Span(catalogue.file, max(1, one.line)), one.fuzzy)
        for one in catalogue.living
        if one.wording
    }

    def of(unit: Unit) -> Wording | None:
        return found.get((unit.context, unit.text))

    return of


def file_of(context: str) -> str:
    """Return the file in which a text stands."""
    return context.partition(_AS_WHAT)[0].partition("#")[0]


def kind_of(context: str) -> str:
    """Return as what a text stands there: an option is one whether it is right or wrong."""
    return context.rpartition(_AS_WHAT)[2].partition(",")[0]
