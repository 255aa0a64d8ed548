"""Hotspot: a picture in the prompt, and ``- (x) [x, y, width, height] label`` in per cent of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from course_builder.model import Area, Content, Prose, Region
from course_builder.questions import Draft, Lowered, ScoredOptions, misplaced, one_part
from course_builder.source.lines import part_of
from course_builder.source.list_items import Item
from course_builder.source.question_text import QuestionText

_BOX = re.compile(r"\[([^\]]*)\]\s*(?!\()")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^)\s]+(?:\s+\"[^\"]*\")?\)(?:\{[^}]*\})?")


class Hotspot:
    """Areas of a picture are chosen."""

    name = "hotspot"
    options = ScoredOptions
    before = "multiple"
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By coordinates behind every marker."""
        return bool(text.items) and all(
            item.marker in {"radio", "box"} and item.text and re.match(r"\[[\d.,\s%-]+\]", item.text.text)
            for item in text.items
        )

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a region; the picture leaves the prompt."""
        misplaced(draft, "model", "step", "ending")
        picture, prompt = _take_picture(draft.prompt)
        if picture is None:
            draft.report.add(
                "hotspot-picture",
                draft.span,
                "There is no picture in this question.",
                "Add ![what it shows](../media/picture.svg) above the options.",
            )
        areas = [area for index, item in enumerate(draft.text.items, start=1) if (area := _area(item, index, draft))]
        multiple = any(item.marker == "box" for item in draft.text.items)
        right = [area for area in areas if area.correct]
        if len(areas) < 2:
            draft.report.add(
                "question-option-missing",
                draft.span,
                "A hotspot question needs two areas to choose from.",
                "Add '- ( ) [x, y, width, height] label'.",
            )
        elif not right:
            draft.report.add("question-key-missing", draft.span, "No area is marked as right.", "Mark it with (x).")
        elif len(right) > 1 and not multiple:
            draft.report.add(
                "question-key-extra",
                right[1].span,
                "Two areas are right, but only one can be chosen.",
                "Use [x] and [ ] for all areas.",
            )
        elif picture:
            return Lowered(
                one_part(
                    Region(
                        picture=picture, areas=tuple(areas), multiple=multiple, scoring=draft.options.scoring or "all"
                    )
                ).parts,
                prompt=prompt,
            )
        return None


def _take_picture(prompt: Content) -> tuple[Prose | None, Content]:
    for index in range(len(prompt) - 1, -1, -1):
        node = prompt[index]
        found = list(_PICTURE.finditer(node.text)) if isinstance(node, Prose) else []
        if isinstance(node, Prose) and found:
            last = found[-1]
            picture = part_of(node, last[0], last.start())
            rest = node.text[: last.start()].rstrip() + node.text[last.end() :]
            kept = (node.model_copy(update={"text": rest}),) if rest.strip() else ()
            return picture, (*prompt[:index], *kept, *prompt[index + 1 :])
    return None, prompt


def _area(item: Item, index: int, draft: Draft) -> Area | None:
    found = _BOX.match(item.text.text) if item.text else None
    if item.text is None or found is None:
        draft.report.add(
            "hotspot-region",
            item.span,
            "This area has no coordinates.",
            "Write '- (x) [x, y, width, height] label', in per cent of the picture.",
        )
        return None
    try:
        x, y, width, height = (Decimal(part.strip().rstrip("%")) for part in found[1].split(","))
        # Decimal takes 'nan' and 'inf' for numbers.
        known = all(one.is_finite() for one in (x, y, width, height))
    except (ValueError, ArithmeticError):
        known = False
    if not known:
        draft.report.add(
            "hotspot-region",
            item.text.at(0, len(found[0])),
            f"[{found[1]}] is not four numbers.",
            "Write [x, y, width, height] with commas between, in per cent.",
        )
        return None
    if min(x, y) < 0 or min(width, height) <= 0 or x + width > 100 or y + height > 100:
        draft.report.add(
            "hotspot-region",
            item.text.at(0, len(found[0])),
            "This area leaves the picture.",
            "All four are per cent: x + width and y + height are at most 100.",
        )
        return None
    label = item.text.text[found.end() :].strip()
    if not label:
        draft.report.add(
            "question-option-empty",
            item.span,
            "This area has no label.",
            "Write what it is, for people who do not see the picture.",
        )
        return None
    text = part_of(item.text, label, found.end())
    return Area(
        span=text.span,
        id=f"a{index}",
        label=text,
        x=x,
        y=y,
        width=width,
        height=height,
        correct=item.checked,
        feedback=item.feedback,
    )


room = Hotspot()
