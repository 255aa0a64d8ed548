"""Activities as backups hold them: a folder each, with what is its own and what all have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from course_builder.packaging.moodle.backup.records import HTML, MOMENT, Value, inside, put, record, root

CONTEXTS = 1000
"""What the ids of activities' contexts begin at."""
MODULE_VERSION = 2022041900
"""Of activities in Moodle 4.0."""
GRADES = 100
"""What a quiz gives at the most: Moodle's grade is a share of it, as our score is."""


@dataclass(frozen=True, slots=True)
class Completion:
    """When an activity is complete: seen, or passed."""

    seen: bool = False
    passed: bool = False
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class Grade:
    """A quiz in the gradebook.

    Args:
        passing: per cent needed.
        weight: in the course's grade; 0 where it does not count.
    """

    passing: int
    weight: float


@dataclass
class Activity:
    """An activity.

    Args:
        kind: the name of Moodle's module.
        number: of the course module.
        section: its number.
        fields: of its own record.
        conditions: what has to be done before it opens, as ``availability`` says it.
        files: the ids of its files.
        categories: the ids of the categories that its questions are in.
    """

    kind: str
    name: str
    number: int
    section: int
    fields: Mapping[str, Value]
    completion: Completion = Completion()
    conditions: Sequence[Mapping[str, Any]] = ()
    grade: Grade | None = None
    idnumber: str = ""
    files: list[int] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    own: etree._Element = field(init=False)

    def __post_init__(self) -> None:
        self.top = root("activity", id=self.number, moduleid=self.number, modulename=self.kind, contextid=self.context)
        self.own = record(self.top, self.kind, {"name": self.name, **self.fields}, self.number)

    @property
    def context(self) -> int:
        """The id of its context."""
        return CONTEXTS + self.number

    @property
    def folder(self) -> str:
        """Where it stands."""
        return f"activities/{self.kind}_{self.number}"

    def documents(self) -> dict[str, etree._Element]:
        """Return its files by name."""
        return {
            f"{self.kind}.xml": self.top,
            "module.xml": self._module(),
            "inforef.xml": references(self.files, self.categories, [self.number] if self.grade else []),
            "grades.xml": self._grades(),
            "roles.xml": roles(),
        }

    def _module(self) -> etree._Element:
        conditions = {"op": "&", "c": list(self.conditions), "showc": [True] * len(self.conditions)}
        graded = self.grade is not None and self.completion.passed
        element = root("module", id=self.number, version=MODULE_VERSION)
        fields: dict[str, Value] = {
            "modulename": self.kind, "sectionid": self.section + 1, "sectionnumber": self.section,
            "idnumber": self.idnumber, "added": MOMENT, "score": 0, "indent": 0, "visible": 1,
            "visibleoncoursepage": 1, "visibleold": 1, "groupmode": 0, "groupingid": 0,
            "completion": 2 if self.completion.tracked else 0,
            "completiongradeitemnumber": 0 if graded else None, "completionpassgrade": int(graded),
            "completionview": int(self.completion.seen), "completionexpected": 0,
            "availability": json.dumps(conditions) if self.conditions else None, "showdescription": 0,
            "downloadcontent": 1, "lang": None,
        }  # fmt: skip
        put(element, fields)
        inside(element, "tags")
        return element

    def _grades(self) -> etree._Element:
        element = root("activity_gradebook")
        items = inside(element, "grade_items")
        if self.grade:
            record(items, "grade_item", self._grade_item(self.grade), self.number)
        inside(element, "grade_letters")
        return element

    def _grade_item(self, grade: Grade) -> dict[str, Value]:
        return {
            "categoryid": CATEGORY, "itemname": self.name, "itemtype": "mod", "itemmodule": self.kind,
            "iteminstance": self.number, "itemnumber": 0, **_GRADE, "gradepass": grade.passing,
            "aggregationcoef": f"{grade.weight:.5f}", "sortorder": self.number + 1,
        }  # fmt: skip


CATEGORY = 1
"""The id of the one category of grades."""

_GRADE: Mapping[str, Value] = {
    "iteminfo": None, "idnumber": "", "calculation": None, "gradetype": 1, "grademax": GRADES, "grademin": 0,
    "scaleid": None, "outcomeid": None, "gradepass": 0, "multfactor": 1, "plusfactor": 0, "aggregationcoef": 0,
    "aggregationcoef2": 0, "weightoverride": 0, "sortorder": 1, "display": 0, "decimals": None, "hidden": 0,
    "locked": 0, "locktime": 0, "needsupdate": 0, "timecreated": MOMENT, "timemodified": MOMENT,
}  # fmt: skip


def gradebook() -> etree._Element:
    """Return the course's grade: the mean of its quizzes by their weights, those not taken as nothing."""
    element = root("gradebook")
    inside(element, "attributes")
    fields: dict[str, Value] = {
        "parent": None, "depth": 1, "path": f"/{CATEGORY}/", "fullname": "?", "aggregation": 10, "keephigh": 0,
        "droplow": 0, "aggregateonlygraded": 0, "aggregateoutcomes": 0, "timecreated": MOMENT,
        "timemodified": MOMENT, "hidden": 0,
    }  # fmt: skip
    record(inside(element, "grade_categories"), "grade_category", fields, CATEGORY)
    course: dict[str, Value] = {
        "categoryid": None, "itemname": None, "itemtype": "course", "itemmodule": None, "iteminstance": CATEGORY,
        "itemnumber": None, **_GRADE,
    }  # fmt: skip
    item = record(inside(element, "grade_items"), "grade_item", course, CONTEXTS)
    inside(item, "grade_grades")
    inside(element, "grade_letters")
    inside(element, "grade_settings")
    return element


def references(
    files: Sequence[int], categories: Sequence[int] = (), grades: Sequence[int] = (), role: int = 0
) -> etree._Element:
    """Return what says which records of other files belong to an activity, a section or the course."""
    element = root("inforef")
    referred = ("file", files), ("role", [role] if role else []), ("grade_item", grades)
    for name, numbers in (*referred, ("question_category", categories)):
        if numbers:
            holder = inside(element, f"{name}ref")
            for number in numbers:
                record(holder, name, {"id": number})
    return element


def roles() -> etree._Element:
    """Return that nobody has a role of its own."""
    element = root("roles")
    inside(element, "role_overrides")
    inside(element, "role_assignments")
    return element


PAGE: Mapping[str, Value] = {
    "intro": "", "introformat": HTML, "contentformat": HTML, "legacyfiles": 0, "legacyfileslast": None, "display": 5,
    "displayoptions": 'a:2:{s:10:"printintro";s:1:"0";s:17:"printlastmodified";s:1:"0";}', "revision": 1,
    "timemodified": MOMENT,
}  # fmt: skip
"""What all pages have."""

GLOSSARY: Mapping[str, Value] = {
    "introformat": HTML, "allowduplicatedentries": 0, "displayformat": "dictionary", "mainglossary": 0,
    "showspecial": 0, "showalphabet": 1, "showall": 1, "allowcomments": 0, "allowprintview": 1, "usedynalink": 1,
    "defaultapproval": 0, "globalglossary": 0, "entbypage": 25, "editalways": 0, "rsstype": 0, "rssarticles": 0,
    "assessed": 0, "assesstimestart": 0, "assesstimefinish": 0, "scale": 0, "timecreated": MOMENT,
    "timemodified": MOMENT, "completionentries": 0,
}  # fmt: skip
"""What all glossaries have; terms become links on the pages of the course, and what learners add waits for approval."""
