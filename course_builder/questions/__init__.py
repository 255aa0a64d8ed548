"""Question types: open sugar over the closed interactions.

Each type is one room (a folder here, or in another package that names it under the entry point group
``course_builder.questions``). A room says how the type is recognised in what an author wrote, which options it has, and
how it lowers to interactions. Nothing outside the room knows the type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field

from course_builder.diagnostics import Report, Span, did_you_mean
from course_builder.model import Block, Content, Ending, Feedback, Hint, Interaction, Part, Prose, Question, Scoring
from course_builder.model.settings import Difficulty, Percent, Settings, YesNo
from course_builder.plugins import plugged_in
from course_builder.questions.notation import tell_liascript, tell_notation, tell_open_gap
from course_builder.source.attributes import Attributes
from course_builder.source.directives import Directive, Element
from course_builder.source.located import ATTRIBUTES, validated
from course_builder.source.names import plain_text
from course_builder.source.question_text import QuestionText, read_question


class QuestionOptions(Settings):
    """Attributes that every question takes."""

    points: Annotated[Decimal, Field(gt=0, le=1000)] = Field(Decimal(1), description="How much it weighs in its quiz.")
    weight: Annotated[Decimal, Field(gt=0, le=1000)] | None = Field(None, description="Another word for `points`.")
    type: str = Field("", description="The question type, where it does not follow from what is written.")
    objectives: str = Field("", description="Ids of the objectives that it tests, separated by spaces.")
    graded: YesNo = Field(False, description="In a page: whether it counts for the course's score.")
    tries: Annotated[int, Field(ge=0, le=20)] | None = Field(
        None, description="In a page: how often it can be checked; 0 is without limit."
    )
    required: YesNo = Field(False, description="In a page: whether the page is only done with an answer to it.")
    pool: str = Field("", description="In an assessment: the pool that it belongs to.")
    tags: str = Field("", description="Words by which questions are chosen from a bank, separated by spaces.")
    difficulty: Difficulty = Field("", description="`easy`, `medium` or `hard`, to choose it from a bank by.")


class ScoredOptions(QuestionOptions):
    """Attributes of questions whose parts can be right one by one."""

    scoring: Scoring | None = Field(None, description="`all` or nothing, `per-option`, or `right-minus-wrong`.")


class ShuffledOptions(ScoredOptions):
    """Attributes of questions with options that can be shuffled."""

    shuffle: YesNo | None = Field(None, description="`no` keeps the options in the order written.")


class HintOptions(Settings):
    """Attributes of a hint."""

    cost: Percent = Field(0, description="How many per cent of the score showing it costs.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a room lowers.

    Args:
        text: the question taken apart.
        prompt: its prompt, gaps marked.
        options: the room's own options, validated.
        span: where the question stands.
        true_false: the pairs of words (true, false), in lower case, of the course's language and of English.
        content: turns elements (of a step or ending) into content.
        language: of the course; numbers are read by it.
    """

    text: QuestionText
    prompt: Content
    options: Any
    span: Span
    true_false: Sequence[tuple[str, str]]
    content: Callable[[Sequence[Element]], Content]
    report: Report
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Lowered:
    """What a room makes of a draft. ``prompt`` is set where the room takes something out of the prompt."""

    parts: tuple[Part, ...]
    endings: tuple[Ending, ...] = ()
    prompt: Content | None = None


class QuestionType(Protocol):
    """A room.

    Attributes:
        name: as authors write it in ``type=``.
        options: a subclass of ``QuestionOptions``.
        before: a type whose recognition this one goes before, because it is the narrower of the two; or empty.
        numbered: whether a numbered list is its list of options.
    """

    name: str
    options: type[QuestionOptions]
    before: str
    numbered: bool

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """Say whether the question is of this type, judged by what is written."""
        ...

    def lower(self, draft: Draft) -> Lowered | None:
        """Return the interactions; None where mistakes (told to ``draft.report``) leave nothing usable."""
        ...


def question_types() -> dict[str, QuestionType]:
    """Return all types by name, narrower ones first."""
    found = plugged_in("course_builder.questions")
    return dict(sorted(found.items(), key=lambda pair: not pair[1].before))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a question stands.

    Args:
        place: ``page`` or ``assessment``.
        new_id: gives the question its id: (the author's or empty, title, span) → id.
        blocks: turns elements into content.
        true_false: see ``Draft``.
        language: see ``Draft``.
        graders: of elements that ``blocks`` turned into content, returns those that are for trainers.
    """

    place: Literal["page", "assessment"]
    new_id: Callable[[Attributes, str, Span], str]
    blocks: Callable[[Sequence[Element]], Content]
    true_false: Sequence[tuple[str, str]] = field(default=(("true", "false"),))
    language: str = "en"
    graders: Callable[[Sequence[Element]], tuple[Block, ...]] = lambda _: ()


def question(
    heading: Prose | None,
    attributes: Attributes,
    elements: Sequence[Element],
    span: Span,
    setting: Setting,
    report: Report,
    kind: str = "",
) -> Question | None:
    """Read one question.

    Args:
        heading: what is asked, where it has a heading.
        kind: the type where the directive's own name says it (``:::scenario``).

    Returns:
        The question, or None where nothing usable is left.
    """
    types = question_types()
    wanted = kind or attributes.data.data.get("type", "")
    if wanted and wanted not in types:
        report.add(
            "question-kind-unknown",
            attributes.data.value_span("type"),
            f"There is no question type {wanted!r}.",
            did_you_mean(wanted, types),
        )
        wanted = ""
    if tell_liascript(elements, report):
        return None
    text = read_question(heading, elements, report, numbered=bool(wanted) and types[wanted].numbered)
    prompt = setting.blocks(text.prompt)
    room = types.get(wanted) or next((one for one in types.values() if one.recognises(text, setting.true_false)), None)
    title = _title(text, prompt)
    if not title and not prompt:
        report.add(
            "question-prompt-missing", span, "This question asks nothing.", "Write what is asked above the options."
        )
    identifier = setting.new_id(attributes, title or "question", span)
    if room is None:
        if tell_notation(text, elements, report):
            return None
        report.add(
            "question-kind-unknown",
            span,
            "What kind of question this is cannot be told.",
            "Give it options '- ( ) …' with one '- (x) …', '- [ ] …', pairs '- left -> right' or a gap '[[…]]', "
            "or say type=….",
        )
        return None
    options = validated(room.options, attributes.data, report, ATTRIBUTES)
    if options is None:
        return None
    _report_options_of_another_place(attributes, setting, report)
    lowered = room.lower(
        Draft(text, prompt, options, span, setting.true_false, setting.blocks, report, setting.language)
    )
    if lowered is None:
        return None
    if text.gaps:
        tell_open_gap(elements, report)
    if text.gaps and not any(part.inline for part in lowered.parts):
        report.add(
            "question-gap",
            text.gaps[0].span,
            f"A question of the type {room.name!r} has no gaps.",
            "Take the brackets away, or the list of options.",
        )
        return None
    graded = setting.place == "assessment" or options.graded
    return Question(
        span=span,
        id=identifier,
        title=(title or identifier)[:200],
        kind=room.name,
        prompt=prompt if lowered.prompt is None else lowered.prompt,
        heading=text.heading,
        show_title=text.heading is not None,
        parts=lowered.parts,
        endings=lowered.endings,
        hints=_hints(text, setting, report),
        feedback=_feedback(text, setting),
        points=options.points if options.weight is None else options.weight,
        graded=graded,
        required=options.required,
        tries=options.tries if options.tries is not None else (1 if options.graded and setting.place == "page" else 0),
        pool=options.pool,
        objectives=tuple(options.objectives.split()),
        tags=tuple(options.tags.split()),
        difficulty=options.difficulty,
        graders=setting.graders(text.prompt),
    )


_ELSEWHERE = {
    "page": {"pool": "Pools belong to assessments."},
    "assessment": {
        "graded": "Questions of an assessment always count.",
        "required": "Whether the assessment is required is said in its front matter.",
        "tries": "Write 'attempts' in the front matter of the assessment.",
    },
}


def _report_options_of_another_place(attributes: Attributes, setting: Setting, report: Report) -> None:
    """Tell of attributes that would change nothing where the question stands."""
    where = "a page" if setting.place == "page" else "an assessment"
    for name, hint in _ELSEWHERE[setting.place].items():
        if name in attributes.data.data:
            span = attributes.data.keys[(name,)]
            report.add("directive-option-unknown", span, f"In {where} a question has no option {name!r}.", hint)


def _title(text: QuestionText, prompt: Content) -> str:
    if text.heading:
        return plain_text(text.heading.text)
    first = next((node for node in prompt if isinstance(node, Prose)), None)
    return plain_text(first.text.split("\n\n")[0]) if first else ""


def _hints(text: QuestionText, setting: Setting, report: Report) -> tuple[Hint, ...]:
    hints = []
    for directive in text.named("hint"):
        options = validated(HintOptions, directive.attributes.data, report, ATTRIBUTES)
        cost = Decimal(options.cost if options else 0) / 100
        hints.append(Hint(span=directive.span, text=setting.blocks(directive.children), cost=cost))
    return tuple(hints)


def _feedback(text: QuestionText, setting: Setting) -> Feedback:
    def content_of(name: str) -> Content:
        return tuple(node for directive in text.named(name) for node in setting.blocks(directive.children))

    explanation = (text.explanation,) if text.explanation else ()
    return Feedback(
        correct=content_of("correct"),
        partial=content_of("partial"),
        incorrect=content_of("incorrect"),
        explanation=explanation,
    )


def one_part(interaction: Interaction, *, scored: bool = True, inline: bool = False) -> Lowered:
    """Return a question of one part."""
    return Lowered((Part(id="answer", interaction=interaction, scored=scored, inline=inline),))


def misplaced(draft: Draft, *names: str) -> None:
    """Tell of directives that only other types have."""
    for directive in draft.text.parts:
        if directive.name in names:
            tell_misplaced(directive, draft.report)


def tell_misplaced(directive: Directive, report: Report) -> None:
    """Tell that a directive has no meaning where it stands."""
    report.add(
        "directive-misplaced",
        directive.span,
        f"{directive.name!r} has no meaning here.",
        "Delete it, or move it to a question that can use it.",
    )


__all__ = [
    "Draft", "Lowered", "QuestionOptions", "QuestionType", "ScoredOptions", "Setting", "ShuffledOptions", "misplaced",
    "one_part", "question", "question_types",
]  # fmt: skip
