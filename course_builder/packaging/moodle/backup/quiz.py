"""A quiz as Moodle's Quiz: its settings, and slots that name questions of the bank or draw some of a category."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lxml import etree

from course_builder.model.settings import AssessmentSettings, ScoreFeedback
from course_builder.packaging.moodle.backup.activities import GRADES
from course_builder.packaging.moodle.backup.records import HTML, MOMENT, Value, inside, record

_DURING, _AT_ONCE, _LATER, _CLOSED = 0x10000, 0x01000, 0x00100, 0x00010
_AFTER = _AT_ONCE | _LATER | _CLOSED
_ALWAYS = _DURING | _AFTER
_SHOWN: Mapping[str, tuple[int, int, int]] = {
    # What was right, its points, and what is said of it: of the quiz's questions, and of its score.
    "now": (_ALWAYS, _ALWAYS, _ALWAYS),
    "after": (_AFTER, _AFTER, _AFTER),
    "never": (0, _AFTER, 0),
}
_IN_PAGE = "interactive"
"""Questions of a page are checked one at a time, with their hints."""
_BEHAVIOURS = {"now": "immediatefeedback", "after": "deferredfeedback", "never": "deferredfeedback"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a quiz.

    Args:
        mark: what it gives.
        entry: the question of the bank that it asks; 0 where it draws one.
        category: that it draws from.
    """

    mark: Decimal
    entry: int = 0
    category: int = 0


def in_page(*, required: bool, graded: bool) -> dict[str, Value]:
    """Return the fields of a quiz with the questions of a page, which learners take as often as they like.

    Args:
        required: whether it is done once it was handed in.
        graded: whether it has a grade.
    """
    return _fields("", _IN_PAGE, _SHOWN["now"], review=True) | {
        "questionsperpage": 0,
        "completionminattempts": int(required),
        "grade": GRADES if graded else 0,
    }


def assessed(intro: str, settings: AssessmentSettings) -> dict[str, Value]:
    """Return the fields of an assessment's quiz."""
    return _fields(intro, _BEHAVIOURS[settings.feedback], _SHOWN[settings.feedback], review=settings.review) | {
        "timelimit": settings.time_limit * 60,
        "attempts_number": settings.attempts,
        "questionsperpage": int(settings.display == "one"),
        "shuffleanswers": int(settings.shuffle_options),
    }


def _fields(intro: str, behaviour: str, shown: tuple[int, int, int], *, review: bool) -> dict[str, Value]:
    right, marks, said = shown
    return {
        "intro": intro, "introformat": HTML, "timeopen": 0, "timeclose": 0, "timelimit": 0,
        "overduehandling": "autosubmit", "graceperiod": 0, "preferredbehaviour": behaviour, "canredoquestions": 0,
        "attempts_number": 0, "attemptonlast": 0, "grademethod": 1, "decimalpoints": 2, "questiondecimalpoints": -1,
        "reviewattempt": _ALWAYS if review else _DURING, "reviewcorrectness": right, "reviewmaxmarks": _ALWAYS,
        "reviewmarks": marks, "reviewspecificfeedback": said, "reviewgeneralfeedback": said,
        "reviewrightanswer": right, "reviewoverallfeedback": _AFTER, "questionsperpage": 1, "navmethod": "free",
        "shuffleanswers": 1, "sumgrades": 0, "grade": GRADES, "timecreated": MOMENT, "timemodified": MOMENT,
        "password": "", "subnet": "", "browsersecurity": "-", "delay1": 0, "delay2": 0, "showuserpicture": 0,
        "showblocks": 0, "completionattemptsexhausted": 0, "completionminattempts": 0, "allowofflineattempts": 0,
    }  # fmt: skip


def fill(
    own: etree._Element,
    slots: Sequence[Slot],
    context: int,
    bank: int,
    *,
    shuffle: bool = False,
    display: Literal["one", "all"] = "all",
    feedback: Iterable[tuple[ScoreFeedback, str]] = (),
) -> None:
    """Append what a quiz asks to its element.

    Args:
        context: the id of its context.
        bank: the id of the context of the question bank.
        shuffle: whether each attempt shuffles the questions.
        display: on how many pages the questions stand.
        feedback: what is said of scores, with its HTML; lowest first.
    """
    total = own.find("sumgrades")
    if total is not None:
        total.text = f"{sum((one.mark for one in slots), Decimal(0)):.5f}"
    number = int(own.get("id", "0"))
    inside(own, "quiz_grade_items")
    instances = inside(own, "question_instances")
    for place, slot in enumerate(slots, 1):
        identifier = number * 1000 + place
        fields: dict[str, Value] = {
            "quizid": number, "slot": place, "page": place if display == "one" else 1, "displaynumber": None,
            "requireprevious": 0, "maxmark": f"{slot.mark:.7f}", "quizgradeitemid": None,
        }  # fmt: skip
        instance = record(instances, "question_instance", fields, identifier)
        used: dict[str, Value] = {"usingcontextid": context, "component": "mod_quiz", "questionarea": "slot"}
        if slot.entry:
            asked: dict[str, Value] = {"questionbankentryid": slot.entry, "version": None}
            record(instance, "question_reference", used | asked, identifier)
        else:
            # As Moodle wrote it before 4.3; later ones read it and write it anew.
            condition = json.dumps({"questioncategoryid": slot.category, "includingsubcategories": False})
            drawn: dict[str, Value] = {"questionscontextid": bank, "filtercondition": condition}
            record(instance, "question_set_reference", used | drawn, identifier)
    section: dict[str, Value] = {"firstslot": 1, "heading": "", "shufflequestions": int(shuffle)}
    record(inside(own, "sections"), "section", section, number)
    _said(inside(own, "feedbacks"), number, tuple(feedback))
    for name in ("overrides", "grades", "attempts"):
        inside(own, name)


def _said(holder: etree._Element, number: int, feedback: Sequence[tuple[ScoreFeedback, str]]) -> None:
    ends = [*(one.from_ for one, _ in feedback[1:]), GRADES + 1] if feedback else []
    for place, ((one, html), end) in enumerate(zip(feedback, ends, strict=True), 1):
        fields: dict[str, Value] = {
            "feedbacktext": html, "feedbacktextformat": HTML, "mingrade": one.from_, "maxgrade": end
        }  # fmt: skip
        record(holder, "feedback", fields, number * 1000 + place)
