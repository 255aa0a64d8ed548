"""The question bank of a backup: what Moodle's import makes of a question in Moodle XML, as a backup keeps it.

Both formats so say the same of every question: what it is was decided once, when its element was made.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from course_builder.content import Held
from course_builder.packaging.moodle.backup.files import FilePool
from course_builder.packaging.moodle.backup.records import HTML, MOMENT, Value, inside, put, record, root

OWNER = 2
"""Of questions; whoever restores them becomes it on another site."""
_COURSE = 50
"""Moodle's ``CONTEXT_COURSE``."""
_OUTCOMES = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_LAYOUTS = {"VERTICAL": 0, "HORIZONTAL": 1}
_SELECTS = {"ALL": 0, "RANDOM": 1, "CONTIGUOUS": 2}
_GRADINGS = {"ALL_OR_NOTHING": -1, "ABSOLUTE_POSITION": 0, "RELATIVE_NEXT_EXCLUDE_LAST": 1}
# An embedded answer, as packaging/moodle/cloze.py writes it: signs inside of it are entities.
_GAP = re.compile(r"\{(\d+):([A-Z_]+):([^{}]*)\}")
_FEEDBACK = re.compile(r"(?<!&)#")


@dataclass
class Bank:
    """The categories of a course's question bank.

    Args:
        course: the course's id in texts; stamps of questions begin with it.
        context: the id of the course's context.
        instance: the id of the course in the backup.
        pool: gets the files of questions.
    """

    course: str
    context: int
    instance: int
    pool: FilePool
    files: list[int] = field(default_factory=list)
    tree: etree._Element = field(default_factory=lambda: root("question_categories"))
    _categories: dict[tuple[str, ...], int] = field(default_factory=dict)
    _entries: dict[int, etree._Element] = field(default_factory=dict)
    _ids: int = 0

    def category(self, names: tuple[str, ...]) -> int:
        """Return the id of a category, which is made where there is none yet; () is the one above all."""
        if names in self._categories:
            return self._categories[names]
        parent = self.category(names[:-1]) if names else 0
        number = len(self._categories) + 1
        element = record(
            self.tree,
            "question_category",
            {
                "name": names[-1] if names else "top", "contextid": self.context, "contextlevel": _COURSE,
                "contextinstanceid": self.instance, "info": "", "infoformat": HTML,
                "stamp": self._stamp("category", *names), "parent": parent, "sortorder": number, "idnumber": None,
            },
            number,
        )  # fmt: skip
        self._entries[number] = inside(element, "question_bank_entries")
        self._categories[names] = number
        return number

    @property
    def categories(self) -> Iterable[int]:
        """The ids of all categories."""
        return self._categories.values()

    def add(self, category: int, element: etree._Element) -> int:
        """Put a question into a category, and return the id of its entry, which stands for all its versions.

        Args:
            element: of Moodle XML.
        """
        kind = element.get("type", "")
        if kind == "cloze":
            return self._cloze(category, element)
        own = self._question(category, element, _TYPES.get(kind, kind), _text(element, "idnumber"))
        plugin = inside(own, f"plugin_qtype_{_TYPES.get(kind, kind)}_question")
        self._typed(kind, plugin, element, int(own.get("id", "0")))
        self._rest(own, element, kind)
        return int(own.get("id", "0"))

    # -- what all have

    def _next(self) -> int:
        self._ids += 1
        return self._ids

    def _stamp(self, *of: str) -> str:
        # By its stamp Moodle knows a question again when the course is restored into itself: a changed one is another.
        digest = hashlib.sha256("\0".join([self.course, *of]).encode()).hexdigest()
        return f"course-builder+{digest[:24]}"

    def _question(
        self,
        category: int,
        element: etree._Element,
        kind: str,
        idnumber: str,
        *,
        parent: int = 0,
        mark: str = "",
        asked: str = "",
    ) -> etree._Element:
        number = self._next()
        entry = record(
            self._entries[category],
            "question_bank_entry",
            {"questioncategoryid": category, "idnumber": idnumber or None, "ownerid": OWNER},
            number,
        )
        version = inside(inside(entry, "question_version"), "question_versions", id=number)
        put(version, {"version": 1, "status": "ready"})
        fields: dict[str, Value] = {
            "parent": parent,
            "name": _text(element, "name/text"),
            "questiontext": asked or _text(element, "questiontext/text"),
            "questiontextformat": HTML,
            "generalfeedback": "" if parent else _text(element, "generalfeedback/text"),
            "generalfeedbackformat": HTML,
            "defaultmark": mark or _text(element, "defaultgrade"),
            "penalty": _text(element, "penalty") or 0,
            "qtype": kind,
            "length": 1,
            "stamp": self._stamp(etree.tostring(element, encoding="unicode"), str(number if parent else "")),
            "timecreated": MOMENT,
            "timemodified": MOMENT,
            "createdby": OWNER,
            "modifiedby": OWNER,
        }
        if not parent:
            self._keep("question", "questiontext", number, element.find("questiontext"))
            self._keep("question", "generalfeedback", number, element.find("generalfeedback"))
        return record(inside(version, "questions"), "question", fields, number)

    def _rest(self, own: etree._Element, element: etree._Element, kind: str) -> None:
        hints = inside(own, "question_hints")
        for hint in element.findall("hint"):
            number = self._next()
            fields: dict[str, Value] = {"hint": _text(hint, "text"), "hintformat": HTML}
            record(hints, "question_hint", fields | {"shownumcorrect": 0, "clearwrong": 0, "options": None}, number)
            self._keep("question", "hint", number, hint)
        tags = inside(own, "tags")
        for tag in element.findall("tags/tag"):
            name = html.unescape(_text(tag, "text"))
            record(tags, "tag", {"name": name.lower(), "rawname": name}, self._next(), contextid=self.context)
        for area in _OUTCOMES if kind not in {"truefalse", "shortanswer", "numerical", "essay"} else ():
            component = "qtype_ordering" if kind == "ordering" else "question"
            self._keep(component, area, int(own.get("id", "0")), element.find(area))

    def _keep(self, component: str, area: str, item: int, holder: etree._Element | None) -> None:
        """Put the files that stand in a text of Moodle XML into the backup."""
        if holder is None:
            return
        found = {file.get("name", ""): Held(base64.b64decode(file.text or "")) for file in holder.findall("file")}
        self.files += self.pool.add(self.context, component, area, item, found)

    # -- what each type has

    def _answer(self, answers: etree._Element, fields: Mapping[str, Value], holder: etree._Element | None) -> int:
        number = self._next()
        record(answers, "answer", fields, number)
        if holder is not None:
            self._keep("question", "answer", number, holder)
            self._keep("question", "answerfeedback", number, holder.find("feedback"))
        return number

    def _answers(self, plugin: etree._Element, element: etree._Element, kind: str) -> list[int]:
        answers = inside(plugin, "answers")
        made = []
        for one in element.findall("answer"):
            share = Decimal(one.get("fraction", "0"))
            fields: dict[str, Value] = {
                "answertext": _text(one, "text").capitalize() if kind == "truefalse" else _text(one, "text"),
                "answerformat": HTML if one.get("format") == "html" else 0,
                # The places of things in order stand there as they are.
                "fraction": f"{share if kind == 'ordering' else share / 100:.7f}",
                "feedback": _text(one, "feedback/text"),
                "feedbackformat": HTML,
            }
            made.append(self._answer(answers, fields, one))
        return made

    def _typed(self, kind: str, plugin: etree._Element, element: etree._Element, number: int) -> None:
        outcomes: dict[str, Value] = {}
        for area in _OUTCOMES:
            outcomes |= {area: _text(element, f"{area}/text"), f"{area}format": HTML}
        if kind == "matching":
            self._matching(plugin, element, outcomes)
            return
        if kind == "essay":
            self._essay(plugin, element, number)
            return
        made = self._answers(plugin, element, kind)
        match kind:
            case "truefalse":
                right, wrong = made
                fields: dict[str, Value] = {"trueanswer": right, "falseanswer": wrong, "showstandardinstruction": 0}
                record(plugin, "truefalse", fields, self._next())
            case "multichoice":
                fields = {
                    "layout": 0,
                    "single": int(_text(element, "single") == "true"),
                    "shuffleanswers": int(_text(element, "shuffleanswers") == "true"),
                    **outcomes,
                    "answernumbering": _text(element, "answernumbering"),
                    "shownumcorrect": 0,
                    "showstandardinstruction": 0,
                }
                record(plugin, "multichoice", fields, self._next())
            case "shortanswer":
                record(plugin, "shortanswer", {"usecase": _text(element, "usecase")}, self._next())
            case "numerical":
                tolerances = [_text(one, "tolerance") or "0" for one in element.findall("answer")]
                self._numerical(plugin, element, dict(zip(made, tolerances, strict=True)))
            case "ordering":
                fields = {
                    "layouttype": _LAYOUTS[_text(element, "layouttype")],
                    "selecttype": _SELECTS[_text(element, "selecttype")],
                    "selectcount": _text(element, "selectcount"),
                    "gradingtype": _GRADINGS[_text(element, "gradingtype")],
                    "showgrading": 1,
                    "numberingstyle": _text(element, "numberingstyle"),
                    **outcomes,
                    "shownumcorrect": 0,
                }
                record(plugin, "ordering", fields, self._next())
            case _:
                raise ValueError(kind)

    def _numerical(self, plugin: etree._Element, element: etree._Element | None, tolerances: Mapping[int, str]) -> None:
        units = inside(plugin, "numerical_units")
        named = element.findall("units/unit") if element is not None else []
        for unit in named:
            fields: dict[str, Value] = {"multiplier": _text(unit, "multiplier"), "unit": _text(unit, "unit_name")}
            record(units, "numerical_unit", fields, self._next())
        shown = 3 if element is None else _text(element, "showunits")
        options: dict[str, Value] = {"showunits": shown, "unitsleft": 0, "unitgradingtype": 0, "unitpenalty": 0}
        record(inside(plugin, "numerical_options"), "numerical_option", options, self._next())
        records = inside(plugin, "numerical_records")
        for answer, tolerance in tolerances.items():
            record(records, "numerical_record", {"answer": answer, "tolerance": tolerance}, self._next())

    def _essay(self, plugin: etree._Element, element: etree._Element, number: int) -> None:
        fields: dict[str, Value] = {
            "responseformat": _text(element, "responseformat"), "responserequired": _text(element, "responserequired"),
            "responsefieldlines": _text(element, "responsefieldlines"), "minwordlimit": None, "maxwordlimit": None,
            "attachments": 0, "attachmentsrequired": 0, "graderinfo": _text(element, "graderinfo/text"),
            "graderinfoformat": HTML, "responsetemplate": _text(element, "responsetemplate/text"),
            "responsetemplateformat": HTML, "filetypeslist": "", "maxbytes": 0,
        }  # fmt: skip
        record(plugin, "essay", fields, self._next())
        self._keep("qtype_essay", "graderinfo", number, element.find("graderinfo"))

    def _matching(self, plugin: etree._Element, element: etree._Element, outcomes: Mapping[str, Value]) -> None:
        shuffled: dict[str, Value] = {"shuffleanswers": int(_text(element, "shuffleanswers") == "true")}
        record(plugin, "matchoptions", shuffled | dict(outcomes) | {"shownumcorrect": 0}, self._next())
        matches = inside(plugin, "matches")
        for pair in element.findall("subquestion"):
            number = self._next()
            asked: dict[str, Value] = {"questiontext": _text(pair, "text"), "questiontextformat": HTML}
            record(matches, "match", asked | {"answertext": _text(pair, "answer/text")}, number)
            self._keep("qtype_match", "subquestion", number, pair)

    # -- embedded answers

    def _cloze(self, category: int, element: etree._Element) -> int:
        """Take a text's gaps out as questions of their own, as ``qtype_multianswer_extract_question`` does."""
        asked = _text(element, "questiontext/text")
        gaps = list(_GAP.finditer(asked))
        numbered = iter(range(1, len(gaps) + 1))
        mark = sum((Decimal(gap[1]) for gap in gaps), Decimal(0))
        idnumber = _text(element, "idnumber")
        text = _GAP.sub(lambda _: f"{{#{next(numbered)}}}", asked)
        own = self._question(category, element, "multianswer", idnumber, mark=str(mark), asked=text)
        number = int(own.get("id", "0"))
        plugin = inside(own, "plugin_qtype_multianswer_question")
        inside(plugin, "answers")
        sequence = [self._gap(category, element, gap, number) for gap in gaps]
        fields: dict[str, Value] = {"question": number, "sequence": ",".join(map(str, sequence))}
        record(plugin, "multianswer", fields, self._next())
        self._rest(own, element, "cloze")
        return number

    def _gap(self, category: int, element: etree._Element, gap: re.Match[str], parent: int) -> int:
        weight, written, alternatives = gap.groups()
        kind = written.partition("_")[0].lower()
        own = self._question(category, element, kind, "", parent=parent, mark=weight, asked=gap[0])
        plugin = inside(own, f"plugin_qtype_{kind}_question")
        answers = inside(plugin, "answers")
        tolerances: dict[int, str] = {}
        for one in alternatives.split("~"):
            answer, *said = _FEEDBACK.split(one, maxsplit=1)
            words, tolerance = html.unescape(answer.removeprefix("=")), "0"
            if kind == "numerical":
                words, _, tolerance = words.partition(":")
            fields: dict[str, Value] = {
                "answertext": words,
                "answerformat": HTML if kind == "multichoice" else 0,
                "fraction": f"{int(answer.startswith('=')):.7f}",
                "feedback": html.unescape(said[0]) if said else "",
                "feedbackformat": HTML,
            }
            tolerances[self._answer(answers, fields, None)] = tolerance or "0"
        match kind:
            case "multichoice":
                fields = {"layout": 0, "single": 1, "shuffleanswers": int(written.endswith("_S"))}
                for area in _OUTCOMES:
                    fields |= {area: "", f"{area}format": HTML}
                fields |= {"answernumbering": "0", "shownumcorrect": 0, "showstandardinstruction": 0}
                record(plugin, "multichoice", fields, self._next())
            case "shortanswer":
                record(plugin, "shortanswer", {"usecase": int(written.endswith("_C"))}, self._next())
            case _:
                self._numerical(plugin, None, tolerances)
        inside(own, "question_hints")
        inside(own, "tags")
        return int(own.get("id", "0"))


_TYPES = {"matching": "match"}


def _text(element: etree._Element, path: str) -> str:
    return element.findtext(path) or ""
