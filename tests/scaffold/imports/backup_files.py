"""Writes small backups of Moodle courses, in the shapes that sites of Moodle 2.8 to 4.5 give them.

A backup is an archive: ``moodle_backup.xml`` lists sections and activities, each has a folder of its own, the question
bank is ``questions.xml``, and ``files.xml`` says to which text a file belongs, whose content is named after its SHA-1.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

CONTEXT, BANK, COURSE = "50", "60", "40"


def tags(**values: object) -> str:
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in values.items())


@dataclass
class Backup:
    """A backup that is being written.

    Args:
        old: as before Moodle 4.0, where a quiz names questions and not entries of the bank.
    """

    old: bool = False
    title: str = "Safe water"
    language: str = "en"
    parts: dict[str, bytes] = field(default_factory=dict)
    activities: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    categories: dict[str, list[str]] = field(default_factory=dict)
    number: int = 0

    def section(self, name: str, *activities: str, summary: str = "", **more: object) -> None:
        own = len(self.sections)
        numbers = ",".join(activities)
        inside = tags(number=own, name=name or "$@NULL@$", summary=summary, summaryformat=1, sequence=numbers, **more)
        self._part(f"sections/section_{own}/section.xml", f'<section id="{own + 700}">{inside}</section>')
        self.sections.append(f"<section>{tags(sectionid=own + 700, directory=f'sections/section_{own}')}</section>")

    def activity(
        self, kind: str, name: str, inside: str, *, hidden: bool = False, grades: str = "", **module: object
    ) -> str:
        """Add an activity; return the number by which sections name it.

        Args:
            module: what else the course says of it.
        """
        self.number += 1
        own, folder = str(self.number), f"activities/{kind}_{self.number}"
        told = f'<activity id="9" moduleid="{own}" modulename="{kind}" contextid="{CONTEXT}">'
        self._part(f"{folder}/{kind}.xml", f'{told}<{kind} id="9">{tags(name=name)}{inside}</{kind}></activity>')
        self._part(f"{folder}/module.xml", f'<module id="{own}">{tags(visible=int(not hidden), **module)}</module>')
        if grades:
            self._part(f"{folder}/grades.xml", f"<activity_gradebook>{grades}</activity_gradebook>")
        listed = tags(moduleid=own, sectionid=1, modulename=kind, title=name, directory=folder)
        self.activities.append(f"<activity>{listed}</activity>")
        return own

    def file(
        self, name: str, content: bytes, component: str, area: str, item: str = "0", context: str = CONTEXT
    ) -> None:
        digest = hashlib.sha1(content).hexdigest()
        self.parts[f"files/{digest[:2]}/{digest}"] = content
        folder, _, last = f"/{name}".rpartition("/")
        told = tags(contenthash=digest, contextid=context, component=component, filearea=area, itemid=item)
        self.files.append(f'<file id="1">{told}{tags(filepath=f"{folder}/", filename=last)}</file>')

    def question(self, category: str, kind: str, plugin: str, **more: object) -> str:
        """Add a question to the bank; return how a quiz names it."""
        self.number += 1
        own = str(self.number)
        said = {
            "parent": 0, "name": f"Q{own}", "questiontext": f"Question {own}?", "questiontextformat": 1,
            "generalfeedback": "", "generalfeedbackformat": 1, "defaultmark": "1.0000000", "penalty": "0.3333333",
            "qtype": kind, **{key: value for key, value in more.items() if key not in {"idnumber", "extra", "hidden"}},
        }  # fmt: skip
        inner = f"<plugin_qtype_{kind}_question>{plugin}</plugin_qtype_{kind}_question>{more.get('extra', '')}"
        element = f'<question id="{own}">{tags(**said)}{inner}</question>'
        identifier = tags(idnumber=more.get("idnumber", "$@NULL@$"))
        if self.old:
            element = element.replace("<parent>", f"{identifier}<parent>", 1)
        else:
            version = f'<question_versions id="1">{tags(version=2, status=more.get("hidden") or "ready")}'
            older = f'<question_versions id="2">{tags(version=1, status="ready")}<questions><question id="9{own}">'
            older += f"{tags(name='old', qtype='description', questiontext='Old')}</question></questions></question_versions>"
            versions = f"{version}<questions>{element}</questions></question_versions>{older}"
            element = f'<question_bank_entry id="1{own}">{identifier}<question_version>{versions}</question_version></question_bank_entry>'
        self.categories.setdefault(category, []).append(element)
        return own

    def slots(self, *asked: str) -> str:
        """Return the slots of a quiz: numbers of questions, or ``*category`` for one that is drawn."""
        made = []
        for slot, one in enumerate(asked, start=1):
            told = tags(slot=slot, maxmark="2.0000000")
            if one.startswith("*") and self.old:
                number = self.question(one[1:], "random", "", questiontext="0")
                told += tags(questionid=number)
            elif one.startswith("*"):
                number = 500 + list(self.categories).index(one[1:])
                condition = f'{{"questioncategoryid":"{number}","includingsubcategories":0}}'
                if one[1:].endswith("new"):
                    condition = (
                        f'{{"filter":{{"category":{{"jointype":1,"values":["{number}"],"filteroptions":{{}}}}}}}}'
                    )
                told += f"<question_set_reference>{tags(filtercondition=condition)}</question_set_reference>"
            elif self.old:
                told += tags(questionid=one)
            else:
                told += f"<question_reference>{tags(questionbankentryid=f'1{one}', version='$@NULL@$')}</question_reference>"
            made.append(f"<question_instance>{told}</question_instance>")
        return f"<question_instances>{''.join(made)}</question_instances>"

    def _part(self, name: str, text: str) -> None:
        self.parts[name] = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()

    def whole(self) -> dict[str, bytes]:
        contents = f"<activities>{''.join(self.activities)}</activities><sections>{''.join(self.sections)}</sections>"
        about = tags(original_course_fullname=self.title, moodle_release="4.5.6")
        self._part(
            "moodle_backup.xml",
            f"<moodle_backup><information>{about}<contents>{contents}</contents></information></moodle_backup>",
        )
        self._part("course/course.xml", f'<course id="2">{tags(lang=self.language)}</course>')
        self._part("files.xml", f"<files>{''.join(self.files)}</files>")
        made = [f'<question_category id="499">{tags(name="top", contextid=BANK, parent=0)}</question_category>']
        for at, (name, own) in enumerate(self.categories.items()):
            listed = "".join(own)
            around = "questions" if self.old else "question_bank_entries"
            told = tags(name=name, contextid=BANK, parent=499)
            made.append(f'<question_category id="{500 + at}">{told}<{around}>{listed}</{around}></question_category>')
        self._part("questions.xml", f"<question_categories>{''.join(made)}</question_categories>")
        return self.parts

    def zipped(self) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            for name, data in self.whole().items():
                packed.writestr(name, data)
        return file.getvalue()

    def tarred(self) -> bytes:
        return tarred(self.whole())


def tarred(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as packed:
        for name, data in {".ARCHIVE_INDEX": b"Moodle archive file index.\n", **parts}.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            packed.addfile(about, io.BytesIO(data))
    return file.getvalue()


def answers(*pairs: tuple[str, str], form: int = 1) -> str:
    """Return answers, each with its share of the points, from 0 to 1; their ids count from 1."""
    made = "".join(
        f'<answer id="{at}">{tags(answertext=text, answerformat=form, fraction=share, feedback="", feedbackformat=1)}</answer>'
        for at, (text, share) in enumerate(pairs, start=1)
    )
    return f"<answers>{made}</answers>"


def choice(single: int = 1, *pairs: tuple[str, str]) -> str:
    found = pairs or (("<p>Yes</p>", "1.0000000"), ("<p>No</p>", "0.0000000"))
    combined = dict.fromkeys(("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"), "")
    return f'{answers(*found)}<multichoice id="1">{tags(single=single, shuffleanswers=1, **combined)}</multichoice>'
