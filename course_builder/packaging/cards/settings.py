"""What to set in an LMS for a package, and what the LMS will show of it.

The settings carry Moodle's own names (4.x, activity *SCORM package*). The guide's page on LMSs prints them from here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from course_builder.checks.limits import Budget
from course_builder.model import Assessment, Course
from course_builder.render.data import status_meaning
from course_builder.source.names import plain_text

StandardName = Literal["SCORM 1.2", "SCORM 2004"]


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz. ``attempts`` is 0 where there is no limit, ``minutes`` 0 where there is no clock."""

    title: str
    pass_mark: int
    attempts: int
    minutes: int
    required: bool


@dataclass(frozen=True, slots=True)
class Build:
    """One package.

    Args:
        name: the package's file name without its ending.
        standard: which SCORM.
        scos: how many SCOs it has.
        tells: what SCORM 1.2's one status field carries.
        judged: whether there is anything to pass.
        pass_mark: the score to pass with, where there is anything to pass.
        mastery_score: whether the manifest tells the LMS the pass mark.
        characters, text_bytes: of saved state at most, and of each typed text.
        quizzes: all quizzes.
    """

    name: str
    standard: StandardName
    scos: int
    tells: str
    judged: bool
    pass_mark: int
    mastery_score: bool
    characters: int
    text_bytes: int
    quizzes: tuple[Quiz, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of an LMS: the heading it stands under, its name there, what to choose, and why."""

    section: str
    name: str
    value: str
    reason: str


def build_of(
    course: Course,
    *,
    name: str,
    standard: StandardName,
    scos: int,
    mastery_score: bool,
    budget: Budget,
) -> Build:
    """Return what the card of a package has to know."""
    required = [one for one in course.assessments if one.settings.required]
    graded = any(question.graded for question in course.questions)
    return Build(
        name=name,
        standard=standard,
        scos=scos,
        tells=status_meaning(course),
        judged=bool(required) or graded,
        pass_mark=required[0].pass_mark if len(required) == 1 else course.settings.pass_mark,
        mastery_score=mastery_score,
        characters=budget.limit,
        text_bytes=budget.text_bytes,
        quizzes=tuple(_quiz(one) for one in course.assessments),
    )


def _quiz(one: Assessment) -> Quiz:
    settings = one.settings
    return Quiz(plain_text(one.title.text), one.pass_mark, settings.attempts, settings.time_limit, settings.required)


def moodle(build: Build) -> list[Setting]:
    """Return the settings of the activity in Moodle, in the order of its form."""
    return [*_appearance(build), *_grade(build), *_attempts(), *_compatibility(build), *_completion(build)]


def _appearance(build: Build) -> Iterator[Setting]:
    several = build.scos > 1
    yield Setting(
        "Appearance",
        "Display package",
        "Current window",
        "Exit leads back to the activity, and no browser blocks it. New window works too; Exit closes it.",
    )
    yield Setting(
        "Appearance",
        "Display course structure in player",
        "To the side" if several else "Disabled",
        "Learners choose their module there." if several else "The course has a menu of its own.",
    )
    yield Setting("Appearance", "Show navigation", "No", "The course has its own buttons.")


def _grade(build: Build) -> Iterator[Setting]:
    if build.scos > 1:
        yield Setting("Grade", "Grading method", "Average grade", "Each module reports a score of its own.")
    else:
        yield Setting("Grade", "Grading method", "Highest grade", "The package reports one score.")
    yield Setting("Grade", "Maximum grade", "100", "Scores are per cent.")
    if build.judged:
        yield Setting("Grade", "Grade to pass", str(build.pass_mark), "The pass mark of the course.")


def _attempts() -> Iterator[Setting]:
    section = "Attempts management"
    yield Setting(
        section,
        "Number of attempts",
        "Unlimited attempts",
        "The course counts the attempts at its quizzes itself. An attempt in Moodle is the whole course.",
    )
    yield Setting(section, "Attempts grading", "Highest attempt", "A later attempt never takes a result away.")
    yield Setting(
        section,
        "Force new attempt",
        "No",
        "A new attempt begins without the learner's progress.",
    )
    yield Setting(section, "Lock after final attempt", "No", "Learners can look things up after the end.")


def _compatibility(build: Build) -> Iterator[Setting]:
    section = "Compatibility settings"
    yield Setting(section, "Force completed", "No", "The package says itself when it is completed.")
    yield Setting(section, "Auto-continue", "No", "Learners go on when they want to.")
    yield Setting(section, "Auto-commit", "No", "The course saves after every answer and every page.")
    yield Setting(
        section,
        "Mastery score overrides status",
        "Yes" if build.mastery_score else "No",
        "The author asked for it with mastery_score."
        if build.mastery_score
        else "The course judges by its own pass mark.",
    )


def _completion(build: Build) -> Iterator[Setting]:
    section = "Completion conditions"
    status = "Passed" if build.judged and build.tells == "passed" else "Completed"
    reason = "All required quizzes are passed." if status == "Passed" else "The completion rule of the course is met."
    yield Setting(section, "Require status", status, reason)
    if build.scos > 1:
        yield Setting(
            section,
            "Require all SCOs to return status",
            "Yes",
            "Otherwise one module that is passed completes the whole activity.",
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner may stand, in words, and what the LMS shows of it."""

    learner: str
    shown: str


def standings(build: Build) -> list[Standing]:
    """Return what the LMS will show when: the rows of ``player/status.json`` that can occur in this build."""
    table = json.loads((files("course_builder.player") / "status.json").read_text("utf-8"))
    found = []
    for row, words in zip(table["rows"], table["said"], strict=True):
        if (row["result"] == "none") == build.judged:
            continue
        if build.standard == "SCORM 1.2":
            shown = str(row[build.tells])
        else:
            shown = ", ".join(one for one in (row["completion"], row["success"]) if one)
        found.append(Standing(words, shown))
    return found
