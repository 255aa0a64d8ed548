"""Reads a whole course: ``course.yml``, and the modules and assessments that belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeVar

from course_builder.diagnostics import Report, Span, did_you_mean, nearest
from course_builder.load.assessment import AssessmentReader
from course_builder.load.content import to_nfc
from course_builder.load.module import ModuleReader
from course_builder.load.released import named, released
from course_builder.model import Assessment, Course, CoursePart, Module
from course_builder.model.settings import Audience, CourseSettings
from course_builder.progress import SILENT, Progress
from course_builder.source import yaml
from course_builder.source.files import Files
from course_builder.source.located import LocatedData, validated
from course_builder.source.memory import Ids, Memory
from course_builder.source.names import latin_slug, slug

TrueFalse = Callable[[str], Sequence[tuple[str, str]]]

Part = TypeVar("Part")


class CourseReader(ModuleReader, AssessmentReader):
    """Reads a course.

    Args:
        root: the course's folder.
        words: for a language, the pairs of words that make a choice a true-or-false question.
        memory: what was read the last time.
        progress: told how many modules are read.
        language: in which it is read, where that is not the one in which it is written.
        translate: for the path of a file and its text, the text in that language.
        audience: for whom it is read.
    """

    def __init__(
        self,
        root: Path,
        words: TrueFalse,
        memory: Memory | None = None,
        progress: Progress = SILENT,
        language: str = "",
        translate: Callable[[str, str], str] | None = None,
        audience: Audience = "learner",
    ) -> None:
        report = Report()
        files = Files(root, report, language=language, translate=translate)
        super().__init__(files, report, audience=audience)
        self.root, self.words, self.memory, self.progress = root, words, memory, progress
        self.assessment_paths: dict[str, Path] = {}
        # Assessments that a misspelt name seems to mean.
        self.meant: set[str] = set()
        self.released, self.latin = released(root)
        if memory:
            memory.begin()

    def recall(self, name: str, key: Hashable, read: Callable[[], Part]) -> Part:
        """Read a part of the course, or remember how it was read."""
        if self.memory is None:
            return read()

        def read_with(ids: Ids) -> Part:
            own, self.ids = self.ids, ids
            try:
                return read()
            finally:
                self.ids = own

        return self.memory.recall(
            name,
            (key, self.true_false, self.settings.language, self.released),
            self.ids,
            self.report,
            read_with,
            self.current_text,
        )

    def current_text(self, path: str) -> str | None:
        """Return the text of a file of the course as it is now; None where it cannot be read."""
        full = self.root / path
        if not full.is_file():
            return None
        silent = Files(self.root, Report(), language=self.files.language, translate=self.files.translate)
        text = silent.text(full)
        self.files.texts.update(silent.texts)
        return text

    def course(self) -> Course | None:
        path = self.root / "course.yml"
        if not path.is_file() and not path.is_symlink():
            near = [one.name for one in self.root.iterdir() if re.match(r"course\.ya?ml\b", one.name, re.IGNORECASE)]
            self.report.add(
                "file-missing",
                Span("course.yml"),
                "There is no course.yml in this folder.",
                f"Rename {near[0]} to course.yml."
                if near
                else "Run 'course-builder new DIR' for a course to start from, or name the course's folder.",
            )
            return None
        text = self.files.text(path)
        located = yaml.parse(text, "course.yml", self.report) if text is not None else None
        readable = located is not None
        if located is None:
            # What else is wrong with the course is found all the same.
            located = LocatedData({"title": "Untitled"}, Span("course.yml"))
        _outputs_as_mapping(located)
        untitled = {"title": "Untitled"}
        settings = validated(CourseSettings, located, self.report, instead=untitled) or CourseSettings(**untitled)
        if self.files.language:
            settings = settings.model_copy(update={"language": self.files.language})
        self.settings = settings
        self.true_false = tuple((true.casefold(), false.casefold()) for true, false in self.words(settings.language))
        self.read_banks(located)
        folder = self.root / "assessments"
        if folder.is_dir():
            self.assessment_paths = {to_nfc(path.stem): path for path in folder.glob("*.md")}
        paths = self.module_paths(located)
        read = {}
        for done, (name, path) in enumerate(paths.items()):
            self.progress.step("modules", done, len(paths))
            if module := self.module(path):
                read[name] = module
        modules = list(read.values())
        final = None
        used = {module.assessment.name for module in modules if module.assessment}
        if settings.assessment:
            final = self.assessment(settings.assessment, "", located.value_span("assessment"))
            used.add(to_nfc(settings.assessment.removesuffix(".md")))
        if readable:
            self.unused_assessments(used | self.meant | {module.settings.assessment for module in modules})
        if readable and not (modules or paths or settings.modules or settings.assessment):
            self.report.add(
                "course-empty",
                Span("course.yml"),
                "This course has no module and no assessment.",
                "Write a file modules/introduction.md with a # title.",
            )
        modules, final = self.with_known_objectives(modules, final)
        # What was built once keeps its id: items of manifests and what browsers keep are named after it.
        identifier = settings.id or (latin_slug if self.latin else slug)(settings.title)
        return Course(
            span=Span("course.yml"),
            id=identifier,
            settings=settings,
            modules=tuple(modules),
            parts=tuple(self.parts(located, read)),
            final=final,
            places={".".join(map(str, path)): span for path, span in located.values.items()},
        )

    def with_known_objectives(
        self, modules: Sequence[Module], final: Assessment | None
    ) -> tuple[list[Module], Assessment | None]:
        """Return modules and final assessment; questions of banks test what the course has of their objectives."""
        quizzes = [one for one in (*(module.assessment for module in modules), final) if one]
        objectives = [*(module.objectives for module in modules), *(quiz.objectives for quiz in quizzes)]
        known = {one.id for some in objectives for one in some}

        def narrowed(quiz: Assessment | None) -> Assessment | None:
            if quiz is None or not any(one.bank for one in quiz.questions):
                return quiz
            own = (tuple(name for name in one.objectives if name in known) for one in quiz.questions)
            both = zip(quiz.questions, own, strict=True)
            made = [one.model_copy(update={"objectives": found}) if one.bank else one for one, found in both]
            return quiz.model_copy(update={"questions": tuple(made)})

        made = [module.model_copy(update={"assessment": narrowed(module.assessment)}) for module in modules]
        return (made if self.banks else list(modules)), narrowed(final)

    def parts(self, located: LocatedData, modules: Mapping[str, Module]) -> Iterator[CoursePart]:
        """Yield the parts with those of their modules that could be read."""
        ids = {module.id for module in modules.values()}
        for index, part in enumerate(self.settings.parts):
            own = list(dict.fromkeys(to_nfc(name.removesuffix(".md")) for name in part.modules))
            if part.required and part.required > len(own):
                self.report.add(
                    "yaml-value",
                    located.value_span("parts", index, "required"),
                    f"This part asks for {part.required} of its {len(own)} modules.",
                    f"Write a number below {len(own)}, or leave 'required' out: then all are needed."
                    if len(own) > 1
                    else "Leave 'required' out: then all are needed.",
                )
            found = tuple(modules[name].id for name in own if name in modules)
            identifier = slug(part.title)
            while identifier in ids:
                identifier += "-part"
            ids.add(identifier)
            if found:
                yield CoursePart(
                    span=located.value_span("parts", index),
                    id=identifier,
                    title=part.title,
                    modules=found,
                    required=min(part.required or len(found), len(found)),
                )

    def named_modules(self, located: LocatedData) -> list[tuple[str, Span]]:
        """Return the modules that ``course.yml`` names, one by one or in parts, each with its place."""
        if not self.settings.parts:
            return [(name, located.value_span("modules", at)) for at, name in enumerate(self.settings.modules)]
        if self.settings.modules:
            self.report.add(
                "yaml-value",
                located.value_span("modules"),
                "The modules stand in 'parts' and in 'modules'.",
                "Delete 'modules': what stands in 'parts' is taken, in its order.",
            )
        return [
            (name, located.value_span("parts", index, "modules", at))
            for index, part in enumerate(self.settings.parts)
            for at, name in enumerate(part.modules)
        ]

    def module_paths(self, located: LocatedData) -> dict[str, Path]:
        folder = self.root / "modules"
        found: dict[str, Path] = {}
        if folder.is_dir():
            for path in sorted(folder.iterdir(), key=lambda one: natural_sort_key(one.name)):
                if path.name.startswith((".", "_")):
                    continue
                if any(path.glob("*.md")) if path.is_dir() else path.suffix == ".md":
                    name = to_nfc(path.name if path.is_dir() else path.stem)
                    if name in found:
                        self.report.add(
                            "id-duplicate",
                            Span(self.files.name(path)),
                            f"There is a file and a folder {name!r} in modules/.",
                            "Keep one of them.",
                        )
                    found.setdefault(name, path)
        written_there = self.named_modules(located)
        if not written_there:
            return found
        listed: dict[str, Path] = {}
        unknown = False
        names = {name for name, _ in written_there}
        for written, span in written_there:
            name = to_nfc(written.removesuffix(".md"))
            if name not in found:
                unknown = True
                meant, hint = _meant(name, "modules", found)
                self.report.add("module-unknown", span, f"There is no module {written!r} in modules/.", hint)
                # So that nothing else is said of it.
                if meant and meant not in names:
                    listed.setdefault(meant, found[meant])
            elif name in listed:
                self.report.add(
                    "id-duplicate", span, f"The module {written!r} is listed a second time.", "List each module once."
                )
            else:
                listed[name] = found[name]
        for name, path in found.items():
            # A name that names nothing may mean it.
            if name not in listed and not unknown:
                self.report.add(
                    "module-unlisted",
                    Span(self.files.name(path)),
                    "This module is not among the modules of course.yml.",
                    f"Add {name!r} to '{'parts' if self.settings.parts else 'modules'}', "
                    "or start the file's name with _.",
                )
        return listed

    def unused_assessments(self, used: set[str]) -> None:
        folder = self.root / "assessments"
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
            # A bank of questions that others include is used by them.
            is_used = to_nfc(path.stem) in {to_nfc(name) for name in used} or self.files.name(path) in self.ids.files
            if not is_used and not path.name.startswith(("_", ".")):
                self.report.add(
                    "assessment-unused",
                    Span(self.files.name(path)),
                    "No module names this assessment, and it is not the final one.",
                    f"Write 'assessment: {path.stem}' in a module's front matter or in course.yml.",
                )

    def module(self, path: Path) -> Module | None:
        texts = [(one, text) for one in module_files(path) if (text := self.files.text(one)) is not None]
        if not texts:
            return None
        written = to_nfc(path.name if path.is_dir() else path.stem)
        name = re.sub(r"^\d+[-_. ]+", "", written)
        # 01-module and 02-module differ by their numbers alone, which then belong to the id.
        default = named(name, self.released)
        if default in self.ids.modules:
            default = named(written, self.released)
        module, front = self.recall(
            self.files.name(path), (name, default, tuple(texts)), lambda: self.module_alone(name, default, texts)
        )
        assessment = None
        if module.settings.assessment:
            assessment = self.assessment(module.settings.assessment, module.id, front.value_span("assessment"))
        if not module.pages and not assessment:
            self.report.add(
                "page-empty", module.title.span, "This module has a title and nothing else.", "Write its pages."
            )
        return module.model_copy(update={"assessment": assessment}) if assessment else module

    def assessment(self, name: str, module: str, named_at: Span) -> Assessment | None:
        known = self.assessment_paths
        path = known.get(to_nfc(name.removesuffix(".md")))
        if path is None:
            meant, hint = _meant(to_nfc(name.removesuffix(".md")), "assessments", known)
            self.report.add(
                "assessment-unknown",
                named_at,
                f"There is no assessment {name!r} in assessments/.",
                hint or f"Write the file assessments/{name}.md.",
            )
            # So that nothing else is said of it.
            self.meant.add(meant)
            return None
        name = to_nfc(path.stem)
        identifier = f"quiz/{named(name, self.released, 'quiz/{}')}"
        if identifier in self.ids.pages:
            self.report.add(
                "id-duplicate",
                named_at,
                f"The assessment {name!r} is used a second time.",
                "Each assessment stands behind one module.",
            )
            return None
        self.ids.pages[identifier] = named_at
        text = self.files.text(path)
        if text is None:
            return None
        found = self.recall(
            self.files.name(path),
            (name, text, self.settings.pass_mark, tuple(self.banks.items())),
            lambda: self.assessment_alone(name, identifier, self.files.source(path, text)),
        )
        return found if found.module == module else found.model_copy(update={"module": module})


def _meant(name: str, folder: str, known: Iterable[str]) -> tuple[str, str]:
    """Return which file a name may mean that names none, and what to write instead."""
    names = list(known)
    bare = PurePosixPath(name).name
    if bare != name and bare in names:
        return bare, f"Write  {bare}  (names are those in {folder}/, without the folder)."
    return nearest(name, names), did_you_mean(name, names)


def _outputs_as_mapping(located: LocatedData) -> None:
    """Turn the short forms of ``outputs`` (a name, a list of names) into a mapping from name to options."""
    given = located.data.get("outputs")
    if isinstance(given, str):
        given = [given]
    if isinstance(given, list) and all(isinstance(one, str | dict) for one in given):
        located.data["outputs"] = {}
        for one in given:
            located.data["outputs"].update({one: {}} if isinstance(one, str) else one)
    elif isinstance(given, dict):
        # `html:` with nothing behind it is an output without options.
        names = [path[1] for path in located.keys if len(path) == 2 and path[0] == "outputs"]
        located.data["outputs"] = {name: given.get(str(name)) or {} for name in names}


def module_files(path: Path) -> list[Path]:
    """Return the files of a module, which is one or a folder of them."""
    if not path.is_dir():
        return [path]
    inside = (one for one in path.glob("*.md") if not one.name.startswith((".", "_")))
    return sorted(inside, key=lambda one: (one.stem != "index", natural_sort_key(one.name)))


def natural_sort_key(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key by which ``10-x`` comes after ``9-x``."""
    return tuple(
        (0, int(part)) if part.isdigit() else (1, part.casefold()) for part in re.split(r"(\d+)", name) if part
    )
