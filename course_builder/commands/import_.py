"""``course-builder import``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course_builder.commands.showing import FOR_WHOM, installation_errors

if TYPE_CHECKING:
    # It takes long to import, and a command that only says how it is used does not need it.
    from course_builder.scaffold.imports.outcome import Outcome, Taken


@click.command("import")
@click.argument("given", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--into",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="The course that gets what is in them; a new one is made where there is none.",
)
@click.option(
    "--from",
    "source",
    type=click.Choice(
        ["word", "powerpoint", "moodle-backup", "moodle-xml", "mkdocs-quiz", "liascript", "text2qti", "gift"]
    ),
    help="What each FILE is in, where it cannot be seen.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would come over.")
@FOR_WHOM
def import_(given: tuple[str, ...], into: str, source: str | None, dry_run: bool, form: str) -> None:
    """Make modules and assessments of files of other tools.

    Pages go to modules/, questions of banks to assessments/, pictures to media/. What did not come over, or only in
    part, is told with its place in FILE and in DIR. Nothing that is in DIR is written over.

    Exit status: 0 when everything came over, at least in part, 1 when something did not or a FILE was refused, 2 for
    wrong usage, 3 for a fault of course-builder itself.
    """
    from course_builder.scaffold import SourceError  # noqa: PLC0415 -- see above
    from course_builder.scaffold.imports import take, write  # noqa: PLC0415

    target = Path(into)
    try:
        with installation_errors():
            taken = take([Path(one) for one in given], target, source or "")
        written = [] if dry_run else write(taken, target)
    except SourceError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or into}: {error.strerror}") from error
    if form == "json":
        click.echo(json.dumps(_as_data(taken, target, dry_run=dry_run), ensure_ascii=False, indent=2))
    else:
        for path in written:
            click.echo(path.as_posix())
        click.echo(("\n" if written else "") + _as_text(taken, target))
    sys.exit(0 if taken.ok else 1)


def _as_text(taken: Taken, target: Path) -> str:
    lines = [f"{name}: refused: {why}" for name, why in taken.refused.items()]
    for one in taken.outcomes:
        where = f" -> {(target / one.written).as_posix()}:{one.written_line}" if one.written else ""
        lines.append(f"{one.place}: {_SAID[one.state]}: {one.name or one.identifier or one.kind} ({one.kind}){where}")
        lines += [f"    {said}" for said in one.lost]
    counts = {state: sum(one.state == state for one in taken.outcomes) for state in _SAID}
    whole, part, none = counts.values()
    lines.append(f"{len(taken.outcomes)} found: {whole} came over whole, {part} in part, {none} not.")
    return "\n".join([*lines, *taken.next_steps])


_SAID = {"whole": "whole", "part": "in part", "not": "not"}


def _as_data(taken: Taken, target: Path, *, dry_run: bool) -> dict[str, object]:
    return {
        "written": [] if dry_run else [(target / one).as_posix() for one in sorted(taken.files)],
        "refused": [{"file": name, "message": why} for name, why in taken.refused.items()],
        "questions": [_question(one, target) for one in taken.outcomes],
        "next": taken.next_steps,
    }


def _question(one: Outcome, target: Path) -> dict[str, object]:
    written = {"file": (target / one.written).as_posix(), "line": one.written_line, "id": one.identifier}
    return {
        "file": one.file,
        "line": one.line,
        "unit": one.unit,
        "name": one.name,
        "kind": one.kind,
        "state": one.state,
        "written": written if one.written else None,
        "lost": one.lost,
    }
