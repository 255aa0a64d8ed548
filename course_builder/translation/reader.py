"""A course's sources as they are read in another language, and how much of them there is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from course_builder.diagnostics import Diagnostic, Span
from course_builder.source.names import plain_text
from course_builder.translation.unit import Translated, Unit, Wording, Wordings
from course_builder.translation.units import faults, translated


@dataclass(slots=True)
class Reader:
    """Reads files of a course in another language.

    Args:
        language: its tag.
        source: the language in which the course is written.
        wordings: gives the wording of a unit.
    """

    language: str
    source: str
    wordings: Wordings
    _files: dict[str, _Read] = field(default_factory=dict)

    def __call__(self, file: str, text: str) -> str:
        """Return the text of a file in the language."""
        known = self._files.get(file)
        if known is None or known.source != text:
            read = _Read(text)
            read.made = translated(file, text, lambda unit: self._wording(unit, read), self.source, self.language)
            known = self._files[file] = read
        return known.made.text

    def origin(self, span: Span) -> Span:
        """Return the place to mend for a place in what was read: in the catalogue, or in the source."""
        read = self._files.get(span.file)
        return read.made.origin(span) if read else span

    def reads(self, file: str) -> bool:
        """Whether a file is one of those that were read in the language."""
        return file in self._files

    def has_all(self, file: str) -> bool:
        """Whether all that stands in a file that was read has a wording."""
        return all(said for _, said in self._files[file].units.values())

    def told(self, one: Diagnostic) -> Diagnostic:
        """Return what is wrong in the language, at the place to mend."""
        return replace(one, span=self.origin(one.span), language=self.language)

    def _wording(self, unit: Unit, read: _Read) -> Wording | None:
        """Return the wording of a unit as far as it can be used; note what becomes of it."""
        key = unit.context, unit.text
        if key not in read.units:
            said = self.wordings(unit)
            wrong = faults(unit, said, self.language) if said else []
            if said and not said.stale:
                read.faults += [Diagnostic(one.code, said.span, one.message, one.hint, self.language) for one in wrong]
            # A wording of an earlier text may lack a link that it has now. Until it is mended the source is shown.
            read.units[key] = unit, None if wrong else said
        return read.units[key][1]

    @property
    def faults(self) -> Iterator[Diagnostic]:
        """What is wrong with wordings."""
        return (one for read in self._files.values() for one in read.faults)

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The units that have no wording, those of one file after another."""
        return tuple(unit for read in self._files.values() for unit, said in read.units.values() if said is None)

    @property
    def stale(self) -> tuple[Unit, ...]:
        """The units that were changed after their wording was written."""
        return tuple(unit for read in self._files.values() for unit, said in read.units.values() if said and said.stale)

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units, those of one file after another."""
        return tuple(unit for read in self._files.values() for unit, _ in read.units.values())

    @property
    def count(self) -> int:
        """How many units there are."""
        return sum(len(read.units) for read in self._files.values())


@dataclass(slots=True)
class _Read:
    """A file as it was read.

    Args:
        source: its text.
        units: those in it, by what tells them apart, with their wordings.
    """

    source: str
    made: Translated = field(default_factory=lambda: Translated("", lambda span: span))
    units: dict[tuple[str, str], tuple[Unit, Wording | None]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)


def words(units: tuple[Unit, ...]) -> int:
    """Return how many words units have."""
    return sum(len(plain_text(unit.text).split()) for unit in units)
