"""How commands show mistakes and progress."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    # What takes long to import is imported when there is something to do.
    from course_builder.result import Result

PROJECT = click.argument("project", default=".", type=click.Path(file_okay=False))
"""The argument that names the course's folder."""

JOBS = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="How many processes take part; as many as there are processors if left out.",
)
"""The option for how many processes work side by side."""

LANGUAGES = click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    help="A language of the course, instead of all of them; may be repeated. Outputs that hold several have the "
    "course's own as well.",
)
"""The option that names the languages to build or to check."""

FOR_WHOM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For whom it is told: people or programs.",
)
"""The option of commands that tell what they did."""

NO_CACHE = click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next time.")
"""The option that neither uses nor fills the cache."""

QUIET = click.option("--quiet", "-q", is_flag=True, help="Print mistakes and nothing else.")
"""The option that leaves out all that is not wrong."""

_PATIENCE = 1.0
_BETWEEN_DRAWINGS = 0.1
_BETWEEN_LINES = 5.0


@contextmanager
def installation_errors() -> Iterator[None]:
    """Turn what is wrong with the installation, not with the course, into a sentence instead of a traceback."""
    from course_builder.packaging.schemas import SchemasMissingError  # noqa: PLC0415 -- see above
    from course_builder.player import BundleMissingError  # noqa: PLC0415

    try:
        yield
    except (BundleMissingError, SchemasMissingError) as error:
        raise click.ClickException(f"course-builder is not completely installed: {error}") from error


class Steps:
    """Shows how far the work is, once it has taken longer than a second.

    At a terminal that is a line which is written anew, and gone in the end. Elsewhere, as in the log of a code host,
    it is a line now and then. It goes where mistakes go, so what programs read stays as it is.

    Args:
        quiet: nothing is shown.
        clock: what time it is, in seconds.
    """

    def __init__(self, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._quiet, self._clock = quiet, clock
        self._next = clock() + _PATIENCE
        self._drawn = ""
        self._name = ""

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """Show a step, unless the last was shown a moment ago."""
        if self._quiet:
            return
        now = self._clock()
        terminal = _is_terminal()
        # A step that is not counted may be the last that is heard of for long.
        news = terminal and self._drawn and name != self._name
        if now < self._next and not news:
            return
        self._name = name
        line = f"{name} {done:,} of {total:,}" if total else f"{name} ..."
        if terminal:
            self._draw(line)
        else:
            click.echo(line, err=True)
        self._next = now + (_BETWEEN_DRAWINGS if terminal else _BETWEEN_LINES)

    def _draw(self, line: str) -> None:
        """Write over the line. Blanks do it on every console; what deletes a line some do not know."""
        # A line that reaches the last column would go on in the next, and leave rests.
        line = line[: shutil.get_terminal_size().columns - 1]
        click.echo(f"\r{line.ljust(len(self._drawn))}", err=True, nl=False)
        self._drawn = line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leave the terminal as it was."""
        if self._drawn:
            self._draw("")
            click.echo("\r", err=True, nl=False)
            self._drawn = ""


def _is_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def mistakes(result: Result) -> str:
    """Return all mistakes, and how many there are; empty where there is none."""
    from course_builder.diagnostics import as_report  # noqa: PLC0415 -- see above

    if not result.diagnostics:
        return ""
    return f"{as_report(result.diagnostics, result.sources)}\n\n{count(result)}"


def count(result: Result) -> str:
    """Return how many mistakes there are, such as ``2 errors, 1 warning.``."""
    found = Counter(one.severity for one in result.diagnostics)
    said = [f"{number} {name}{'s' if number != 1 else ''}" for name in ("error", "warning") if (number := found[name])]
    return (", ".join(said) or "No mistakes") + "."


def in_columns(rows: Sequence[Sequence[str]], left: Collection[int]) -> str:
    """Return rows, the heads first, as a table.

    Args:
        left: the columns that are aligned at the left; numbers are at the right.
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = (
        (
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join("  ".join(line).rstrip() for line in lines)


def size(number: int) -> str:
    """Return bytes as people read them."""
    if number < 1000:
        return f"{number} B"
    return f"{number / 1000:.0f} KB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"
