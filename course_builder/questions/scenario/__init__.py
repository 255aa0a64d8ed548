"""Branching scenario: ``:::step{#id}`` with choices ``- what I do -> step``, and ``:::ending{#id score=100}``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import Field

from course_builder.diagnostics import Span, did_you_mean
from course_builder.model import Choice, Content, Ending, Option, Part
from course_builder.model.settings import Percent, Settings, YesNo
from course_builder.questions import Draft, Lowered, QuestionOptions, misplaced
from course_builder.questions.notation import OTHER_ARROW, pair
from course_builder.source.directives import Directive
from course_builder.source.list_items import Item
from course_builder.source.located import ATTRIBUTES, validated
from course_builder.source.question_text import QuestionText, read_question


class StepOptions(Settings):
    """A step has no attributes but its id."""


class EndingOptions(Settings):
    """Attributes of an ending."""

    score: Percent = Field(0, description="The score of a scenario that ends here, in per cent.")
    retry: YesNo = Field(False, description="Whether the learner can go back to the last choice.")


@dataclass(frozen=True, slots=True)
class _Target:
    option: Option
    span: Span


class Scenario:
    """A story in which each choice leads somewhere."""

    name = "scenario"
    options = QuestionOptions
    before = "single"
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By its steps."""
        return bool(text.named("step"))

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to one choice a step. The first step starts; all that leads nowhere, or is never led to, is told."""
        misplaced(draft, "model")
        names: dict[str, Span] = {}
        for directive in (*draft.text.named("step"), *draft.text.named("ending")):
            name = directive.attributes.id
            if not name:
                draft.report.add(
                    "directive-attributes",
                    directive.span,
                    f"This {directive.name} has no id.",
                    f"Write :::{directive.name}{{#name}}.",
                )
            elif name in names:
                draft.report.add(
                    "id-duplicate",
                    directive.attributes.id_span or directive.span,
                    f"The id {name!r} stands twice in this scenario.",
                    "Give each step and ending an id of its own.",
                )
            names.setdefault(name, directive.span)
        parts = [part for one in draft.text.named("step") if (part := self._step(one, names, draft))]
        endings = [self._ending(one, draft) for one in draft.text.named("ending")]
        if not draft.text.named("step"):
            draft.report.add(
                "question-option-missing",
                draft.span,
                "This scenario has no step.",
                "Write :::step{#start} with choices '- what I do -> step'.",
            )
            return None
        if not endings:
            draft.report.add(
                "scenario-ending-missing",
                draft.span,
                "This scenario has no ending.",
                "Write :::ending{#name score=100} … :::.",
            )
            return None
        if parts and not self._check_reachable(parts, endings, names, draft):
            return None
        if not any(ending.score > 0 for ending in endings):
            draft.report.add(
                "question-key-missing",
                draft.span,
                "No ending of this scenario scores.",
                "Give the best ending score=100.",
            )
        return Lowered(tuple(parts), tuple(endings)) if parts else None

    def _step(self, directive: Directive, names: dict[str, Span], draft: Draft) -> Part | None:
        validated(StepOptions, directive.attributes.data, draft.report, ATTRIBUTES)
        text = read_question(None, directive.children, draft.report)
        options: list[Option] = []
        for index, item in enumerate(text.items, start=1):
            sides = item.arrow()
            said, target = sides or (None, None)
            if said is None or target is None:
                draft.report.add("matching-pair", item.span, "This choice leads nowhere.", _rewritten(item))
                continue
            if target.text not in names:
                draft.report.add(
                    "scenario-step-unknown",
                    target.span,
                    f"There is no step or ending {target.text!r}.",
                    did_you_mean(target.text, [name for name in names if name]),
                )
                continue
            options.append(
                Option(span=said.span, id=f"o{index}", text=said, feedback=item.feedback, leads_to=target.text)
            )
        if not text.items:
            draft.report.add(
                "question-option-missing",
                directive.span,
                "This step has no choices.",
                "Write '- what I do -> step', or make it an :::ending.",
            )
        if not options:
            return None
        prompt: Content = draft.content(text.prompt)
        return Part(
            id=directive.attributes.id or f"step{directive.span.line}",
            prompt=prompt,
            interaction=Choice(options=tuple(options), shuffle=False),
        )

    def _ending(self, directive: Directive, draft: Draft) -> Ending:
        options = validated(EndingOptions, directive.attributes.data, draft.report, ATTRIBUTES) or EndingOptions()
        return Ending(
            span=directive.span,
            id=directive.attributes.id,
            text=draft.content(directive.children),
            score=Decimal(options.score) / 100,
            retry=options.retry,
        )

    def _check_reachable(self, parts: list[Part], endings: list[Ending], names: dict[str, Span], draft: Draft) -> bool:
        steps = {part.id: part.interaction for part in parts}
        reached: set[str] = set()
        waiting = [parts[0].id]
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            interaction = steps.get(name)
            if isinstance(interaction, Choice):
                waiting += [option.leads_to for option in interaction.options]
        for name, span in names.items():
            if name and name not in reached:
                draft.report.add(
                    "scenario-step-unreachable",
                    span,
                    f"No choice leads to {name!r}.",
                    "Let a choice lead here, or delete it.",
                )
        if not reached.intersection(ending.id for ending in endings):
            draft.report.add(
                "scenario-ending-missing",
                draft.span,
                "No ending of this scenario can be reached.",
                "Let a choice lead to an ending.",
            )
            return False
        return True


def _rewritten(item: Item) -> str:
    """Return how a choice that leads nowhere is written."""
    if item.text and OTHER_ARROW.search(item.text.text):
        return f"Write  {pair(f'- {item.text.text}')}"
    return f"Write  - {item.text.text if item.text else 'what I do'} -> step."


room = Scenario()
