"""From content to HTML: blocks through their templates, questions through the six interactions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from jinja2 import Environment
from markupsafe import Markup

from course_builder.model import (
    Area,
    Assessment,
    Block,
    Choice,
    Content,
    Item,
    Match,
    Number,
    Option,
    Order,
    Part,
    Prose,
    Question,
    Range,
    Region,
    Text,
)
from course_builder.render.credits import CreditedPage
from course_builder.render.site import Resolve
from course_builder.render.text import ScreenText, safe
from course_builder.render.words import Words
from course_builder.source.names import plain_text


@dataclass(frozen=True, slots=True)
class Fragments:
    """What a block's template makes HTML with, of what its room read.

    Args:
        block: of a run of Markdown.
        inline: of a run without the paragraph around it; ``sizes`` says how wide its pictures are shown.
        plain: the text of a run without any markup, fit for attributes and ``<option>``.
        content: of content.
        unique: an id that begins with this and that nothing else on the screen has.
        credits: what is credited in the whole course, by page.
        titled: whether the page's own title says it already.
    """

    block: Callable[[Prose], Markup]
    inline: Callable[..., Markup]
    plain: Callable[[Prose], Markup]
    content: Callable[[Content], Markup]
    unique: Callable[[str], str]
    credits: Callable[[], Sequence[CreditedPage]]
    titled: Callable[[Prose | None], bool]


@dataclass(frozen=True, slots=True)
class _Later:
    """HTML that is made when a template puts it in."""

    make: Callable[[], Markup]
    some: bool

    def __html__(self) -> Markup:
        return self.make()

    def __bool__(self) -> bool:
        return self.some


@dataclass(frozen=True, slots=True)
class Key:
    """The right answer of a part in words, in the form that suits its interaction; one of the four is set."""

    words: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said after an answer.

    Args:
        options: of each with feedback: ``part/option``, its words, the feedback.
        outcomes: ``correct``, ``partial`` or ``incorrect``, and what is said then.
    """

    options: tuple[tuple[str, str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    explanation: str
    keys: tuple[Key, ...]


class Renderer:
    """Renders the content of one screen; its text is put in by ``text.finish`` afterwards.

    Args:
        environment: where the templates come from.
        words: the interface's words.
        text: collects the screen's Markdown.
        place: turns an author's id into what it is in this file.
        target: where an address leads that a block names, given the file that it stands in.
        data: the JSON of a question for the player.
        assessment: the assessment whose screen it is, or None.
        credits_: what is credited in the whole course, by page.
        title: of the screen, as plain text.
    """

    def __init__(
        self,
        environment: Environment,
        words: Words,
        text: ScreenText,
        place: Callable[[str], str],
        target: Resolve,
        data: Callable[[Question], str],
        assessment: Assessment | None = None,
        credits_: Callable[[], Sequence[CreditedPage]] = tuple,
        title: str = "",
    ) -> None:
        self._place = place
        self._target = target
        self._data = data
        self._title = title.casefold()
        self._fragments = Fragments(
            text.block, text.inline, text.plain, self.content, self._unique, credits_, self._titled
        )
        self._made = 0
        self._environment = environment
        self._words = words
        self._text = text
        self._assessment = assessment

    def content(self, content: Content, fields: Sequence[str] = ()) -> Markup:
        """Return the HTML of ``content``. ``fields`` stand in the places of gaps."""
        return Markup("\n").join(self._node(node, fields) for node in content)

    def _node(self, node: Prose | Block | Question, fields: Sequence[str]) -> Markup:
        match node:
            case Prose():
                return self._text.block(node, fields)
            case Block():
                return self.block(node, fields)
            case Question():
                return self.question(node)
            case _:
                assert_never(node)

    def _unique(self, name: str) -> str:
        self._made += 1
        # Authors' ids have no dot.
        return self._place(f"{name}.{self._made}")

    def _titled(self, label: Prose | None) -> bool:
        return label is not None and plain_text(label.text).casefold() in self._title

    def block(self, block: Block, fields: Sequence[str] = ()) -> Markup:
        """Return the HTML of a block: its template gets the block, its label and its content."""
        label = self._text.inline(block.label, fields) if block.label else Markup("")
        # A room that read its content shows what it read: the rest is only made where the template asks for it.
        content = _Later(lambda: self.content(block.content, fields), bool(block.content))
        return self._html(
            f"blocks/{block.name}.html.jinja",
            block=block,
            label=label,
            content=content,
            target=lambda written, shown=False: self._target(written, block.span.file, shown=shown),
            html=self._fragments,
        )

    def question(self, question: Question) -> Markup:
        """Return the form of a question."""
        parts = question.parts
        gaps = sum(part.inline for part in parts)
        # Ids of elements that name the controls: the heading where one is shown, else the text of the question.
        title = f"q-{question.id}-title" if question.show_title else f"q-{question.id}-prompt"
        fields: list[str] = []
        for part in parts:
            number = sum(1 for field in fields if field) + 1
            fields.append(self._part(question, part, title, number if gaps > 1 else 0) if part.inline else "")
        heading = Markup("")
        if question.show_title:
            heading = self._text.inline(question.heading, fields) if question.heading else Markup.escape(question.title)
        prompt = self.content(question.prompt, fields)
        steps = []
        for part in parts:
            if part.inline:
                continue
            named = f"q-{question.id}-{part.id}" if question.endings or part.prompt else title
            steps.append({
                "id": part.id,
                "named": named,
                "prompt": self.content(part.prompt),
                "html": self._part(question, part, named, 0),
            })  # fmt: skip
        return self._html(
            "question.html.jinja",
            question=question,
            heading=heading,
            prompt=prompt,
            steps=steps,
            endings=[(ending, self.content(ending.text)) for ending in question.endings],
            hints=[(hint, self.content(hint.text)) for hint in question.hints],
            answers=self._answers(question),
            # Without scripts an answer may be read where learners see it anyway before their score is known.
            open=self._assessment.settings.feedback == "now" if self._assessment else not question.graded,
            in_quiz=self._assessment is not None,
            # In JSON `<` stands only inside strings, where this is the same character; HTML never sees a tag.
            data=safe(self._data(question).replace("<", "\\u003c")),
        )

    def _part(self, question: Question, part: Part, named: str, gap: int) -> Markup:
        interaction = part.interaction
        text, seed = self._text, f"{question.id}/{part.id}"
        context: dict[str, Any] = {}
        match interaction:
            case Choice():
                # The options of a menu are text only: HTML knows no markup there.
                option = text.plain if interaction.presentation == "menu" else text.inline
                context["options"] = [
                    (one, option(one.text), f"q-{question.id}-{one.leads_to}" if one.leads_to else "")
                    for one in interaction.options
                ]
            case Match():
                context["sources"] = [(one, text.inline(one.text)) for one in interaction.sources]
                targets = _mixed(interaction.targets, seed) if interaction.shuffle else interaction.targets
                context["targets"] = [(one, text.plain(one.text)) for one in targets]
            case Order():
                mixed = _mixed(interaction.items, seed)
                if mixed == list(interaction.items):
                    mixed = [*mixed[1:], *mixed[:1]]
                context["items"] = [(one, text.inline(one.text)) for one in mixed]
            case Region():
                context["picture"] = text.inline(interaction.picture)
                context["areas"] = [(one, text.inline(one.label)) for one in interaction.areas]
            case Text() | Number():
                pass
            case _:
                assert_never(interaction)
        return self._html(
            f"interactions/{interaction.type}.html.jinja",
            part=part,
            i=interaction,
            name=seed,
            named=named,
            gap=gap,
            **context,
        )

    def _answers(self, question: Question) -> Answers:
        """Return what is said afterwards: feedback of options, of outcomes, the explanation and the key."""
        said = []
        for part in question.parts:
            for one in _choices(part):
                if one.feedback:
                    label = one.label if isinstance(one, Area) else one.text
                    said.append((f"{part.id}/{one.id}", self._text.plain(label), self._text.block(one.feedback)))
        feedback = question.feedback
        outcomes = (("correct", feedback.correct), ("partial", feedback.partial), ("incorrect", feedback.incorrect))
        # A scenario has no key: its endings say where a choice leads.
        keys = [] if question.endings else [key for part in question.parts if (key := self._key(part))]
        return Answers(
            options=tuple(said),
            outcomes=tuple((name, self.content(content)) for name, content in outcomes if content),
            explanation=self.content(feedback.explanation),
            keys=tuple(keys),
        )

    def _key(self, part: Part) -> Key | None:
        """Return the right answer of a part in words, in one of the forms that the template knows."""
        interaction = part.interaction
        inline = self._text.inline
        match interaction:
            case Choice():
                right = tuple(inline(one.text) for one in interaction.options if one.correct and part.scored)
                return Key(words=right) if right else None
            case Region():
                return Key(words=tuple(inline(one.label) for one in interaction.areas if one.correct))
            case Order():
                return Key(sequence=tuple(inline(one.text) for one in interaction.items))
            case Match():
                sources = {one.id: one.text for one in interaction.sources}
                targets = {one.id: one.text for one in interaction.targets}
                return Key(
                    pairs=tuple((inline(sources[one]), inline(targets[other])) for one, other in interaction.pairs)
                )
            case Text():
                if interaction.model_answer:
                    return Key(model=self._text.block(interaction.model_answer))
                return Key(words=interaction.accepted) if interaction.accepted else None
            case Number():
                unit = f" {interaction.unit}" if interaction.unit else ""
                return Key(words=tuple(self._range(one) + unit for one in interaction.ranges))
            case _:
                assert_never(interaction)

    def _range(self, one: Range) -> str:
        exact = one.middle if one.middle is not None else one.low if one.low == one.high else None
        if exact is not None:
            return self._words.number(exact)
        return self._words("answer.range", low=self._words.number(one.low), high=self._words.number(one.high))

    def _html(self, template: str, **context: Any) -> Markup:
        return safe(self._environment.get_template(template).render(t=self._words, place=self._place, **context))


def _choices(part: Part) -> Iterable[Option | Area]:
    interaction = part.interaction
    if isinstance(interaction, Choice):
        return interaction.options
    return interaction.areas if isinstance(interaction, Region) else ()


def _mixed(items: Iterable[Item], seed: str) -> list[Item]:
    # The same order in every build: the page's bytes depend on its sources alone.
    return sorted(items, key=lambda one: hashlib.sha256(f"{seed}/{one.id}".encode()).digest())
