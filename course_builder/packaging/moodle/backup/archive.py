"""The files of a backup: what it holds, the course, its sections and activities, in the places where Moodle looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from course_builder.content import Content
from course_builder.packaging.moodle.backup.activities import Activity, gradebook, references, roles
from course_builder.packaging.moodle.backup.files import FilePool
from course_builder.packaging.moodle.backup.questions import Bank
from course_builder.packaging.moodle.backup.records import HTML, MOMENT, Value, inside, put, record, root
from course_builder.packaging.xml import serialised

COURSE = 1
"""The id of the course in the backup."""
SYSTEM_CONTEXT, COURSE_CONTEXT = 1, 2
_VERSION = 2022041900
_RELEASE = "4.0"
STUDENT = 5
"""The id of the role of learners in the backup."""
_ACTIVITY = 4
"""Moodle's ``COMPLETION_CRITERIA_TYPE_ACTIVITY``."""
_ALL = 1
"""Moodle's ``COMPLETION_AGGREGATION_ALL``."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section.

    Args:
        summary: HTML.
        files: the ids of its files.
    """

    number: int
    name: str
    summary: str = ""
    files: Sequence[int] = ()


@dataclass
class Backup:
    """A whole backup.

    Args:
        name: of its file.
        short: the course's short name.
        language: of the course, as Moodle names it.
        completing: the numbers of the activities that complete the course.
    """

    name: str
    short: str
    title: str
    summary: str
    language: str
    pool: FilePool
    bank: Bank
    sections: list[Section] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    completing: list[int] = field(default_factory=list)

    def files(self) -> dict[str, bytes | Content]:
        """Return all files by path."""
        made = dict(self._documents())
        return {path: serialised(one) for path, one in made.items()} | dict(self.pool.contents)

    def _documents(self) -> Iterator[tuple[str, etree._Element]]:
        yield "moodle_backup.xml", self._contents()
        yield "files.xml", self.pool.listed
        yield "questions.xml", self.bank.tree
        yield "gradebook.xml", gradebook()
        yield "completion.xml", self._completion()
        yield "roles.xml", _roles()
        for name, top in _EMPTY.items():
            yield name, root(top)
        groups = root("groups")
        inside(groups, "groupings")
        yield "groups.xml", groups
        yield "course/course.xml", self._course()
        yield "course/inforef.xml", references(self.bank.files, tuple(self.bank.categories), role=STUDENT)
        yield "course/roles.xml", roles()
        yield "course/enrolments.xml", _enrolments()
        yield "course/completiondefaults.xml", root("course_completion_defaults")
        for section in self.sections:
            folder = f"sections/section_{section.number + 1}"
            yield f"{folder}/section.xml", self._section(section)
            yield f"{folder}/inforef.xml", references(section.files)
        for activity in self.activities:
            for name, document in activity.documents().items():
                yield f"{activity.folder}/{name}", document

    def _section(self, section: Section) -> etree._Element:
        element = root("section", id=section.number + 1)
        sequence = ",".join(str(one.number) for one in self.activities if one.section == section.number)
        fields: dict[str, Value] = {
            "number": section.number, "name": section.name or None, "summary": section.summary, "summaryformat": HTML,
            "sequence": sequence, "visible": 1, "availabilityjson": None, "component": None, "itemid": None,
            "timemodified": MOMENT,
        }  # fmt: skip
        put(element, fields)
        return element

    def _course(self) -> etree._Element:
        element = root("course", id=COURSE, contextid=COURSE_CONTEXT)
        fields: dict[str, Value] = {
            "shortname": self.short, "fullname": self.title, "idnumber": "", "summary": self.summary,
            "summaryformat": HTML, "format": "topics", "showgrades": 1, "newsitems": 0, "startdate": MOMENT,
            "enddate": 0, "marker": 0, "maxbytes": 0, "legacyfiles": 0, "showreports": 0, "visible": 1,
            "groupmode": 0, "groupmodeforce": 0, "defaultgroupingid": 0, "lang": self.language, "theme": "",
            "timecreated": MOMENT, "timemodified": MOMENT, "requested": 0, "showactivitydates": 0,
            "showcompletionconditions": 1, "enablecompletion": 1, "completionnotify": 0,
        }  # fmt: skip
        put(element, fields)
        record(element, "category", {"name": "", "description": None}, 1)
        inside(element, "tags")
        inside(element, "customfields")
        options = inside(element, "courseformatoptions")
        for name, value in ("hiddensections", 1), ("coursedisplay", 0):
            fields = {"format": "topics", "sectionid": 0, "name": name, "value": value}
            record(options, "courseformatoption", fields)
        return element

    def _completion(self) -> etree._Element:
        element = root("course_completion")
        modules = {one.number: one.kind for one in self.activities}
        for place, number in enumerate(self.completing, 1):
            fields: dict[str, Value] = {
                "course": COURSE, "criteriatype": _ACTIVITY, "module": modules[number], "moduleinstance": number,
                "courseinstanceshortname": None, "enrolperiod": None, "timeend": None, "gradepass": None,
                "role": None, "roleshortname": None,
            }  # fmt: skip
            criteria = record(element, "course_completion_criteria", fields, place)
            inside(criteria, "course_completion_crit_completions")
        for place, kind in enumerate((None, _ACTIVITY) if self.completing else (), 1):
            fields = {"course": COURSE, "criteriatype": kind, "method": _ALL, "value": None}
            record(element, "course_completion_aggr_methd", fields, place)
        return element

    # -- what is in it

    def _contents(self) -> etree._Element:
        element = root("moodle_backup")
        information = inside(element, "information")
        fields: dict[str, Value] = {
            "name": self.name, "moodle_version": _VERSION, "moodle_release": _RELEASE, "backup_version": _VERSION,
            "backup_release": _RELEASE, "backup_date": MOMENT, "mnet_remoteusers": 0, "include_files": 1,
            "include_file_references_to_external_content": 0, "original_wwwroot": "https://course-builder.invalid",
            "original_site_identifier_hash": _digest("course-builder"), "original_course_id": COURSE,
            "original_course_format": "topics", "original_course_fullname": self.title,
            "original_course_shortname": self.short, "original_course_startdate": MOMENT,
            "original_course_enddate": 0, "original_course_contextid": COURSE_CONTEXT,
            "original_system_contextid": SYSTEM_CONTEXT,
        }  # fmt: skip
        put(information, fields)
        detail = inside(inside(information, "details"), "detail", backup_id=_digest(self.name))
        how: dict[str, Value] = {
            "type": "course", "format": "moodle2", "interactive": 1, "mode": 10, "execution": 1, "executiontime": 0
        }  # fmt: skip
        put(detail, how)
        contents = inside(information, "contents")
        activities, sections = inside(contents, "activities"), inside(contents, "sections")
        for one in self.activities:
            activity: dict[str, Value] = {
                "moduleid": one.number, "sectionid": one.section + 1, "modulename": one.kind, "title": one.name,
                "directory": one.folder, "insubsection": "",
            }  # fmt: skip
            record(activities, "activity", activity)
        for section in self.sections:
            named: dict[str, Value] = {
                "sectionid": section.number + 1, "title": section.name or section.number,
                "directory": f"sections/section_{section.number + 1}", "parentcmid": "", "modname": "",
            }  # fmt: skip
            record(sections, "section", named)
        course: dict[str, Value] = {"courseid": COURSE, "title": self.short, "directory": "course"}
        record(contents, "course", course)
        self._settings(inside(information, "settings"))
        return element

    def _settings(self, settings: etree._Element) -> None:
        def setting(level: str, name: str, value: Value, of: str = "") -> None:
            record(settings, "setting", {"level": level, **({level: of} if of else {}), "name": name, "value": value})

        # Moodle takes the entries of a glossary for data of users.
        glossary = any(one.kind == "glossary" for one in self.activities)
        for name, on in (_ROOT | {"users": glossary}).items():
            setting("root", name, self.name if name == "filename" else int(on))
        for section in self.sections:
            named = f"section_{section.number + 1}"
            setting("section", f"{named}_included", 1, named)
            setting("section", f"{named}_userinfo", int(glossary), named)
            for one in self.activities:
                if one.section == section.number:
                    named = f"{one.kind}_{one.number}"
                    setting("activity", f"{named}_included", 1, named)
                    setting("activity", f"{named}_userinfo", int(one.kind == "glossary"), named)


_EMPTY = {"outcomes.xml": "outcomes_definition", "scales.xml": "scales_definition", "users.xml": "users"}
_ROOT = {
    "filename": True, "imscc11": False, "users": False, "anonymize": False, "role_assignments": False,
    "activities": True, "blocks": False, "files": True, "filters": False, "comments": False, "badges": False,
    "calendarevents": False, "userscompletion": False, "logs": False, "grade_histories": False, "questionbank": True,
    "groups": False, "competencies": False, "customfield": False, "contentbankcontent": False, "xapistate": False,
    "legacyfiles": False,
}  # fmt: skip


def _roles() -> etree._Element:
    """Return the one role that the backup names, by which Moodle finds its own."""
    element = root("roles_definition")
    fields: dict[str, Value] = {
        "name": "", "shortname": "student", "nameincourse": None, "description": "", "sortorder": STUDENT,
        "archetype": "student",
    }  # fmt: skip
    record(element, "role", fields, STUDENT)
    return element


def _enrolments() -> etree._Element:
    """Return that learners are enrolled by hand: where a glossary's entries are restored Moodle adds no way itself."""
    element = root("enrolments")
    fields: dict[str, Value] = {
        "enrol": "manual", "status": 0, "name": None, "enrolperiod": 0, "enrolstartdate": 0, "enrolenddate": 0,
        "expirynotify": 0, "expirythreshold": 86400, "notifyall": 0, "password": None, "cost": None, "currency": None,
        "roleid": STUDENT, "timecreated": MOMENT, "timemodified": MOMENT,
    }  # fmt: skip
    enrol = record(inside(element, "enrols"), "enrol", fields, 1)
    inside(enrol, "user_enrolments")
    return element


def _digest(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:32]
