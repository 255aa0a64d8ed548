"""What modules and assessments have in common: ids, objectives, blocks and questions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote

from course_builder.blocks import Reading, block_rooms
from course_builder.diagnostics import Report, Span, did_you_mean
from course_builder.load.released import named
from course_builder.model import Block, Content, Objective, Prose, Question
from course_builder.model.settings import Audience, CourseSettings
from course_builder.questions import Setting, question, question_types, tell_misplaced
from course_builder.source import dialects
from course_builder.source.attributes import Attributes
from course_builder.source.directives import Directive, Element, Text, scan, tell_unread
from course_builder.source.files import Files, hint_inside, in_language, on_disk, within
from course_builder.source.lines import lines_of, prose
from course_builder.source.located import ATTRIBUTES, LocatedData, validated
from course_builder.source.memory import Ids
from course_builder.source.names import ID, slug
from course_builder.source.question_text import PARTS

_BOXES = (
    "A box is :::note[Title] (or tip, important, warning, caution), text that opens :::reveal[Title]; "
    "the guide shows all blocks."
)
_DEEPEST, _MOST_FILES, _MOST_CHARACTERS = 20, 10_000, 10_000_000
"""How deeply, how many files, and how much of them a course includes."""


@dataclass
class ContentReader:
    """Reads what stands in pages and quizzes.

    Args:
        files: reads the course's files.
        report: told of every mistake.
        ids: what has an id so far, in the whole course.
        block_ids: the ids of blocks on the present page.
        settings: of the course.
        true_false: the pairs of words, in lower case, that make a choice a true-or-false question.
        including: the files that are being included, the innermost last.
        included: how many files were included so far, and how many characters they had.
        audience: for whom it is read. What is for trainers is looked at for mistakes alone where it is for learners.
        left_out: the first and last lines of what was not read into it, by file.
        aside: whether what is read now stands in something for trainers.
        for_trainers: what was read for trainers, by its place.
    """

    files: Files
    report: Report
    ids: Ids = field(default_factory=Ids)
    block_ids: dict[str, Span] = field(default_factory=dict)
    settings: CourseSettings = field(default_factory=lambda: CourseSettings(title="-"))
    true_false: Sequence[tuple[str, str]] = ()
    including: list[str] = field(default_factory=list)
    released: frozenset[str] = frozenset()
    included: tuple[int, int] = (0, 0)
    audience: Audience = "learner"
    left_out: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    aside: bool = False
    for_trainers: dict[Span, Block] = field(default_factory=dict)

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

    def question_id(self, attributes: Attributes, title: str, span: Span) -> str:
        default = named(title, self.released)
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
            identifier = next_free_id(identifier, self.ids.questions)
        self.ids.questions[identifier] = attributes.id_span or span
        return identifier

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
            elif isinstance(element, Directive) and self.is_unknown(element):
                nodes += self.without_container(element, place, inside)
            elif isinstance(element, Directive):
                tell_unread(element, self.report)
                node = self.directive(element, place, inside)
                if node:
                    nodes.append(node)
        return tuple(nodes)

    @staticmethod
    def is_unknown(directive: Directive) -> bool:
        names = (block_rooms(), question_types(), PARTS, ("question",))
        return not (directive.known and any(directive.name in one for one in names))

    def without_container(self, directive: Directive, place: str, inside: str) -> Content:
        """Tell of a name that is not known, and return what stands inside."""
        name = directive.name
        near = _near(name)
        is_slip = directive.known and near.startswith("Did you") and abs(len(near.split("'")[1]) - len(name)) < 3
        if directive.colons == 2 or is_slip:
            hint = near if is_slip else dialects.instead(name) or near
            self.report.add("directive-unknown", directive.span, f"There is no directive {name!r}.", hint)
        else:
            self.report.add("container-unknown", directive.span, *dialects.unknown(name))
        titles = tuple(one for one in (directive.label, directive.unread) if one)
        return titles + self.content(directive.children, place, inside)

    def directive(self, directive: Directive, place: str, inside: str) -> Block | Question | None:
        types = question_types()
        if directive.name == "question" or directive.name in types:
            if place != "page":
                tell_misplaced(directive, self.report)
                return None
            setting = self.setting("page")
            kind = directive.name if directive.name != "question" else ""
            return question(
                directive.label, directive.attributes, directive.children, directive.span, setting, self.report, kind
            )
        room = block_rooms().get(directive.name)
        if room is None:
            tell_misplaced(directive, self.report)
            self.content(directive.children, place, directive.name)
            return None
        if room.inside and inside not in room.inside:
            if directive.name in PARTS:
                tell_misplaced(directive, self.report)
            else:
                around = " or ".join(repr(one) for one in room.inside)
                self.report.add(
                    "directive-misplaced",
                    directive.span,
                    f"{directive.name!r} stands inside {around} only.",
                    f"Put ::::{room.inside[0]} … :::: around it.",
                )
            # Its template may rest on what the block around it says; what stands inside is looked at all the same.
            self.content(directive.children, place, directive.name)
            return None
        if room.for_trainers and not self.aside:
            return self.apart(directive, inside)
        if self.aside and (room.needs_id or room.for_learners):
            self.report.add(
                "directive-misplaced",
                directive.span,
                f"{directive.name!r} stands in what is for trainers, and learners have to meet it.",
                "Move it out of there.",
            )
            return None
        if room.around and directive.colons == 2 and not directive.children:
            label = f"[{directive.label.text}]" if directive.label else ""
            self.report.add(
                "block-content",
                directive.span,
                f"{directive.name!r} stands around text, and has none.",
                f"Write  :::{directive.name}{label}  with three colons above its text, and  :::  below it.",
            )
        data = directive.attributes.data
        # Without braces what is missing in them is told where they would stand.
        options = validated(
            room.options, data if data.span.file else replace(data, span=directive.span), self.report, ATTRIBUTES
        )
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
        if room.needs_id:
            identifier = self.kept_id(directive, identifier)
        block = Block(
            span=directive.span,
            name=directive.name,
            id=identifier,
            label=directive.label,
            # Where what is required is missing, and told, the rest is looked at all the same.
            options=options or room.options.model_construct(),
            classes=directive.attributes.classes,
            content=self.content(directive.children, place, directive.name),
        )
        if room.read is None:
            return block
        values = data.values
        reading = Reading(
            self.report,
            self.data,
            lambda written, span: self.include(written, span, place),
            lambda name: values.get((name,), directive.span),
            self.settings.language,
        )
        return room.read(block, reading)

    def apart(self, directive: Directive, inside: str) -> Block | None:
        """Read a block for trainers; return it where the course is read for them."""
        self.aside = True
        try:
            read = self.directive(directive, "question", inside)
        finally:
            self.aside = False
        assert not isinstance(read, Question)  # noqa: S101 -- it is a block's directive
        if read:
            self.for_trainers[directive.span] = read
        if self.audience == "trainer":
            return read
        span = directive.span
        self.left_out.setdefault(span.file, []).append((span.line, max(span.line, directive.end)))
        return None

    def setting(self, place: Literal["page", "assessment"]) -> Setting:
        """Return what questions know of where they stand."""
        return Setting(
            place,
            self.question_id,
            lambda inner: self.content(inner, "question"),
            self.true_false,
            self.settings.language,
            self.graders,
        )

    def graders(self, elements: Sequence[Element]) -> tuple[Block, ...]:
        """Return those of elements that were read for trainers."""
        spans = [one.span for one in elements if isinstance(one, Directive)]
        return tuple(self.for_trainers[one] for one in spans if one in self.for_trainers)

    def kept_id(self, directive: Directive, identifier: str) -> str:
        """Return the id of a block under which a learner's device keeps something: it is unique in the course."""
        if not identifier:
            self.report.add(
                "block-id-missing",
                directive.span,
                f"This {directive.name} has no id.",
                f"What learners write is kept under it: {':' * max(2, directive.colons)}{directive.name}{{#name}}.",
            )
            return ""
        known = self.ids.kept.get(identifier)
        if known:
            self.report.add(
                "id-duplicate",
                directive.attributes.id_span or directive.span,
                f"The id {identifier!r} stands twice in this course.",
                f"It is also at {known}; what learners write is kept under it.",
            )
        self.ids.kept[identifier] = directive.attributes.id_span or directive.span
        return identifier

    def data(self, written: str, span: Span) -> tuple[str, str] | None:
        """Return path and text of a file that a block names; see ``Reading.text``."""
        near = PurePosixPath(span.file).parent / unquote(written)
        path = within(near, self.files.beside) if not written.startswith("/") else None
        if path is None:
            self.report.add(
                "path-outside",
                span,
                f"{written!r} leads out of the course's folder.",
                hint_inside(
                    self.files.root, unquote(written), span.file, "Copy the file into media/ and name it there."
                ),
            )
            return None
        path = on_disk(self.files.root, path)
        full = self.files.root / path
        try:
            found = full.is_file()
        except (OSError, ValueError):  # a name that is too long, or holds what no name can
            found = False
        if not found:
            folder = full.parent
            names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
            hint = did_you_mean(full.name, names) or "Paths are relative to the file they stand in."
            self.report.add("link-broken", span, f"There is no file {written!r}.", hint)
            self.ids.files[path] = None
            return None
        for own in in_language(path, self.files.language):
            if (self.files.root / own).is_file():
                path, full = own, self.files.root / own
                break
            # So that it is noticed when it comes.
            self.ids.files[own] = None
        text = self.files.text(full)
        self.ids.files[path] = text
        return (path, text) if text is not None else None

    def include(self, written: str, span: Span, place: str) -> Content:
        """Return the content of another Markdown file; see ``Reading.include``.

        Args:
            place: as of ``content``.
        """
        with self.included_file(written, span) as found:
            if found is None:
                return ()
            path, text = found
            return self.content(scan(lines_of(text, path), self.report, headings=False), place)

    @contextmanager
    def included_file(self, written: str, span: Span) -> Iterator[tuple[str, str] | None]:
        """Give path and text of a file that is included, while it is read; None where it cannot be, which is told."""
        found = self.data(written, span)
        if found is None:
            yield None
            return
        path, text = found
        if path in self.including:
            self.report.add(
                "include-loop",
                span,
                f"{path} includes itself.",
                "Take the line out of one of them.",
            )
            yield None
            return
        files, characters = self.included[0] + 1, self.included[1] + len(text)
        # Each file that includes another one twice doubles what comes of it.
        if len(self.including) >= _DEEPEST or files > _MOST_FILES or characters > _MOST_CHARACTERS:
            self.report.add(
                "include-limit",
                span,
                f"{path} is not included: this course includes too much.",
                f"At most {_DEEPEST} levels, {_MOST_FILES:,} files and {_MOST_CHARACTERS:,} characters are included.",
            )
            yield None
            return
        self.included = files, characters
        self.including.append(path)
        try:
            yield path, text
        finally:
            self.including.pop()


@lru_cache(maxsize=1000)
def _near(name: str) -> str:
    return did_you_mean(name, [*block_rooms(), "question", *question_types()], _BOXES)


def title_from_name(name: str) -> str:
    """Return a title for what has none, from the name of its file."""
    return name.replace("-", " ").capitalize() or "Untitled"


def to_nfc(name: str) -> str:
    """Return a name with its accents composed."""
    # macOS gives file names decomposed; what authors type is composed.
    return unicodedata.normalize("NFC", name)


def next_free_id(identifier: str, taken: dict[str, Span]) -> str:
    """Return the id with the first number behind it that is not taken yet."""
    number = 2
    while f"{identifier}-{number}" in taken:
        number += 1
    return f"{identifier}-{number}"
