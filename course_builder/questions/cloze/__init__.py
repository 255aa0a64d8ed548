"""Cloze text: drop-downs ``[[( ) 5 | (x) 9]]`` in running text, and several gaps of any kind."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.model import Interaction, Part
from course_builder.questions import Draft, Lowered, misplaced
from course_builder.questions.gaps import GapOptions, is_blank, is_menu, is_number, menu, number, text
from course_builder.source.question_text import Gap, QuestionText


class Cloze:
    """A text with gaps, each a part of its own."""

    name = "cloze"
    options = GapOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By a drop-down, or by more than one gap."""
        return not text.items and (len(text.gaps) > 1 or (len(text.gaps) == 1 and is_menu(text.gaps[0])))

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to one part a gap."""
        misplaced(draft, "model", "step", "ending")
        if not draft.text.gaps:
            draft.report.add(
                "question-gap",
                draft.span,
                "This cloze text has no gap.",
                "Write gaps such as [[word]] or [[( ) 5 | (x) 9]].",
            )
            return None
        made = [self._gap(gap, draft) for gap in draft.text.gaps]
        parts = [Part(id=f"gap{index}", interaction=one, inline=True) for index, one in enumerate(made, start=1) if one]
        return Lowered(tuple(parts)) if len(parts) == len(made) else None

    def _gap(self, gap: Gap, draft: Draft) -> Interaction | None:
        if is_blank(gap):
            draft.report.add(
                "question-gap",
                gap.span,
                "A line to write on cannot be one of several gaps.",
                "Give it a question of its own.",
            )
            return None
        if is_menu(gap):
            return menu(gap, draft)
        return number(gap, draft) if is_number(gap) else text(gap, draft)


room = Cloze()
