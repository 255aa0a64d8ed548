"""What a course in Moodle asks of learners: when activities open, when they and the course are done, what they weigh.

What this language has no word for is told of each activity and section. The conditions are those of
``availability/condition`` of Moodle; of completion see ``lib/completionlib.php`` and ``completion/criteria``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from lxml import etree

from course_builder.scaffold.imports.backup.contents import Activity, Contents, Section, integer, value
from course_builder.scaffold.imports.material import number

_PAGES = frozenset({"page", "book"})
"""Activities that become pages of their own; others stand in a page, or are what learners answer."""
_WEIGHTED = "10"
"""Moodle's ``GRADE_AGGREGATE_WEIGHTED_MEAN``: elsewhere a weight says something else, or nothing."""
_EXTRA = frozenset({"6", "11", "13"})
"""Ways in which it says that a grade is extra credit."""
_ACTIVITY = "4"
"""Moodle's ``COMPLETION_CRITERIA_TYPE_ACTIVITY``."""
_CRITERIA = {
    "1": "Learners said themselves that they had completed it.", "2": "It was completed on a date.",
    "3": "It was completed when a learner left it.", "5": "It was completed some days after enrolment.",
    "6": "A grade of the course was needed to complete it.", "7": "A teacher said that a learner had completed it.",
    "8": "Another course had to be completed first.",
}  # fmt: skip
_DONE = {0: "was not done", 1: "was done", 2: "was passed", 3: "was failed"}
_MOST = 20
"""Conditions that are told of one thing."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """Conditions: ``&`` all, ``|`` any; with ``!`` before it they must not hold."""

    sign: str
    conditions: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, written: str) -> _Tree | None:
        """Return what is written as JSON; None where nothing has to hold."""
        try:
            said = json.loads(written) if written else None
        except (ValueError, RecursionError):
            said = None
        return cls.inside(said) if isinstance(said, dict) else None

    @classmethod
    def inside(cls, said: Mapping[str, Any]) -> _Tree | None:
        found = said.get("c")
        conditions = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        return cls(str(said.get("op", "&")), conditions) if conditions else None


class Rules:
    """The rules of a course.

    Args:
        sections: all of them.
    """

    def __init__(self, contents: Contents, sections: Sequence[Section]) -> None:
        self._contents = contents
        self._order = [one for section in sections for one in section.activities]
        self._names = {one.number: one.name for one in self._order}
        self._graded = {
            integer(item.get("id", "")): one.number for one in self._order for item in contents.grade_items(one)
        }
        self._trees = {one.number: _Tree.of(value(one.module, "availability")) for one in self._order}
        self._of_sections = {id(one): _Tree.of(value(one.element, "availabilityjson")) for one in sections}

    # -- when activities open

    @cached_property
    def is_linear(self) -> bool:
        """Whether each activity opens when those before it are done, and under no other condition."""
        needed = {one: self._needed(tree) for one, tree in self._trees.items() if tree}
        if not needed or any(self._of_sections.values()):
            return False
        named = {number for some in needed.values() for number in some}
        own = [one.number for one in self._order if one.kind in _PAGES]
        before: set[int] = set()
        last = 0
        for one in self._order:
            told = needed.get(one.number)
            if told is None and last and one.kind in {*_PAGES, "quiz"}:
                return False
            if told is not None and (not told <= before or last not in told):
                return False
            before.add(one.number)
            last = one.number if one.number in named else last
        return set(own[:-1]) <= named

    def _needed(self, tree: _Tree) -> set[int]:
        """Return the activities that have to be done; -1 is among them where anything else has to be."""
        found = set()
        for one in tree.conditions:
            if one.get("type") == "completion" and one.get("e") == 1:
                found.add(_integer(one.get("cm")))
            elif one.get("type") == "grade" and one.get("min") is None and one.get("max") is None:
                found.add(self._graded.get(_integer(one.get("id")), -1))
            else:
                found.add(-1)
        return found if tree.sign == "&" else {-1}

    def of(self, activity: Activity) -> list[str]:
        """Return what is told of an activity."""
        tree = None if self.is_linear else self._trees[activity.number]
        told = ["It was hidden from learners, and is not hidden here."] if activity.is_hidden else []
        return [*told, *self._told("It", tree), *self._completion(activity)]

    def of_section(self, section: Section) -> list[str]:
        """Return what is told of a section."""
        hidden = value(section.element, "visible") == "0"
        told = ["Its section was hidden from learners, and is not hidden here."] if hidden else []
        return [*told, *self._told("Its section", self._of_sections[id(section)])]

    def _told(self, what: str, tree: _Tree | None) -> Iterator[str]:
        if tree is None:
            return
        said = [self._said(one) for one in tree.conditions[:_MOST]]
        if tree.sign == "&" or (tree.sign == "|" and len(said) == 1):
            yield from (f"{what} opened only {one}, and is open here." for one in said)
        elif tree.sign == "|":
            yield f"{what} opened only {' or '.join(said)}, and is open here."
        else:
            sign = " and " if tree.sign == "!&" else " or "
            yield f"{what} did not open {sign.join(said)}, and is open here."
        if len(tree.conditions) > _MOST:
            yield f"{what} opened under {len(tree.conditions) - _MOST} more conditions, and is open here."

    def _said(self, condition: Mapping[str, Any], depth: int = 0) -> str:
        """Return a condition in words that go on from "opened only"."""
        if inner := _Tree.inside(condition):
            if depth > 3:
                return "under conditions inside of conditions"
            sign = " and " if inner.sign in {"&", "!&"} else " or "
            said = sign.join(self._said(one, depth + 1) for one in inner.conditions[:_MOST])
            return f"({'unless ' if inner.sign.startswith('!') else ''}{said})"
        match condition.get("type"):
            case "completion":
                # -1 is whatever stands before it.
                name = self._names.get(_integer(condition.get("cm")), "the activity before")
                return f"when {name!r} {_DONE.get(_integer(condition.get('e')), 'was done')}"
            case "grade":
                return self._grade(condition)
            case "date":
                return f"{'until' if condition.get('d') == '<' else 'from'} {_day(condition.get('t'))}"
            case "group":
                return "for the members of a group"
            case "grouping":
                return "for groups of a grouping"
            case "profile":
                field, wanted = condition.get("sf") or condition.get("cf"), condition.get("v", "")
                return f"for learners whose {str(field)[:40]!r} {condition.get('op')} {str(wanted)[:40]!r}"
            case other:
                return f"under a condition of the kind {str(other)[:40]!r}"

    def _grade(self, condition: Mapping[str, Any]) -> str:
        name = self._names.get(self._graded.get(_integer(condition.get("id")), -1), "")
        least, most = condition.get("min"), condition.get("max")
        ends = [f"of {least} % or more"] * (least is not None) + [f"of less than {most} %"] * (most is not None)
        return f"with a grade {' and '.join(ends)}{' ' * bool(ends)}in {repr(name) if name else 'the course'}"

    # -- when something is done

    def _completion(self, activity: Activity) -> Iterator[str]:
        module, own = activity.module, activity.element
        if value(self._contents.course, "enablecompletion") == "0":
            return
        if value(module, "completion") == "1":
            yield "Learners marked it as done themselves; here it is done when it was seen or answered."
        if expected := integer(value(module, "completionexpected")):
            yield f"It was expected to be done by {_day(expected)}."
        if value(module, "completion") == "2":
            if (attempts := integer(value(own, "completionminattempts"))) > 1:
                yield f"It was done after {attempts} attempts."
            if value(own, "completionattemptsexhausted") == "1":
                yield "It was done as well when no attempt was left."
            if entries := integer(value(own, "completionentries")):
                yield f"It was done with {entries} entries of a learner."
            graded = value(module, "completiongradeitemnumber") != ""
            if graded and activity.kind == "quiz" and value(module, "completionpassgrade") != "1":
                yield "It was done with any grade, and has to be passed here."
        alike = self._counted if activity.kind in _PAGES else self._passed if activity.kind == "quiz" else ()
        needed = activity.kind in _PAGES or self.counts(activity)[0].get("required") != "no"
        if alike and needed and activity.number not in alike:
            yield "It was not needed to complete the course, and is here."

    @cached_property
    def _criteria(self) -> Sequence[etree._Element]:
        root = self._contents.part("completion.xml", needed=False)
        return [] if root is None else list(root.iterfind("course_completion_criteria"))

    @cached_property
    def _completing(self) -> set[int]:
        """The activities that complete the course."""
        found = (one for one in self._criteria if value(one, "criteriatype") == _ACTIVITY)
        return {integer(value(one, "moduleinstance")) for one in found} & self._names.keys()

    @cached_property
    def _counted(self) -> set[int]:
        """The pages among them."""
        return self._completing & {one.number for one in self._order if one.kind in _PAGES}

    @cached_property
    def _passed(self) -> set[int]:
        """The quizzes among them."""
        return self._completing & {one.number for one in self._order if one.kind == "quiz"}

    # -- what a quiz counts for

    def counts(self, quiz: Activity) -> tuple[dict[str, Any], list[str]]:
        """Return what a quiz is in the course's score, as front matter, and what is told of it."""
        items = self._contents.grade_items(quiz)
        if not items:
            return {"required": "no"} if number(value(quiz.element, "grade"), Decimal(1)) == 0 else {}, []
        item = items[0]
        weight = number(value(item, "aggregationcoef"), Decimal(0))
        way = self._aggregations.get(value(item, "categoryid"))
        if way == _WEIGHTED:
            if weight <= 0:
                return {"required": "no"}, []
            return {"weight": float(weight)} if weight != 1 else {}, []
        told = []
        if value(item, "weightoverride") == "1":
            share = number(value(item, "aggregationcoef2"), Decimal(0)) * 100
            told.append(f"It gave {share.normalize():f} % of the course's grade, and counts as much as others here.")
        elif way in _EXTRA and weight > 0:
            told.append("It gave extra credit, and counts as much as others here.")
        return {}, told

    @cached_property
    def _aggregations(self) -> Mapping[str, str]:
        root = self._contents.part("gradebook.xml", needed=False)
        found = root.iterfind("grade_categories/grade_category") if root is not None else ()
        return {one.get("id", ""): value(one, "aggregation") for one in found}

    # -- the course

    def settings(self) -> dict[str, Any]:
        """Return what of it stands in ``course.yml``."""
        said: dict[str, Any] = {"navigation": "linear"} if self.is_linear else {}
        quizzes = [one for one in self._order if one.kind == "quiz"]
        required = [one for one in quizzes if self.counts(one)[0].get("required") != "no"]
        if self._completing and not self._counted:
            said["completion"] = {"when": "assessments"}
        elif self._counted and required and not self._passed & {one.number for one in required}:
            said["completion"] = {"when": "pages"}
        return said

    def lost(self) -> list[str]:
        """Return what is told of the course."""
        kinds = dict.fromkeys(value(one, "criteriatype") for one in self._criteria)
        told = [_CRITERIA[one] for one in kinds if one in _CRITERIA]
        root = self._contents.part("completion.xml", needed=False)
        methods = root.iterfind("course_completion_aggr_methd") if root is not None else ()
        if len(self._criteria) > 1 and any(value(one, "method") == "2" for one in methods):
            told.append("Any of what completes it was enough, and all of it is needed here.")
        return told


def _integer(said: object) -> int:
    return int(said) if isinstance(said, int | float) and abs(said) < 10**12 else integer(str(said))


def _day(said: object) -> str:
    try:
        return datetime.fromtimestamp(_integer(said), UTC).strftime("%Y-%m-%d")
    except (OverflowError, OSError, ValueError):
        return "a date"
