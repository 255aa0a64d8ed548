"""``course-builder build``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from course_builder import build as building
from course_builder.commands.catalogue import many, only_many, run
from course_builder.commands.showing import PROJECT, QUIET, Steps, diagnostics, in_columns, installation_errors, size
from course_builder.made import ForeignError
from course_builder.outputs import outputs
from course_builder.result import Built


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
@QUIET
@many
def build(
    project: str,
    names: tuple[str, ...],
    out: str | None,
    strict: bool,
    quiet: bool,
    every: bool,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Build the course in PROJECT (the current folder if left out), or all courses below it.

    Exit status: 0 when all is built, 1 when the course has errors or something that
    course-builder did not make stands in the way (then nothing is written), 2 for wrong usage,
    3 for a fault of course-builder itself. With --all each course stands for itself: 1 when any
    of them is not built, whatever the reason.
    """
    unknown = [name for name in names if name not in outputs()]
    if unknown:
        raise click.UsageError(f"There is no output {unknown[0]!r}. Known: {', '.join(sorted(outputs()))}.")
    if every:
        run(project, jobs, scheduler, outputs=names or None, out=out, strict=strict, quiet=quiet, write=True)
    only_many(jobs, scheduler)
    if not Path(project).is_dir():
        raise click.UsageError(f"There is no folder {project!r}.")
    try:
        with Steps(quiet=quiet) as steps, installation_errors():
            result = building(project, names or None, out, strict=strict, progress=steps)
    except ForeignError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or out or project}: {error.strerror}. Nothing else was changed."
        ) from error
    diagnostics(result)
    if not quiet:
        click.echo(table(result.built) if result.ok else "Nothing was built.", err=not result.ok)
    if not result.ok:
        sys.exit(1)


def table(rows: list[Built]) -> str:
    """Return what was built as a table."""
    heads = ("built", "size", "pages", "questions", "saved state at most")
    cells = [
        heads,
        *((str(_short(one.path)), size(one.size), str(one.pages), str(one.questions), _state(one)) for one in rows),
    ]
    return in_columns(cells, left={0, 4})


def _short(path: Path) -> Path:
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def _state(one: Built) -> str:
    summary = one.summary
    if not summary.limit:
        return "no limit"
    kept = f"; {summary.text_bytes} bytes of each typed text" if summary.text_bytes else ""
    return f"{summary.state:,} of {summary.limit:,} characters{kept}"
