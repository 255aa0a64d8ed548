"""The whole flow: load → number → render → check → package → write.

Nothing is written unless all is well; then everything is replaced whole (see ``replacing``). What a build that was
killed has left is finished before anything else is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import TemplateError

from course_builder import checks
from course_builder import lock as locking
from course_builder.cache import NO_CACHE, Cache, of_user
from course_builder.checks.laws import Laws
from course_builder.diagnostics import Report, in_order
from course_builder.journal import finish
from course_builder.load import load
from course_builder.outputs import Job, Product, forms, outputs, run
from course_builder.outputs.options import output_options
from course_builder.progress import SILENT, Progress
from course_builder.render.edition import Edition
from course_builder.render.leaves import prepare
from course_builder.render.template_errors import report_template_error
from course_builder.replacing import OUTPUT, Replacing
from course_builder.result import Built, Result
from course_builder.translation import interface


def check(
    path: str | Path,
    names: Sequence[str] | None = None,
    *,
    strict: bool = False,
    progress: Progress = SILENT,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Result:
    """Check a course: everything that building does, but nothing is written.

    Args:
        path: the course's folder.
        names: outputs to check for; those of ``course.yml`` if None.
        strict: warnings count as errors.
        progress: told how far the work is.
        jobs: how many processes may take part.
        cache: keeps what takes long to make; the store of the user if None.
    """
    finish(Path(path))
    return _compile(Path(path), names, strict, progress, jobs, cache or of_user(), fitted=False)[0]


def build(
    path: str | Path,
    outputs: Sequence[str] | None = None,
    out: str | Path | None = None,
    *,
    strict: bool = False,
    progress: Progress = SILENT,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Result:
    """Build a course.

    Args:
        path: the course's folder.
        outputs: names of outputs; those of ``course.yml`` if None.
        out: the folder to write to; ``output`` in the course's folder if None.
        strict: warnings count as errors.
        progress: told how far the work is.
        jobs: how many processes may take part.
        cache: keeps what takes long to make; the store of the user if None.

    Returns:
        What was built; on errors nothing is, and nothing on the disk has changed.

    Raises:
        ForeignError: what would be replaced was not made by the builder. Nothing on the disk has changed.
        OSError: something cannot be written. Nothing on the disk has changed.
    """
    root = Path(path)
    target = Path(out) if out is not None else root / OUTPUT
    finish(root, target)
    result, products = _compile(root, outputs, strict, progress, jobs, cache or of_user(), fitted=True)
    edition = result.edition
    if result.ok and edition is not None:
        progress.step("write")
        result.built += write(root, target, edition, products)
        result.weight = edition.media.weight()
    return result


def write(root: Path, target: Path, edition: Edition, products: Mapping[str, Product]) -> list[Built]:
    """Write what outputs made, and ``course.lock``: all of it, or nothing.

    Args:
        root: the course's folder.
        target: the folder to write to.
        products: by the outputs' names.

    Raises:
        ForeignError: what would be replaced was not made by the builder.
        OSError: something cannot be written.
    """
    course = edition.course
    pages, questions = len(course.screens) - len(course.assessments), len(course.questions)
    with Replacing(root) as replacing:
        for product in products.values():
            replacing.tree(target, product.files)
        replacing.text(root / locking.FILE, locking.text(edition.lock))
    # How large a zip is, is known when it was written.
    return [
        Built(name, target / product.place, product.size, pages, questions, product.summary)
        for name, product in products.items()
    ]


def _compile(
    root: Path,
    names: Sequence[str] | None,
    strict: bool,
    progress: Progress,
    jobs: int,
    cache: Cache,
    *,
    fitted: bool,
) -> tuple[Result, Mapping[str, Product]]:
    """Do everything but write.

    Args:
        fitted: whether pictures and fonts are made as learners get them, which takes long.
    """
    progress.step("read")
    loaded = load(root, interface.true_false, progress=progress)
    result = Result(in_order(loaded.diagnostics), loaded.sources, course=loaded.course, strict=strict)
    if loaded.course is None:
        return result, {}
    report = Report(list(loaded.diagnostics))
    numbers = locking.updated(locking.read(root, report, loaded.sources), loaded.course)
    fitting = cache if fitted else None
    edition = Edition(root, loaded.course, numbers, report, progress=progress, jobs=jobs, cache=fitting)
    edition.media.ahead(loaded.sources)
    products = check_and_package(edition, loaded.sources, report, names, cache)
    result.diagnostics = in_order(report.diagnostics)
    if products is not None:
        result.edition = edition
    return result, products or {}


def check_and_package(
    edition: Edition,
    sources: dict[str, str],
    report: Report,
    names: Sequence[str] | None = None,
    cache: Cache | None = None,
) -> dict[str, Product] | None:
    """Check a course that was read, and make its outputs.

    Args:
        sources: the text of each source file; a template with a mistake is added.
        report: told of every mistake.
        names: outputs to make; those of ``course.yml`` if None.
        cache: what earlier builds made, and where this one keeps what it makes.

    Returns:
        What each output made, by its name; None where the course's own templates cannot be used.
    """
    wanted = output_options(edition.course, names, sources, report)
    try:
        prepare(edition, sources.values(), forms(wanted), cache or NO_CACHE, Laws(edition.course, sources))
        checks.check(edition, sources, report)
    except TemplateError as error:
        if not (edition.root / "theme").is_dir():
            raise
        report_template_error(error, edition.root, sources, report)
        return None
    checked = set(edition.dead_ends)
    products: dict[str, Product] = {}
    for name, options in wanted.items():
        edition.progress.step(name)
        products[name] = run(outputs()[name], Job(edition, options, report))
    sources.update(edition.texts)
    # What only some outputs cannot link to is known when they are made.
    checks.links.dead_ends(edition.dead_ends - checked, sources, report)
    return products
