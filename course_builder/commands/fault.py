"""The last handler of all commands: a fault of the builder ends in a sentence and a report, never in a traceback."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from course_builder.source import reading

STATUS = 3
"""The exit status of a fault."""

_PACKAGES = ("course-builder", "click", "jinja2", "lxml", "Markdown", "pillow", "pydantic", "pymdown-extensions")


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
            while_reading = f" at {file}" if file else ""
            click.echo(f"Error: course-builder has a fault and ended{while_reading}: {type(error).__name__}.", err=True)
            click.echo(f"  hint: {_hint(_kept(report(error, file)))}", err=True)
            sys.exit(STATUS)


def report(error: BaseException, file: str) -> str:
    """Return what helps to find a fault: versions and the way to it, and of the course nothing but a file's name.

    Messages of exceptions are left out, for they may quote the course.

    Args:
        error: the fault.
        file: the file of the course that was being read.
    """
    lines = [
        "A fault of course-builder",
        "",
        f"while reading: {file or 'nothing of the course'}",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
    ]
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    for one in reversed(chain):
        lines += ["", f"{type(one).__module__}.{type(one).__qualname__}"]
        frames = traceback.extract_tb(one.__traceback__)
        # A recursion has hundreds of the same.
        kept = [*frames[:40], *frames[-40:]] if len(frames) > 80 else list(frames)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in kept]
    return "\n".join(lines) + "\n"


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


def _short(path: str) -> str:
    """Return a path without the folders of the machine, which hold people's names."""
    parts = Path(path).parts
    starts = [index for index, part in enumerate(parts) if part in {"site-packages", "course_builder"}]
    return "/".join(parts[starts[-1] :]) if starts else "/".join(parts[-2:])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
