"""What is right in a gap, as a unit of its own in the notation of gaps."""

from __future__ import annotations

from collections.abc import Sequence

from course_builder.diagnostics import Span
from course_builder.questions.gaps import is_blank, is_menu, is_number
from course_builder.questions.true_false import is_pair
from course_builder.source.question_text import Gap
from course_builder.translation import interface
from course_builder.translation.unit import Unit
from course_builder.translation.units.figures import Languages, in_gap
from course_builder.translation.units.slots import Part, on_one_line
from course_builder.translation.units.words import has_words

TRUE_FALSE = "Of the words for true and false in your language: others would make another kind of question."
_MENU = "A drop-down: options with | between them, (x) before the right one. Keep the order and the brackets."
_NUMBER = "A number that is right, as your language writes it; keep +- and .. and the unit's meaning."
_WORDS = (
    "What learners type, each right answer with | between: write every answer that is right in your language. "
    "Between slashes stands a pattern, a regular expression."
)


def are_true_and_false(options: Sequence[str]) -> bool:
    """Whether the options of a question are the words for true and false of any language."""
    return len(options) == 2 and is_pair(options, [pair for pairs in interface.TRUE_FALSE.values() for pair in pairs])


def gap_part(written: str, span: Span, place: str) -> Part:
    """Return the gap that stands in a text as ``[[…]]``.

    Args:
        written: with its brackets.
        place: of the question.
    """
    inside = written[2:-2]
    gap = Gap(inside, span)
    if is_blank(gap) or not inside.strip():
        return Part(written, None)
    kind, note = ("answer", _WORDS)
    if is_menu(gap):
        kind, note = "drop-down", _MENU
    elif is_number(gap):
        kind, note = "number", _NUMBER
    if kind != "number" and not has_words(inside):
        return Part(written, None)
    text = inside.strip()
    unit = Unit(f"{place} · {kind}", text, span, (note,))
    return Part(written, unit, _in_brackets, _with_figures if kind == "number" else None)


def _in_brackets(text: str) -> str:
    return f"[[{on_one_line(text)}]]"


def _with_figures(text: str, languages: Languages) -> str:
    return f"[[{in_gap(text[2:-2], languages)}]]"
