"""The last handler of all commands: a fault of the builder ends in a sentence and a report, never in a traceback."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from course_builder.faults import report
from course_builder.source import reading

STATUS = 3
"""The exit status of a fault."""


class Commands(click.Group):
    """A group of commands with a last handler."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever it does not expect ends the program with the status ``STATUS``."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 -- there is nobody above who could know better
            file = reading.last()
            tell("course-builder has a fault and ended", type(error).__name__, file, report(error, file))
            sys.exit(STATUS)


def tell(what: str, kind: str, file: str, text: str) -> None:
    """Tell of a fault in a sentence, and keep its report.

    Args:
        what: how it ended.
        kind: the name of the exception.
        file: the file of the course that was being read; empty for none.
        text: the report.
    """
    click.echo(f"Error: {what}{f' at {file}' if file else ''}: {kind}.", err=True)
    click.echo(f"  hint: {_hint(_kept(text))}", err=True)


def _kept(text: str) -> Path | None:
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="course-builder-fault-", suffix=".txt", delete=False
        ) as file:
            file.write(text)
    except OSError:
        return None
    return Path(file.name)


def _hint(path: Path | None) -> str:
    if path is None:
        return "Please report it with the files that show it."
    return f"Please report it. {path} says where it is, and holds nothing of your course but the name of that file."
