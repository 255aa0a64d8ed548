"""What the two SCORM outputs share: one SCO for the course, or one for each module, zipped with its manifest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from course_builder.checks import limits
from course_builder.content import Content
from course_builder.diagnostics import Report
from course_builder.model import Course
from course_builder.packaging import control, validate
from course_builder.packaging import zip as zipping
from course_builder.packaging.cards import cards
from course_builder.packaging.cards.settings import StandardName, build_of
from course_builder.packaging.folder import Folder, whole
from course_builder.packaging.package import Package, Sco, Standard
from course_builder.render.data import TrackerKind, certificates
from course_builder.render.edition import Edition
from course_builder.source.names import digest, plain_text, portable

Reported = Literal["graded", "all", "none"]
"""Which answers the LMS is told."""

REPORTED: Reported = Field(
    "all",
    description="Which answers the LMS is told, as far as there is room: `graded` (of quizzes, and of graded questions "
    "in pages), `all` (those of practice too), or `none`.",
)


Languages = Literal["apart", "together"]
"""How many packages a course with several languages becomes."""

LANGUAGES: Languages = Field(
    "apart",
    description="Of a course in several languages: a package for each (`apart`), or one with a switch (`together`) "
    "that opens in the language that the LMS has for the learner.",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """What one SCORM package differs by from another of the same course.

    Args:
        standard: which manifest it gets.
        tracker: which of the player's protocols it carries.
        name: of the standard, for people.
        limit: characters of saved state that the LMS gives.
        per_module: one SCO for each module and for the final assessment.
        mastery_score: whether the manifest tells the pass mark (SCORM 1.2 only, R21).
        reported: which answers the LMS is told.
        languages: how many packages a course with several languages becomes.
    """

    standard: Standard
    tracker: TrackerKind
    name: StandardName
    limit: int
    per_module: bool
    mastery_score: bool
    reported: Reported
    languages: Languages

    @property
    def together(self) -> bool:
        """Whether the package holds all languages."""
        return self.languages == "together" and not self.per_module


def scorm_files(edition: Edition, report: Report, variant: Variant) -> tuple[dict[str, bytes | Content], limits.Budget]:
    """Return the zip of a course and the cards beside it, by file name, and what its saved state needs at the worst."""
    name = f"{edition.name}-{variant.tracker}"
    content, budget, scos = _zip(edition, report, variant)
    build = build_of(
        edition.course,
        name=name,
        standard=variant.name,
        scos=scos,
        mastery_score=variant.mastery_score,
        budget=budget,
    )
    return {f"{name}.zip": content, **dict(cards(edition, build))}, budget


def _zip(edition: Edition, report: Report, variant: Variant) -> tuple[Content, limits.Budget, int]:
    """Return the zip, what the saved state needs at the worst, and how many SCOs it has."""
    several = variant.per_module and len(edition.course.modules) + bool(edition.course.final) > 1
    files, scos, budgets = (_several if several else _one)(edition, report, variant)
    own = {one for sco in scos for one in sco.files}
    others = edition.translations if variant.together else ()
    shared = tuple(sorted(set(files) - own))
    package = _package(edition.course, tuple(scos), shared, tuple(one.language for one in others))
    described = control.files(variant.standard, package)
    for problem in validate.problems(variant.standard, {**files, **described}):
        report.add(
            "manifest-invalid",
            edition.course.span,
            f"{variant.name}: {problem}",
            "This is a fault of course-builder: please report it with the course.yml.",
        )
    zipped = zipping.deterministic([*files.items(), *described.items()], edition.jobs)
    return zipped, max(budgets, key=lambda one: one.characters), len(scos)


def _one(
    edition: Edition, report: Report, variant: Variant
) -> tuple[dict[str, Content], list[Sco], list[limits.Budget]]:
    course = edition.course
    budget = limits.check(course, edition.lock, variant.limit, variant.name, report)
    mastery = _mastery(course, asked=variant.mastery_score)
    files = whole(
        edition,
        tracker=variant.tracker,
        characters=variant.limit,
        text_bytes=budget.text_bytes,
        lms=_lms(mastery, variant.reported, part=False),
        alone=not (variant.together and edition.translations),
    )
    start = f"{edition.folder_name}index.html"
    sco = Sco(course.id, course.settings.title, start, tuple(sorted(files)), mastery)
    return files, [sco], [budget]


def _several(
    edition: Edition, report: Report, variant: Variant
) -> tuple[dict[str, Content], list[Sco], list[limits.Budget]]:
    """Give each module a folder of its own beside what all share."""
    files: dict[str, Content] = {}
    scos: list[Sco] = []
    budgets: list[limits.Budget] = []
    folders: set[str] = set()
    for identifier, title, part in _parts(edition.course):
        budget = limits.check(part, edition.lock, variant.limit, variant.name, report)
        pages = edition.screens_of(part, shared="../")
        mastery = _mastery(part, asked=variant.mastery_score)
        made = Folder(
            edition,
            pages,
            part,
            variant.tracker,
            variant.limit,
            budget.text_bytes,
            f"{edition.course.id}.{identifier}",
            _lms(mastery, variant.reported, part=True),
        )
        # Ids may differ by capitals alone, and be what Windows calls a device.
        name_of = portable(identifier.lower())
        folder = f"{name_of if name_of not in folders else f'{name_of}-{digest(identifier)}'}/"
        folders.add(folder.rstrip("/"))
        own = made.files(made.own)
        files.update({folder + path: content for path, content in own.items()})
        paths = tuple(sorted(folder + path for path in own))
        scos.append(Sco(identifier, title, f"{folder}index.html", paths, mastery))
        budgets.append(budget)
    if variant.languages == "together" and edition.translations:
        report.add(
            "output-cannot",
            edition.course.places.get(f"outputs.{variant.tracker}.languages", edition.course.span),
            f"{variant.name}: where each module is a SCO of its own, each language is a package of its own.",
            "The switch between languages leads through one SCO. Make one SCO of the course (sco: course).",
        )
    for choice in (one for one in edition.course.parts if one.is_choice):
        report.add(
            "output-cannot",
            choice.span,
            f"{variant.name}: where each module is a SCO of its own, the LMS asks for all modules of {choice.title!r}.",
            "It counts each SCO, and knows no choice between them. Make one SCO of the course (sco: course).",
        )
    for screen, block in certificates(edition.course):
        # That of a module can be given in the module itself.
        if block.options.for_ and screen.partition("/")[0] == block.options.for_:
            continue
        report.add(
            "output-cannot",
            block.span,
            f"{variant.name}: the certificate is not given where each module is a SCO of its own.",
            "No module knows whether the others are passed. Make one SCO of the course (sco: course).",
        )
    common = Folder(edition, edition.pages, edition.course, variant.tracker, variant.limit, 0)
    return files | common.files((*common.shared, *common.scripts)), scos, budgets


def _mastery(course: Course, *, asked: bool) -> int | None:
    """Return the pass mark for the manifest (R21): that of the one required quiz, or the course's if there are more."""
    required = [one for one in course.assessments if one.settings.required]
    if not asked or not required:
        return None
    return required[0].pass_mark if len(required) == 1 else course.settings.pass_mark


def _lms(mastery: int | None, reported: Reported, *, part: bool) -> dict[str, object]:
    """Return what the player must know of its package: who judges (R34), what is told, whether it is one of several."""
    told: dict[str, object] = {"mastery": mastery is not None, "part": part}
    return {name: True for name, value in told.items() if value} | ({} if reported == "all" else {"report": reported})


def _parts(course: Course) -> Iterator[tuple[str, str, Course]]:
    """Yield id, title and course of each SCO."""
    for module in course.modules:
        title = plain_text(module.title.text)
        settings = course.settings.model_copy(
            update={"title": title, "description": module.settings.summary, "duration": module.settings.duration}
        )
        yield module.id, title, Course(span=course.span, id=course.id, settings=settings, modules=(module,))
    if course.final:
        title = plain_text(course.final.title.text)
        settings = course.settings.model_copy(
            update={"title": title, "description": "", "duration": course.final.settings.time_limit}
        )
        yield (
            "final-assessment",
            title,
            Course(span=course.span, id=course.id, settings=settings, modules=(), final=course.final),
        )


def _package(course: Course, scos: tuple[Sco, ...], shared: tuple[str, ...], others: tuple[str, ...]) -> Package:
    chosen = course.settings
    return Package(
        id=course.id,
        title=chosen.title,
        language=chosen.language,
        others=others,
        scos=scos,
        shared=shared,
        description=chosen.description,
        keywords=tuple(chosen.keywords),
        author=chosen.author,
        publisher=chosen.publisher,
        licence=chosen.licence,
        version=chosen.version,
        minutes=chosen.duration,
        objectives=tuple(one.text for one in course.objectives),
    )
