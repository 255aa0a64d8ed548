"""``course-builder translate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course_builder.commands.showing import FOR_WHOM

if TYPE_CHECKING:
    # It takes long to import, and a command that only says how it is used does not need it.
    from course_builder.commands.translations import Told, Work

_IN = click.option(
    "--project",
    default=".",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="The course's folder, if not this one.",
)
_LANGUAGES = click.argument("languages", nargs=-1, metavar="[LANG]...")


@click.group()
def translate() -> None:
    """Keep the translations of a course up to date: translations/LANG.po, which any tool for gettext opens.

    Exit status of each: 0 when all is well, 1 when something is not, 2 for wrong usage, 3 for a fault of
    course-builder itself. When the course or a catalogue has errors, nothing is written.
    """


@translate.command()
@click.argument("languages", nargs=-1, required=True, metavar="LANG...")
@_IN
def init(languages: tuple[str, ...], project: str) -> None:
    """Begin the translation into LANG, such as fr or pt-BR."""
    _end(_work(project).init(languages))


@translate.command()
@_LANGUAGES
@_IN
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 where something would change.")
def update(languages: tuple[str, ...], project: str, check: bool) -> None:
    """Bring the catalogues of LANG, or all, up to date with the course.

    What moved or was wrapped anew stays translated, what was changed is marked fuzzy and keeps the text it was
    translated from, and what was deleted stays as obsolete.
    """
    _end(_work(project).update(languages, check=check))


@translate.command()
@_LANGUAGES
@_IN
@FOR_WHOM
@click.option("--check", is_flag=True, help="Exit status 1 where anything is fuzzy or missing.")
def status(languages: tuple[str, ...], project: str, form: str, check: bool) -> None:
    """Show how much is translated, fuzzy and missing in each module, and how many words are to do."""
    _end(_work(project).status(languages, form=form, check=check))


@translate.command()
@click.argument("language", metavar="LANG")
@_IN
@click.option(
    "--format",
    "form",
    type=click.Choice(["xliff", "xliff1", "po"]),
    default="xliff",
    show_default=True,
    help="XLIFF 2.1, XLIFF 1.2, or a catalogue of gettext.",
)
@click.option("--out", required=True, metavar="FILE", type=click.Path(dir_okay=False), help="The file to write.")
@click.option("--replace", "replacing", is_flag=True, help="Write over a file that is there.")
def export(language: str, project: str, form: str, out: str, replacing: bool) -> None:
    """Write the translation into LANG for an agency or another tool."""
    _end(_work(project).export(language, form, Path(out), replacing=replacing))


@translate.command("import")
@click.argument("file", type=click.Path(dir_okay=False))
@_IN
@click.option("--replace", "replacing", is_flag=True, help="What is translated already gives way, too.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be taken.")
def take(file: str, project: str, replacing: bool, dry_run: bool) -> None:
    """Take the wordings of FILE, which was exported, into the catalogue of its language.

    What was changed in the course meanwhile, what is translated already, and what has a mistake is told and left out.
    """
    _end(_work(project).take(Path(file), replacing=replacing, dry_run=dry_run))


@translate.command()
@_LANGUAGES
@_IN
def pseudo(languages: tuple[str, ...], project: str) -> None:
    """Make a translation that nobody has to write, to see whether long texts and right-to-left layouts fit.

    LANG ends in -XA or -XB; en-XA and ar-XB if left out. With 'languages: [en-XA, ar-XB]' in course.yml they are built
    as any other.
    """
    _end(_work(project).pseudo(languages))


def _work(project: str) -> Work:
    if not Path(project).is_dir():
        raise click.UsageError(f"There is no folder {project!r}.")
    from course_builder.commands.translations import Work  # noqa: PLC0415 -- see above

    return Work(Path(project))


def _end(told: Told) -> None:
    if told.mistakes:
        click.echo(told.mistakes, err=True)
    if told.said:
        click.echo(told.said)
    sys.exit(0 if told.ok else 1)
