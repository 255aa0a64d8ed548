"""A question bank of another tool as it was read: the same for every format, before it is written as Markdown.

Texts are Markdown of this language already (see ``prose``); answers that learners type are as they are typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["choice", "true-false", "words", "number", "matching", "ordering", "essay", "cloze", "text"]
"""What was asked for. ``text`` asks nothing: it only stands between questions."""

WHOLE = Decimal(100)


class RefusedError(Exception):
    """A file is not read: the message says why."""


class CannotError(Exception):
    """A question cannot be said in this language: the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An option, or an answer that is typed.

    Args:
        share: how many per cent of the points it gives; below 0 it takes some away.
        tolerance: by how much a number may be off.
    """

    text: str
    share: Decimal = Decimal(0)
    feedback: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a running text; its place is ``model.gap_marker`` in the prompt.

    Args:
        case: whether capital and small letters differ.
        weight: how much it counts among the gaps.
    """

    kind: Literal["choice", "words", "number"]
    answers: tuple[Answer, ...]
    case: bool = False
    weight: Decimal = Decimal(1)


@dataclass(slots=True)
class Asked:
    """A question.

    Args:
        kind: what it is; empty where this language has nothing like it.
        called: the name of its kind in the file.
        line: where it begins in the file.
        several: whether several options can be chosen.
        exactly: whether all right options are needed for any points.
        pairs: left and right sides; a left side that is empty makes a distractor.
        scoring: of an ordering.
        graders: notes that learners must not see.
        lost: sentences on what of it did not come over.
    """

    kind: Kind | Literal[""]
    called: str
    line: int
    name: str = ""
    identifier: str = ""
    category: tuple[str, ...] = ()
    prompt: str = ""
    answers: list[Answer] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    several: bool = False
    exactly: bool = False
    shuffle: bool = True
    case: bool = False
    unit: str = ""
    scoring: str = ""
    points: Decimal = Decimal(1)
    explanation: str = ""
    correct: str = ""
    partial: str = ""
    incorrect: str = ""
    graders: str = ""
    hints: list[str] = field(default_factory=list)
    penalty: Decimal = Decimal(0)
    tags: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def number(text: str | None, otherwise: Decimal) -> Decimal:
    """Return what a file gives as a number, or something else where it is none."""
    try:
        made = Decimal((text or "").strip().replace(",", "."))
    except ArithmeticError:
        return otherwise
    return made if made.is_finite() and abs(made.adjusted()) < 30 else otherwise
