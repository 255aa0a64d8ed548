"""Ordering: a numbered list in the right order under ``{type=ordering}``; learners see it shuffled."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.model import Item, Order
from course_builder.questions import Draft, Lowered, ScoredOptions, misplaced, one_part
from course_builder.questions.same import Seen
from course_builder.source.question_text import QuestionText


class Ordering:
    """Things are put in order."""

    name = "ordering"
    options = ScoredOptions
    before = ""
    numbered = True

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """Never: a numbered list may be part of a prompt, so the author says it."""
        return False

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to an order."""
        misplaced(draft, "model", "step", "ending")
        items: list[Item] = []
        seen: Seen[bool] = Seen()
        for item in draft.text.items:
            if item.text is None:
                draft.report.add(
                    "question-option-empty", item.span, "This item has no text.", "Write what is to be put in order."
                )
                continue
            if seen.find(item.text):
                draft.report.add(
                    "question-option-duplicate",
                    item.text.span,
                    "Another item of this list says the same.",
                    "Learners could not tell the two apart.",
                )
            seen.add(item.text, True)
            items.append(Item(span=item.text.span, id=f"i{len(items) + 1}", text=item.text))
        if len(items) < 2:
            draft.report.add(
                "question-option-missing",
                draft.span,
                "There are fewer than two items to put in order.",
                "Write a numbered list in the right order.",
            )
            return None
        return one_part(Order(items=tuple(items), scoring=draft.options.scoring or "all"))


room = Ordering()
