"""Reads a Moodle backup as Moodle's restore does (``backup/moodle2/restore_stepslib.php`` of 4.5, and each activity's).

It knows nothing of how the builder writes it. Reading proves what a restore relies on: that every file it opens is
there, that every id that a record names is some record's, and that every stored file is what its name says.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lxml import etree

OF_ALL = ("moodle_backup.xml", "files.xml", "questions.xml", "gradebook.xml", "completion.xml", "roles.xml",
          "groups.xml", "scales.xml", "outcomes.xml", "course/course.xml", "course/inforef.xml", "course/roles.xml",
          "course/enrolments.xml")  # fmt: skip
"""What the tasks of the root, the course and the end open."""
OF_ACTIVITY = ("module.xml", "inforef.xml", "roles.xml", "grades.xml")
_LINK = re.compile(r"\$@([A-Z]+)VIEWBYID\*(\d+)@\$")
_FILE = re.compile(r"\"@@PLUGINFILE@@/([^\"]+)\"")
_KINDS = {"PAGE": "page", "QUIZ": "quiz", "GLOSSARY": "glossary"}
# In which area of which component the files of a text of a question stand.
_AREAS = {
    "questiontext": ("question", "questiontext"), "generalfeedback": ("question", "generalfeedback"),
    "answertext": ("question", "answer"), "feedback": ("question", "answerfeedback"), "hint": ("question", "hint"),
    "correctfeedback": ("question", "correctfeedback"), "incorrectfeedback": ("question", "incorrectfeedback"),
    "partiallycorrectfeedback": ("question", "partiallycorrectfeedback"), "graderinfo": ("qtype_essay", "graderinfo"),
}  # fmt: skip


@dataclass
class Kept:
    """A question of the bank."""

    id: int
    type: str
    name: str
    idnumber: str
    category: int
    parent: int
    mark: Decimal
    fields: dict[str, str]
    answers: list[dict[str, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    tolerances: dict[str, str] = field(default_factory=dict)
    gaps: list[int] = field(default_factory=list)


@dataclass
class Slot:
    """A place in a quiz: the entry of the question that it asks, or the category that it draws from."""

    page: int
    mark: Decimal
    entry: int = 0
    category: int = 0


@dataclass
class Module:
    """An activity."""

    number: int
    kind: str
    section: int
    name: str
    fields: dict[str, str]
    settings: dict[str, str]
    conditions: list[dict[str, Any]]
    grade: dict[str, str]
    slots: list[Slot] = field(default_factory=list)
    feedback: list[dict[str, str]] = field(default_factory=list)
    entries: list[dict[str, str]] = field(default_factory=list)
    shuffled: bool = False


@dataclass
class Restored:
    """What a restore finds."""

    course: dict[str, str]
    sections: list[dict[str, str]]
    modules: list[Module]
    questions: dict[int, Kept]
    categories: dict[int, list[str]]
    completing: list[int]
    files: dict[tuple[str, str, str, str], bytes]
    root_settings: dict[str, str]
    course_grade: dict[str, str]


class _Reader:
    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.raw = {name: archive.read(name) for name in self.names}

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.raw[name])


def read(content: bytes) -> Restored:
    """Return what stands in a backup, and prove that it holds together."""
    archive = _Reader(content)
    for name in OF_ALL:
        assert name in archive.names, name
    information = archive.xml("moodle_backup.xml").find("information")
    assert information is not None
    said = _fields(information)
    assert said["backup_release"] == "4.0", "a later one makes older sites warn"
    detail = information.find("details/detail")
    assert detail is not None
    assert {"type": "course", "format": "moodle2", "mode": "10"}.items() <= _fields(detail).items()
    files, referred = _files(archive), _referred(archive)
    assert referred["file"] == {number for number, _ in files.values()}, "files that nothing refers to are not restored"
    course = archive.xml("course/course.xml")
    assert course.get("contextid") == said["original_course_contextid"]
    assert course.get("id") == said["original_course_id"]
    categories, questions = _bank(archive, files, course.get("contextid", ""))
    assert referred["question_category"] == {str(one) for one in categories}
    sections = [
        _section(archive, one, files, course.get("contextid", ""))
        for one in information.findall("contents/sections/section")
    ]
    modules = [_module(archive, one, files) for one in information.findall("contents/activities/activity")]
    _settings(information, sections, modules)
    _together(sections, modules, questions, categories, course.get("contextid", ""), archive)
    grade = archive.xml("gradebook.xml").find("grade_categories/grade_category")
    assert grade is not None
    return Restored(
        _fields(course),
        sections,
        modules,
        questions,
        categories,
        [int(_fields(one)["moduleinstance"])
         for one in archive.xml("completion.xml").findall("course_completion_criteria")],
        {where: archive.raw[_path(where_hash)] for where, (_, where_hash) in files.items()},
        {_fields(one)["name"]: _fields(one)["value"] for one in information.findall("settings/setting")
         if _fields(one)["level"] == "root"},
        _fields(grade),
    )  # fmt: skip


def _fields(element: etree._Element) -> dict[str, str]:
    return {one.tag: one.text or "" for one in element if not len(one)}


def _path(digest: str) -> str:
    return f"files/{digest[:2]}/{digest}"


_Files = dict[tuple[str, str, str, str], tuple[str, str]]


def _files(archive: _Reader) -> _Files:
    """Return id and hash of each file by its context and component, area, item and name."""
    found: _Files = {}
    for one in archive.xml("files.xml"):
        file = _fields(one)
        content = archive.raw[_path(file["contenthash"])]
        assert hashlib.sha1(content, usedforsecurity=False).hexdigest() == file["contenthash"]
        assert len(content) == int(file["filesize"])
        assert file["filepath"] == "/"
        key = (f"{file['contextid']}/{file['component']}", file["filearea"], file["itemid"], file["filename"])
        assert key not in found
        found[key] = one.get("id", ""), file["contenthash"]
    stored = {name for name in archive.names if name.startswith("files/")}
    assert stored == {_path(digest) for _, digest in found.values()}
    return found


def _referred(archive: _Reader) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"file": set(), "question_category": set(), "role": set(), "grade_item": set()}
    for name in archive.names:
        if name.endswith("inforef.xml"):
            for one in archive.xml(name).iter("id"):
                parent = one.getparent()
                assert parent is not None
                found[str(parent.tag)].add(one.text or "")
    roles = {one.get("id") for one in archive.xml("roles.xml")}
    assert found["role"] == roles
    assert {_fields(one)["roleid"] for one in archive.xml("course/enrolments.xml").iter("enrol") if len(one)} <= roles
    return found


# -- the question bank


def _bank(archive: _Reader, files: _Files, context: str) -> tuple[dict[int, list[str]], dict[int, Kept]]:
    paths: dict[int, list[str]] = {}
    questions: dict[int, Kept] = {}
    stamps: list[str] = []
    answers: set[str] = set()
    for one in archive.xml("questions.xml"):
        fields = _fields(one)
        assert (fields["contextid"], fields["contextlevel"]) == (context, "50")
        # A parent stands before its children, and the one above all is called so.
        parent = int(fields["parent"])
        paths[int(one.get("id", "0"))] = [*paths[parent], fields["name"]] if parent else []
        assert parent or fields["name"] == "top"
        stamps.append(fields["stamp"])
        for entry in one.findall("question_bank_entries/question_bank_entry"):
            kept = _kept(entry, files, context)
            assert kept.category == int(one.get("id", "0"))
            assert kept.id not in questions
            questions[kept.id] = kept
            stamps.append(kept.fields["stamp"])
            own = [answer["id"] for answer in kept.answers]
            assert answers.isdisjoint(own)
            answers.update(own)
    assert len(set(stamps)) == len(stamps), "Moodle would take one for the other"
    for kept in questions.values():
        assert all(questions[gap].parent == kept.id for gap in kept.gaps)
        if kept.parent:
            assert kept.id in questions[kept.parent].gaps
        else:
            assert kept.fields["questiontext"].count("{#") == len(kept.gaps)
    return paths, questions


def _kept(entry: etree._Element, files: _Files, context: str) -> Kept:
    element = entry.find("question_version/question_versions/questions/question")
    assert element is not None
    fields, entered = _fields(element), _fields(entry)
    kept = Kept(
        int(element.get("id", "0")), fields["qtype"], fields["name"], entered["idnumber"].replace("$@NULL@$", ""),
        int(entered["questioncategoryid"]), int(fields["parent"]), Decimal(fields["defaultmark"]), fields,
    )  # fmt: skip
    assert entry.get("id") == element.get("id")
    plugin = element.find(f"plugin_qtype_{kept.type}_question")
    assert plugin is not None, "the question's own part is named after its type"
    kept.answers = [{"id": one.get("id", ""), **_fields(one)} for one in plugin.findall("answers/answer")]
    kept.hints = [one.findtext("hint") or "" for one in element.findall("question_hints/question_hint")]
    kept.tags = [one.findtext("rawname") or "" for one in element.findall("tags/tag")]
    numbers = {one["id"] for one in kept.answers}
    match kept.type:
        case "match":
            kept.pairs = [(one.findtext("questiontext") or "", one.findtext("answertext") or "")
                          for one in plugin.findall("matches/match")]  # fmt: skip
            kept.options = _fields(_one(plugin, "matchoptions"))
        case "numerical":
            kept.options = _fields(_one(plugin, "numerical_options/numerical_option"))
            for one in plugin.findall("numerical_records/numerical_record"):
                kept.tolerances[one.findtext("answer") or ""] = one.findtext("tolerance") or ""
            assert kept.tolerances.keys() == numbers
        case "multianswer":
            kept.options = _fields(_one(plugin, "multianswer"))
            assert kept.options["question"] == str(kept.id)
            kept.gaps = [int(one) for one in kept.options["sequence"].split(",")]
        case _:
            kept.options = _fields(_one(plugin, kept.type))
    if kept.type == "truefalse":
        assert {kept.options["trueanswer"], kept.options["falseanswer"]} == numbers
    _shown(element, files, context)
    return kept


def _shown(element: etree._Element, files: _Files, context: str) -> None:
    """Prove that each picture in a text of a question is a file in the area of that text."""
    for one in element.iter():
        for name in _FILE.findall(one.text or ""):
            owner = one.getparent()
            assert owner is not None
            if one.tag == "questiontext" and owner.tag == "match":
                component, area = "qtype_match", "subquestion"
            else:
                component, area = _AREAS[str(one.tag)]
            while owner.tag not in {"question", "answer", "question_hint", "match"}:
                owner = owner.getparent()
                assert owner is not None
            assert (f"{context}/{component}", area, owner.get("id"), name) in files, (one.tag, name)


def _one(element: etree._Element, path: str) -> etree._Element:
    found = element.find(path)
    assert found is not None, path
    return found


# -- the course


def _section(archive: _Reader, listed: etree._Element, files: _Files, context: str) -> dict[str, str]:
    said = _fields(listed)
    element = archive.xml(f"{said['directory']}/section.xml")
    assert element.get("id") == said["sectionid"]
    assert f"{said['directory']}/inforef.xml" in archive.names
    for name in _FILE.findall(element.findtext("summary") or ""):
        assert (f"{context}/course", "section", said["sectionid"], name) in files, name
    return {"id": said["sectionid"], **_fields(element)}


def _module(archive: _Reader, listed: etree._Element, files: _Files) -> Module:
    said = _fields(listed)
    folder, kind = said["directory"], said["modulename"]
    for name in (*OF_ACTIVITY, f"{kind}.xml"):
        assert f"{folder}/{name}" in archive.names, name
    assert folder == f"activities/{kind}_{said['moduleid']}"
    settings = _fields(archive.xml(f"{folder}/module.xml"))
    top = archive.xml(f"{folder}/{kind}.xml")
    assert (top.get("moduleid"), top.get("modulename")) == (said["moduleid"], kind)
    own = _one(top, kind)
    assert settings["sectionid"] == said["sectionid"]
    assert top.get("id") == own.get("id")
    rules = settings["availability"]
    conditions = [] if rules == "$@NULL@$" else json.loads(rules)
    assert not conditions or len(conditions["c"]) == len(conditions["showc"])
    grade = archive.xml(f"{folder}/grades.xml").find("grade_items/grade_item")
    assert grade is None or grade.findtext("iteminstance") == own.get("id")
    module = Module(
        int(said["moduleid"]), kind, int(settings["sectionnumber"]), said["title"], _fields(own), settings,
        conditions["c"] if conditions else [], {"id": grade.get("id", ""), **_fields(grade)} if grade is not None else {},
    )  # fmt: skip
    assert module.name == module.fields["name"]
    assert 0 < len(module.name) <= 255
    context = top.get("contextid", "")
    for slot in own.findall("question_instances/question_instance"):
        module.slots.append(_slot(slot, context, len(module.slots) + 1))
    if kind == "quiz":
        assert Decimal(module.fields["sumgrades"]) == sum((one.mark for one in module.slots), Decimal(0))
        sections = own.findall("sections/section")
        assert [one.findtext("firstslot") for one in sections] == ["1"]
        module.shuffled = sections[0].findtext("shufflequestions") == "1"
        module.feedback = [_fields(one) for one in own.findall("feedbacks/feedback")]
    for one in own.findall("entries/entry"):
        entry = {"id": one.get("id", ""), **_fields(one)}
        entry["aliases"] = "|".join(alias.findtext("alias_text") or "" for alias in one.findall("aliases/alias"))
        module.entries.append(entry)
    places = {"content": ("content", "0"), "intro": ("intro", "0")}
    for name, (area, item) in places.items():
        for file in _FILE.findall(module.fields.get(name, "")):
            assert (f"{context}/mod_{kind}", area, item, file) in files, file
    return module


def _slot(element: etree._Element, context: str, number: int) -> Slot:
    fields = _fields(element)
    assert int(fields["slot"]) == number
    slot = Slot(int(fields["page"]), Decimal(fields["maxmark"]))
    reference, drawn = element.find("question_reference"), element.find("question_set_reference")
    assert (reference is None) != (drawn is None)
    used = reference if reference is not None else drawn
    assert used is not None
    said = _fields(used)
    assert (said["usingcontextid"], said["component"], said["questionarea"]) == (context, "mod_quiz", "slot")
    if drawn is not None:
        slot.category = int(json.loads(said["filtercondition"])["questioncategoryid"])
    else:
        slot.entry = int(said["questionbankentryid"])
    return slot


def _settings(information: etree._Element, sections: list[dict[str, str]], modules: list[Module]) -> None:
    """Prove that everything is told to be included: Moodle leaves out what is not."""
    settings = {_fields(one)["name"]: _fields(one)["value"] for one in information.findall("settings/setting")}
    for section in sections:
        assert settings[f"section_{section['id']}_included"] == "1"
    for module in modules:
        assert settings[f"{module.kind}_{module.number}_included"] == "1"
    # Without data of users Moodle restores no entries of glossaries.
    glossaries = [one for one in modules if one.kind == "glossary"]
    assert settings["users"] == str(int(bool(glossaries)))
    assert all(settings[f"glossary_{one.number}_userinfo"] == "1" for one in glossaries)


def _together(
    sections: list[dict[str, str]],
    modules: list[Module],
    questions: dict[int, Kept],
    categories: dict[int, list[str]],
    context: str,
    archive: _Reader,
) -> None:
    """Prove that what names an activity, a question or a category names one that is there."""
    kinds = {one.number: one.kind for one in modules}
    assert len(kinds) == len(modules)
    assert [int(one["number"]) for one in sections] == list(range(len(sections)))
    for section in sections:
        own = [one.number for one in modules if one.section == int(section["number"])]
        assert section["sequence"] == ",".join(map(str, own))
    texts = [section["summary"] for section in sections] + [
        text
        for module in modules
        for text in (*module.fields.values(), *(value for entry in module.entries for value in entry.values()))
    ]
    texts += [text for kept in questions.values() for text in (*kept.fields.values(), *kept.hints)]
    for text in texts:
        assert "$@" not in _LINK.sub("", text).replace("$@NULL@$", "")
        for kind, number in _LINK.findall(text):
            assert kinds[int(number)] == _KINDS[kind]
    graded = {int(one.grade["id"]): one for one in modules if one.grade}
    for module in modules:
        for condition in module.conditions:
            if condition["type"] == "completion":
                other = next(one for one in modules if one.number == condition["cm"])
                assert other.settings["completion"] == "2"
            else:
                assert condition["type"] == "grade"
                assert condition["id"] in graded
        for slot in module.slots:
            assert not slot.entry or not questions[slot.entry].parent
            assert not slot.category or slot.category in categories
    for name in archive.names:
        if name.endswith("quiz.xml"):
            assert {one.text for one in archive.xml(name).iter("questionscontextid")} <= {context}
