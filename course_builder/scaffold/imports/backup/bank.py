"""The question bank of a backup: each question as Moodle XML has it, so that one reader knows both.

The shapes are those of ``backup/moodle2/backup_stepslib.php`` (since Moodle 4.0 categories, entries and their versions;
before, categories and questions) and of each type's ``backup_qtype_*_plugin.class.php``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lxml import etree

from course_builder.scaffold.imports import moodle_xml
from course_builder.scaffold.imports.backup.contents import Contents, form, integer, value
from course_builder.scaffold.imports.material import Asked, number
from course_builder.scaffold.imports.media import Media

_TYPES = {"match": "matching", "multianswer": "cloze"}
_SHOWN = frozenset({"", "ready", "draft"})
_MOST_ABOVE = 50
_GAP = re.compile(r"\{#(\d+)\}")


@dataclass(frozen=True, slots=True)
class _Category:
    name: str
    above: str
    context: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of the bank.

    Args:
        element: its newest version.
    """

    number: str
    category: str
    identifier: str
    element: etree._Element

    @property
    def kind(self) -> str:
        """Its type, as Moodle calls it."""
        return value(self.element, "qtype")


@dataclass(frozen=True, slots=True)
class Draw:
    """A slot of a quiz that draws from categories."""

    categories: tuple[str, ...]
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Bank:
    """The questions of a backup."""

    contents: Contents
    categories: dict[str, _Category] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    questions: dict[str, Entry] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        root = self.contents.part("questions.xml", needed=False)
        for one in root.iterfind("question_category") if root is not None else ():
            own = one.get("id", "")
            self.categories[own] = _Category(value(one, "name"), value(one, "parent"), value(one, "contextid"))
            for entry in one.iterfind("question_bank_entries/question_bank_entry"):
                self._entry(entry, own)
            for element in one.iterfind("questions/question"):
                number = element.get("id", "")
                self._known(Entry(number, own, value(element, "idnumber"), element), [element])

    def _entry(self, entry: etree._Element, category: str) -> None:
        """Take the newest version that is not hidden."""
        versions = [
            (integer(value(one, "version")), element)
            for one in entry.iterfind("question_version/question_versions")
            if value(one, "status") in _SHOWN and (element := one.find("questions/question")) is not None
        ]
        if versions:
            newest = max(versions, key=lambda one: one[0])[1]
            made = Entry(entry.get("id", ""), category, value(entry, "idnumber"), newest)
            self._known(made, [element for _, element in versions])

    def _known(self, entry: Entry, elements: list[etree._Element]) -> None:
        self.entries[entry.number] = entry
        for one in elements:
            self.questions[one.get("id", "")] = entry

    def path(self, category: str) -> tuple[str, ...]:
        """Return the names of a category and of those around it, the outermost first."""
        names: list[str] = []
        while category in self.categories and len(names) < _MOST_ABOVE:
            if (name := self.categories[category].name) != "top":
                names.insert(0, name)
            category = self.categories[category].above
        return tuple(names)

    def within(self, draw: Draw) -> list[Entry]:
        """Return what a slot may draw."""
        return [
            one
            for one in self.entries.values()
            if one.category in draw.categories
            and not _is_part(one)
            and one.kind != "random"
            and (not draw.tags or not set(draw.tags).isdisjoint(_tags(one.element)))
        ]

    def below(self, category: str) -> tuple[str, ...]:
        """Return a category and all that are in it."""
        found = [category]
        for at in found:
            found += [name for name, one in self.categories.items() if one.above == at and name not in found]
        return tuple(found)

    def drawn(self, instance: etree._Element) -> Draw | Entry | None:
        """Return what a slot of a quiz asks; None where that is not in the backup."""
        if entry := value(instance, "question_reference/questionbankentryid"):
            return self.entries.get(entry)
        if (condition := value(instance, "question_set_reference/filtercondition")) != "":
            return self._condition(condition)
        found = self.questions.get(value(instance, "questionid") or value(instance, "question"))
        if found is None or found.kind != "random":
            return found
        own = found.category
        return Draw(self.below(own) if value(found.element, "questiontext") == "1" else (own,))

    def _condition(self, written: str) -> Draw | None:
        """Read what a slot chooses by, as Moodle 4.3 and later writes it, and as 4.0 to 4.2 did."""
        try:
            said = json.loads(written)
        except ValueError:
            return None
        if not isinstance(said, dict):
            return None
        tags: list[str] = []
        if isinstance(filters := said.get("filter"), dict):
            category = filters.get("category")
            chosen = _listed(category, "values")
            options = category.get("filteroptions") if isinstance(category, dict) else None
            deep = bool(options.get("includesubcategories")) if isinstance(options, dict) else False
        else:
            chosen, deep = [str(said.get("questioncategoryid", ""))], bool(said.get("includingsubcategories"))
            tags = [one.partition(",")[2].casefold() for one in _listed(said, "tags")]
        found = tuple(name for one in chosen for name in (self.below(one) if deep else (one,)))
        return Draw(found, tuple(tags)) if set(found) & self.categories.keys() else None

    def asked(self, entry: Entry, media: Media) -> Asked:
        """Return a question of the bank."""
        self._asked.add(entry.number)
        element = _as_moodle_xml(entry, self)
        context = self.categories[entry.category].context
        parts = entry.element.iter("question", "answer", "question_hint", "match")
        items = frozenset(one.get("id", "") for one in parts)
        files = self.contents.of_questions(context, items)
        made = moodle_xml.question(element, element.get("type", ""), self.path(entry.category), media, files)
        made.line = integer(entry.element.get("id", ""))
        return made

    def unused(self, media: Media) -> Iterator[Asked]:
        """Yield the questions that were not asked for yet."""
        for entry in self.entries.values():
            if entry.number not in self._asked and not _is_part(entry) and entry.kind != "random":
                yield self.asked(entry, media)


def _listed(said: Any, key: str) -> list[str]:
    found = said.get(key) if isinstance(said, dict) else None
    return [str(one) for one in found] if isinstance(found, list) else []


def _is_part(entry: Entry) -> bool:
    """Whether it is a gap of another question."""
    return value(entry.element, "parent") not in {"", "0"} and entry.kind != "random"


def _tags(element: etree._Element) -> set[str]:
    return {value(one, "rawname").casefold() for one in element.iterfind("tags/tag")}


def _as_moodle_xml(entry: Entry, bank: Bank) -> etree._Element:
    """Return a question of a backup as its export would be."""
    source = entry.element
    kind = _TYPES.get(entry.kind, entry.kind)
    made = etree.Element("question", {"type": kind})
    _text(made, "name", value(source, "name"))
    text = value(source, "questiontext")
    if entry.kind == "multianswer":
        text = _with_gaps(text, source, bank)
    _text(made, "questiontext", text, form(source, "questiontextformat"))
    _text(made, "generalfeedback", value(source, "generalfeedback"), form(source, "generalfeedbackformat"))
    _plain(made, "defaultgrade", value(source, "defaultmark"))
    _plain(made, "penalty", value(source, "penalty"))
    _plain(made, "idnumber", entry.identifier)
    # Not by a path: a kind that is no name would be none.
    plugin = next((one for one in source if one.tag == f"plugin_qtype_{entry.kind}_question"), None)
    if plugin is not None:
        _PLUGINS.get(entry.kind, _answers)(made, plugin)
    for one in source.iterfind("question_hints/question_hint"):
        _text(made, "hint", value(one, "hint"), form(one, "hintformat"))
    tags = etree.SubElement(made, "tags")
    for one in source.iterfind("tags/tag"):
        _text(tags, "tag", value(one, "rawname") or value(one, "name"))
    return made


def _text(into: etree._Element, tag: str, text: str, form: str = "") -> etree._Element:
    element = etree.SubElement(into, tag, {"format": form} if form else {})
    etree.SubElement(element, "text").text = text
    return element


def _plain(into: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(into, tag).text = text


def _answers(into: etree._Element, plugin: etree._Element, *, scale: int = 100) -> Mapping[str, etree._Element]:
    made = {}
    for one in plugin.iterfind("answers/answer"):
        answer = _text(into, "answer", value(one, "answertext"), form(one, "answerformat"))
        share = number(value(one, "fraction"), Decimal(0)) * scale
        answer.set("fraction", f"{share.normalize():f}")
        _text(answer, "feedback", value(one, "feedback"), form(one, "feedbackformat"))
        made[one.get("id", "")] = answer
    return made


def _choice(into: etree._Element, plugin: etree._Element) -> None:
    _answers(into, plugin)
    options = plugin.find("multichoice")
    _plain(into, "single", value(options, "single") or "1")
    _plain(into, "shuffleanswers", value(options, "shuffleanswers"))
    _combined(into, options)


def _combined(into: etree._Element, options: etree._Element | None) -> None:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        if options is not None:
            _text(into, name, value(options, name), form(options, f"{name}format"))


def _truth(into: etree._Element, plugin: etree._Element) -> None:
    made = _answers(into, plugin)
    # They are named in the language of the site; which is which stands beside them.
    for name, text in (("trueanswer", "true"), ("falseanswer", "false")):
        answer = made.get(value(plugin, f"truefalse/{name}"))
        for one in answer.iterfind("text") if answer is not None else ():
            one.text = text


def _words(into: etree._Element, plugin: etree._Element) -> None:
    _answers(into, plugin)
    _plain(into, "usecase", value(plugin, "shortanswer/usecase") or "0")


def _number(into: etree._Element, plugin: etree._Element) -> None:
    made = _answers(into, plugin)
    for one in plugin.iterfind("numerical_records/numerical_record"):
        answer = made.get(value(one, "answer"))
        if answer is not None:
            _plain(answer, "tolerance", value(one, "tolerance"))
    units = etree.SubElement(into, "units")
    for one in plugin.iterfind("numerical_units/numerical_unit"):
        unit = etree.SubElement(units, "unit")
        _plain(unit, "multiplier", value(one, "multiplier"))
        _plain(unit, "unit_name", value(one, "unit"))
    _plain(into, "unitgradingtype", value(plugin, "numerical_options/numerical_option/unitgradingtype"))


def _matching(into: etree._Element, plugin: etree._Element) -> None:
    for one in plugin.iterfind("matches/match"):
        pair = _text(into, "subquestion", value(one, "questiontext"), form(one, "questiontextformat"))
        _text(pair, "answer", value(one, "answertext"))
    options = plugin.find("matchoptions")
    _plain(into, "shuffleanswers", value(options, "shuffleanswers") or "1")
    _combined(into, options)


def _ordering(into: etree._Element, plugin: etree._Element) -> None:
    _answers(into, plugin, scale=1)
    options = plugin.find("ordering")
    for name in ("gradingtype", "selecttype"):
        _plain(into, name, value(options, name))
    _combined(into, options)


def _essay(into: etree._Element, plugin: etree._Element) -> None:
    options = plugin.find("essay")
    if options is not None:
        _text(into, "graderinfo", value(options, "graderinfo"), form(options, "graderinfoformat"))
        _text(into, "responsetemplate", value(options, "responsetemplate"), form(options, "responsetemplateformat"))
        _plain(into, "attachments", value(options, "attachments"))


_PLUGINS = {
    "essay": _essay, "match": _matching, "multichoice": _choice, "numerical": _number, "ordering": _ordering,
    "shortanswer": _words, "truefalse": _truth,
}  # fmt: skip


def _with_gaps(text: str, source: etree._Element, bank: Bank) -> str:
    """Return the text of a cloze with its gaps as they were written: each is a question of its own."""
    order = value(source, "plugin_qtype_multianswer_question/multianswer/sequence").split(",")

    def gap(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        entry = bank.questions.get(order[at].strip()) if 0 <= at < len(order) else None
        return value(entry.element, "questiontext") if entry else found[0]

    return _GAP.sub(gap, text)
