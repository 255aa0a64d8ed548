"""Units, catalogues and translations for tests, without a course around them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import polib

from course_builder.diagnostics import Report, Span
from course_builder.source.files import Files
from course_builder.translation.catalogues import Catalogue, Entry, read, text, updated
from course_builder.translation.unit import Unit

PAGE = "modules/health.md#walk · paragraph"


def unit(said: str, context: str = PAGE, *notes: str) -> Unit:
    return Unit(context, said, Span(context.partition("#")[0]), notes)


def empty(language: str = "fr") -> Catalogue:
    return Catalogue(f"translations/{language}.po", language)


def translated(catalogue: Catalogue) -> Catalogue:
    """Put every text that has no wording into capitals."""
    return replace(
        catalogue,
        entries=tuple(one if one.wording else replace(one, wording=one.text.upper()) for one in catalogue.entries),
    )


def of(*units: Unit) -> Catalogue:
    """Return a catalogue in which all units are translated."""
    return translated(updated(empty(), units)[0])


def entry(catalogue: Catalogue, said: str, context: str = PAGE) -> Entry:
    (found,) = (one for one in catalogue.entries if one.key == (context, said))
    return found


def wordings_in(catalogue: Catalogue) -> set[str]:
    return {one.wording for one in catalogue.entries if one.wording}


def on_disk(catalogue: Catalogue, root: Path) -> Path:
    path = root / catalogue.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(catalogue), encoding="utf-8", newline="\n")
    return path


def read_again(path: Path) -> tuple[Catalogue | None, Report]:
    report = Report()
    return read(path, Files(path.parents[1], report)), report


def sound(path: Path) -> None:
    """Prove that the tools of translators take a catalogue without a word."""
    polib.pofile(str(path), check_for_duplicates=True)
    if program := shutil.which("msgfmt"):
        done = subprocess.run([program, "--check", "-o", "-", str(path)], capture_output=True, check=False)
        assert (done.returncode, done.stderr.decode()) == (0, "")


def units_of(*texts: str, context: str = PAGE) -> Iterable[Unit]:
    return [unit(one, context) for one in texts]
