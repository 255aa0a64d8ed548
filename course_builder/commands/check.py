"""``course-builder check``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from course_builder.cache import of_user
from course_builder.commands.catalogue import many, only_many, run_all
from course_builder.commands.showing import LANGUAGES, NO_CACHE, PROJECT, QUIET, Steps
from course_builder.unchanged import Run, last

FORMATS = ("text", "json", "github", "sarif")
"""The names of ``formats.FORMATS``, which takes longer to import."""


@click.command()
@PROJECT
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How mistakes are told: to people, to programs, to GitHub Actions, to code hosts and editors.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@LANGUAGES
@QUIET
@NO_CACHE
@many
def check(
    project: str,
    form: str,
    strict: bool,
    languages: tuple[str, ...],
    quiet: bool,
    no_cache: bool,
    every: bool,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Find all mistakes of the course in PROJECT, or of all courses below it, without writing anything.

    Exit status: 0 when there are no errors, 1 when there are, 2 for wrong usage,
    3 for a fault of course-builder itself. With --all 1 for a course with a fault, too.
    """
    if every and languages:
        raise click.UsageError("--language is for one course, and --all takes all languages of each.")
    if every:
        run_all(project, jobs, scheduler, form=form, strict=strict, quiet=quiet, cache=not no_cache, write=False)
    only_many(scheduler)
    if not Path(project).is_dir():
        raise click.UsageError(f"There is no folder {project!r}.")
    run = Run(Path(project), ("check", form, f"{strict}", *languages), time.time_ns())
    cache = of_user(off=no_cache)
    shown, ok = last(run, cache), True
    if shown is None:
        from course_builder.commands.work import checked  # noqa: PLC0415 -- it takes long, and may not be needed

        shown, ok = checked(run, form, languages, strict=strict, jobs=jobs, cache=cache, steps=Steps(quiet=quiet))
    if shown.mistakes:
        click.echo(shown.mistakes, err=True)
    if shown.built and not (quiet and form == "text"):
        click.echo(shown.built)
    sys.exit(0 if ok else 1)
