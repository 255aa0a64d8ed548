"""Single choice: ``- ( )`` and exactly one ``- (x)``."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.model import Choice
from course_builder.questions import Draft, Lowered, ShuffledOptions, misplaced, one_part
from course_builder.questions.choosing import need_key, read_options
from course_builder.source.question_text import QuestionText


class Single:
    """One of several is right."""

    name = "single"
    options = ShuffledOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By ``( )`` in front of the first option."""
        return bool(text.items) and text.items[0].marker == "radio"

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a choice of one."""
        misplaced(draft, "model", "step", "ending")
        options = read_options(draft, "radio")
        need_key(draft, options, "(x)")
        right = [option for option in options if option.correct]
        for extra in right[1:]:
            draft.report.add(
                "question-key-extra",
                extra.span,
                "A single choice has one right answer, and this is a second one.",
                "Use [x] and [ ] for all options where several are right.",
            )
        return (
            one_part(Choice(options=options, shuffle=draft.options.shuffle is not False))
            if len(options) > 1 and len(right) == 1
            else None
        )


room = Single()
