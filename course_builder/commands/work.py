"""What ``build`` and ``check`` do when there is something to do; to see that there is not takes less time than this.

What they show is kept, to be shown again for as long as nothing changes.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from pathlib import Path

import click

from course_builder import lock as locking
from course_builder.assets import MediaFile
from course_builder.assets.weight import Weight
from course_builder.building import build, check
from course_builder.cache import Cache
from course_builder.commands.formats import FORMATS, built_as_json
from course_builder.commands.showing import Steps, in_columns, installation_errors, mistakes, size
from course_builder.made import ForeignError
from course_builder.outputs import outputs
from course_builder.replacing import OUTPUT
from course_builder.result import Built, Result
from course_builder.spreading import processors
from course_builder.unchanged import Run, Shown, keep

# A course is many objects that stay until the end. To look for those that do not, as often as Python does, is an
# eighth of the time.
gc.freeze()
gc.set_threshold(20_000, 20, 20)


def built(
    run: Run,
    names: tuple[str, ...],
    out: str | None,
    form: str,
    languages: tuple[str, ...] = (),
    *,
    strict: bool,
    jobs: int | None,
    cache: Cache,
    steps: Steps,
) -> tuple[Shown, bool]:
    """Build a course; return what is shown of it, and whether it was built in all of its languages."""
    unknown = [name for name in names if name not in outputs()]
    if unknown:
        raise click.UsageError(f"There is no output {unknown[0]!r}. Known: {', '.join(sorted(outputs()))}.")
    try:
        with steps, installation_errors():
            result = build(
                run.root,
                names or None,
                out,
                strict=strict,
                progress=steps,
                jobs=jobs or processors(),
                cache=cache,
                languages=languages or None,
            )
    except ForeignError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or out or run.root}: {error.strerror}. Nothing else was changed."
        ) from error
    if form == "json":
        shown = Shown("", built_as_json(result))
    else:
        shown = Shown(
            mistakes(result), "\n".join([table(result.built), *weight(result.weight)]) if result.built else ""
        )
    _keep(run, shown, result, [Path(out) if out else run.root / OUTPUT], cache)
    return shown, result.is_whole


def checked(
    run: Run, form: str, languages: tuple[str, ...] = (), *, strict: bool, jobs: int | None, cache: Cache, steps: Steps
) -> tuple[Shown, bool]:
    """Check a course; return what is shown of it, and whether it may be built in all of its languages."""
    jobs = jobs or processors()
    with steps, installation_errors():
        result = check(run.root, strict=strict, progress=steps, jobs=jobs, cache=cache, languages=languages or None)
    shown = Shown(mistakes(result) if form == "text" else "", FORMATS[form](result, run.root))
    _keep(run, shown, result, [], cache)
    return shown, result.is_whole


def _keep(run: Run, shown: Shown, result: Result, made: list[Path], cache: Cache) -> None:
    """Keep what is shown, where all is well: what is wrong may be right the next time for many reasons."""
    if not result.is_whole or result.edition is None:
        return
    found = [one for edition in (result.edition, *result.edition.translations) for one in edition.media.found.values()]
    files = {one.path: one.content.digest for one in found if isinstance(one, MediaFile)}
    lock = {locking.FILE: hashlib.sha256(locking.text(result.edition.lock).encode()).hexdigest()}
    keep(run, shown, [*result.sources, *files], files, lock if made else {}, made, cache, result.edition.media.beside)


def table(rows: list[Built]) -> str:
    """Return what was built as a table."""
    heads = ("built", "size", "pages", "questions", "saved state at most")
    cells = [
        heads,
        *((str(_short(one.path)), size(one.size), str(one.pages), str(one.questions), _state(one)) for one in rows),
    ]
    return in_columns(cells, left={0, 4})


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
