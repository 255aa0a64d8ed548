"""Files to course: reads ``course.yml``, modules and assessments, and returns the model with all that is wrong.

Nothing is raised for an author's mistake: the course that comes back holds whatever could be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from course_builder.blocks import block_rooms
from course_builder.diagnostics import Diagnostic, Report, Span, did_you_mean
from course_builder.model import Assessment, Block, Content, Course, Module, Objective, Page, Prose, Question
from course_builder.model.settings import AssessmentSettings, CourseSettings, ModuleSettings
from course_builder.questions import Setting, question, question_types, tell_misplaced
from course_builder.source import yaml
from course_builder.source.attributes import Attributes
from course_builder.source.directives import Directive, Element, Heading, Text, scan
from course_builder.source.files import Files, Source
from course_builder.source.lines import prose
from course_builder.source.located import ATTRIBUTES, LocatedData, validated
from course_builder.source.memory import Ids, Memory
from course_builder.source.names import ID, slug
from course_builder.source.question_text import PARTS


@dataclass(slots=True)
class Loaded:
    """What loading gives. ``course`` is None only where there is no usable ``course.yml``."""

    course: Course | None
    diagnostics: list[Diagnostic]
    sources: dict[str, str]


TrueFalse = Callable[[str], Sequence[tuple[str, str]]]

Part = TypeVar("Part")

_RESERVED = frozenset({"home", "results", "index"})


def _english(_language: str) -> Sequence[tuple[str, str]]:
    return (("True", "False"),)


def load(root: Path, true_false: TrueFalse = _english, memory: Memory | None = None) -> Loaded:
    """Read a course.

    Args:
        root: the course's folder, which holds ``course.yml``.
        true_false: for a language, the pairs of words that make a choice a true-or-false question.
        memory: what was read the last time; what did not change since is not read again.
    """
    return _Loader(root, true_false, memory).run()


@dataclass(slots=True)
class _PageDraft:
    """A page's heading, or None for what stands before the first one, and what stands below."""

    heading: Heading | None
    body: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Loader:
    root: Path
    words: TrueFalse
    memory: Memory | None = None
    report: Report = field(default_factory=Report)
    files: Files = field(init=False)
    ids: Ids = field(default_factory=Ids)
    block_ids: dict[str, Span] = field(default_factory=dict)
    assessment_paths: dict[str, Path] = field(default_factory=dict)
    settings: CourseSettings = field(default_factory=lambda: CourseSettings(title="-"))
    true_false: Sequence[tuple[str, str]] = ()

    def __post_init__(self) -> None:
        self.files = Files(self.root, self.report)

    def run(self) -> Loaded:
        if self.memory:
            self.memory.begin()
        course = self.course()
        return Loaded(course, self.report.diagnostics, self.files.texts)

    def recall(self, name: str, key: Hashable, read: Callable[[], Part]) -> Part:
        """Read a part of the course, or remember how it was read."""
        if self.memory is None:
            return read()

        def among(ids: Ids) -> Part:
            own, self.ids = self.ids, ids
            try:
                return read()
            finally:
                self.ids = own

        return self.memory.recall(name, (key, self.true_false), self.ids, self.report, among)

    # -- the course

    def course(self) -> Course | None:
        path = self.root / "course.yml"
        if not path.is_file() and not path.is_symlink():
            self.report.add(
                "file-missing",
                Span("course.yml"),
                "There is no course.yml in this folder.",
                "Run 'course-builder new DIR' for a course to start from, or name the course's folder.",
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
        self.settings = settings
        self.true_false = tuple((true.casefold(), false.casefold()) for true, false in self.words(settings.language))
        folder = self.root / "assessments"
        if folder.is_dir():
            self.assessment_paths = {_normal(path.stem): path for path in folder.glob("*.md")}
        paths = self.module_paths(located)
        modules = [module for path in paths if (module := self.module(path))]
        final = None
        used = {module.assessment.name for module in modules if module.assessment}
        if settings.assessment:
            final = self.assessment(settings.assessment, "", located.value_span("assessment"))
            used.add(settings.assessment)
        if readable:
            self.unused_assessments(used | {module.settings.assessment for module in modules})
        if readable and not (modules or paths or settings.assessment):
            self.report.add(
                "course-empty",
                Span("course.yml"),
                "This course has no module and no assessment.",
                "Write a file modules/introduction.md with a # title.",
            )
        identifier = settings.id or slug(settings.title)
        return Course(span=Span("course.yml"), id=identifier, settings=settings, modules=tuple(modules), final=final)

    def module_paths(self, located: LocatedData) -> list[Path]:
        folder = self.root / "modules"
        found: dict[str, Path] = {}
        if folder.is_dir():
            for path in sorted(folder.iterdir(), key=lambda one: _natural(one.name)):
                if path.name.startswith((".", "_")):
                    continue
                if any(path.glob("*.md")) if path.is_dir() else path.suffix == ".md":
                    name = _normal(path.name if path.is_dir() else path.stem)
                    if name in found:
                        self.report.add(
                            "id-duplicate",
                            Span(self.files.name(path)),
                            f"There is a file and a folder {name!r} in modules/.",
                            "Keep one of them.",
                        )
                    found.setdefault(name, path)
        if not self.settings.modules:
            return list(found.values())
        listed: dict[str, Path] = {}
        for index, written in enumerate(self.settings.modules):
            name = _normal(written.removesuffix(".md"))
            span = located.value_span("modules", index)
            if name not in found:
                self.report.add(
                    "module-unknown", span, f"There is no module {written!r} in modules/.", did_you_mean(name, found)
                )
            elif name in listed:
                self.report.add(
                    "id-duplicate", span, f"The module {written!r} is listed a second time.", "List each module once."
                )
            else:
                listed[name] = found[name]
        for name, path in found.items():
            if name not in listed:
                self.report.add(
                    "module-unlisted",
                    Span(self.files.name(path)),
                    "This module is not among the modules of course.yml.",
                    f"Add {name!r} to 'modules', or start the file's name with _.",
                )
        return list(listed.values())

    def unused_assessments(self, used: set[str]) -> None:
        folder = self.root / "assessments"
        for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
            if _normal(path.stem) not in {_normal(name) for name in used} and not path.name.startswith(("_", ".")):
                self.report.add(
                    "assessment-unused",
                    Span(self.files.name(path)),
                    "No module names this assessment, and it is not the final one.",
                    f"Write 'assessment: {path.stem}' in a module's front matter or in course.yml.",
                )

    # -- modules

    def module(self, path: Path) -> Module | None:
        paths = [path]
        if path.is_dir():
            inside = (one for one in path.glob("*.md") if not one.name.startswith((".", "_")))
            paths = sorted(inside, key=lambda one: (one.stem != "index", _natural(one.name)))
        texts = [(one, text) for one in paths if (text := self.files.text(one)) is not None]
        if not texts:
            return None
        written = _normal(path.name if path.is_dir() else path.stem)
        name = re.sub(r"^\d+[-_. ]+", "", written)
        # 01-module and 02-module differ by their numbers alone, which then belong to the id.
        default = slug(name) if slug(name) not in self.ids.modules else slug(written)
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

    def module_alone(self, name: str, default: str, texts: Sequence[tuple[Path, str]]) -> tuple[Module, LocatedData]:
        """Read a module without its assessment. Returns its front matter as well.

        Args:
            name: of its file or folder, without the number before it.
            default: its id, if its title has none.
        """
        sources = [self.files.source(one, text) for one, text in texts]
        first = sources[0]
        settings = validated(ModuleSettings, first.front, self.report) or ModuleSettings()
        for other in sources[1:]:
            for key in other.front.data:
                self.report.add(
                    "yaml-unknown-key",
                    other.front.keys[(key,)],
                    f"There is no key {key!r} here.",
                    f"The module's front matter stands in {first.file}.",
                )
        title, identifier, pages = self.pages(sources, default)
        if title is None:
            self.report.add(
                "module-untitled",
                first.start,
                "This module has no title.",
                "Begin it with a line '# Title', with a space after the #.",
            )
            title = Prose(text=_said(name), span=first.start)
        if identifier in _RESERVED:
            self.report.add(
                "id-invalid",
                title.span,
                f"The id {identifier!r} is taken by a page that the builder makes.",
                "Give the title another id: # Title {#name}.",
            )
            identifier = f"{identifier}-module"
        if identifier in self.ids.modules:
            self.report.add(
                "id-duplicate",
                title.span,
                f"Two modules have the id {identifier!r}.",
                f"The other is at {self.ids.modules[identifier]}. Give this title an id of its own: # Title {{#name}}.",
            )
        self.ids.modules.setdefault(identifier, title.span)
        objectives = self.objectives(settings.objectives, first.front)
        module = Module(
            span=title.span,
            id=identifier,
            title=title,
            pages=tuple(pages),
            settings=settings,
            objectives=objectives,
        )
        return module, first.front

    def pages(self, sources: Sequence[Source], default: str) -> tuple[Prose | None, str, list[Page]]:
        """Split a module's files into pages. Returns its title, id and pages."""
        title: Prose | None = None
        identifier = default
        pages: list[Page] = []
        for number, source in enumerate(sources):
            drafts = [_PageDraft(None)]
            for element in scan(source.lines, self.report):
                if not isinstance(element, Heading):
                    drafts[-1].body.append(element)
                    continue
                first = len(drafts) == 1 and not drafts[0].body
                if element.level == 1 and number == 0 and title is None:
                    title, identifier = element.text, self.module_id(element, default)
                    if not first:
                        self.report.add(
                            "module-untitled", title.span, "The title does not come first.", "Move it to the top."
                        )
                    continue
                if element.level == 1 and not (number > 0 and first):
                    self.report.add(
                        "module-second-title",
                        element.text.span,
                        "This is a second # title.",
                        "Begin a page with ## instead; a module has one # title.",
                    )
                drafts.append(_PageDraft(element))
            for draft in drafts:
                if draft.heading or draft.body:
                    pages.append(self.page(draft, source, title, identifier, first=not pages))
        return title, identifier, pages

    def module_id(self, heading: Heading, default: str) -> str:
        for key, span in heading.attributes.data.keys.items():
            self.report.add(
                "directive-option-unknown", span, f"A title has no option {key[0]!r}.", "It can have an id: {#id}."
            )
        return self.checked_id(heading.attributes, default)

    def page(self, draft: _PageDraft, source: Source, of: Prose | None, module: str, *, first: bool) -> Page:
        """Make a page.

        Args:
            of: the module's title, which a page without a heading has too if it is the ``first``.
        """
        attributes = draft.heading.attributes if draft.heading else Attributes()
        title = draft.heading.text if draft.heading else of or Prose(text=_said(module), span=source.start)
        if not (draft.heading or first):
            self.report.add(
                "module-untitled", source.start, "This page has no title.", "Begin the file with a line '# Title'."
            )
        first = first and not draft.heading
        self.block_ids.clear()
        identifier = module if first else f"{module}/{self.checked_id(attributes, slug(title.text))}"
        if identifier in self.ids.pages:
            if attributes.id or first:
                self.report.add(
                    "id-duplicate",
                    attributes.id_span or title.span,
                    f"The id {identifier!r} stands twice.",
                    f"It is also at {self.ids.pages[identifier]}.",
                )
            identifier = _free(identifier, self.ids.pages)
        self.ids.pages[identifier] = title.span
        for key in attributes.data.data:
            self.report.add(
                "directive-option-unknown",
                attributes.data.keys[(key,)],
                f"A page has no option {key!r}.",
                "A page's heading can have an id: {#id}.",
            )
        content = self.content(draft.body, "page")
        if not content and not first:
            self.report.add(
                "page-empty",
                title.span,
                "This page has a title and nothing else.",
                "Write its text, or delete the heading.",
            )
        return Page(span=title.span, id=identifier, title=title, content=content)

    def checked_id(self, attributes: Attributes, default: str) -> str:
        if not attributes.id:
            return default
        if not ID.fullmatch(attributes.id):
            self.report.add(
                "id-invalid",
                attributes.id_span or attributes.data.span,
                f"The id {attributes.id!r} cannot be used.",
                "Use up to 64 letters a-z, digits, hyphens and underscores.",
            )
            return slug(attributes.id)
        return attributes.id

    def objectives(self, written: Mapping[str, str], front: LocatedData) -> tuple[Objective, ...]:
        found = []
        for identifier, sentence in written.items():
            span = front.keys.get(("objectives", identifier), front.span)
            if not ID.fullmatch(identifier):
                self.report.add(
                    "id-invalid",
                    span,
                    f"The id {identifier!r} cannot be used.",
                    "Use up to 64 letters a-z, digits, hyphens and underscores.",
                )
            if identifier in self.ids.objectives:
                self.report.add(
                    "id-duplicate",
                    span,
                    f"The objective {identifier!r} stands twice.",
                    f"It is also at {self.ids.objectives[identifier]}.",
                )
                continue
            self.ids.objectives[identifier] = span
            found.append(Objective(span=span, id=identifier, text=sentence))
        return tuple(found)

    # -- assessments

    def assessment(self, name: str, module: str, named_at: Span) -> Assessment | None:
        known = self.assessment_paths
        path = known.get(_normal(name.removesuffix(".md")))
        if path is None:
            self.report.add(
                "assessment-unknown",
                named_at,
                f"There is no assessment {name!r} in assessments/.",
                did_you_mean(name, known) or f"Write the file assessments/{name}.md.",
            )
            return None
        name = _normal(path.stem)
        identifier = f"quiz/{slug(name)}"
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
            (name, text, self.settings.pass_mark),
            lambda: self.assessment_alone(name, identifier, self.files.source(path, text)),
        )
        return found if found.module == module else found.model_copy(update={"module": module})

    def assessment_alone(self, name: str, identifier: str, source: Source) -> Assessment:
        """Read an assessment, whose module is not told yet."""
        settings = validated(AssessmentSettings, source.front, self.report) or AssessmentSettings()
        elements = scan(source.lines, self.report)
        title: Prose | None = None
        introduction: list[Element] = []
        starts: list[tuple[Heading, list[Element]]] = []
        for element in elements:
            if isinstance(element, Heading) and element.level == 1:
                if title is not None:
                    self.report.add(
                        "module-second-title",
                        element.text.span,
                        "This is a second # title.",
                        "Begin a question with ##.",
                    )
                for key, span in element.attributes.data.keys.items():
                    self.report.add(
                        "directive-option-unknown",
                        span,
                        f"A title has no option {key[0]!r}.",
                        "Options of an assessment stand in its front matter.",
                    )
                if element.attributes.id:
                    self.report.add(
                        "directive-option-unknown",
                        element.attributes.id_span or element.text.span,
                        "An assessment's title has no id.",
                        "Its id is the name of its file; link to the file.",
                    )
                title = title or element.text
            elif isinstance(element, Heading):
                starts.append((element, []))
            elif starts:
                starts[-1][1].append(element)
            else:
                introduction.append(element)
        if title is None:
            self.report.add(
                "module-untitled",
                source.start,
                "This assessment has no title.",
                "Begin it with a line '# Title'.",
            )
            title = Prose(text=_said(name), span=source.start)
        objectives = self.objectives(settings.objectives, source.front)
        self.block_ids.clear()
        setting = Setting(
            "assessment", self.question_id, lambda inner: self.content(inner, "question"), self.true_false
        )
        read = [
            question(heading.text, heading.attributes, body, heading.text.span, setting, self.report)
            for heading, body in starts
        ]
        questions = [one for one in read if one]
        if not starts:
            self.report.add(
                "assessment-empty",
                title.span,
                "This assessment has no question.",
                "Begin a question with '## What is asked'.",
            )
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
            pass_mark=mark,
            places={".".join(map(str, path)): span for path, span in source.front.keys.items()},
        )

    def question_id(self, attributes: Attributes, title: str, span: Span) -> str:
        default = slug(title)
        # The player keeps questions by id in a JavaScript object, which puts bare numbers before all other keys.
        identifier = self.checked_id(attributes, f"q-{default}" if default.isdigit() else default)
        if identifier.isdigit():
            self.report.add(
                "id-invalid",
                attributes.id_span or span,
                f"The question id {identifier!r} is a bare number.",
                f"Put a letter before it: {{#q{identifier}}}.",
            )
        known = self.ids.questions.get(identifier)
        if known:
            if attributes.id:
                self.report.add(
                    "id-duplicate",
                    attributes.id_span or span,
                    f"The question id {identifier!r} stands twice.",
                    f"It is also at {known}.",
                )
            identifier = _free(identifier, self.ids.questions)
        self.ids.questions[identifier] = attributes.id_span or span
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
            return question(
                directive.label, directive.attributes, directive.children, directive.span, setting, self.report, kind
            )
        room = block_rooms().get(directive.name)
        if room is None:
            if directive.name in PARTS:
                tell_misplaced(directive, self.report)
            else:
                known = [*block_rooms(), "question", *types]
                self.report.add(
                    "directive-unknown",
                    directive.span,
                    f"There is no directive {directive.name!r}.",
                    did_you_mean(directive.name, known),
                )
            self.content(directive.children, place, directive.name)
            return None
        if room.inside and room.inside != inside:
            self.report.add(
                "directive-misplaced",
                directive.span,
                f"{directive.name!r} stands inside {room.inside!r} only.",
                f"Put ::::{room.inside} … :::: around it.",
            )
        options = validated(room.options, directive.attributes.data, self.report, ATTRIBUTES)
        identifier = self.checked_id(directive.attributes, "")
        if identifier in self.block_ids:
            self.report.add(
                "id-duplicate",
                directive.attributes.id_span or directive.span,
                f"The id {identifier!r} stands twice on this page.",
                f"It is also at {self.block_ids[identifier]}.",
            )
        elif identifier:
            self.block_ids[identifier] = directive.span
        return Block(
            span=directive.span,
            name=directive.name,
            id=identifier,
            label=directive.label,
            options=options,
            classes=directive.attributes.classes,
            content=self.content(directive.children, place, directive.name),
        )


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


def _said(name: str) -> str:
    return name.replace("-", " ").capitalize() or "Untitled"


def _natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key by which ``10-x`` comes after ``9-x``."""
    return tuple(
        (0, int(part)) if part.isdigit() else (1, part.casefold()) for part in re.split(r"(\d+)", name) if part
    )


def _normal(name: str) -> str:
    # macOS gives file names decomposed; what authors type is composed.
    return unicodedata.normalize("NFC", name)


def _free(identifier: str, taken: dict[str, Span]) -> str:
    number = 2
    while f"{identifier}-{number}" in taken:
        number += 1
    return f"{identifier}-{number}"
