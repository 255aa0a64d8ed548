"""The whole flow: load → number → render → check → package → write.

Nothing is written unless all is well; then everything is replaced whole (see ``replacing``). What a build that was
killed has left is finished before anything else is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, get_args

from jinja2 import TemplateError

from course_builder import checks
from course_builder import lock as locking
from course_builder.cache import NO_CACHE, Cache, of_user
from course_builder.checks.laws import Laws
from course_builder.diagnostics import Diagnostic, Report, in_order
from course_builder.journal import finish
from course_builder.load import Loaded, load
from course_builder.lock import Lock
from course_builder.model import Course
from course_builder.model.settings import Audience, Settings
from course_builder.outputs import Job, Product, audiences, forms, is_together, outputs, run
from course_builder.outputs.options import output_options
from course_builder.progress import SILENT, Progress
from course_builder.render.edition import Edition
from course_builder.render.leaves import prepare
from course_builder.render.site import Version
from course_builder.render.template_errors import report_template_error
from course_builder.render.untranslated import Untranslated
from course_builder.replacing import OUTPUT, Replacing
from course_builder.result import Built, Result
from course_builder.translation import interface, own
from course_builder.translation.editions import Translation, coverage, only_here, outdated, translation
from course_builder.translation.languages import name_of, readers


def check(
    path: str | Path,
    names: Sequence[str] | None = None,
    *,
    strict: bool = False,
    progress: Progress = SILENT,
    jobs: int = 1,
    cache: Cache | None = None,
    languages: Sequence[str] | None = None,
) -> Result:
    """Check a course: everything that building does, but nothing is written.

    Args:
        path: the course's folder.
        names: outputs to check for; those of ``course.yml`` if None.
        strict: warnings count as errors.
        progress: told how far the work is.
        jobs: how many processes may take part.
        cache: keeps what takes long to make; the store of the user if None.
        languages: those of the course that are wanted; all if None. That of the course itself is always there in
            outputs that hold several.
    """
    finish(Path(path))
    return _compile(Path(path), names, strict, progress, jobs, cache or of_user(), languages, fitted=False)[0]


def build(
    path: str | Path,
    outputs: Sequence[str] | None = None,
    out: str | Path | None = None,
    *,
    strict: bool = False,
    progress: Progress = SILENT,
    jobs: int = 1,
    cache: Cache | None = None,
    languages: Sequence[str] | None = None,
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
        languages: those of the course that are wanted; all if None. That of the course itself is always there in
            outputs that hold several.

    Returns:
        What was built; on errors nothing is, and nothing on the disk has changed.

    Raises:
        ForeignError: what would be replaced was not made by the builder. Nothing on the disk has changed.
        OSError: something cannot be written. Nothing on the disk has changed.
    """
    root = Path(path)
    target = Path(out) if out is not None else root / OUTPUT
    finish(root, target)
    result, products = _compile(root, outputs, strict, progress, jobs, cache or of_user(), languages, fitted=True)
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
    languages: Sequence[str] | None,
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
    wanted = output_options(loaded.course, names, loaded.sources, report)
    edition = partial(Edition, root, progress=progress, jobs=jobs, cache=cache if fitted else None)
    found: list[Diagnostic] = []
    products: dict[str, Product] = {}
    for audience, some in _by_audience(wanted).items():
        if audience != loaded.audience:
            loaded = load(root, interface.true_false, progress=progress, audience=audience)
        made = _make(root, loaded, some, report, partial(edition, audience=audience), progress, cache, languages)
        found += made.told.diagnostics
        result.sources = {**result.sources, **made.sources}
        if made.products is not None:
            result.edition = made.edition
            for name, product in made.products.items():
                products[f"{name}-{audience}" if name in products else name] = product
    result.diagnostics = in_order(found)
    return result, products


def _by_audience(wanted: Mapping[str, Settings]) -> dict[Audience, dict[str, Settings]]:
    """Return the options of outputs by those whom they are for; where there are none, it is checked for learners."""
    found: dict[Audience, dict[str, Settings]] = {}
    for audience in get_args(Audience):
        own = {name: options for name, options in wanted.items() if audience in audiences(outputs()[name], options)}
        if own:
            found[audience] = own
    return found or {"learner": {}}


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of a course for one audience.

    Args:
        products: None where the course's own templates cannot be used.
        told: what is wrong.
        sources: the text of each source file, and of catalogues and templates.
    """

    edition: Edition
    products: Mapping[str, Product] | None
    told: Report
    sources: Mapping[str, str]


def _make(
    root: Path,
    loaded: Loaded,
    wanted: Mapping[str, Settings],
    report: Report,
    edition_of: Callable[..., Edition],
    progress: Progress,
    cache: Cache,
    languages: Sequence[str] | None,
) -> _Made:
    """Make an edition of a course in all languages, and the outputs that are wanted of it.

    Args:
        report: what was found while it was read.
        edition_of: given a course, its numbers, a report and what else there is to say, returns an edition.
    """
    course = loaded.course
    assert course is not None  # noqa: S101 -- the caller has seen to it
    report = Report(list(report.diagnostics))
    numbers = locking.updated(locking.read(root, report, loaded.sources), course)
    inside = in_languages(root, course, numbers, report, progress, languages, loaded.audience, cache)
    own = languages is None or course.settings.language in languages
    # What is wrong in a language may show only on its pages. Then all are made again without it.
    while True:
        told = Report(list(report.diagnostics))
        edition = edition_of(course, numbers, told, versions=versions(root, course, [one.language for one in inside]))
        edition.media.ahead(loaded.sources)
        translated = [_edition_of(one, edition, edition_of) for one in inside]
        sources = loaded.read
        products = check_and_package(edition, sources, told, wanted, cache, translated, own=own)
        left = [one.translation for one in translated if one.is_sound]
        if len(left) == len(inside):
            return _Made(edition, products, told, {**sources, **loaded.sources, **catalogue_texts(root, course)})
        report.diagnostics += [diagnostic for one in translated if not one.is_sound for diagnostic in one.told]
        inside = left


@dataclass(slots=True)
class InLanguage:
    """An edition of a course in another language.

    Args:
        report: told of every mistake, at its place in the translated text.
        told: what is wrong in it and not in its source, at the places to mend.
    """

    edition: Edition
    translation: Translation
    report: Report
    told: list[Diagnostic] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether it may be built."""
        return not any(one.severity == "error" for one in self.told)

    def tell(self, known: Report) -> None:
        """Take over what was found."""
        self.told += only_here(self.report.diagnostics, self.translation.reader, known.diagnostics)
        self.report.diagnostics.clear()


def _edition_of(translation: Translation, edition: Edition, made: Callable[..., Edition]) -> InLanguage:
    report = Report()
    assert translation.course is not None  # noqa: S101 -- in_languages has seen to it
    own = made(translation.course, translation.lock, report, **beside(edition, translation))
    return InLanguage(own, translation, report)


def beside(edition: Edition, translation: Translation, *, always: bool = False) -> dict[str, Any]:
    """Return what the edition of a translation has from that of its source.

    Args:
        always: whether it is said of each page that was changed after its translation, whatever learners are told.
    """
    reader = translation.reader
    lacks = Untranslated.of(reader.source, reader.language, reader.missing)
    told = always or edition.course.settings.outdated == "told"
    return {
        "of": edition,
        "versions": edition.versions,
        "untranslated": lacks,
        "translated": translation.media,
        "outdated": outdated(edition.course, reader) if told else frozenset(),
    }


def in_languages(
    root: Path,
    course: Course,
    numbers: Lock,
    report: Report,
    progress: Progress = SILENT,
    only: Sequence[str] | None = None,
    audience: Audience = "learner",
    cache: Cache = NO_CACHE,
) -> list[Translation]:
    """Return a course in those of its languages in which it can be built.

    Args:
        root: the course's folder.
        numbers: those of ``course.lock``.
        report: what is wrong with the course; told what is wrong in each language.
        only: the languages that are wanted; all if None.
        audience: for whom ``course`` was read.
        cache: what earlier builds read of catalogues.
    """
    known = list(report.diagnostics)
    found = []
    for reader in readers(root, course, only, cache):
        if isinstance(reader, Diagnostic):
            report.diagnostics.append(reader)
            continue
        one = translation(root, course, numbers, reader, known, progress=progress, audience=audience)
        report.diagnostics += one.diagnostics
        if one.course:
            found.append(one)
    report.diagnostics += coverage([one.reader for one in found])
    return found


def versions(root: Path, course: Course, others: Sequence[str]) -> tuple[Version, ...]:
    """Return the languages in which a course is built; none where it is one.

    Args:
        root: the course's folder.
        others: the tags of its translations.
    """
    tags = [course.settings.language, *others]
    if len(tags) == 1:
        return ()
    names = [name_of(tag, own.own_words(root, tag, {}, Report())) for tag in tags]
    return tuple(
        # Two kinds of English are told apart by their tags.
        Version(tag, name if names.count(name) == 1 else f"{name} ({tag})", f"{tag}/" if at else "")
        for at, (tag, name) in enumerate(zip(tags, names, strict=True))
    )


def catalogue_texts(root: Path, course: Course) -> dict[str, str]:
    """Return the text of the catalogues of a course, to show the lines of mistakes with."""
    paths = [f"{own.FOLDER}/{language}.po" for language in course.settings.languages]
    return {path: (root / path).read_text("utf-8", errors="replace") for path in paths if (root / path).is_file()}


def check_and_package(
    edition: Edition,
    sources: dict[str, str],
    report: Report,
    wanted: Mapping[str, Settings],
    cache: Cache | None = None,
    translated: Sequence[InLanguage] = (),
    *,
    own: bool = True,
) -> dict[str, Product] | None:
    """Check a course that was read, and make its outputs.

    Args:
        sources: the text of each source file as far as it is in the edition; a template with a mistake is added.
        report: told of every mistake.
        wanted: the options of each output to make, by its name.
        cache: what earlier builds made, and where this one keeps what it makes.
        translated: the course in other languages. Where one of them is not sound, nothing is made.
        own: whether its own language is wanted where each is a product of its own.

    Returns:
        What each output made, by its name; None where the course's own templates cannot be used.
    """
    edition.translations = tuple(one.edition for one in translated)
    try:
        for one, texts in ((edition, sources), *((other.edition, other.translation.sources) for other in translated)):
            prepare(one, texts.values(), forms(wanted), cache or NO_CACHE, Laws(one.course, texts))
        checks.check(edition, sources, report)
        for other in translated:
            checks.check(other.edition, other.translation.sources, other.report)
            other.tell(report)
    except TemplateError as error:
        if not (edition.root / "theme").is_dir():
            raise
        report_template_error(error, edition.root, sources, report)
        return None
    if not all(one.is_sound for one in translated):
        return {}
    checked = set(edition.dead_ends)
    products: dict[str, Product] = {}
    for name, options in wanted.items():
        edition.progress.step(name)
        output = outputs()[name]
        together = is_together(output, options)
        if own or together:
            products[name] = run(output, Job(edition, options, report))
        for other in () if together else translated:
            products[f"{name}-{other.edition.language}"] = run(output, Job(other.edition, options, other.report))
            other.tell(report)
    for other in translated:
        report.diagnostics += other.told
    sources.update(edition.texts)
    # What only some outputs cannot link to is known when they are made.
    checks.links.dead_ends(edition.dead_ends - checked, sources, report)
    return products
