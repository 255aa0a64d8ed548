"""Likert scale or survey: ``- (1) Never`` … ``- (5) Always``. Nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.model import Choice
from course_builder.questions import Draft, Lowered, QuestionOptions, misplaced, one_part
from course_builder.questions.choosing import read_options
from course_builder.source.question_text import QuestionText


class Likert:
    """A place on a scale."""

    name = "likert"
    options = QuestionOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By a number in the marker of the first option."""
        return bool(text.items) and text.items[0].marker == "scale"

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to an unscored choice in the order written."""
        misplaced(draft, "model", "step", "ending", "correct", "incorrect", "partial")
        values = [item.value for item in draft.text.items if item.marker == "scale"]
        for item in draft.text.items:
            if item.marker == "scale" and values.count(item.value) > 1:
                draft.report.add(
                    "question-option-duplicate",
                    item.span,
                    f"The value {item.value} stands twice on this scale.",
                    "Number the options 1, 2, 3 …",
                )
                break
        options = read_options(draft, "scale")
        return (
            one_part(Choice(options=options, shuffle=False, presentation="scale"), scored=False)
            if len(options) > 1
            else None
        )


room = Likert()
