"""How commands show mistakes and progress."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import click

from course_builder.diagnostics import as_report
from course_builder.packaging.schemas import SchemasMissingError
from course_builder.player import BundleMissingError
from course_builder.result import Result

PROJECT = click.argument("project", default=".", type=click.Path(file_okay=False))
"""The argument that names the course's folder."""


@contextmanager
def installation_errors() -> Iterator[None]:
    """Turn what is wrong with the installation, not with the course, into a sentence instead of a traceback."""
    try:
        yield
    except (BundleMissingError, SchemasMissingError) as error:
        raise click.ClickException(f"course-builder is not completely installed: {error}") from error


class Steps:
    """Shows steps, once the work has taken longer than a second, to a person at a terminal."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.shown = False

    def __call__(self, step: str) -> None:
        """Begin a step."""
        if sys.stderr.isatty() and time.monotonic() - self.start > 1:
            click.echo(f"\r\033[K{step} …", err=True, nl=False)
            self.shown = True

    def done(self) -> None:
        """Clear the line."""
        if self.shown:
            click.echo("\r\033[K", err=True, nl=False)


def diagnostics(result: Result) -> None:
    """Print all mistakes, and how many there are."""
    if not result.diagnostics:
        return
    click.echo(as_report(result.diagnostics, result.sources), err=True)
    click.echo(f"\n{count(result)}", err=True)


def count(result: Result) -> str:
    """Return how many mistakes there are, such as ``2 errors, 1 warning.``."""
    found = Counter(one.severity for one in result.diagnostics)
    said = [f"{number} {name}{'s' if number != 1 else ''}" for name in ("error", "warning") if (number := found[name])]
    return (", ".join(said) or "No mistakes") + "."


def size(number: int) -> str:
    """Return bytes as people read them."""
    if number < 1000:
        return f"{number} B"
    return f"{number / 1000:.0f} KB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"
