"""What the types with a list of options share: reading the options and their mistakes."""

from __future__ import annotations

from course_builder.model import Option
from course_builder.questions import Draft
from course_builder.questions.same import Seen
from course_builder.source.list_items import Marker


def read_options(draft: Draft, marker: Marker) -> tuple[Option, ...]:
    """Return the options of a list whose items all have the same marker; mistakes are told."""
    options: list[Option] = []
    seen: Seen[int] = Seen()
    for index, item in enumerate(draft.text.items, start=1):
        if item.marker != marker:
            draft.report.add(
                "question-marker",
                item.span,
                "This option's marker is not like the others'.",
                "Use ( ) for one right answer, or [ ] for several, for all options.",
            )
        if item.text is None:
            draft.report.add(
                "question-option-empty",
                item.span,
                "This option has no text.",
                "Write what the learner chooses, behind the marker.",
            )
            continue
        if other := seen.find(item.text):
            draft.report.add(
                "question-option-duplicate",
                item.text.span,
                "Another option of this question says the same.",
                f"It is option {other}; change or delete one of them.",
            )
        else:
            seen.add(item.text, index)
        options.append(
            Option(span=item.text.span, id=f"o{index}", text=item.text, correct=item.checked, feedback=item.feedback)
        )
    if len(draft.text.items) < 2:
        draft.report.add(
            "question-option-missing",
            draft.span,
            "This question has fewer than two options.",
            "Add options to choose from.",
        )
    return tuple(options)


def need_key(draft: Draft, options: tuple[Option, ...], marker: str) -> None:
    """Tell if no option is right."""
    if options and not any(option.correct for option in options):
        draft.report.add(
            "question-key-missing",
            draft.span,
            "No option of this question is marked as right.",
            f"Mark the right one with {marker}.",
        )
