"""What Moodle cannot say: the words that authors are told, and what of a question is another thing then.

Everything of a question that is not named here comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from course_builder.diagnostics import Report, Span

Aspect = Literal[
    "question", "kind", "text", "options", "key", "feedback", "outcomes", "hints", "costs", "points", "scoring",
    "shuffle", "case", "answers", "unit", "model", "notes", "files",
]  # fmt: skip
"""What of a question may change; ``question``: all of it, for it is left out."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a bank cannot say.

    Args:
        what: told to authors.
        hint: what they can do.
        changes: what of the question does not come back as it was.
    """

    what: str
    hint: str
    changes: frozenset[Aspect] = frozenset()

    def of(self, **values: object) -> Loss:
        """Return it with what is lost in its words."""
        return replace(self, what=self.what.format(**values), hint=self.hint.format(**values))


Tell = Callable[[Span, Loss], None]
"""Told where something is lost, and what."""


def telling(report: Report, output: str) -> Tell:
    """Return what tells the author of an output's losses."""

    def tell(span: Span, loss: Loss) -> None:
        report.add("output-cannot", span, f"{output}: {loss.what}", loss.hint)

    return tell


def _loss(what: str, hint: str, *changes: Aspect) -> Loss:
    return Loss(what, hint, frozenset(changes))


SCENARIO = _loss(
    "Moodle's question bank has no scenarios: this one is left out.", "Give it as a SCORM package.", "question"
)
MIXED = _loss(
    "Moodle has no question that asks for all of this at once: it is left out.",
    "Ask for one thing in each question, or for short answers in gaps.",
    "question",
)
MANY_RIGHT = _loss("Moodle divides a mark among at most {most} options: it is left out.", "Ask for fewer.", "question")
OWN_WORDS = _loss("Moodle has words of its own for true and false.", "Nothing to do.", "options")
UNSCORED = _loss(
    "Moodle marks every question: whatever is chosen here is right, for 0 marks.",
    "Nothing to do.",
    "kind", "key", "points", "scoring",
)  # fmt: skip
_ADDS = "Moodle adds the marks of what is chosen: right choices count their share, and "
_SAME = "With scoring=right-minus-wrong the points are the same in both."
ALL_OR_NOTHING = _loss(f"{_ADDS}a wrong one takes all.", _SAME, "scoring")
PER_OPTION = _loss(f"{_ADDS}wrong ones take as much off.", _SAME, "scoring")
UNEQUAL = _loss("Moodle cannot give all right options the same share.", "Ask for 10 at the most, or for 20.", "scoring")
PAIRS = _loss("Moodle gives each pair its share of the mark.", "scoring=per-option does so here too.", "scoring")
COSTS = _loss(
    "Moodle takes the same off for each hint: the mean of what these hints cost.",
    "Give all hints of the question the same cost.",
    "costs",
)
MODEL = _loss(
    "Moodle shows the model answer to who marks, and not to learners.", "Say it in the explanation.", "model", "notes"
)
SELF_MARKED = _loss("In Moodle teachers mark essays, and learners never their own.", "Nothing to do.", "kind", "points")
ESSAY_HINTS = _loss("Moodle has no hints for essays: they are left out.", "Say it in the question.", "hints", "costs")
OUTCOMES = _loss(
    "Moodle has no feedback by outcome for this kind of question: it is left out.",
    "Say it in the explanation, which everybody gets.",
    "outcomes",
)
PARTIAL = _loss(
    "Moodle knows no partly right answers to this kind of question: what is said of them is left out.",
    "Say it in the explanation, which everybody gets.",
    "outcomes",
)
WITH_ANSWERS = _loss(
    "Moodle has feedback of single answers alone here: what is said by outcome stands with each of them.",
    "Nothing to do: learners read the same.",
    "outcomes", "feedback",
)  # fmt: skip
PATTERN = _loss(
    "Moodle knows no patterns: what only /{pattern}/ accepts is marked as wrong.",
    "Write the answers that it stands for beside it.",
    "answers",
)
ESSAY_PATTERN = _loss(
    "Moodle knows no patterns: teachers mark what is typed, and /{pattern}/ is in their notes.",
    "Write the answers that it stands for beside it.",
    "kind", "answers", "key", "points", "model", "notes", "text", "case",
)  # fmt: skip
LIST_WORDS = _loss("Moodle's drop-downs hold text only.", "Ask for it as one right answer.", "options")
PAIR_WORDS = _loss("Moodle's drop-downs hold text only.", "Put the formula or the picture on the left.", "options")
WEIGHTS = _loss(
    "Moodle gives each gap a whole mark: together {given}, not {points}.",
    "points={given} is the same in both. A quiz in Moodle can give the question another mark.",
    "points",
)
LABELS = _loss(
    "Moodle's markers on a picture know no feedback and no areas to see: learners choose among the labels.",
    "See that the labels do not give the answer away.",
    "kind", "text", "scoring", "shuffle",
)  # fmt: skip
LINK = _loss("A link to {written} leads nowhere in a question bank: its words stay.", "Say it in words.", "files")

GIFT_GAPS = _loss("GIFT has no gaps in a text but a single one: it is left out.", "Take moodle-xml.", "question")
GIFT_MENU = _loss(
    "GIFT has no drop-downs: the options are a list below the text.",
    "With moodle-xml they stand in it.",
    "kind", "text",
)  # fmt: skip
GIFT_MARK = _loss(
    "GIFT gives each question 1 mark, not {points}.", "A quiz in Moodle can give it another mark.", "points"
)
GIFT_HINTS = _loss("GIFT has no hints: they are left out.", "With moodle-xml they stay.", "hints", "costs")
GIFT_OUTCOMES = _loss(
    "GIFT has no feedback by outcome for this kind of question: it is left out.",
    "With moodle-xml it stays.",
    "outcomes",
)
GIFT_CASE = _loss("In GIFT capitals never matter.", "With moodle-xml they do.", "case")
GIFT_SHUFFLE = _loss(
    "GIFT cannot keep the order: Moodle shuffles, unless the quiz says that it shall not.",
    "With moodle-xml it stays.",
    "shuffle",
)
GIFT_UNIT = _loss(
    "GIFT has no units: this one stands behind the field, and may not be typed.",
    "With moodle-xml it may.",
    "unit",
    "text",
)
GIFT_GRADERS = _loss(
    "GIFT has no notes for graders: what Moodle would show them is left out.",
    "With moodle-xml it stays.",
    "model", "notes",
)  # fmt: skip
GIFT_FILE = _loss("GIFT carries no files: of {written} the words stay.", "With moodle-xml it is inside.", "files")
GIFT_ANSWER = _loss(
    "GIFT takes {written!r} in a typed answer for a sign of its own: the answer is left out.",
    "With moodle-xml it stays.",
    "answers",
)
GIFT_ANSWERS = _loss(
    "GIFT takes {written!r} in a typed answer for a sign of its own: the question is left out.",
    "With moodle-xml it stays.",
    "question",
)
