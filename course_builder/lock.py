"""``course.lock``: the numbers by which learners' saved progress names screens, questions and options.

Saved state must be small (SCORM 1.2 gives 4,096 characters), so it names things by small numbers; and it must outlive a
new edition of the course, so a number, once given, always means the same thing and is never given again. The file is
written by the builder and kept in version control.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from course_builder.diagnostics import Report, Span
from course_builder.model import Choice, Course, Interaction, Match, Number, Order, Prose, Region, Text
from course_builder.source.files import Files
from course_builder.source.names import digest, plain_text

FILE = "course.lock"
Slot: TypeAlias = Annotated[int, Field(ge=0)]


def _no_number_twice(slots: Mapping[str, int]) -> Mapping[str, int]:
    twice = next((slot for slot, count in Counter(slots.values()).items() if count > 1), None)
    if twice is not None:
        names = ", ".join(repr(name) for name, slot in slots.items() if slot == twice)
        raise ValueError(f"the number {twice} stands at {names}")
    return slots


Slots: TypeAlias = Annotated[Mapping[str, Slot], AfterValidator(_no_number_twice)]
_ABOUT = "Written by course-builder. Keep it in version control: learners' saved progress relies on these numbers."


class QuestionLock(BaseModel):
    """A question's number, and for each part the numbers of its options by the fingerprint of their text.

    Args:
        parts: the options that there are, in the order of the list.
        gone: those that there were; their numbers are not given again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slot: Slot
    parts: Mapping[str, Slots] = Field(default_factory=dict)
    gone: Mapping[str, Slots] = Field(default_factory=dict)


class Lock(BaseModel):
    """All numbers. What a course no longer has stays listed, so that its number is not given again.

    Args:
        names: how the course got its id where the author gave none: ``latin`` since ids are in Latin letters.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: Literal["", "latin"] = ""
    screens: Slots = Field(default_factory=dict)
    assessments: Slots = Field(default_factory=dict)
    questions: Mapping[str, QuestionLock] = Field(default_factory=dict)

    @field_validator("questions")
    @classmethod
    def _each_has_its_own(cls, questions: Mapping[str, QuestionLock]) -> Mapping[str, QuestionLock]:
        _no_number_twice({name: one.slot for name, one in questions.items()})
        return questions

    def option(self, question: str, part: str, text: Prose) -> int:
        """Return the number of an option."""
        return self.questions[question].parts[part][fingerprint(text)]


def read(root: Path, report: Report, sources: dict[str, str]) -> Lock:
    """Return the numbers that a course has; none where it was never built.

    Args:
        root: the course's folder.
        report: told where the file cannot be read.
        sources: the text of each source file; that of the lock is added.
    """
    path = root / FILE
    if not path.is_file():
        return Lock(names="latin")
    files = Files(root, report)
    text = files.text(path)
    sources.update(files.texts)
    return parse(text, report) if text is not None else Lock()


def parse(text: str, report: Report) -> Lock:
    """Read a lock file's text; a damaged one is an error, because starting anew would lose learners' progress."""
    try:
        data = json.loads(text, object_pairs_hook=_no_key_twice)
        data.pop("about", None)
        return Lock.model_validate(data)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        said = str(fault.get("ctx", {}).get("error", fault["msg"]))
        path = [str(part) for part in fault["loc"]]
        span, why = _place(text, path), f"at {'/'.join(path)}, {said}"
    except (ValueError, AttributeError, RecursionError) as error:
        span = Span(FILE, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        why = getattr(error, "msg", None) or str(error)
    report.add(
        "lock-damaged",
        span,
        f"course.lock cannot be read: {why}.",
        "Take it back from version control. After a merge keep the entries of both sides, and delete the line of the "
        "one that no learner has seen yet: it gets a new number. Delete the file only if "
        "no learner has begun the course.",
    )
    return Lock()


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"{twice!r} stands in it twice")
    return found


def _place(text: str, path: Sequence[str]) -> Span:
    """Return the line of what a path leads to: the last of its keys that can be found."""
    line = 0
    lines = text.split("\n")
    for key in path:
        line = next((number for number in range(line, len(lines)) if f"{json.dumps(key)}:" in lines[number]), line)
    return Span(FILE, line + 1)


def text(lock: Lock) -> str:
    """Return the lock as it is written to disk: one entry a line, so that changes read well and merge."""
    questions = {name: _question_entry(one) for name, one in lock.questions.items()}
    rows = [
        f'  "about": {json.dumps(_ABOUT)}',
        *([f'  "names": {json.dumps(lock.names)}'] if lock.names else []),
        f'  "screens": {_mapping(lock.screens)}',
        f'  "assessments": {_mapping(lock.assessments)}',
        f'  "questions": {_mapping(questions)}',
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _question_entry(one: QuestionLock) -> dict[str, object]:
    return {"slot": one.slot, "parts": one.parts} | ({"gone": one.gone} if one.gone else {})


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
        old = questions.get(question.id) or QuestionLock(slot=slots[question.id])
        parts, gone = dict(old.parts), dict(old.gone)
        for part in question.parts:
            marks = fingerprints(part.interaction)
            wanted = list(dict.fromkeys(marks[run.text] for run in option_texts(part.interaction)))
            there, left = _options(parts.get(part.id, {}), gone.get(part.id, {}), wanted)
            for kept, found in ((parts, there), (gone, left)):
                kept.pop(part.id, None)
                kept.update({part.id: found} if found else {})
        questions[question.id] = QuestionLock(slot=old.slot, parts=parts, gone=gone)
    return Lock(
        names=lock.names,
        screens=_numbers(lock.screens, [screen.id for screen in course.screens]),
        assessments=_numbers(lock.assessments, [one.id for one in course.assessments]),
        questions=questions,
    )


def translated(lock: Lock, source: Course, course: Course) -> Lock:
    """Return the numbers for a translation: options have those of the source, by their place.

    Args:
        lock: the source's.
        course: the translation, with the ids of the source.

    Raises:
        SameWordsError: two options that have numbers of their own cannot be told apart by their words.
    """
    questions = {}
    for one, other in zip(source.questions, course.questions, strict=True):
        known = lock.questions[one.id]
        parts = {
            mine.id: _by_place(known.parts.get(mine.id, {}), mine.interaction, theirs.interaction)
            for mine, theirs in zip(one.parts, other.parts, strict=True)
        }
        # Not validated: what is one text in the source may be two, and then both have its number.
        questions[one.id] = QuestionLock.model_construct(slot=known.slot, parts=parts)
    return lock.model_copy(update={"questions": questions})


class SameWordsError(Exception):
    """Two options that differ in the source are the same in its translation.

    Args:
        run: the second of them.
    """

    def __init__(self, run: Prose) -> None:
        super().__init__(run.text)
        self.run = run


def _by_place(slots: Slots, source: Interaction, translated: Interaction) -> dict[str, int]:
    marks, names = fingerprints(source), fingerprints(translated)
    found: dict[str, int] = {}
    for one, other in zip(option_texts(source), option_texts(translated), strict=True):
        slot, name = slots[marks[one.text]], names[other.text]
        if found.setdefault(name, slot) != slot:
            raise SameWordsError(other)
    return found


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
    return _fingerprint(run.text)


def fingerprints(interaction: Interaction) -> Mapping[str, str]:
    """Return what each option is known by, by its text.

    Options that differ by case or markup alone are known by a hash of all their characters.
    """
    lists = (interaction.sources, interaction.targets) if isinstance(interaction, Match) else ()
    groups = [tuple(one.text for one in items) for items in lists] or [option_texts(interaction)]
    known = {run.text: fingerprint(run) for group in groups for run in group}
    for group in groups:
        texts = dict.fromkeys(run.text for run in group)
        count = Counter(known[text] for text in texts)
        known |= {text: digest(f"exactly: {text}", 8) for text in texts if count[known[text]] > 1}
    return known


# A preview numbers the same options after every save.
@lru_cache(maxsize=20_000)
def _fingerprint(text: str) -> str:
    return digest(plain_text(text).casefold(), 8)


def _numbers(old: Mapping[str, int], wanted: Iterable[str]) -> dict[str, int]:
    numbers = dict(old)
    following = max(numbers.values(), default=-1) + 1
    for name in wanted:
        if name not in numbers:
            numbers[name] = following
            following += 1
    return numbers


def _options(
    old: Mapping[str, int], gone: Mapping[str, int], wanted: Sequence[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Number options. Returns those that there are, in the order of the list, and those that there were.

    An option that was reworded takes the number of the one that went from the same place of a list that is as long.
    """
    numbers = {**gone, **old}
    left = {mark: slot for mark, slot in numbers.items() if mark not in wanted}
    before = list(old)
    if len(before) == len(wanted):
        for was, mark in zip(before, wanted, strict=True):
            if mark not in numbers and was in left:
                numbers[mark] = left.pop(was)
    following = max(numbers.values(), default=-1) + 1
    for mark in wanted:
        if mark not in numbers:
            numbers[mark] = following
            following += 1
    return {mark: numbers[mark] for mark in wanted}, left
