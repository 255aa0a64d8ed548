"""``course-builder preview``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from course_builder.commands.showing import PROJECT
from course_builder.made import ForeignError
from course_builder.serve.review import NoCourseError, share
from course_builder.serve.server import NoPortError, Settings, serve
from course_builder.serve.shown import Options, UnknownModuleError


@click.command()
@PROJECT
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen to; the next free one if it is taken.",
)
@click.option("--open", "browser", is_flag=True, help="Open the browser.")
@click.option(
    "--output",
    type=click.Choice(["html", "scorm12", "scorm2004"]),
    default="html",
    show_default=True,
    help="What to show first: the pages, or the package in an LMS.",
)
@click.option(
    "--language", default="", metavar="TAG", help="Language of the interface's words, instead of the course's."
)
@click.option("--module", default="", metavar="NAME", help="Show one module only: its id or the name of its file.")
@click.option(
    "--editor", default="", metavar="COMMAND", help="Opens a source file, such as 'code -g {file}:{line}:{column}'."
)
@click.option(
    "--share-folder",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Write a review copy to DIR, with mistakes and answers visible, and end.",
)
def preview(
    project: str,
    port: int,
    browser: bool,
    output: str,
    language: str,
    module: str,
    editor: str,
    share_folder: str | None,
) -> None:
    """Show the course in PROJECT (the current folder if left out) in the browser, and follow every change.

    Exit status: 0 when it is ended (Ctrl-C) or the review copy is written, 1 when that cannot be done, 2 for wrong
    usage, 3 for a fault of course-builder itself.
    """
    root = Path(project)
    if not root.is_dir():
        raise click.UsageError(f"There is no folder {project!r}.")
    options = Options(language, module)
    try:
        if share_folder:
            click.echo(share(root, Path(share_folder), options))
            return
        serve(root, options, Settings(port, output, editor, browser), _ready)
    except (UnknownModuleError, NoPortError, NoCourseError, ForeignError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or share_folder or project}: {error.strerror}") from error


def _ready(address: str) -> None:
    click.echo(f"{address}  (Ctrl-C ends it)")
    sys.stdout.flush()
