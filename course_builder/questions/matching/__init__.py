"""Matching: ``- left -> right``; ``- -> right`` is a distractor; right sides that repeat are categories."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.model import Item, Match
from course_builder.questions import Draft, Lowered, ShuffledOptions, misplaced, one_part
from course_builder.questions.notation import OTHER_ARROW, pair
from course_builder.questions.same import Seen
from course_builder.source.list_items import Item as ListItem
from course_builder.source.question_text import QuestionText


class Matching:
    """Each thing on the left gets one on the right."""

    name = "matching"
    options = ShuffledOptions
    before = ""
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By an arrow in a plain list."""
        return (
            bool(text.items)
            and all(item.marker == "plain" for item in text.items)
            and any(item.arrow() for item in text.items)
            and not text.named("step")
        )

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a match."""
        misplaced(draft, "model", "step", "ending")
        sources: list[Item] = []
        targets: list[Item] = []
        rights: Seen[Item] = Seen()
        pairs: list[tuple[str, str]] = []
        lefts: Seen[bool] = Seen()
        for item in draft.text.items:
            sides = item.arrow()
            left, right = sides or (None, None)
            if right is None:
                draft.report.add(
                    "matching-pair",
                    item.span,
                    "This line has no right side.",
                    _rewritten(item),
                )
                continue
            target = rights.find(right)
            if target is None:
                target = rights.add(right, Item(span=right.span, id=f"t{len(targets) + 1}", text=right))
                targets.append(target)
            if left is None:
                continue
            if lefts.find(left):
                draft.report.add(
                    "question-option-duplicate",
                    left.span,
                    "This left side stands twice.",
                    "Each thing on the left has one partner.",
                )
                continue
            lefts.add(left, True)
            source = Item(span=left.span, id=f"s{len(sources) + 1}", text=left)
            sources.append(source)
            pairs.append((source.id, target.id))
        if not sources or len(targets) < 2:
            draft.report.add(
                "question-option-missing",
                draft.span,
                "Matching needs a left side, and two right sides to choose from.",
                "Add lines '- left -> right'.",
            )
            return None
        options = draft.options
        match = Match(
            sources=tuple(sources),
            targets=tuple(targets),
            pairs=tuple(pairs),
            scoring=options.scoring or "per-option",
            shuffle=options.shuffle is not False,
        )
        return one_part(match)


def _rewritten(item: ListItem) -> str:
    """Return how a line without a pair in it is written."""
    left = item.text.text if item.text else "left"
    if OTHER_ARROW.search(left):
        return f"Write  {pair(f'- {left}')}"
    return f"Write  - {left} -> right, or '- -> right' for a distractor."


room = Matching()
