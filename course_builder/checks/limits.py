"""What an LMS can hold: the saved state fits, and questions can be reported.

The saved state is packed by the player (``player/src/engine/packing.ts``). Its largest size is computed here by the
same formula as in ``player/src/engine/worst-case.ts``; ``player/packing-cases.json`` keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, assert_never

from course_builder.diagnostics import Report
from course_builder.lock import Lock, fingerprints, option_texts
from course_builder.model import (
    Assessment,
    Block,
    Choice,
    Course,
    Match,
    Number,
    Order,
    Page,
    Part,
    Question,
    Region,
    Text,
)

MOST_OPTIONS = 36
"""SCORM 1.2 reports a choice as one of the characters 0-9 and a-z (RTE 3.4.4.7); SCORM 2004 allows 36 as well (R28)."""

LONGEST_TEXT = 2000
"""Bytes of a typed text that are kept at most, where there is room for more."""

LEAST_TEXT = 4
"""Bytes of a typed text that must fit, or the build says that the course is too large: enough for most numbers."""

NUMBER_TEXT = 32
"""Bytes of a typed number that are kept at most (``NUMBER_BYTES`` in ``responses.ts``): none is longer."""

SHORT_TEXT = 40
"""Bytes of a typed text below which the author is told: a learner who comes back may find an answer cut."""

IDENTITIES = 8
"""Attempts at an assessment that are told apart, so that attempts on two devices count as two (``merge.ts``)."""

_PREFIX = 2
_CLOCK = 15


def clock_in(limit: int) -> int:
    """Return the highest clock of a question where the LMS gives so many characters (``clockIn`` in ``packing.ts``)."""
    return 526 if limit > 4096 else 14


@dataclass(frozen=True, slots=True)
class Budget:
    """What a course's saved state needs.

    Args:
        characters: at the worst, with ``text_bytes`` of every typed text.
        text_bytes: how many bytes of each typed text are kept.
        limit: what the LMS gives.
    """

    characters: int
    text_bytes: int
    limit: int


def budget(course: Course, lock: Lock, limit: int) -> Budget:
    """Work out how much of each typed text can be kept, and the worst case that comes of it.

    Args:
        limit: characters that the LMS gives: 4,096 in SCORM 1.2, 64,000 in SCORM 2004 (R22).
    """
    if not any(isinstance(part.interaction, Text | Number) for question in course.questions for part in question.parts):
        return Budget(characters(shape(course, lock, 0, limit)), 0, limit)
    form = shape(course, lock, 0, limit)
    low, high = LEAST_TEXT, LONGEST_TEXT
    while low < high:
        middle = (low + high + 1) // 2
        if characters({**form, "textBytes": middle}) <= limit:
            low = middle
        else:
            high = middle - 1
    return Budget(characters({**form, "textBytes": low}), low, limit)


def check(course: Course, lock: Lock, limit: int, name: str, report: Report) -> Budget:
    """Tell if a course's saved state does not fit, and of questions with more options than can be reported."""
    found = budget(course, lock, limit)
    if found.characters > limit:
        report.add(
            "state-too-large",
            course.span,
            f"The saved state takes up to {found.characters:,} characters, and {name} gives {limit:,}.",
            f"There are {len(course.questions)} questions: make two courses of it, have one SCO per module "
            "(sco: module), or use fewer matching, ordering and text questions.",
        )
    elif 0 < found.text_bytes < SHORT_TEXT:
        report.add(
            "state-text-short",
            course.span,
            f"{name} has room for {found.text_bytes} bytes of each typed answer; "
            "what is longer is cut when a learner comes back. Scores are never lost.",
            "Use fewer questions with typed answers, or have one SCO per module (sco: module).",
        )
    return found


def options(course: Course, report: Report) -> None:
    """Tell of questions with more options than the standards can report."""
    for question in course.questions:
        for part in question.parts:
            if len(option_texts(part.interaction)) > MOST_OPTIONS:
                report.add(
                    "choice-too-many",
                    question.span,
                    f"This question has more than {MOST_OPTIONS} options.",
                    "Make two questions of it.",
                )


def characters(course: Mapping[str, Any]) -> int:
    """Return the characters that a shape of a course takes at the worst."""
    return _PREFIX + ceil(worst_case_bits(course) / 6)


def shape(course: Course, lock: Lock, text_bytes: int, limit: int) -> dict[str, Any]:
    """Return the ``CourseShape`` of ``worst-case.ts``."""
    pages = [screen for screen in course.screens if isinstance(screen, Page)]
    in_quiz = {question.id for assessment in course.assessments for question in assessment.questions}
    return {
        "screens": max(lock.screens.values(), default=-1) + 1,
        "gates": sum(
            1 for page in pages if any(isinstance(node, Block) and node.name == "gate" for node in page.nodes)
        ),
        "assessments": [_assessment(one, lock) for one in course.assessments],
        "questionSlots": max((one.slot for one in lock.questions.values()), default=-1) + 1,
        "questions": [
            *(_question(one, lock, in_quiz=False) for one in course.questions if one.id not in in_quiz),
            *(one for assessment in course.assessments for one in _asked(assessment, course, lock)),
        ],
        "clock": clock_in(limit),
        "textBytes": text_bytes,
    }


def _asked(assessment: Assessment, course: Course, lock: Lock) -> Iterator[dict[str, Any]]:
    """Yield the largest questions that one attempt can ask: what was not drawn is not kept."""
    pools: dict[str, list[dict[str, Any]]] = {}
    for question in assessment.questions:
        pools.setdefault(question.pool, []).append(_question(question, lock, in_quiz=True))
    drawn = {
        name: sorted(pools.pop(name, []), key=_weight, reverse=True)[: pool.draw]
        for name, pool in assessment.settings.pools.items()
    }
    if assessment.settings.from_ == "route":
        for part in course.parts:
            own = sorted(
                (drawn.pop(name) for name in part.modules if name in drawn),
                key=lambda questions: sum(map(_weight, questions)),
                reverse=True,
            )
            drawn |= {f"{part.id}/{number}": questions for number, questions in enumerate(own[: part.required])}
    for questions in (*pools.values(), *drawn.values()):
        yield from questions


def _weight(question: Mapping[str, Any]) -> int:
    """Return the bits of a question, with a text of middle length."""
    return _question_bits(question, _CLOCK, SHORT_TEXT)


def _assessment(one: Assessment, lock: Lock) -> dict[str, Any]:
    attempts = one.settings.attempts
    return {
        "slot": lock.assessments[one.id],
        "timeLimit": one.settings.time_limit > 0,
        # Of one attempt its number says enough, and so it does, nearly, of many.
        "begun": attempts if 1 < attempts <= IDENTITIES else 0,
    }


def _question(question: Question, lock: Lock, *, in_quiz: bool) -> dict[str, Any]:
    partial = (
        len(question.parts) > 1
        or bool(question.endings)
        or any(hint.cost for hint in question.hints)
        or any(_partial(part) for part in question.parts)
    )
    return {
        "partial": partial,
        "extra": bool(question.hints) or not in_quiz,
        "parts": [_part(part, lock.questions[question.id].parts.get(part.id, {})) for part in question.parts],
    }


def _partial(part: Part) -> bool:
    interaction = part.interaction
    match interaction:
        case Choice() | Region():
            return interaction.multiple and interaction.scoring != "all"
        case Match() | Order():
            return interaction.scoring != "all"
        case Text():
            return interaction.self_marked
        case Number():
            return False
        case _:
            assert_never(interaction)


def _part(part: Part, numbers: Mapping[str, int]) -> dict[str, Any]:
    interaction = part.interaction
    slots = max((numbers[mark] for mark in fingerprints(interaction).values()), default=-1) + 1
    match interaction:
        case Choice() | Region():
            return {"type": "some" if interaction.multiple else "one", "slots": slots, "count": 0}
        case Order():
            return {"type": "order", "slots": slots, "count": len(interaction.items)}
        case Match():
            return {"type": "match", "slots": slots, "count": len(interaction.sources)}
        case Text():
            return {"type": "text", "slots": 0, "count": 0}
        case Number():
            return {"type": "number", "slots": 0, "count": 0}
        case _:
            assert_never(interaction)


def _number(value: int) -> int:
    """Bits of a whole number: groups of three bits, each with a bit that says whether another follows."""
    return 4 * max(1, ceil(value.bit_length() / 3))


def _set(size: int) -> int:
    return _number(size) + size


def _last(slots: int) -> int:
    return _number(max(0, slots - 1))


def worst_case_bits(course: Mapping[str, Any]) -> int:
    """Return the bits that a shape of a course takes at the worst; the terms are explained in ``worst-case.ts``."""
    bits: int = 59 + _number(course["screens"]) + _set(course["screens"])
    bits += _number(course["gates"]) + course["gates"] * (_last(course["screens"]) + 8)
    bits += _number(len(course["assessments"])) + _set(course["questionSlots"])
    bits += sum(
        _number(one["slot"]) + 45 + (33 if one["timeLimit"] else 14) + _number(one["begun"]) + 8 * one["begun"]
        for one in course["assessments"]
    )
    return bits + sum(_question_bits(one, course["clock"], course["textBytes"]) for one in course["questions"])


def _question_bits(question: Mapping[str, Any], clock: int, text_bytes: int) -> int:
    parts = question["parts"]
    return (
        7
        + (4 if clock < _CLOCK else 4 + _number(clock - _CLOCK))
        + (10 if question["partial"] else 0)
        + (9 if question["extra"] else 0)
        + (0 if len(parts) == 1 else _number(len(parts)))
        + sum(3 + _part_bits(part, text_bytes) for part in parts)
    )


def _part_bits(part: Mapping[str, Any], text_bytes: int) -> int:
    slots: int = part["slots"]
    count: int = part["count"]
    match part["type"]:
        case "one":
            bits = _last(slots)
        case "some":
            bits = max(_last(slots), _set(slots))
        case "order":
            bits = _number(count) + count * _last(slots)
        case "match":
            bits = _number(count) + 2 * count * _last(slots)
        case "text" | "number":
            length = text_bytes if part["type"] == "text" else min(text_bytes, NUMBER_TEXT)
            bits = 3 + _number(length) + 8 * length
        case other:
            raise ValueError(f"there is no part of type {other!r}")
    return bits
