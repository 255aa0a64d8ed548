"""Essay or reflection: ``[[____]]``. Unscored, or marked by the learner against a model answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from course_builder.model import Prose, Text
from course_builder.questions import Draft, Lowered, QuestionOptions, misplaced, one_part
from course_builder.questions.gaps import is_blank, only_gap
from course_builder.source.question_text import QuestionText


class EssayOptions(QuestionOptions):
    """Attributes of an essay."""

    marking: Literal["none", "self"] = Field(
        "none", description="`self`: the learner marks the own text against the `:::model` answer."
    )


class Essay:
    """A text of several lines."""

    name = "essay"
    options = EssayOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By one gap of underscores."""
        return not text.items and len(text.gaps) == 1 and is_blank(text.gaps[0])

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a long text below the prompt."""
        misplaced(
            draft, "step", "ending", *(() if draft.options.marking == "self" else ("correct", "incorrect", "partial"))
        )
        if not only_gap(draft):
            return None
        self_marked = draft.options.marking == "self"
        runs = [
            node for one in draft.text.named("model") for node in draft.content(one.children) if isinstance(node, Prose)
        ]
        if self_marked and not runs:
            draft.report.add(
                "question-key-missing",
                draft.span,
                "The learner marks this answer, but there is no model answer.",
                "Add :::model … ::: with a good answer.",
            )
            return None
        model = Prose(text="\n\n".join(run.text for run in runs), span=runs[0].span) if runs else None
        return one_part(Text(long=True, model_answer=model, self_marked=self_marked), scored=self_marked, inline=True)


room = Essay()
