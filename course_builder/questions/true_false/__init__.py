"""True or false: a single choice whose options are the two words, in the course's language or in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from course_builder.model import Choice
from course_builder.questions import Draft, Lowered, QuestionOptions, misplaced, one_part
from course_builder.questions.choosing import need_key, read_options
from course_builder.source.names import plain_text
from course_builder.source.question_text import QuestionText

_OPTIONAL = re.compile("[\u0307\u0640\u064b-\u0652\u0670\u093c\u061c\u200e\u200f\u2066-\u2069]")


class TrueFalse:
    """A statement is true or false. The options keep their order, true first."""

    name = "true-false"
    options = QuestionOptions
    before = "single"
    numbered = False

    def recognises(self, text: QuestionText, true_false: Sequence[tuple[str, str]]) -> bool:
        """By the two words behind ``( )``."""
        if len(text.items) != 2 or any(item.marker != "radio" for item in text.items):
            return False
        return is_pair([item.text.text if item.text else "" for item in text.items], true_false)

    def lower(self, draft: Draft) -> Lowered | None:
        """Lower to a choice of one with ``true_false`` set."""
        misplaced(draft, "model", "step", "ending")
        options = read_options(draft, "radio")
        need_key(draft, options, "(x)")
        if len(options) != 2:
            draft.report.add(
                "question-option-missing",
                draft.span,
                "True or false has exactly two options.",
                "Write '- ( ) True' and '- ( ) False', one with an x.",
            )
            return None
        if options[0].correct and options[1].correct:
            draft.report.add(
                "question-key-extra",
                options[1].span,
                "A statement cannot be both true and false.",
                "Mark one option only.",
            )
        if options[0].correct == options[1].correct:
            return None
        truths = {word(pair[0]) for pair in draft.true_false}
        ordered = sorted(options, key=lambda option: word(option.text.text) not in truths)
        return one_part(Choice(options=tuple(ordered), shuffle=False, true_false=True))


def is_pair(options: Sequence[str], true_false: Sequence[tuple[str, str]]) -> bool:
    """Whether two options are the two words, in whichever order."""
    words = {word(one) for one in options}
    return any(words == {word(one) for one in pair} for pair in true_false)


def word(text: str) -> str:
    """Return a word as it is known: without full stop, Arabic vowel signs, nukta, dots of i, and signs of direction."""
    decomposed = unicodedata.normalize("NFD", plain_text(text).casefold().replace("ı", "i"))
    return unicodedata.normalize("NFC", _OPTIONAL.sub("", decomposed)).strip(" .!।。۔።")


room = TrueFalse()
