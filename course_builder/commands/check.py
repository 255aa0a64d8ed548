"""``course-builder check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from course_builder import check as checking
from course_builder.commands.catalogue import many, only_many, run
from course_builder.commands.formats import FORMATS
from course_builder.commands.showing import PROJECT, QUIET, Steps, installation_errors


@click.command()
@PROJECT
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How mistakes are told: to people, to programs, to GitHub Actions, to code hosts and editors.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@QUIET
@many
def check(
    project: str, form: str, strict: bool, quiet: bool, every: bool, jobs: int | None, scheduler: str | None
) -> None:
    """Find all mistakes of the course in PROJECT, or of all courses below it, without writing anything.

    Exit status: 0 when there are no errors, 1 when there are, 2 for wrong usage,
    3 for a fault of course-builder itself. With --all 1 for a course with a fault, too.
    """
    if every:
        run(project, jobs, scheduler, form=form, strict=strict, quiet=quiet, write=False)
    only_many(jobs, scheduler)
    if not Path(project).is_dir():
        raise click.UsageError(f"There is no folder {project!r}.")
    with Steps(quiet=quiet) as steps, installation_errors():
        result = checking(project, strict=strict, progress=steps)
    said = FORMATS[form](result, Path(project))
    if said and not (quiet and form == "text"):
        click.echo(said)
    sys.exit(0 if result.ok else 1)
