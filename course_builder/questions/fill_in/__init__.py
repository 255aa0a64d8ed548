"""Fill in words: ``[[behind]]``, ``[[colour|color]]``, or a pattern ``[[/colou?r/]]``."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.questions import Draft, Lowered, misplaced, one_part
from course_builder.questions.gaps import GapOptions, is_blank, is_menu, is_number, only_gap, text
from course_builder.source.question_text import QuestionText


class FillIn:
    """A gap in the text is filled with words."""

    name = "fill-in"
    options = GapOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By one gap that holds words."""
        return (
            not text.items
            and len(text.gaps) == 1
            and not any(test(text.gaps[0]) for test in (is_blank, is_number, is_menu))
        )

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a text that stands in the prompt."""
        misplaced(draft, "model", "step", "ending")
        gap = only_gap(draft)
        made = text(gap, draft) if gap else None
        return one_part(made, inline=True) if made else None


room = FillIn()
