"""``course.lock``: the numbers by which learners' saved progress names screens, questions and options.

Saved state must be small (SCORM 1.2 gives 4,096 characters), so it names things by small numbers; and it must outlive a
new edition of the course, so a number, once given, always means the same thing and is never given again. The file is
written by the builder and kept in version control.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from course_builder.diagnostics import Report, Span
from course_builder.model import Choice, Course, Interaction, Match, Number, Order, Prose, Region, Text
from course_builder.source.names import digest, plain_text

FILE = "course.lock"
_ABOUT = "Written by course-builder. Keep it in version control: learners' saved progress relies on these numbers."


class QuestionLock(BaseModel):
    """A question's number, and for each part the numbers of its options by the fingerprint of their text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slot: int = Field(ge=0)
    parts: Mapping[str, Mapping[str, int]] = Field(default_factory=dict)


class Lock(BaseModel):
    """All numbers. What a course no longer has stays listed, so that its number is not given again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    screens: Mapping[str, int] = Field(default_factory=dict)
    assessments: Mapping[str, int] = Field(default_factory=dict)
    questions: Mapping[str, QuestionLock] = Field(default_factory=dict)

    def option(self, question: str, part: str, text: Prose) -> int:
        """Return the number of an option."""
        return self.questions[question].parts[part][fingerprint(text)]


def read(text: str, report: Report) -> Lock:
    """Read a lock file's text; a damaged one is an error, because starting anew would lose learners' progress."""
    try:
        data = json.loads(text)
        data.pop("about", None)
        return Lock.model_validate(data)
    except (ValueError, AttributeError, ValidationError) as error:
        line = getattr(error, "lineno", 1)
        column = getattr(error, "colno", 1)
        report.add(
            "lock-damaged",
            Span(FILE, line, column),
            "course.lock cannot be read.",
            "Take it back from version control. Delete it only if no learner has begun the course: "
            "their progress hangs on it.",
        )
        return Lock()


def text(lock: Lock) -> str:
    """Return the lock as it is written to disk: one entry a line, so that changes read well and merge."""
    questions = {name: one.model_dump() for name, one in lock.questions.items()}
    rows = [
        f'  "about": {json.dumps(_ABOUT)}',
        f'  "screens": {_mapping(lock.screens)}',
        f'  "assessments": {_mapping(lock.assessments)}',
        f'  "questions": {_mapping(questions)}',
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _mapping(mapping: Mapping[str, object]) -> str:
    if not mapping:
        return "{}"
    lines = [f"    {_json(key)}: {_json(value)}" for key, value in mapping.items()]
    return "{\n" + ",\n".join(lines) + "\n  }"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def updated(lock: Lock, course: Course) -> Lock:
    """Return the lock with numbers for everything that ``course`` has."""
    questions = dict(lock.questions)
    slots = _numbers({name: one.slot for name, one in questions.items()}, [one.id for one in course.questions])
    for question in course.questions:
        old = questions.get(question.id)
        parts = {
            part.id: _options(old.parts.get(part.id, {}) if old else {}, option_texts(part.interaction))
            for part in question.parts
        }
        kept = {name: slots_ for name, slots_ in (old.parts.items() if old else ()) if name not in parts}
        questions[question.id] = QuestionLock(
            slot=slots[question.id], parts={**{name: one for name, one in parts.items() if one}, **kept}
        )
    return Lock(
        screens=_numbers(lock.screens, [screen.id for screen in course.screens]),
        assessments=_numbers(lock.assessments, [one.id for one in course.assessments]),
        questions=questions,
    )


def option_texts(interaction: Interaction) -> tuple[Prose, ...]:
    """Return the texts of what can be chosen in an interaction. Sources and targets of a match share one list."""
    match interaction:
        case Choice():
            return tuple(one.text for one in interaction.options)
        case Region():
            return tuple(one.label for one in interaction.areas)
        case Order():
            return tuple(one.text for one in interaction.items)
        case Match():
            return tuple(one.text for one in (*interaction.sources, *interaction.targets))
        case Text() | Number():
            return ()


def fingerprint(run: Prose) -> str:
    """Return what an option is known by: a hash of its text, blind to case, white space and markup."""
    return digest(plain_text(run.text).casefold(), 8)


def _numbers(old: Mapping[str, int], wanted: Iterable[str]) -> dict[str, int]:
    numbers = dict(old)
    following = max(numbers.values(), default=-1) + 1
    for name in wanted:
        if name not in numbers:
            numbers[name] = following
            following += 1
    return numbers


def _options(old: Mapping[str, int], texts: Sequence[Prose]) -> dict[str, int]:
    """Number options. One that was reworded takes the number of the one that went from the same place in the list."""
    wanted = list(dict.fromkeys(fingerprint(one) for one in texts))
    gone = [mark for mark in old if mark not in wanted]
    new = [mark for mark in wanted if mark not in old]
    numbers = dict(old)
    before = list(old)
    if len(before) == len(wanted):
        for mark in list(new):
            place = wanted.index(mark)
            if before[place] in gone:
                numbers[mark] = numbers.pop(before[place])
                gone.remove(before[place])
                new.remove(mark)
    following = max(numbers.values(), default=-1) + 1
    for mark in new:
        numbers[mark] = following
        following += 1
    # In the order of the list, so that a reworded option can be told by its place the next time; the gone ones last.
    return {**{mark: numbers[mark] for mark in wanted}, **{mark: numbers[mark] for mark in gone}}
