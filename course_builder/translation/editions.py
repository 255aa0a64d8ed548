"""A course read in another language: as its source is, with the ids and numbers of the source.

What is wrong is told at the place to mend. What is wrong in the source as well has been told already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_builder import lock as locking
from course_builder.diagnostics import Diagnostic, Report, Span
from course_builder.load import load
from course_builder.lock import Lock, SameWordsError
from course_builder.model import Course, files_of
from course_builder.model.settings import Audience
from course_builder.progress import SILENT, Progress
from course_builder.source.memory import Memory
from course_builder.translation import interface
from course_builder.translation.reader import Reader, words
from course_builder.translation.shape import ShapeError, with_ids
from course_builder.translation.unit import Unit
from course_builder.translation.units import course_files

_MEDIA = (".svg", ".vtt")
"""Endings of the files that hold units and that pages show as they are."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A course in another language.

    Args:
        course: None where it cannot be built.
        diagnostics: what is wrong in it alone, at the places to mend.
        sources: the text of each source file in the language, as far as it was read into the course.
        media: the text of drawings and captions in the language, by path, where it differs from the source's.
    """

    reader: Reader
    course: Course | None
    lock: Lock
    diagnostics: Sequence[Diagnostic]
    sources: dict[str, str]
    media: dict[str, str]

    @property
    def language(self) -> str:
        """The tag of its language."""
        return self.reader.language


def translation(
    root: Path,
    source: Course,
    lock: Lock,
    reader: Reader,
    known: Iterable[Diagnostic],
    memory: Memory | None = None,
    progress: Progress = SILENT,
    audience: Audience = "learner",
) -> Translation:
    """Read a course in another language.

    Args:
        root: the course's folder.
        source: the course as it is written.
        lock: its numbers.
        reader: reads its files in the language.
        known: what is wrong with the source.
        memory: what was read in this language the last time.
        progress: told how many modules are read.
        audience: for whom ``source`` was read.
    """
    loaded = load(
        root,
        lambda language: tuple(dict.fromkeys(_pairs(language, reader.source))),
        memory,
        progress,
        reader.language,
        reader,
        audience,
    )
    texts = {file: text for file, text in course_files(root).items() if file.endswith(_MEDIA)}
    said = {file: reader(file, text) for file, text in texts.items()}
    # A drawing in two languages is read by nobody.
    media = {file: text for file, text in said.items() if text != texts[file] and reader.has_all(file)}
    found = [*reader.faults, *only_here(loaded.diagnostics, reader, known)]
    course, numbers = None, lock
    if loaded.course and not any(one.severity == "error" for one in found):
        report = Report()
        try:
            course = with_ids(source, loaded.course)
            numbers = locking.translated(lock, source, course)
        except ShapeError as error:
            course = None
            report.add(
                "translation-shape",
                error.span,
                f"The translation is not built as its source is: {error.message}.",
                "Give this text the marks that its source has: as many items, gaps and headings, in the same order.",
            )
        except SameWordsError as error:
            course = None
            report.add(
                "translation-shape",
                error.run.span,
                f"Two options that differ in the source are both {error.run.text!r} here.",
                "Word them so that learners can tell them apart.",
            )
        found += [reader.told(one) for one in report.diagnostics]
    return Translation(reader, course, numbers, found, loaded.read, media)


def _pairs(language: str, source: str) -> Iterator[tuple[str, str]]:
    yield from interface.true_false(language)
    # What is not translated yet.
    yield from interface.true_false(source)


def only_here(found: Iterable[Diagnostic], reader: Reader, known: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what is wrong in a translation and not in its source, at the places to mend."""
    told = {(one.code, one.span) for one in known}
    here = (reader.told(one) for one in found)
    return [one for one in here if (one.code, one.span) not in told and not _is_only_untranslated(one, reader)]


def _is_only_untranslated(one: Diagnostic, reader: Reader) -> bool:
    """Whether something looks wrong because a text is in the source's language, among others that are not."""
    return one.severity == "warning" and reader.reads(one.span.file)


def outdated(source: Course, reader: Reader) -> frozenset[str]:
    """Return the ids of the screens that were changed after their translation.

    Args:
        source: the course as it is written, read before ``reader`` was used.
    """
    return frozenset(screen for unit in reader.stale for screen in screens_of(source, unit))


def screens_of(course: Course, unit: Unit) -> Iterator[str]:
    """Yield the ids of the screens on which a unit stands; none for the settings of the course.

    Args:
        course: as it is written.
    """
    own = [one for one in course.screens if one.span.file == unit.span.file and one.span.line <= unit.span.line]
    if own:
        yield max(own, key=lambda one: one.span.line).id
    else:
        yield from (one.id for one in course.screens if unit.span.file in files_of(one))


def coverage(readers: Collection[Reader]) -> Iterator[Diagnostic]:
    """Yield for each language what is not translated yet: one warning, however much it is."""
    for reader in readers:
        if missing := reader.missing:
            yield Diagnostic(
                "translation-missing",
                Span(f"translations/{reader.language}.po"),
                f"{len(missing):,} of {reader.count:,} texts ({words(missing):,} words) are not translated into "
                f"{reader.language!r} yet; they are shown in {reader.source!r}.",
                "Run 'course-builder translate status' to see which.",
                reader.language,
            )
