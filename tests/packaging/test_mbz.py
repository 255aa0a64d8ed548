"""Moodle backups: they hold together as Moodle's restore wants it, and say what the course says."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from lxml import html as lxml_html

from course_builder import lock as locking
from course_builder.checks.lost import missing, pieces_of
from course_builder.checks.words import as_written, page_text, page_words
from course_builder.diagnostics import Report
from course_builder.load import load
from course_builder.model import Assessment, Block, Course, Page, questions_of
from course_builder.outputs import Job, NoOptions, run
from course_builder.outputs.mbz import output
from course_builder.outputs.moodle_xml import output as moodle_xml
from course_builder.render.edition import Edition
from course_builder.source.markdown import plain
from course_builder.source.names import plain_text
from course_builder.translation import interface
from tests.courses_on_disk import page, quiz, write
from tests.mistakes.case import png
from tests.packaging import moodle_bank
from tests.packaging.moodle_backup import Kept, Module, Restored, read

ROOT = Path(__file__).parents[2]
COURSES = [ROOT / "tests" / "pages" / "course", pytest.param(ROOT, marks=pytest.mark.long)]
TYPES = {"cloze": "multianswer", "matching": "match"}


class Backup:
    """A course as a model, as a backup, and as a question bank."""

    def __init__(self, folder: Path) -> None:
        loaded = load(folder, interface.true_false)
        assert loaded.course
        self.course: Course = loaded.course
        report = Report()
        lock = locking.updated(locking.read(folder, report, loaded.sources), self.course)
        report.diagnostics.clear()
        edition = Edition(folder, self.course, lock, Report())
        (content,) = run(output, Job(edition, NoOptions(), report)).files.values()
        self.content = content.read()
        self.restored: Restored = read(self.content)
        self.sources = loaded.read
        self.told = report.diagnostics
        assert {one.code for one in self.told} <= {"output-cannot"}
        (bank,) = run(moodle_xml, Job(edition, NoOptions(), Report())).files.values()
        self.bank = {one.idnumber: one for one in moodle_bank.read(bank.read())}
        self.kept = {one.idnumber: one for one in self.restored.questions.values() if one.idnumber}

    def said(self, kept: Kept) -> list[str]:
        """Return all texts of a question, those of its gaps too."""
        own = [kept.name, *(kept.fields[one] for one in ("questiontext", "generalfeedback")), *kept.hints]
        own += [text for one in kept.answers for text in (one["answertext"], one["feedback"])]
        own += [text for pair in kept.pairs for text in pair] + list(kept.options.values())
        return own + [text for one in kept.gaps for text in self.said(self.restored.questions[one])]

    def module(self, name: str) -> Module:
        return next(one for one in self.restored.modules if one.name == name)


@cache
def whole(folder: Path) -> Backup:
    """Return a large course, which several tests look at."""
    return Backup(folder)


@pytest.fixture
def made(tmp_path: Path) -> type[Backup]:
    class Made(Backup):
        def __init__(self, files: Mapping[str, str | bytes]) -> None:
            super().__init__(write(tmp_path / "course", files))

    return Made


def words(fragment: str) -> str:
    return re.sub(r"[\W_]+", "", plain(re.sub(r"<math.*?</math>", "", fragment, flags=re.DOTALL)))


def unlinked(fragment: str) -> str:
    """Return HTML without links: a backup has the pages that they lead to, and a question bank has not."""
    return re.sub(r"</?a\b[^>]*>", "", fragment).strip()


@pytest.mark.parametrize("folder", COURSES, ids=lambda one: one.name)
def test_a_whole_course(folder: Path) -> None:
    """Every page, quiz and question is there, under the sections of the course, and pages say what they say."""
    backup = whole(folder)
    course, restored = backup.course, backup.restored
    titles = [plain_text(one.title.text) for one in course.modules]
    titles += [plain_text(course.final.title.text)] if course.final else []
    assert [html.unescape(one["name"]) for one in restored.sections[1:]] == titles
    activities = {one.settings["idnumber"]: one for one in restored.modules if one.settings["idnumber"]}
    assert list(activities) == [screen.id for screen in course.screens]
    assert backup.kept.keys() == backup.bank.keys()
    for screen in course.screens:
        module = activities[screen.id]
        assert module.kind == ("page" if isinstance(screen, Page) else "quiz")
        asked = [backup.kept[one.id] for one in questions_of(screen) if one.id in backup.kept]
        quiz_ = module
        if isinstance(screen, Page) and asked:
            quiz_ = restored.modules[restored.modules.index(module) + 1]
            assert [slot.entry for slot in quiz_.slots] == [one.id for one in asked]
            # Each question is pointed to where it stands.
            link = f"$@QUIZVIEWBYID*{quiz_.number}@$"
            assert module.fields["content"].count(f'"{link}"') == len(asked)
        marks = {
            backup.kept[one.id].id: one.points * one.scored for one in questions_of(screen) if one.id in backup.kept
        }
        grades = isinstance(screen, Page) and any(one.graded for one in questions_of(screen))
        for slot in quiz_.slots if not grades else ():
            assert not slot.entry or slot.mark == marks[slot.entry]
    left_out = {one.id for one in course.questions} - backup.kept.keys()
    assert left_out == {one.id for one in course.questions if one.endings}
    for node in (node for screen in course.screens for node in screen.nodes):
        if isinstance(node, Block) and node.name in {"worksheet", "checklist", "certificate", "reflection", "gate"}:
            assert any(said.span == node.span for said in backup.told), node.name


@pytest.mark.parametrize("folder", COURSES, ids=lambda one: one.name)
def test_nothing_is_lost(folder: Path) -> None:
    """Every word of the sources stands in the page, or in a question beside it: the law that holds for our own pages."""
    backup = whole(folder)
    modules = {one.settings["idnumber"]: one for one in backup.restored.modules}
    by_file: dict[str, list[Page | Assessment]] = {}
    for screen in backup.course.screens:
        by_file.setdefault(screen.span.file, []).append(screen)
    looked_at = 0
    for file, screens in by_file.items():
        pieces = pieces_of(screens, backup.sources[file])
        gates = {one.span.line for one in backup.told if one.span.file == file and "gates" in one.message}
        silent = as_written(backup.sources[file]) | gates
        for screen in screens:
            nodes = {node.span for node in screen.nodes} | {one.span for one in questions_of(screen)}
            if any("left out" in one.message and one.span in nodes for one in backup.told):
                continue
            fields = modules[screen.id].fields
            said = [fields["name"], fields.get("content", ""), fields["intro"]]
            said += [text for one in questions_of(screen) for text in backup.said(backup.kept[one.id])]
            said += [one["feedbacktext"] for one in modules[screen.id].feedback]
            read_ = page_words(page_text(" <p> ".join(said)))
            lost = [one for one in missing(pieces[screen.id], read_) if one[0] not in silent]
            assert not lost, (file, lost[:3])
            looked_at += 1
    assert looked_at > len(backup.course.screens) * 0.7


@pytest.mark.parametrize("folder", COURSES, ids=lambda one: one.name)
def test_questions_are_those_of_the_bank(folder: Path) -> None:
    """A question restored is the question that Moodle's import makes of the same course's Moodle XML."""
    backup = whole(folder)
    for identifier, asked in backup.bank.items():
        kept = backup.kept[identifier]
        assert kept.type == TYPES.get(asked.type, asked.type)
        assert (kept.name.strip(), kept.mark) == (asked.name, asked.mark)
        assert (kept.tags, [one.strip() for one in kept.hints]) == (
            [html.unescape(one) for one in asked.tags],
            asked.hints,
        )
        assert unlinked(kept.fields["generalfeedback"]) == unlinked(asked.said["generalfeedback"])
        if asked.gaps:
            _gaps(backup, kept, asked)
            continue
        assert kept.fields["questiontext"].strip() == asked.text
        assert [(one.strip(), other) for one, other in kept.pairs] == asked.pairs
        for one, answer in zip(kept.answers, asked.answers, strict=True):
            share = Decimal(one["fraction"])
            assert share == (answer.fraction if kept.type == "ordering" else round(answer.fraction / 100, 7))
            assert one["answertext"].strip().casefold() == answer.text.casefold()
            assert unlinked(one["feedback"]) == unlinked(answer.feedback)
            if kept.type == "numerical":
                assert Decimal(kept.tolerances[one["id"]]) == answer.tolerance


def _gaps(backup: Backup, kept: Kept, asked: moodle_bank.Asked) -> None:
    for number, gap in zip(kept.gaps, asked.gaps, strict=True):
        own = backup.restored.questions[number]
        assert own.type == gap.kind.partition("_")[0].lower()
        assert own.mark == gap.weight
        assert own.options.get("usecase", "0") == str(int(gap.kind == "SHORTANSWER_C"))
        for one, answer in zip(own.answers, gap.answers, strict=True):
            assert (one["answertext"], one["feedback"]) == (answer.text, answer.feedback)
            assert Decimal(one["fraction"]) == answer.fraction / 100
            if own.type == "numerical":
                assert Decimal(own.tolerances[one["id"]]) == answer.tolerance


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    files = page("Text.\n\n## Which?\n\n:::question\n- (x) One\n- ( ) Two\n:::\n")
    assert Backup(write(tmp_path / "one", files)).content == Backup(write(tmp_path / "two", files)).content


def test_settings_of_a_quiz(made: type[Backup]) -> None:
    front = """pass_mark: 70
attempts: 3
time_limit: 20 min
shuffle_questions: yes
shuffle_options: no
feedback: never
review: no
weight: 2
display: all
pools: {p: {draw: 2}}
score_feedback:
  - {from: 0, text: Again.}
  - {from: 70, text: "Well *done*."}"""
    pool = "".join(f"## {one}? {{pool=p points=3}}\n\n- (x) Yes\n- ( ) No\n\n" for one in ("A", "B", "C"))
    backup = made(quiz(f"## Own?\n\n- (x) Yes\n- ( ) No\n\n{pool}", front))
    (module,) = backup.restored.modules
    fields = module.fields
    assert (fields["attempts_number"], fields["timelimit"], fields["shuffleanswers"]) == ("3", "1200", "0")
    assert (module.shuffled, fields["questionsperpage"], {one.page for one in module.slots}) == (True, "0", {1})
    assert fields["preferredbehaviour"] == "deferredfeedback"
    # The score is shown, and nothing else; the attempt is seen while it goes on, and not again.
    assert (fields["reviewmarks"], fields["reviewcorrectness"], fields["reviewrightanswer"]) == (str(0x1110), "0", "0")
    assert fields["reviewattempt"] == str(0x10000)
    assert (Decimal(module.grade["gradepass"]), Decimal(module.grade["aggregationcoef"])) == (70, 2)
    assert (module.settings["completionpassgrade"], module.settings["completion"]) == ("1", "2")
    own, *drawn = module.slots
    assert (backup.restored.questions[own.entry].name, own.mark) == ("Own?", 1)
    category = backup.restored.categories
    assert [(category[one.category][-1], one.mark) for one in drawn] == [("p", 3), ("p", 3)]
    assert [(one["mingrade"], one["maxgrade"], words(one["feedbacktext"])) for one in module.feedback] == [
        ("0", "70", "Again"),
        ("70", "101", "Welldone"),
    ]
    assert backup.restored.course_grade["aggregation"] == "10"
    assert not backup.told


@pytest.mark.parametrize(
    ("feedback", "behaviour", "right", "marks"),
    [
        ("now", "immediatefeedback", 0x11110, 0x11110),
        ("after", "deferredfeedback", 0x01110, 0x01110),
        ("never", "deferredfeedback", 0, 0x01110),
    ],
)
def test_when_feedback_is_shown(made: type[Backup], feedback: str, behaviour: str, right: int, marks: int) -> None:
    """The bits are Moodle's: while the attempt goes on, at once, later, and when the quiz is closed."""
    backup = made(quiz("## Own?\n\n- (x) Yes\n- ( ) No\n", f"feedback: {feedback}"))
    (module,) = backup.restored.modules
    fields = module.fields
    assert fields["preferredbehaviour"] == behaviour
    for one in ("reviewcorrectness", "reviewrightanswer", "reviewspecificfeedback", "reviewgeneralfeedback"):
        assert int(fields[one]) == right
    assert (int(fields["reviewmarks"]), int(fields["reviewattempt"])) == (marks, 0x11110)


def test_a_quiz_that_counts_for_nothing_weighs_nothing(made: type[Backup]) -> None:
    backup = made(quiz("## Own?\n\n- (x) Yes\n- ( ) No\n", "required: no\nfeedback: now"))
    (module,) = backup.restored.modules
    assert Decimal(module.grade["aggregationcoef"]) == 0
    assert module.fields["preferredbehaviour"] == "immediatefeedback"
    assert backup.restored.completing == []


def test_graded_questions_of_pages_count_together_as_one_quiz(made: type[Backup]) -> None:
    def asked(name: str, more: str) -> str:
        return f":::question[{name}?]{{{more}}}\n- (x) Yes\n- ( ) No\n:::\n\n"

    backup = made(page(asked("A", "graded points=3") + asked("B", "") + "## Two\n\n" + asked("C", "graded")
                       + "## Three\n\n" + asked("D", "")))  # fmt: skip
    quizzes = [one for one in backup.restored.modules if one.kind == "quiz"]
    assert [Decimal(one.grade["aggregationcoef"]) for one in quizzes if one.grade] == [Decimal("0.75"), Decimal("0.25")]
    assert [[slot.mark for slot in one.slots] for one in quizzes] == [[3, 0], [1], [1]]
    assert [one.fields["grade"] for one in quizzes] == ["100", "100", "0"]


LINEAR = {
    "course.yml": "title: T\nnavigation: linear\nassessment: q\n",
    "modules/a.md": "---\nassessment: m\n---\n# A\n\n:::question[Sure?]{required}\n- (x) Yes\n- ( ) No\n:::\n\n## B\n\nText.\n",
    "modules/b.md": "# C\n\nText.\n",
    "assessments/m.md": "# M\n\n## Which?\n\n- (x) One\n- ( ) Two\n",
    "assessments/q.md": "# Q\n\n## What?\n\n- (x) One\n- ( ) Two\n",
}


def test_pages_open_one_after_another(made: type[Backup]) -> None:
    backup = made(LINEAR)
    names = [one.name for one in backup.restored.modules]
    assert names == ["A", "A – Questions", "B", "M", "C", "Q"]
    number = {one.name: one.number for one in backup.restored.modules}

    def before(name: str) -> list[tuple[str, int]]:
        return [(one["type"], one.get("cm") or one["id"]) for one in backup.module(name).conditions]

    assert before("A") == []
    assert before("A – Questions") == [("completion", number["A"])]
    assert before("B") == [("completion", number["A"]), ("completion", number["A – Questions"])]
    assert before("M") == [("completion", number["B"])]
    # Handed in is enough for what comes behind a quiz.
    assert before("C") == [("completion", number["B"]), ("grade", number["M"])]
    assert backup.restored.completing == [number[one] for one in names]


@pytest.mark.parametrize(
    ("when", "completing"), [("pages", "ABC"), ("assessments", "MQ"), ("both", "ABMCQ"), ("auto", "ABMCQ")]
)
def test_what_completes_the_course(made: type[Backup], when: str, completing: str) -> None:
    files = LINEAR | {"course.yml": f"title: T\nassessment: q\ncompletion: {{when: {when}}}\n"}
    backup = made(files)
    by_number = {one.number: one.name for one in backup.restored.modules}
    assert (
        "".join(by_number[one] for one in backup.restored.completing if "Questions" not in by_number[one]) == completing
    )
    assert not any(one.conditions for one in backup.restored.modules)


def test_links_lead_to_activities(made: type[Backup]) -> None:
    backup = made(
        {
            "course.yml": "title: T\nassessment: q\n",
            "modules/a.md": "# A\n\n[B](#b), [there](#b-part), [here](#a-part), [quiz](../assessments/q.md), "
            "[out](https://example.org)\n\n### A part\n\nText.\n\n## B\n\n### B part\n\nText.\n",
            "assessments/q.md": "# Q\n\n## Read [B](../modules/a.md#b)?\n\n- (x) One\n- ( ) Two\n",
        }
    )
    number = {one.name: one.number for one in backup.restored.modules}
    tree = lxml_html.fromstring(backup.module("A").fields["content"])
    found = {one.text: one.get("href") for one in tree.iter("a")}
    assert found == {
        "B": f"$@PAGEVIEWBYID*{number['B']}@$",
        "there": f"$@PAGEVIEWBYID*{number['B']}@$#b-part",
        "here": "#a-part",
        "quiz": f"$@QUIZVIEWBYID*{number['Q']}@$",
        "out": "https://example.org",
    }
    assert tree.get_element_by_id("a-part").tag == "h2"
    (question,) = backup.kept.values()
    assert f'href="$@PAGEVIEWBYID*{number["B"]}@$"' in question.fields["questiontext"]


def test_glossary(made: type[Backup]) -> None:
    backup = made(page(":::glossary[Terms]\nAlpha / first letter\n:   The *first*.\n\nBeta\n:   The second.\n:::"))
    glossary = backup.module("Terms")
    assert glossary.kind == "glossary"
    assert [(one["concept"], one["aliases"], words(one["definition"])) for one in glossary.entries] == [
        ("Alpha", "first letter", "Thefirst"),
        ("Beta", "", "Thesecond"),
    ]
    # Who may not restore data of users gets no entries: the page has the terms, too.
    assert "Thefirst" in words(backup.module("A").fields["content"])


def test_what_moodle_has_not_is_told(made: type[Backup]) -> None:
    backup = made(
        {
            "course.yml": "title: T\nassessment: q\ncompletion: {when: percentage, percentage: 50}\n",
            "modules/a.md": "# A\n\n:::gate\n:::\n\n:::question[T?]{tries=3}\n- (x) Yes\n- ( ) No\n:::\n\n:::certificate\n:::\n\n:::reflection[What?]{#r}\nThink.\n:::\n",
            "assessments/q.md": "---\ntime_limit: 10 min\nextra_time: 50%\nretry: wrong\npools: {p: {draw: 1}}\n---\n# Q\n\n"
            "## A? {pool=p}\n\n- (x) Yes\n- ( ) No\n\n## B? {pool=p points=2}\n\n- (x) Yes\n- ( ) No\n",
        }
    )
    told = [(one.span.file, one.span.line, one.message) for one in backup.told]
    expected = (
        "gates",
        "one try",
        "certificates",
        "writes nothing|keeps nothing",
        "share of them",
        "add to the time",
        "anew",
        "same mark",
    )
    for said in expected:
        assert any(re.search(said, message) for _, _, message in told), said
    assert len(told) == len(expected)
    assert ("modules/a.md", 3) in {(file, line) for file, line, _ in told}


def test_files_travel_with_their_texts(made: type[Backup]) -> None:
    files = {f"media/{name}.png": png(width, 2) for name, width in (("one", 2), ("two", 3), ("three", 4), ("four", 5))}
    backup = made(
        {
            **files,
            "course.yml": "title: T\nassessment: q\npicture: media/one.png\n",
            "modules/a.md": "# A\n\n![Two](../media/two.png)\n\n:::downloads\n- [A table](../media/list.csv)\n:::\n",
            "media/list.csv": "a,b\n1,2\n",
            "assessments/q.md": "# Q\n\n![Four](../media/four.png)\n\n## Which?\n\n![Three](../media/three.png)\n\n"
            "- (x) One\n- ( ) Two\n",
        }
    )
    found = {name.partition(".")[0]: (where.partition("/")[2], area)
             for where, area, _, name in backup.restored.files}  # fmt: skip
    assert found == {
        "one": ("course", "section"),
        "two": ("mod_page", "content"),
        "list": ("mod_page", "content"),
        "three": ("question", "questiontext"),
        "four": ("mod_quiz", "intro"),
    }
    contents = {name.partition(".")[0]: content for (*_, name), content in backup.restored.files.items()}
    assert contents["list"] == b"a,b\n1,2\n"


def test_right_to_left(made: type[Backup]) -> None:
    backup = made({"course.yml": "title: T\nlanguage: ar\n", "modules/a.md": "# ا\n\nنص.\n"})
    (module,) = backup.restored.modules
    assert module.fields["content"].startswith('<div lang="ar" dir="rtl" style="text-align: start">')
    assert backup.restored.course["lang"] == "ar"
