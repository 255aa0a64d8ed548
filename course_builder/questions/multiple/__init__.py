"""Multiple response: ``- [ ]`` and any number of ``- [x]``."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.model import Choice
from course_builder.questions import Draft, Lowered, ShuffledOptions, misplaced, one_part
from course_builder.questions.choosing import need_key, read_options
from course_builder.source.question_text import QuestionText


class Multiple:
    """Several of several may be right."""

    name = "multiple"
    options = ShuffledOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By ``[ ]`` in front of the first option."""
        return bool(text.items) and text.items[0].marker == "box"

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a choice of several."""
        misplaced(draft, "model", "step", "ending")
        options = read_options(draft, "box")
        need_key(draft, options, "[x]")
        if len(options) < 2 or not any(option.correct for option in options):
            return None
        return one_part(
            Choice(
                options=options,
                multiple=True,
                scoring=draft.options.scoring or "all",
                shuffle=draft.options.shuffle is not False,
            )
        )


room = Multiple()
