"""A number: ``[[20]]``, ``[[281 +- 1]]``, ``[[280..282]]``; learners may type a decimal comma or point."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.questions import Draft, Lowered, misplaced, one_part
from course_builder.questions.gaps import GapOptions, is_number, number, only_gap
from course_builder.source.question_text import QuestionText


class NumberGap:
    """A gap in the text is filled with a number."""

    name = "number"
    options = GapOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By one gap that holds a number."""
        return not text.items and len(text.gaps) == 1 and is_number(text.gaps[0])

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a number that stands in the prompt."""
        misplaced(draft, "model", "step", "ending")
        gap = only_gap(draft)
        made = number(gap, draft) if gap else None
        return one_part(made, inline=True) if made else None


room = NumberGap()
