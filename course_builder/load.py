"""Files to course: reads ``course.yml``, modules and assessments, and returns the model with all that is wrong.

Nothing is raised for an author's mistake: the course that comes back holds whatever could be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course_builder.blocks import block_rooms
from course_builder.diagnostics import Diagnostic, Report, Span, did_you_mean
from course_builder.model import Assessment, Block, Content, Course, Module, Objective, Page, Prose, Question
from course_builder.model.settings import AssessmentSettings, CourseSettings, ModuleSettings
from course_builder.questions import Setting, question, question_types, tell_misplaced
from course_builder.source import yaml
from course_builder.source.attributes import Attributes
from course_builder.source.directives import Directive, Element, Heading, Text, scan
from course_builder.source.lines import Line, lines_of, prose, read_text
from course_builder.source.located import ATTRIBUTES, LocatedData, validated
from course_builder.source.names import ID, digest, slug
from course_builder.source.question_text import PARTS


@dataclass(slots=True)
class Loaded:
    """What loading gives. ``course`` is None only where there is no usable ``course.yml``."""

    course: Course | None
    diagnostics: list[Diagnostic]
    sources: dict[str, str]


TrueFalse = Callable[[str], Sequence[tuple[str, str]]]

_RESERVED = frozenset({"home", "results", "index"})


def load(root: Path, true_false: TrueFalse = lambda language: (("True", "False"),)) -> Loaded:
    """Read a course.

    Args:
        root: the course's folder, which holds ``course.yml``.
        true_false: for a language, the pairs of words that make a choice a true-or-false question.
    """
    return _Loader(root, true_false).run()


@dataclass(slots=True)
class _Source:
    """A file read: its front matter and its body."""

    file: str
    front: LocatedData
    lines: list[Line]


@dataclass(slots=True)
class _Loader:
    root: Path
    words: TrueFalse
    report: Report = field(default_factory=Report)
    sources: dict[str, str] = field(default_factory=dict)
    question_ids: dict[str, Span] = field(default_factory=dict)
    page_ids: dict[str, Span] = field(default_factory=dict)
    module_ids: dict[str, Span] = field(default_factory=dict)
    objective_ids: dict[str, Span] = field(default_factory=dict)
    settings: CourseSettings = field(default_factory=lambda: CourseSettings(title="-"))
    true_false: Sequence[tuple[str, str]] = ()

    def run(self) -> Loaded:
        course = self.course()
        return Loaded(course, self.report.diagnostics, self.sources)

    # -- files

    def text(self, path: Path) -> str | None:
        file = path.relative_to(self.root).as_posix()
        try:
            raw = path.read_bytes()
        except OSError as error:
            self.report.add("file-missing", Span(file), f"This file cannot be read: {error.strerror}.")
            return None
        text = read_text(raw, file, self.report)
        self.sources[file] = text if text is not None else raw.decode("utf-8", "replace")
        return text

    def source(self, path: Path) -> _Source | None:
        text = self.text(path)
        if text is None:
            return None
        file = path.relative_to(self.root).as_posix()
        if not text.strip():
            self.report.add("file-empty", Span(file), "This file is empty.", "Write a # title and some text, or delete the file.")
        lines = lines_of(text, file)
        front = LocatedData({}, Span(file))
        if lines and lines[0].text.rstrip() == "---":
            end = next((index for index in range(1, len(lines)) if lines[index].text.rstrip() in {"---", "..."}), None)
            if end is None:
                self.report.add("front-matter-unclosed", Span(file, 1, 1, 3), "Front matter is opened here and never closed.", "Close it with a line '---'.")
                return _Source(file, front, [])
            front = yaml.parse("\n".join(line.text for line in lines[1:end]), file, self.report, first_line=2) or front
            lines = lines[end + 1 :]
        return _Source(file, front, lines)

    # -- the course

    def course(self) -> Course | None:
        path = self.root / "course.yml"
        if not path.is_file():
            self.report.add("file-missing", Span("course.yml"), "There is no course.yml in this folder.", "Run 'course-builder new DIR' for a course to start from, or name the course's folder.")
            return None
        text = self.text(path)
        located = yaml.parse(text, "course.yml", self.report) if text is not None else None
        if located is None:
            return None
        if isinstance(located.data.get("outputs"), list):
            # A list of names is the short form of a mapping from name to options.
            located.data["outputs"] = {str(name): {} for name in located.data["outputs"]}
        elif isinstance(located.data.get("outputs"), str):
            located.data["outputs"] = {located.data["outputs"]: {}}
        if isinstance(located.data.get("outputs"), dict):
            located.data["outputs"] = {name: value or {} for name, value in located.data["outputs"].items()}
        settings = validated(CourseSettings, located, self.report)
        if settings is None:
            settings = CourseSettings(title="Untitled")
        self.settings = settings
        self.true_false = tuple((true.casefold(), false.casefold()) for true, false in self.words(settings.language))
        modules = [module for path in self.module_paths(located) if (module := self.module(path))]
        final = None
        used = {module.assessment.name for module in modules if module.assessment}
        if settings.assessment:
            final = self.assessment(settings.assessment, "", located.value_span("assessment"), modules)
            used.add(settings.assessment)
        self.unused_assessments(used | {module.settings.assessment for module in modules})
        if not modules and not final:
            self.report.add("course-empty", Span("course.yml"), "This course has no module and no assessment.", "Write a file modules/introduction.md with a # title.")
        identifier = settings.id or slug(settings.title)
        return Course(span=Span("course.yml"), id=identifier, settings=settings, modules=tuple(modules), final=final)

    def module_paths(self, located: LocatedData) -> list[Path]:
        folder = self.root / "modules"
        found: dict[str, Path] = {}
        if folder.is_dir():
            for path in sorted(folder.iterdir(), key=lambda one: _natural(one.name)):
                if path.name.startswith((".", "_")):
                    continue
                if path.suffix == ".md" or (path.is_dir() and any(path.glob("*.md"))):
                    name = _normal(path.stem if path.suffix == ".md" else path.name)
                    if name in found:
                        self.report.add("id-duplicate", Span(path.relative_to(self.root).as_posix()), f"There is a file and a folder {name!r} in modules/.", "Keep one of them.")
                    found.setdefault(name, path)
        if not self.settings.modules:
            return list(found.values())
        listed: dict[str, Path] = {}
        for index, written in enumerate(self.settings.modules):
            name = _normal(written.removesuffix(".md"))
            span = located.value_span("modules", index)
            if name not in found:
                self.report.add("module-unknown", span, f"There is no module {written!r} in modules/.", did_you_mean(name, found))
            elif name in listed:
                self.report.add("id-duplicate", span, f"The module {written!r} is listed a second time.", "List each module once.")
            else:
                listed[name] = found[name]
        for name, path in found.items():
            if name not in listed:
                self.report.add("module-unlisted", Span(path.relative_to(self.root).as_posix()), f"This module is not among the modules of course.yml.", f"Add {name!r} to 'modules', or start the file's name with _.")
        return list(listed.values())

    def unused_assessments(self, used: set[str]) -> None:
        folder = self.root / "assessments"
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
            if _normal(path.stem) not in {_normal(name) for name in used} and not path.name.startswith(("_", ".")):
                self.report.add("assessment-unused", Span(path.relative_to(self.root).as_posix()), "No module names this assessment, and it is not the final one.", f"Write 'assessment: {path.stem}' in a module's front matter or in course.yml.")

    # -- modules

    def module(self, path: Path) -> Module | None:
        paths = [path] if path.is_file() else sorted((one for one in path.glob("*.md") if not one.name.startswith((".", "_"))), key=lambda one: (one.stem != "index", _natural(one.name)))
        sources = [source for one in paths if (source := self.source(one))]
        if not sources:
            return None
        first = sources[0]
        written = _normal(path.stem if path.is_file() else path.name)
        name = re.sub(r"^\d+[-_. ]+", "", written)
        settings = validated(ModuleSettings, first.front, self.report) or ModuleSettings()
        for other in sources[1:]:
            for key in other.front.data:
                self.report.add("yaml-unknown-key", other.front.keys[(key,)], f"There is no key {key!r} here.", f"The module's front matter stands in {first.file}.")
        # 01-module and 02-module differ by their numbers alone, which then belong to the id.
        default = slug(name) if slug(name) not in self.module_ids else slug(written)
        title, identifier, pages = self.pages(sources, default, folder=path.is_dir())
        if title is None:
            self.report.add("module-untitled", Span(first.file, first.lines[0].number if first.lines else 1), "This module has no title.", "Begin it with a line '# Title'.")
            title = Prose(text=name.replace("-", " ").capitalize() or "Untitled", span=Span(first.file))
        if identifier in self.module_ids:
            self.report.add("id-duplicate", title.span, f"The module id {identifier!r} stands twice.", f"It is also at {self.module_ids[identifier]}.")
        self.module_ids.setdefault(identifier, title.span)
        if identifier in _RESERVED:
            self.report.add("id-invalid", title.span, f"The id {identifier!r} is taken by a page that the builder makes.", "Give the title another id: # Title {#name}.")
            identifier = f"{identifier}-module"
        objectives = self.objectives(settings.objectives, first.front)
        assessment = None
        if settings.assessment:
            assessment = self.assessment(settings.assessment, identifier, first.front.value_span("assessment"), [])
        return Module(span=title.span, id=identifier, title=title, pages=tuple(pages), settings=settings, objectives=objectives, assessment=assessment)

    def pages(self, sources: Sequence[_Source], default: str, *, folder: bool) -> tuple[Prose | None, str, list[Page]]:
        """Split a module's files into pages. Returns its title, id and pages."""
        title: Prose | None = None
        identifier = default
        pages: list[Page] = []
        for number, source in enumerate(sources):
            elements = scan(source.lines, self.report)
            start: Prose | None = None
            page_attributes, body, body_lines = Attributes(), list[Element](), source.lines
            first_page = True

            def finish(at: Span) -> None:
                nonlocal first_page
                if start is None and not body:
                    return
                heading = start or title or Prose(text=default.replace("-", " ").capitalize(), span=at)
                pages.append(self.page(heading, page_attributes, body, identifier, first=not pages and start is None))
                first_page = False

            for element in elements:
                if not isinstance(element, Heading):
                    body.append(element)
                    continue
                if element.level == 1 and number == 0 and title is None and not body:
                    title = element.text
                    identifier = self.checked_id(element.attributes, default)
                    continue
                if element.level == 1 and not (folder and number > 0 and start is None and not body):
                    self.report.add("module-second-title", element.text.span, "This is a second # title.", "Begin a page with ## instead; a module has one # title.")
                finish(element.text.span)
                start, page_attributes, body = element.text, element.attributes, []
            finish(Span(source.file, body_lines[0].number if body_lines else 1))
        return title, identifier, pages

    def page(self, title: Prose, attributes: Attributes, body: list[Element], module: str, *, first: bool) -> Page:
        identifier = module if first else f"{module}/{self.checked_id(attributes, slug(title.text))}"
        if identifier in self.page_ids:
            if attributes.id or first:
                self.report.add("id-duplicate", attributes.id_span or title.span, f"The id {identifier!r} stands twice.", f"It is also at {self.page_ids[identifier]}.")
            identifier = _free(identifier, self.page_ids)
        self.page_ids[identifier] = title.span
        for key in attributes.data.data:
            self.report.add("directive-option-unknown", attributes.data.keys[(key,)], f"A page has no option {key!r}.", "A page's heading can have an id: {#id}.")
        content = self.content(body, "page")
        if not content and not first:
            self.report.add("page-empty", title.span, "This page has a title and nothing else.", "Write its text, or delete the heading.")
        return Page(span=title.span, id=identifier, title=title, content=content)

    def checked_id(self, attributes: Attributes, default: str) -> str:
        if not attributes.id:
            return default
        if not ID.fullmatch(attributes.id):
            self.report.add("id-invalid", attributes.id_span or attributes.data.span, f"The id {attributes.id!r} cannot be used.", "Use up to 64 letters a-z, digits, hyphens and underscores.")
            return slug(attributes.id)
        return attributes.id

    def objectives(self, written: object, front: LocatedData) -> tuple[Objective, ...]:
        found = []
        for identifier, sentence in dict(written or {}).items():  # type: ignore[call-overload]
            span = front.keys.get(("objectives", identifier), front.span)
            if not ID.fullmatch(identifier):
                self.report.add("id-invalid", span, f"The id {identifier!r} cannot be used.", "Use up to 64 letters a-z, digits, hyphens and underscores.")
            if identifier in self.objective_ids:
                self.report.add("id-duplicate", span, f"The objective {identifier!r} stands twice.", f"It is also at {self.objective_ids[identifier]}.")
                continue
            self.objective_ids[identifier] = span
            found.append(Objective(span=span, id=identifier, text=sentence))
        return tuple(found)

    # -- assessments

    def assessment(self, name: str, module: str, named_at: Span, modules: Sequence[Module]) -> Assessment | None:
        folder = self.root / "assessments"
        known = {_normal(path.stem): path for path in folder.glob("*.md")} if folder.is_dir() else {}
        path = known.get(_normal(name.removesuffix(".md")))
        if path is None:
            self.report.add("assessment-unknown", named_at, f"There is no assessment {name!r} in assessments/.", did_you_mean(name, known))
            return None
        name = _normal(path.stem)
        identifier = f"quiz/{slug(name)}"
        if identifier in self.page_ids:
            self.report.add("id-duplicate", named_at, f"The assessment {name!r} is used a second time.", "Each assessment stands behind one module.")
            return None
        self.page_ids[identifier] = named_at
        source = self.source(path)
        if source is None:
            return None
        settings = validated(AssessmentSettings, source.front, self.report) or AssessmentSettings()
        elements = scan(source.lines, self.report)
        title: Prose | None = None
        introduction: list[Element] = []
        starts: list[tuple[Heading, list[Element]]] = []
        for element in elements:
            if isinstance(element, Heading) and element.level == 1:
                if title is not None:
                    self.report.add("module-second-title", element.text.span, "This is a second # title.", "Begin a question with ##.")
                title = title or element.text
            elif isinstance(element, Heading):
                starts.append((element, []))
            elif starts:
                starts[-1][1].append(element)
            else:
                introduction.append(element)
        if title is None:
            self.report.add("module-untitled", Span(source.file, source.lines[0].number if source.lines else 1), "This assessment has no title.", "Begin it with a line '# Title'.")
            title = Prose(text=name.replace("-", " ").capitalize(), span=Span(source.file))
        objectives = self.objectives(settings.objectives, source.front)
        setting = Setting("assessment", self.question_id, lambda inner: self.content(inner, "question"), self.true_false)
        read = [question(heading.text, heading.attributes, body, heading.text.span, setting, self.report) for heading, body in starts]
        questions = [one for one in read if one]
        if not starts:
            self.report.add("assessment-empty", title.span, "This assessment has no question.", "Begin a question with '## What is asked'.")
        mark = settings.pass_mark if settings.pass_mark is not None else self.settings.pass_mark
        return Assessment(
            span=title.span,
            id=identifier,
            name=name,
            title=title,
            introduction=self.content(introduction, "page"),
            questions=tuple(questions),
            settings=settings,
            objectives=objectives,
            module=module,
            pass_mark=mark,
        )

    def question_id(self, attributes: Attributes, title: str, span: Span) -> str:
        identifier = self.checked_id(attributes, slug(title))
        known = self.question_ids.get(identifier)
        if known:
            if attributes.id:
                self.report.add("id-duplicate", attributes.id_span or span, f"The question id {identifier!r} stands twice.", f"It is also at {known}.")
            identifier = _free(identifier, self.question_ids)
        self.question_ids[identifier] = attributes.id_span or span
        return identifier

    # -- content

    def content(self, elements: Iterable[Element], place: str, inside: str = "") -> Content:
        """Turn elements into content.

        Args:
            place: ``page``, or ``question`` where no question may stand.
            inside: the name of the directive around.
        """
        nodes: list[Prose | Block | Question] = []
        for element in elements:
            if isinstance(element, Text):
                run = prose(element.lines)
                if run:
                    nodes.append(run)
            elif isinstance(element, Directive):
                node = self.directive(element, place, inside)
                if node:
                    nodes.append(node)
        return tuple(nodes)

    def directive(self, directive: Directive, place: str, inside: str) -> Block | Question | None:
        types = question_types()
        if directive.name == "question" or directive.name in types:
            if place != "page":
                tell_misplaced(directive, self.report)
                return None
            setting = Setting("page", self.question_id, lambda inner: self.content(inner, "question"), self.true_false)
            kind = directive.name if directive.name != "question" else ""
            return question(directive.label, directive.attributes, directive.children, directive.span, setting, self.report, kind)
        room = block_rooms().get(directive.name)
        if room is None:
            if directive.name in PARTS:
                tell_misplaced(directive, self.report)
            else:
                known = [*block_rooms(), "question", *types]
                self.report.add("directive-unknown", directive.span, f"There is no directive {directive.name!r}.", did_you_mean(directive.name, known))
            self.content(directive.children, place, directive.name)
            return None
        if room.inside and room.inside != inside:
            self.report.add("directive-misplaced", directive.span, f"{directive.name!r} stands inside {room.inside!r} only.", f"Put ::::{room.inside} … :::: around it.")
        options = validated(room.options, directive.attributes.data, self.report, ATTRIBUTES)
        identifier = self.checked_id(directive.attributes, "")
        return Block(
            span=directive.span,
            name=directive.name,
            id=identifier,
            label=directive.label,
            options=options,
            classes=directive.attributes.classes,
            content=self.content(directive.children, place, directive.name),
        )


def _natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key by which ``10-x`` comes after ``9-x``."""
    return tuple((0, int(part)) if part.isdigit() else (1, part.casefold()) for part in re.split(r"(\d+)", name) if part)


def _normal(name: str) -> str:
    # macOS gives file names decomposed; what authors type is composed.
    return unicodedata.normalize("NFC", name)


def _free(identifier: str, taken: dict[str, Span]) -> str:
    number = 2
    while f"{identifier}-{number}" in taken:
        number += 1
    return f"{identifier}-{number}"


__all__ = ["Loaded", "digest", "load"]
