"""``course-builder new``."""

from __future__ import annotations

import click

from course_builder.scaffold import NotEmptyError, create


@click.command(short_help="Make a small course to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
def new(folder: str) -> None:
    """Make a small course in DIR that shows the main features and builds at once."""
    try:
        written = create(folder)
    except NotEmptyError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder}: {error.strerror}") from error
    for path in written:
        click.echo(path)
    # Quotes of this kind are understood by every shell.
    said = f'"{folder}"' if " " in folder else folder
    click.echo(f"\nNow run: course-builder build {said}")
