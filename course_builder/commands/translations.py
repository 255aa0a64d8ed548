"""What ``translate`` does. The course is read, catalogues are read, made anew as values, and written all or none."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

import click

from course_builder.commands.showing import in_columns, mistakes
from course_builder.diagnostics import Report, Span, as_data
from course_builder.journal import finish
from course_builder.load.course import CourseReader
from course_builder.model.settings import CourseSettings
from course_builder.replacing import Replacing
from course_builder.result import Result
from course_builder.source.files import Files
from course_builder.translation import interface
from course_builder.translation import unit as units_of
from course_builder.translation.catalogues import FOLDER, Catalogue, Changes, Entry, catalogues, read, text, updated
from course_builder.translation.catalogues.exchange import FORMATS
from course_builder.translation.catalogues.exchange.returned import Returned, Wording, returned
from course_builder.translation.catalogues.pseudo import LANGUAGES, pseudo
from course_builder.translation.catalogues.status import Otherwise, otherwise, parts, whole
from course_builder.translation.catalogues.taking import taken
from course_builder.translation.catalogues.terms import with_terms
from course_builder.translation.unit import Unit
from course_builder.translation.units import course_units, faults

# Catalogues are many objects that stay until the end; see ``work``.
gc.freeze()
gc.set_threshold(20_000, 20, 20)

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OF_PSEUDO = ("-XA", "-XB")


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ends.

    Args:
        said: what it did.
        mistakes: what is wrong; empty where nothing is.
        ok: whether it did what it was asked for.
    """

    said: str = ""
    mistakes: str = ""
    ok: bool = True


class _RefusedError(Exception):
    """The course or a catalogue has errors, which the report tells."""


@dataclass
class Work:
    """What is done with the translations of a course.

    Args:
        root: its folder.
    """

    root: Path
    report: Report = field(default_factory=Report)
    texts: dict[str, str] = field(default_factory=dict)

    def init(self, languages: Sequence[str]) -> Told:
        """Begin catalogues."""
        known = catalogues(self.root)
        for language in languages:
            if not _TAG.fullmatch(language):
                raise click.UsageError(f"{language!r} is no tag of a language. Write one such as fr, pt-BR or ar.")
            if language in known:
                raise click.UsageError(f"There is {_file(language)} already. 'translate update' brings it up to date.")
        return self._told(lambda: self._begun(languages))

    def _begun(self, languages: Sequence[str]) -> Told:
        if self.language in languages:
            raise click.UsageError(f"The course is written in {self.language!r}: it needs no translation into it.")
        made = [self._updated(Catalogue(_file(language), language))[0] for language in dict.fromkeys(languages)]
        self._write(made)
        return Told("\n".join(f"{one.file}: {_count(len(one.living), 'text')} to translate." for one in made))

    def update(self, languages: Sequence[str], *, check: bool) -> Told:
        """Bring catalogues up to date, or say which are not."""
        return self._told(lambda: self._brought(self._chosen(languages), check=check))

    def _brought(self, languages: Sequence[str], *, check: bool) -> Told:
        made = [self._updated(self._read(language)) for language in languages]
        self._stop_at_errors()
        late = [new.file for new, _ in made if self._is_other(new)]
        if check:
            said = [f"{file} is not up to date: run 'course-builder translate update'." for file in late]
            return Told("\n".join(said) or "All catalogues are up to date.", ok=not late)
        self._write(new for new, _ in made)
        return Told("\n".join(_what_changed(new, changes) for new, changes in made))

    def status(self, languages: Sequence[str], *, form: str, check: bool) -> Told:
        """Show how far catalogues are."""
        return self._told(lambda: self._shown(self._chosen(languages), form=form, check=check))

    def _shown(self, languages: Sequence[str], *, form: str, check: bool) -> Told:
        now = [self._updated(self._read(language)) for language in languages]
        self._stop_at_errors()
        for catalogue, _ in now:
            for one in otherwise(catalogue):
                self._tell_term(catalogue, one)
        done = all(whole(parts(one)).words_to_do == 0 for one, _ in now)
        ok = done or not check
        if form == "json":
            found = [_as_data(one) for one, _ in now]
            problems = as_data(self.report.diagnostics, self.texts)
            return Told(json.dumps({"languages": found, "problems": problems}, ensure_ascii=False, indent=2), ok=ok)
        return Told("\n\n".join(_table(one, changes) for one, changes in now), ok=ok)

    def export(self, language: str, form: str, out: Path, *, replacing: bool) -> Told:
        """Write a catalogue for others."""
        (language,) = self._chosen([language])
        return self._told(lambda: self._exported(language, form, out, replacing=replacing))

    def _exported(self, language: str, form: str, out: Path, *, replacing: bool) -> Told:
        catalogue, _ = self._updated(self._read(language))
        self._stop_at_errors()
        if out.exists() and not replacing:
            raise click.UsageError(f"There is {out} already. Name another file, or say --replace.")
        content = FORMATS[form](catalogue, self.language).decode()
        with Replacing(self.root) as files:
            files.text(out, content)
        part = whole(parts(catalogue))
        to_do = f"{part.fuzzy + part.missing:,} of them are to do ({_count(part.words_to_do, 'word')})"
        return Told(f"{out}: {_count(part.texts, 'text')}; {to_do}.")

    def take(self, file: Path, *, replacing: bool, dry_run: bool) -> Told:
        """Take what came back into its catalogue."""
        return self._told(lambda: self._took(file, replacing=replacing, dry_run=dry_run))

    def _took(self, file: Path, *, replacing: bool, dry_run: bool) -> Told:
        back = returned(file, self.report)
        self._stop_at_errors()
        assert back is not None  # noqa: S101 -- else there are errors
        language = self._language_of(back)
        catalogue, _ = self._updated(self._read(language))
        self._stop_at_errors()
        here = {(one.context, one.text): one for one in self.units}

        def wrong(entry: Entry, wording: Wording) -> Iterator[tuple[str, str, str]]:
            said = units_of.Wording(wording.text, Span(back.file, wording.line))
            for one in faults(here[entry.key], said, language):
                yield one.code, one.message, one.hint

        new, counts = taken(catalogue, back, wrong, self.report, replacing=replacing)
        if not dry_run:
            self._write([self._with_notes(new)])
        numbers = [
            (counts.taken, "taken"),
            (counts.drafts, "taken as drafts (fuzzy)"),
            (counts.same, "there already"),
            (counts.kept, "not taken, for another wording is there"),
            (counts.unknown, "not taken, for the course has the text no more"),
            (counts.wrong, "not taken, for they have mistakes"),
        ]
        said = ", ".join(f"{number:,} {what}" for number, what in numbers if number)
        whether = "Nothing was written. It would be: " if dry_run else ""
        return Told(
            f"{whether}{new.file}: {_count(len(back.wordings), 'wording')} came back; {said or 'none'}.",
            ok=not counts.wrong,
        )

    def pseudo(self, languages: Sequence[str]) -> Told:
        """Make translations for tests of the layout."""
        for language in languages:
            if not _TAG.fullmatch(language) or not language.endswith(_OF_PSEUDO):
                raise click.UsageError(
                    f"{language!r} could be the tag of a real translation. Write one that ends in -XA or -XB, "
                    "such as en-XA."
                )
        return self._told(lambda: self._invented(languages or LANGUAGES))

    def _invented(self, languages: Sequence[str]) -> Told:
        made = []
        for language in dict.fromkeys(languages):
            new, _ = updated(Catalogue(_file(language), language), self.units)
            said = {(one.context, one.text): pseudo(one, language, self.language) for one in self.units}
            made.append(replace(new, entries=tuple(replace(one, wording=said[one.key]) for one in new.entries)))
        self._write(made)
        return Told("\n".join(f"{one.file}: {_count(len(one.entries), 'text')} made." for one in made))

    # -- the course

    @cached_property
    def _settings(self) -> CourseSettings:
        finish(self.root)
        reader = CourseReader(self.root, interface.true_false)
        course = reader.course()
        self.texts |= reader.files.texts
        # What is only unwise is no matter here, and `check` tells it.
        self.report.diagnostics += [one for one in reader.report.diagnostics if one.severity == "error"]
        if course is None or self.report.diagnostics:
            raise _RefusedError
        return course.settings

    @property
    def language(self) -> str:
        """The language in which the course is written."""
        return self._settings.language

    @cached_property
    def units(self) -> list[Unit]:
        """All texts of the course. What is opened and never closed would hide many, so there must be no errors."""
        assert self._settings  # noqa: S101 -- reading them tells of errors
        return [one for _, found in course_units(self.root) for one in found]

    # -- catalogues

    def _chosen(self, languages: Sequence[str]) -> list[str]:
        known = catalogues(self.root)
        for language in languages:
            if language not in known:
                raise click.UsageError(f"There is no {_file(language)}. 'translate init {language}' begins it.")
        if not known:
            raise click.UsageError("There is no translation yet. 'translate init LANG' begins one, such as fr.")
        return list(dict.fromkeys(languages)) or list(known)

    def _read(self, language: str) -> Catalogue:
        files = Files(self.root, self.report)
        found = read(catalogues(self.root)[language], files)
        self.texts |= files.texts
        # One that cannot be read is told; the others are read all the same, so that all mistakes are told at once.
        return found or Catalogue(_file(language), language)

    def _updated(self, old: Catalogue) -> tuple[Catalogue, Changes]:
        new, changes = updated(old, self.units)
        return with_terms(new), changes

    def _with_notes(self, catalogue: Catalogue) -> Catalogue:
        """Return a catalogue whose notes fit its wordings, which are others now."""
        return self._updated(catalogue)[0]

    def _is_other(self, catalogue: Catalogue) -> bool:
        return self.texts.get(catalogue.file) != text(catalogue)

    def _write(self, made: Iterable[Catalogue]) -> None:
        with Replacing(self.root) as files:
            for one in made:
                files.text(self.root / one.file, text(one))

    def _language_of(self, back: Returned) -> str:
        known = {language.lower(): language for language in catalogues(self.root)}
        language = known.get(back.language.replace("_", "-").lower())
        if language is None:
            said = f"is in {back.language!r}" if back.language else "does not say its language"
            raise click.UsageError(f"{back.file} {said}, and there is no catalogue of it. 'translate init' begins one.")
        return language

    # -- how it ends

    def _stop_at_errors(self) -> None:
        if any(one.severity == "error" for one in self.report.diagnostics):
            raise _RefusedError

    def _told(self, do: Callable[[], Told]) -> Told:
        try:
            told = do()
        except _RefusedError:
            return Told(mistakes=f"{self._mistakes()}\nNothing was written.", ok=False)
        except OSError as error:
            raise click.ClickException(
                f"{error.filename or self.root}: {error.strerror}. Nothing was changed."
            ) from error
        return replace(told, mistakes="" if told.said.startswith("{") else self._mistakes())

    def _mistakes(self) -> str:
        return mistakes(Result(self.report.diagnostics, self.texts))

    def _tell_term(self, catalogue: Catalogue, one: Otherwise) -> None:
        self.report.add(
            "translation-term",
            Span(catalogue.file, max(1, one.entry.line)),
            f"The glossary calls {one.term.text!r} {one.term.wording!r}, and this wording does not.",
            "Say it as the glossary does, or change the glossary.",
        )


def _file(language: str) -> str:
    return f"{FOLDER}/{language}.po"


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _what_changed(catalogue: Catalogue, changes: Changes) -> str:
    numbers = [
        (changes.changed, "changed and fuzzy now"),
        (changes.moved, "moved and still translated"),
        (changes.new, "new"),
        (changes.obsolete, "deleted and kept as obsolete"),
    ]
    said = ", ".join(f"{number:,} {what}" for number, what in numbers if number)
    return f"{catalogue.file}: {_count(len(catalogue.living), 'text')}; {said or 'nothing changed'}."


def _table(catalogue: Catalogue, changes: Changes) -> str:
    found = parts(catalogue)
    heads = (catalogue.language, "translated", "fuzzy", "missing", "words", "to do")
    rows = [
        (name, *(f"{number:,}" for number in (one.translated, one.fuzzy, one.missing, one.words, one.words_to_do)))
        for name, one in [*((one.file, one) for one in found), ("all", whole(found))]
    ]
    late = changes.moved + changes.changed + changes.new + changes.obsolete
    note = f"\n{_count(late, 'text')} of {catalogue.file} changed since the last 'translate update'." if late else ""
    return in_columns([heads, *rows], left={0}) + note


def _as_data(catalogue: Catalogue) -> dict[str, object]:
    found = parts(catalogue)
    return {
        "language": catalogue.language,
        "catalogue": catalogue.file,
        **_numbers(asdict(whole(found))),
        "files": [asdict(one) for one in found],
    }


def _numbers(part: dict[str, object]) -> dict[str, object]:
    return {name: one for name, one in part.items() if name != "file"}
