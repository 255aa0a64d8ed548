"""``course-builder build``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from course_builder import build as building
from course_builder.assets.weight import Weight
from course_builder.cache import Cache
from course_builder.commands.formats import built_as_json
from course_builder.commands.showing import PROJECT, Steps, diagnostics, installation_errors, size
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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How mistakes and what was built are told: to people or to programs.",
)
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
def build(project: str, names: tuple[str, ...], out: str | None, strict: bool, form: str, no_cache: bool) -> None:
    """Build the course in PROJECT (the current folder if left out).

    Exit status: 0 when all is built, 1 when the course has errors or something that
    course-builder did not make stands in the way (then nothing is written), 2 for wrong usage,
    3 for a fault of course-builder itself.
    """
    unknown = [name for name in names if name not in outputs()]
    if unknown:
        raise click.UsageError(f"There is no output {unknown[0]!r}. Known: {', '.join(sorted(outputs()))}.")
    if not Path(project).is_dir():
        raise click.UsageError(f"There is no folder {project!r}.")
    steps = Steps()
    try:
        with installation_errors():
            cache = Cache(None) if no_cache else None
            result = building(project, names or None, out, strict=strict, progress=steps, cache=cache)
    except ForeignError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or out or project}: {error.strerror}. Nothing else was changed."
        ) from error
    finally:
        steps.done()
    if form == "json":
        click.echo(built_as_json(result))
        sys.exit(0 if result.ok else 1)
    diagnostics(result)
    if not result.ok:
        click.echo("Nothing was built.", err=True)
        sys.exit(1)
    click.echo("\n".join([table(result.built), *weight(result.weight)]))


def table(rows: list[Built]) -> str:
    """Return what was built as a table."""
    heads = ("built", "size", "pages", "questions", "saved state at most")
    cells = [
        heads,
        *((str(_short(one.path)), size(one.size), str(one.pages), str(one.questions), _state(one)) for one in rows),
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    lines = []
    for row in cells:
        first, *rest = (
            cell.ljust(width) if column in {0, 4} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *rest]).rstrip())
    return "\n".join(lines)


def weight(found: Weight) -> Iterator[str]:
    """Yield lines on how heavy files are, where that is worth a line."""
    if found.wide < found.given:
        phones = f", phones {size(found.narrow)}" if found.narrow < found.wide else ""
        yield f"pictures and fonts: {size(found.given)}, of which learners load {size(found.wide)} at most{phones}"
    if found.heaviest:
        yield f"heaviest files: {', '.join(f'{name} ({size(number)})' for name, number in found.heaviest)}"
    for name in found.whole:
        yield f"{name} stays whole: it says that it may not be cut"


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
