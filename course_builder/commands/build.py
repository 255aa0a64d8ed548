"""``course-builder build``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from course_builder.cache import of_user
from course_builder.commands.catalogue import many, only_many, run_all
from course_builder.commands.showing import FOR_WHOM, LANGUAGES, NO_CACHE, PROJECT, QUIET, Steps
from course_builder.unchanged import Run, last


@click.command()
@PROJECT
@click.option(
    "--output",
    "names",
    multiple=True,
    metavar="NAME",
    help="An output to build, instead of those of course.yml; may be repeated.",
)
@click.option(
    "--out", type=click.Path(file_okay=False), help="Folder to write to; 'output' in the course's folder if left out."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@FOR_WHOM
@LANGUAGES
@QUIET
@NO_CACHE
@many
def build(
    project: str,
    names: tuple[str, ...],
    out: str | None,
    strict: bool,
    form: str,
    languages: tuple[str, ...],
    quiet: bool,
    no_cache: bool,
    every: bool,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Build the course in PROJECT (the current folder if left out), or all courses below it.

    Exit status: 0 when all is built, 1 when the course has errors or something that
    course-builder did not make stands in the way (then nothing is written), or one of its
    translations has errors (then the other languages are written), 2 for wrong usage,
    3 for a fault of course-builder itself. With --all each course stands for itself: 1 when any
    of them is not built, whatever the reason.
    """
    if every and languages:
        raise click.UsageError("--language is for one course, and --all takes all languages of each.")
    if every:
        run_all(
            project,
            jobs,
            scheduler,
            outputs=names or None,
            out=out,
            strict=strict,
            quiet=quiet,
            cache=not no_cache,
            write=True,
        )
    only_many(scheduler)
    if not Path(project).is_dir():
        raise click.UsageError(f"There is no folder {project!r}.")
    run = Run(Path(project), ("build", *names, f"{out}", f"{strict}", form, *languages), time.time_ns())
    cache = of_user(off=no_cache)
    shown, ok = last(run, cache), True
    if shown is None:
        from course_builder.commands.work import built  # noqa: PLC0415 -- it takes long, and may not be needed

        shown, ok = built(
            run, names, out, form, languages, strict=strict, jobs=jobs, cache=cache, steps=Steps(quiet=quiet)
        )
    if shown.mistakes:
        click.echo(shown.mistakes, err=True)
    if form == "json":
        click.echo(shown.built)
    elif not quiet:
        click.echo(shown.built or "Nothing was built.", err=not shown.built)
    if not ok:
        sys.exit(1)
