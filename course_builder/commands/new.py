"""``course-builder new``."""

from __future__ import annotations

import click

from course_builder.commands.showing import installation_errors
from course_builder.diagnostics import as_report
from course_builder.scaffold import NotEmptyError, create
from course_builder.scaffold.folder import SourceError, create_from


@click.command(short_help="Make a small course to start from, or one of a folder of Markdown files.")
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
    unread: list[str] = []
    said = ""
    try:
        if source is None:
            written = create(folder)
        else:
            with installation_errors():
                made = create_from(folder, source)
            written, unread = made.written, made.unread
            said = as_report(made.diagnostics, made.sources)
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
