"""``course-builder new``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from course_builder.scaffold import NotEmptyError, SourceError, create


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--from",
    "source",
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    help="Make the course of the Markdown files in FOLDER, and say what was not understood. Nothing is written there.",
)
def new(folder: str, source: str | None) -> None:
    """Make a small course in DIR that shows the main features and builds at once."""
    unread: Sequence[str] = ()
    said = ""
    try:
        if source is None:
            written = create(folder)
        else:
            written, unread, said = _made_of(folder, source)
    except (NotEmptyError, SourceError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder}: {error.strerror}") from error
    for path in written:
        click.echo(path)
    if said:
        click.echo(f"\nNot understood in {source}, and to be mended in {folder}:\n\n{said}", err=True)
    if unread:
        click.echo(f"\nLeft out, as drafts or no Markdown: {', '.join(unread)}", err=True)
    # Quotes of this kind are understood by every shell.
    named = f'"{folder}"' if " " in folder else folder
    click.echo(f"\nNow run: course-builder {'preview' if said else 'build'} {named}")


def _made_of(folder: str, source: str) -> tuple[list[Path], Sequence[str], str]:
    """Make a course of a folder; return what was written, what was left out, and what was not understood."""
    # What reads a folder of Markdown is the compiler, which takes longer to import than a starter takes to be copied.
    from course_builder.commands.showing import installation_errors  # noqa: PLC0415
    from course_builder.diagnostics import as_report  # noqa: PLC0415
    from course_builder.scaffold.folder import create_from  # noqa: PLC0415

    with installation_errors():
        made = create_from(folder, source)
    return made.written, made.unread, as_report(made.diagnostics, made.sources)
