"""``--all`` of ``build`` and ``check``: the same for every course below a folder, with one table in the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from course_builder.commands.fault import tell
from course_builder.commands.showing import JOBS, Steps, count, in_columns

if TYPE_CHECKING:
    # Most commands are about one course, and do not wait for this.
    from course_builder.catalogue import Catalogue, Outcome

_Command = TypeVar("_Command", bound=Callable[..., Any])


def many(command: _Command) -> _Command:
    """Add the options of a command that can be about many courses."""
    for option in (
        click.option(
            "--scheduler", metavar="ADDRESS", help="With --all: leave the work to the Dask cluster of this scheduler."
        ),
        JOBS,
        click.option("--all", "every", is_flag=True, help="Every course below the folder PROJECT; prints a table."),
    ):
        command = option(command)
    return command


def only_many(scheduler: str | None) -> None:
    """Refuse what means nothing for one course."""
    if scheduler is not None:
        raise click.UsageError("--scheduler goes with --all.")


def run_all(
    folder: str,
    jobs: int | None,
    scheduler: str | None,
    *,
    outputs: Sequence[str] | None = None,
    out: str | None = None,
    form: str = "text",
    strict: bool,
    quiet: bool,
    cache: bool,
    write: bool,
) -> None:
    """Build or check every course below a folder, tell what became of them, and end.

    Args:
        form: how mistakes are told.
        cache: whether what is made is kept for the next time, and what was kept is used.
        write: whether courses are built.
    """
    from course_builder.catalogue import build_all, check_all  # noqa: PLC0415 -- see above
    from course_builder.catalogue.extras import ExtraMissingError  # noqa: PLC0415
    from course_builder.catalogue.storage import is_address  # noqa: PLC0415
    from course_builder.commands.formats import FORMATS  # noqa: PLC0415

    if not is_address(folder) and not Path(folder).is_dir():
        raise click.UsageError(f"There is no folder {folder!r}.")
    try:
        with Steps(quiet=quiet) as steps, _executor(jobs, scheduler) as executor:
            if write:
                made = build_all(
                    folder, executor, outputs=outputs, out=out, strict=strict, jobs=jobs, cache=cache, progress=steps
                )
            else:
                made = check_all(folder, executor, strict=strict, jobs=jobs, cache=cache, progress=steps)
    except ExtraMissingError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder}: {error.strerror or error}") from error
    if not made.courses:
        raise click.UsageError(f"There is no course below {folder!r}: a course is a folder with a course.yml.")
    if form == "text":
        _mistakes(made)
    elif said := FORMATS[form](made.result, Path(folder)):
        click.echo(said)
    for one in made.courses:
        _told(one)
    if form == "text" and not quiet:
        click.echo(_table(made, write=write))
    sys.exit(0 if made.ok else 1)


@contextmanager
def _executor(jobs: int | None, scheduler: str | None) -> Iterator[Executor | None]:
    """Have a cluster at hand where one was named."""
    if scheduler is None:
        yield None
        return
    if jobs is not None:
        raise click.UsageError("--jobs is for this machine; of a cluster the scheduler knows how many workers it has.")
    from course_builder.catalogue.cluster import NoSchedulerError, cluster  # noqa: PLC0415 -- see above

    try:
        with cluster(scheduler) as executor:
            yield executor
    except NoSchedulerError as error:
        raise click.ClickException(str(error)) from error


def _mistakes(made: Catalogue) -> None:
    """Print the mistakes of each course: many of one kind in one course do not hide those of another."""
    from course_builder.diagnostics import as_report  # noqa: PLC0415 -- see above

    wrong = [one for one in made.courses if one.diagnostics]
    for one in wrong:
        click.echo(f"{as_report(one.diagnostics, one.sources)}\n", err=True)
    if wrong:
        click.echo(count(made.result), err=True)


def _told(one: Outcome) -> None:
    """Print what else kept a course from being built."""
    if one.hindrance:
        click.echo(f"Error: {one.course}: {one.hindrance}", err=True)
    if one.fault:
        tell(f"{one.course}: course-builder has a fault and left it", one.fault.kind, one.fault.file, one.fault.report)


def _table(made: Catalogue, *, write: bool) -> str:
    heads = ("course", "outputs", "pages", "questions", "warnings", "errors", "time")
    rows = [heads, *(_row(one) for one in made.courses)]
    if not write:
        rows = [(row[0], *row[2:]) for row in rows]
    well, number = sum(one.ok for one in made.courses), len(made.courses)
    what = "built" if write else "sound"
    return f"{in_columns(rows, left={0, 1} if write else {0})}\n\n{well:,} of {number:,} courses {what}."


def _row(one: Outcome) -> tuple[str, ...]:
    # Where it never came to reading the course, there is nothing to count.
    read = not (one.fault or one.hindrance)
    counts = (f"{number:,}" if read else "?" for number in (one.pages, one.questions, one.warnings, one.errors))
    return (one.course, ", ".join(one.built) or "none", *counts, f"{one.seconds:.1f} s")
