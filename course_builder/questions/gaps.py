"""Gaps ``[[…]]``: what the types that are written with gaps share."""

from __future__ import annotations

import re
import warnings
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import Field

from course_builder.model import Choice, Number, Option, Prose, Range, Text
from course_builder.questions import Draft, QuestionOptions
from course_builder.questions.patterns import is_slow
from course_builder.source.question_text import Gap

_NUMBER = r"[+-]?\d+(?:[.,]\d+)?"
_TOLERANCE = re.compile(rf"({_NUMBER})\s*(?:\+-|\+/-|±)\s*({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})")
_PLAIN = re.compile(_NUMBER)
_NOT_IN_BROWSERS = re.compile(r"\(\?(?:P|#|>|\(|-?[aiLmsux])|[*+?}]\+|\\[AZ]")
_BLANK = re.compile(r"_{2,}")
_CHOICE = re.compile(r"\s*\((?P<mark>[xX ]?)\)\s*(?P<text>.*?)\s*")


class GapOptions(QuestionOptions):
    """Attributes of questions with gaps."""

    case: Literal["exact", "ignore"] = Field("ignore", description="Whether capital and small letters differ.")
    accents: Literal["exact", "ignore"] = Field("ignore", description="Whether é and e differ.")
    unit: Annotated[str, Field(max_length=40)] = Field("", description="A unit shown behind the field of a number.")


def is_blank(gap: Gap) -> bool:
    """Whether the gap is a line to write on: ``[[____]]``."""
    return bool(_BLANK.fullmatch(gap.text.strip()))


def is_number(gap: Gap) -> bool:
    """Whether the gap asks for a number."""
    text = gap.text.strip()
    return any(pattern.fullmatch(part.strip()) for part in text.split("|") for pattern in (_TOLERANCE, _RANGE, _PLAIN))


def is_menu(gap: Gap) -> bool:
    """Whether the gap is a drop-down: its alternatives have round brackets."""
    return bool(re.match(r"\s*\([xX ]?\)", gap.text))


def number(gap: Gap, draft: Draft) -> Number | None:
    """Read ``281 +- 1``, ``280..282``, ``20``, or several of them with ``|`` between."""
    ranges = []
    for part in gap.text.split("|"):
        made = _range(part.strip())
        if made is None:
            draft.report.add(
                "question-gap",
                gap.span,
                f"{part.strip()!r} is not a number.",
                "Write [[20]], [[281 +- 1]] or [[280..282]].",
            )
            return None
        if made.low > made.high:
            draft.report.add(
                "question-gap",
                gap.span,
                f"{part.strip()!r} goes from the greater to the smaller number.",
                f"Write [[{made.high}..{made.low}]].",
            )
            return None
        ranges.append(made)
    return Number(ranges=tuple(ranges), unit=draft.options.unit)


def _range(text: str) -> Range | None:
    try:
        if found := _TOLERANCE.fullmatch(text):
            middle, width = _decimal(found[1]), abs(_decimal(found[2]))
            return Range(low=middle - width, high=middle + width)
        if found := _RANGE.fullmatch(text):
            return Range(low=_decimal(found[1]), high=_decimal(found[2]))
        if _PLAIN.fullmatch(text):
            return Range(low=_decimal(text), high=_decimal(text))
    except InvalidOperation:
        return None
    return None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def text(gap: Gap, draft: Draft) -> Text | None:
    """Read ``behind``, ``colour|color`` or ``/colou?r/``."""
    accepted, patterns = [], []
    for part in _alternatives(gap.text):
        if len(part) > 2 and part.startswith("/") and part.endswith("/"):
            fault = _pattern_fault(part[1:-1])
            if fault:
                draft.report.add(
                    "question-gap",
                    gap.span,
                    f"The pattern {part} cannot be read: {fault}.",
                    "Patterns are regular expressions; put \\ before a character that is meant as it is.",
                )
                return None
            if is_slow(part[1:-1]):
                draft.report.add(
                    "pattern-slow",
                    gap.span,
                    f"The pattern {part} can fit an answer in so many ways that a browser may stand still.",
                    "Do not repeat what repeats itself, such as (a+)+ or (\\w+ ?)*; list the answers with | instead.",
                )
                return None
            patterns.append(part[1:-1])
        elif part:
            accepted.append(part)
    if not accepted and not patterns:
        draft.report.add(
            "question-gap", gap.span, "This gap has no right answer.", "Write [[answer]] or [[answer|another one]]."
        )
        return None
    return Text(
        accepted=tuple(accepted),
        patterns=tuple(patterns),
        case_matters=draft.options.case == "exact",
        accents_matter=draft.options.accents == "exact",
    )


def _pattern_fault(pattern: str) -> str:
    """Return what is wrong with a pattern, or an empty string. Browsers must read it too, and they know less."""
    try:
        with warnings.catch_warnings(action="error"):
            re.compile(pattern)
    except (re.error, FutureWarning, DeprecationWarning, OverflowError, RecursionError) as error:
        return str(error)
    foreign = _NOT_IN_BROWSERS.search(re.sub(r"\\[^AZ]", "", pattern))
    return f"browsers do not know {foreign[0]!r}" if foreign else ""


def _alternatives(text: str) -> list[str]:
    if text.strip().startswith("/") and text.strip().endswith("/"):
        return [text.strip()]  # a pattern may hold | itself
    return [part.strip() for part in text.split("|")]


def menu(gap: Gap, draft: Draft) -> Choice | None:
    """Read ``( ) 5 | (x) 9 | ( ) 12``."""
    options = []
    for index, part in enumerate(gap.text.split("|"), start=1):
        found = _CHOICE.fullmatch(part)
        if not found or not found["text"]:
            draft.report.add(
                "question-gap",
                gap.span,
                f"{part.strip()!r} is not an option of a drop-down.",
                "Write [[( ) 5 | (x) 9 | ( ) 12]].",
            )
            return None
        options.append(
            Option(
                span=gap.span,
                id=f"o{index}",
                text=Prose(text=found["text"], span=gap.span),
                correct=found["mark"].lower() == "x",
            )
        )
    right = sum(option.correct for option in options)
    if len(options) < 2:
        draft.report.add(
            "question-option-missing",
            gap.span,
            "This drop-down has fewer than two options.",
            "Write [[( ) 5 | (x) 9 | ( ) 12]].",
        )
        return None
    if right != 1:
        code = "question-key-missing" if right == 0 else "question-key-extra"
        draft.report.add(
            code, gap.span, f"{right} options of this drop-down are marked as right.", "Mark exactly one with (x)."
        )
        return None
    return Choice(options=tuple(options), presentation="menu")


def only_gap(draft: Draft) -> Gap | None:
    """Return the single gap of a question; tell where there is none or more than one."""
    gaps = draft.text.gaps
    if len(gaps) != 1:
        span = gaps[1].span if gaps else draft.span
        draft.report.add(
            "question-gap",
            span,
            f"This kind of question has one gap, and {len(gaps)} were found.",
            "Use type=cloze for several gaps, or write one [[…]].",
        )
    return gaps[0] if len(gaps) == 1 else None
