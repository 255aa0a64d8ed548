"""Backups of Moodle courses become courses: their sections, pages, books, texts, quizzes, glossaries and files."""

from __future__ import annotations

import io
import json
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from course_builder import check
from course_builder.model import Course
from course_builder.scaffold.imports import take, write
from course_builder.scaffold.imports.outcome import Taken
from tests.mistakes.case import png
from tests.scaffold.imports.backup_files import BANK, COURSE, Backup, answers, choice, tags, tarred
from tests.scaffold.imports.keys import key

PNG = png()


def imported(folder: Path, content: bytes) -> tuple[Taken, Course]:
    """Import a backup into a new course, which must have no mistakes."""
    folder.mkdir(exist_ok=True)
    path = folder / "course.mbz"
    path.write_bytes(content)
    taken = take([path], folder / "course")
    assert not taken.refused
    write(taken, folder / "course")
    result = check(folder / "course")
    assert result.course
    assert not [one for one in result.diagnostics if one.severity == "error"], result.diagnostics
    return taken, result.course


def texts(taken: Taken) -> dict[str, str]:
    return {name: content.decode() for name, content in taken.files.items() if name.endswith((".md", ".yml"))}


def lost(taken: Taken) -> list[str]:
    return [text for one in taken.outcomes for text in one.lost]


@pytest.mark.parametrize("packed", [Backup.zipped, Backup.tarred], ids=["zip", "tar"])
def test_a_course_comes_over_section_by_section(tmp_path: Path, packed: Callable[[Backup], bytes]) -> None:
    made = Backup(language="es")
    page = made.activity(
        "page",
        "Boiling & more",
        tags(intro="Not shown", introformat=1, content="<h3>How</h3><p>Boil it.</p>", contentformat=1),
    )
    label = made.activity(
        "label", "Look", tags(intro='<p><img src="@@PLUGINFILE@@/drop.png" alt="A drop"></p>', introformat=1)
    )
    made.file("drop.png", PNG, "mod_label", "intro")
    chapters = "".join(
        f'<chapter id="{at}">{tags(pagenum=at, title=title, content=f"<p>{title} text.</p>", contentformat=1, hidden=0)}</chapter>'
        for at, title in ((2, "Second"), (1, "First"))
    )
    book = made.activity("book", "Handbook", f"{tags(intro='', introformat=1)}<chapters>{chapters}</chapters>")
    sheet = made.activity("resource", "The sheet", tags(intro="", introformat=1))
    made.file("sheet.pdf", b"%PDF-1.4", "mod_resource", "content")
    link = made.activity(
        "url", "WHO", tags(intro="<p>See also:</p>", introformat=1, externalurl="https://www.who.int/?a=1&b=2")
    )
    made.section("", summary="<p>Welcome.</p>")
    made.section("Treatment", page, label, book, sheet, link)
    taken, course = imported(tmp_path, packed(made))
    found = texts(taken)
    assert found["modules/safe-water.md"] == "# Safe water\n\nWelcome.\n"
    assert found["modules/treatment.md"] == (
        "# Treatment\n\n## Boiling & more\n\n### How\n\nBoil it.\n\n![A drop](../media/drop.png)\n\n"
        "## First\n\nFirst text.\n\n## Second\n\nSecond text.\n\n[The sheet](../media/sheet.pdf)\n\n"
        "See also:\n\n[WHO](<https://www.who.int/?a=1&b=2>)\n"
    )
    assert taken.files["media/drop.png"] == PNG
    assert course.settings.title == "Safe water"
    assert course.settings.language == "es"
    assert not lost(taken)
    assert taken.outcomes[1].place.endswith("course.mbz: id 1")


def one_quiz(made: Backup, *asked: str, more: str = "", grades: str = "") -> None:
    settings = tags(intro="<p>Good luck.</p>", introformat=1, shuffleanswers=1, grade="10.00000") + more
    made.section("Module", made.activity("quiz", "The test", settings + made.slots(*asked), grades=grades))


@pytest.mark.parametrize("old", [False, True], ids=["4.x", "3.x"])
def test_a_quiz_comes_over_with_its_settings(tmp_path: Path, old: bool) -> None:
    made = Backup(old=old)
    first = made.question("Own", "multichoice", choice(), idnumber="water-1", questiontext="<p>Is it <b>safe</b>?</p>")
    for _ in range(3):
        made.question("Pool A", "multichoice", choice())
    feedback = "".join(
        f"<feedback>{tags(feedbacktext=text, feedbacktextformat=1, mingrade=start)}</feedback>"
        for text, start in (("Well done.", "8.00000"), ("Try again.", "0.00000"))
    )
    more = (
        tags(timelimit=1500, attempts_number=2, preferredbehaviour="immediatefeedback", timeopen=1700000000)
        + f"<sections><section>{tags(shufflequestions=1)}</section></sections><feedbacks>{feedback}</feedbacks>"
    )
    grades = f"<grade_items><grade_item>{tags(gradepass='6.00000')}</grade_item></grade_items>"
    one_quiz(made, first, "*Pool A", "*Pool A", more=more, grades=grades)
    taken, course = imported(tmp_path, made.tarred())
    (quiz,) = course.assessments
    said = quiz.settings
    assert (said.time_limit, said.attempts, said.feedback, said.shuffle_questions) == (25, 2, "now", True)
    assert quiz.pass_mark == 60
    assert {name: pool.draw for name, pool in said.pools.items()} == {"pool-a": 2}
    assert [(one.from_, one.text) for one in said.score_feedback] == [(0, "Try again."), (80, "Well done.")]
    assert [one.pool for one in quiz.questions] == ["", "pool-a", "pool-a", "pool-a"]
    assert quiz.questions[0].id == "water-1"
    assert quiz.questions[0].points == 2
    assert lost(taken) == ["It opened at a date."]
    assert "Good luck." in texts(taken)["assessments/the-test.md"]
    assert [one.kind for one in taken.outcomes][:2] == ["assessment", "multichoice"]


def test_a_slot_of_moodle_4_3_and_later_draws_from_its_category(tmp_path: Path) -> None:
    made = Backup()
    for _ in range(2):
        made.question("Pool new", "multichoice", choice())
    one_quiz(made, "*Pool new")
    _, course = imported(tmp_path, made.tarred())
    assert {name: pool.draw for name, pool in course.assessments[0].settings.pools.items()} == {"pool-new": 1}


MATCH = "".join(
    f'<match id="{at}">{tags(questiontext=left, questiontextformat=1, answertext=right)}</match>'
    for at, (left, right) in enumerate((("<p>well</p>", "deep"), ("<p>pond</p>", "shallow"), ("", "salty")), start=1)
)
RECORDS = (
    f"<numerical_records><numerical_record>{tags(answer=1, tolerance='0.5')}</numerical_record></numerical_records>"
)
UNITS = f"<numerical_units><numerical_unit>{tags(multiplier='1.0', unit='m')}</numerical_unit></numerical_units>"
KINDS = {
    "multichoice": (choice(), "choice"),
    "truefalse": (
        answers(("Faux", "0.0"), ("Vrai", "1.0"), form=0) + f"<truefalse>{tags(trueanswer=2, falseanswer=1)}</truefalse>",
        "choice",
    ),
    "shortanswer": (answers(("well", "1.0"), ("w*l", "1.0"), form=0) + f"<shortanswer>{tags(usecase=1)}</shortanswer>", "text"),
    "numerical": (answers(("12.5", "1.0"), form=0) + RECORDS + UNITS, "number"),
    "match": (f"<matches>{MATCH}</matches><matchoptions>{tags(shuffleanswers=1)}</matchoptions>", "match"),
    "ordering": (
        answers(("<p>boil</p>", "1.0"), ("<p>cool</p>", "2.0"), ("<p>drink</p>", "3.0"))
        + f"<ordering>{tags(gradingtype=0, selecttype=0)}</ordering>",
        "order",
    ),
    "essay": (f"<essay>{tags(graderinfo='<p>Look for <b>filters</b>.</p>', graderinfoformat=1)}</essay>", "text"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_question_comes_over_with_its_key(tmp_path: Path, kind: str) -> None:
    plugin, interaction = KINDS[kind]
    made = Backup()
    hint = (
        f"<question_hints><question_hint>{tags(hint='Think of rain.', hintformat=1)}</question_hint></question_hints>"
    )
    marks = f"<tags><tag>{tags(name='rain', rawname='Rain water')}</tag></tags>"
    one_quiz(made, made.question("C", kind, plugin, generalfeedback="Because.", extra=hint + marks))
    taken, course = imported(tmp_path, made.tarred())
    (found,) = course.questions
    assert found.parts[0].interaction.type == interaction
    assert found.tags == ("rain-water",)
    assert len(found.hints) == 1
    text = texts(taken)["assessments/the-test.md"]
    assert "> Because." in text
    expected = {
        "multichoice": "Yes", "truefalse": "True", "shortanswer": "well; /w.*l/ (case)", "numerical": "12..13 m",
        "match": "well=deep; pond=shallow; =salty", "ordering": "boil; cool; drink", "essay": "____",
    }  # fmt: skip
    assert key(found) == expected[kind]
    if kind == "essay":
        assert ":::notes\nLook for **filters**.\n:::" in text
    assert not lost(taken)


def test_gaps_stand_in_questions_of_their_own(tmp_path: Path) -> None:
    made = Backup()
    one = made.question("C", "shortanswer", "", parent=1, questiontext="{1:SHORTANSWER:=wells}")
    other = made.question("C", "multichoice", "", parent=1, questiontext="{2:MULTICHOICE:=deep~shallow}")
    plugin = f'<multianswer id="1">{tags(sequence=f"{one},{other}")}</multianswer>'
    cloze = made.question("C", "multianswer", plugin, questiontext="<p>Dig {#1} that are {#2}.</p>")
    one_quiz(made, cloze)
    taken, course = imported(tmp_path, made.tarred())
    (found,) = course.questions
    assert [part.interaction.type for part in found.parts] == ["text", "choice"]
    # The gaps themselves are no questions of the bank.
    assert [one.kind for one in taken.outcomes] == ["assessment", "cloze"]


def test_pictures_of_questions_come_along(tmp_path: Path) -> None:
    made = Backup()
    shown = made.question(
        "C", "multichoice", choice(), questiontext='<p>What? <img src="@@PLUGINFILE@@/a%20b.png" alt="A well"></p>'
    )
    made.file("a b.png", PNG, "question", "questiontext", shown, BANK)
    one_quiz(made, shown)
    taken, _ = imported(tmp_path, made.tarred())
    assert "![A well](../media/a-b.png)" in texts(taken)["assessments/the-test.md"]


PASS = f"<grade_items><grade_item>{tags(gradepass='6.00000')}</grade_item></grade_items>"


def quizzes(made: Backup, *grades: str) -> list[str]:
    return [
        made.activity(
            "quiz",
            name,
            tags(intro="", grade="10") + made.slots(made.question("C", "multichoice", choice())),
            grades=one,
        )
        for name, one in zip(("Before", "Behind", "Last"), grades, strict=False)
    ]


def test_two_quizzes_of_a_section_that_are_to_be_passed_stay_two(tmp_path: Path) -> None:
    made = Backup()
    first, second = quizzes(made, PASS, PASS)
    between = made.activity("page", "Between", tags(content="Text.", contentformat=1))
    made.section("Module", first, between, second)
    _, course = imported(tmp_path, made.tarred())
    found = [(one.title.text, one.assessment.title.text) for one in course.modules if one.assessment]
    assert found == [("Module", "Before"), ("Behind", "Behind")]
    assert len(course.modules) == 2


def test_quizzes_beside_the_one_that_counts_are_for_practice(tmp_path: Path) -> None:
    made = Backup()
    made.section("Module", *quizzes(made, "", PASS, ""))
    _, course = imported(tmp_path, made.tarred())
    (module,) = course.modules
    assert module.assessment
    assert module.assessment.title.text == "Behind"
    assert [page.title.text for page in module.pages] == ["Before", "Last"]
    assert len(course.questions) == 3


def test_links_between_activities_lead_to_their_pages(tmp_path: Path) -> None:
    made = Backup()
    target = made.activity("page", "The well", tags(content="Deep.", contentformat=1))
    (quiz,) = quizzes(made, PASS)
    links = (
        f'<p><a href="$@PAGEVIEWBYID*{target}@$">The well</a>, <a href="$@QUIZVIEWBYID*{quiz}@$">the <b>quiz</b></a>, '
        '<a href="$@FORUMVIEWBYID*999@$">the forum</a>, <a href="#here">here</a></p>'
    )
    made.section("One", made.activity("page", "Start", tags(content=links, contentformat=1)))
    made.section("Two", target, quiz)
    taken, _ = imported(tmp_path, made.tarred())
    found = texts(taken)
    assert (
        "[The well](two.md#the-well), [the **quiz**](../assessments/before.md), the forum, here"
        in found["modules/one.md"]
    )
    assert "## The well {#the-well}" in found["modules/two.md"]
    assert lost(taken) == [
        "Links to places within its page lead nowhere here: their words stay.",
        "A link to what is not in the file became its words.",
    ]


def test_questions_that_no_quiz_asks_come_as_well_and_hidden_ones_do_not(tmp_path: Path) -> None:
    made = Backup()
    made.question("Spare", "multichoice", choice(), name="Spare one")
    made.question("Spare", "multichoice", choice(), name="Old one", hidden="hidden")
    taken, _ = imported(tmp_path, made.tarred())
    assert [(one.name, one.written) for one in taken.outcomes if one.identifier] == [
        ("Spare one", "assessments/spare.md")
    ]


def test_a_glossary_comes_over(tmp_path: Path) -> None:
    made = Backup()
    alias = f"<aliases><alias>{tags(alias_text='bore well')}</alias></aliases>"
    entry = f"<entry>{tags(concept='Borehole', definition='<p>A deep, narrow well.</p>', definitionformat=1)}{alias}</entry>"
    words = made.activity("glossary", "Words", f"<entries>{entry}</entries>")
    made.section("S", words, made.activity("glossary", "Empty", "<entries></entries>"))
    taken, _ = imported(tmp_path, made.tarred())
    assert "Borehole / bore well\n:   A deep, narrow well." in texts(taken)["modules/glossary.md"]
    assert lost(taken) == ["Its entries are not in the backup: they are, if it is made with the data of users."]


def test_what_has_no_counterpart_is_told(tmp_path: Path) -> None:
    made = Backup()
    page = made.activity("page", "Secret", tags(content="Text.", contentformat=1), hidden=True)
    empty = made.activity("quiz", "Empty", tags(intro="", grade="10"))
    made.section("S", page, made.activity("forum", "Talk", ""), empty)
    taken, _ = imported(tmp_path, made.tarred())
    assert lost(taken) == [
        "It was hidden from learners, and is not hidden here.",
        "There is nothing here like the activity 'forum'.",
        "It asks nothing.",
    ]
    assert [one.state for one in taken.outcomes] == ["part", "not", "part"]


def opens(*conditions: object, sign: str = "&") -> str:
    """Return when something opens, as Moodle keeps it."""
    return json.dumps({"op": sign, "c": conditions, "showc": [True] * len(conditions)})


def graded(item: int, **more: object) -> str:
    fields = {"categoryid": 3, "itemtype": "mod", "gradepass": "5.0", "aggregationcoef": "1.00000", **more}
    return f'<grade_items><grade_item id="{item}">{tags(**fields)}</grade_item></grade_items>'


CONDITIONS: dict[str, tuple[str, list[str]]] = {
    "dates": (
        opens({"type": "date", "d": ">=", "t": 1700000000}, {"type": "date", "d": "<", "t": 1800000000}),
        ["only from 2023-11-14", "only until 2027-01-15"],
    ),
    "grades": (
        opens({"type": "grade", "id": 70, "min": 50, "max": 90}),
        ["only with a grade of 50 % or more and of less than 90 % in 'Before'"],
    ),
    "done": (
        opens({"type": "completion", "cm": 2, "e": 3}, {"type": "completion", "cm": -1, "e": 1}),
        ["only when 'Before' was failed", "only when 'the activity before' was done"],
    ),
    "people": (
        opens({"type": "group", "id": 4}, {"type": "profile", "sf": "country", "op": "isequalto", "v": "NP"}, {"type": "role"}),
        [
            "only for the members of a group", "only for learners whose 'country' isequalto 'NP'",
            "only under a condition of the kind 'role'",
        ],
    ),
    "any": (
        opens({"type": "group"}, {"op": "!|", "c": [{"type": "date", "d": "<", "t": 0}]}, sign="|"),
        ["only for the members of a group or (unless until 1970-01-01)"],
    ),
    "not": (opens({"type": "grouping", "id": 1}, sign="!&"), ["for groups of a grouping"]),
    "nothing": (opens(), []),
    "no conditions": ("[[", []),
    "deep": ('{"c":[' * 5000, []),
}  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONS)
def test_each_condition_is_told(tmp_path: Path, name: str) -> None:
    written, said = CONDITIONS[name]
    made = Backup()
    asked = tags(intro="", grade="10") + made.slots(made.question("C", "multichoice", choice()))
    quiz = made.activity("quiz", "Before", asked, grades=graded(70))
    page = made.activity("page", "Behind", tags(content="Text.", contentformat=1), availability=written)
    made.section("S", quiz, page)
    taken, _ = imported(tmp_path, made.tarred())
    assert lost(taken) == [
        f"It {'did not open' if name == 'not' else 'opened'} {one}, and is open here." for one in said
    ]


def test_what_a_section_is_open_for_is_told_at_its_text_or_its_first_page(tmp_path: Path) -> None:
    made = Backup()
    made.section("One", summary="<p>Text.</p>", availabilityjson=opens({"type": "date", "d": ">=", "t": 1700000000}))
    page = made.activity("page", "P", tags(content="Text.", contentformat=1))
    made.section("Two", page, visible=0)
    taken, _ = imported(tmp_path, made.tarred())
    assert [(one.name, one.kind, one.lost) for one in taken.outcomes if one.lost] == [
        ("One", "page", ["Its section opened only from 2023-11-14, and is open here."]),
        ("P", "page", ["Its section was hidden from learners, and is not hidden here."]),
    ]


def in_order(made: Backup, *, every: bool = True) -> None:
    """Write a section whose activities open one after the other, or the last one only."""
    asked = tags(intro="", grade="10") + made.slots(made.question("C", "multichoice", choice()))
    first = made.activity("page", "First", tags(content="Text.", contentformat=1), completion=2, completionview=1)
    before = {"type": "completion", "cm": int(first), "e": 1}
    label = made.activity("label", "L", tags(intro="Text.", introformat=1))
    quiz = made.activity("quiz", "Test", asked, grades=graded(70), availability=opens(before) if every else "")
    last = made.activity(
        "page", "Last", tags(content="Text.", contentformat=1), availability=opens(before, {"type": "grade", "id": 70})
    )
    made.section("S", first, label, quiz, last)


def test_activities_that_open_one_after_the_other_are_pages_in_order(tmp_path: Path) -> None:
    made = Backup()
    in_order(made)
    taken, course = imported(tmp_path, made.tarred())
    assert course.settings.navigation == "linear"
    assert not lost(taken)
    (tmp_path / "there").mkdir()
    (tmp_path / "there/course.yml").write_text("title: T\n", "utf-8")
    (tmp_path / "there/modules").mkdir()
    (tmp_path / "there/modules/a.md").write_text("# A\n\nText.\n", "utf-8")
    steps = take([tmp_path / "course.mbz"], tmp_path / "there").next_steps
    assert steps[-1] == "Write 'navigation: linear' in course.yml, to have it as it was."


def test_where_one_activity_is_open_pages_have_no_order(tmp_path: Path) -> None:
    made = Backup()
    in_order(made, every=False)
    taken, course = imported(tmp_path, made.tarred())
    assert course.settings.navigation == "free"
    assert lost(taken) == [
        "It opened only when 'First' was done, and is open here.",
        "It opened only with a grade in 'Test', and is open here.",
    ]


COMPLETION: dict[str, tuple[dict[str, object], dict[str, object], list[str]]] = {
    "seen": ({"completion": 2, "completionview": 1}, {}, []),
    "by hand": (
        {"completion": 1},
        {},
        ["Learners marked it as done themselves; here it is done when it was seen or answered."],
    ),
    "by a date": (
        {"completion": 2, "completionview": 1, "completionexpected": 1700000000},
        {},
        ["It was expected to be done by 2023-11-14."],
    ),
    "any grade": (
        {"completion": 2, "completiongradeitemnumber": 0, "completionpassgrade": 0},
        {},
        ["It was done with any grade, and has to be passed here."],
    ),
    "passed": ({"completion": 2, "completiongradeitemnumber": 0, "completionpassgrade": 1}, {}, []),
    "attempts": (
        {"completion": 2},
        {"completionminattempts": 2, "completionattemptsexhausted": 1},
        ["It was done after 2 attempts.", "It was done as well when no attempt was left."],
    ),
}


@pytest.mark.parametrize("name", COMPLETION)
def test_when_an_activity_was_done_is_told(tmp_path: Path, name: str) -> None:
    module, own, said = COMPLETION[name]
    made = Backup()
    asked = tags(intro="", grade="10", **own) + made.slots(made.question("C", "multichoice", choice()))
    made.section("S", made.activity("quiz", "Test", asked, **module))
    taken, _ = imported(tmp_path, made.tarred())
    assert lost(taken) == said


WEIGHTS: dict[str, tuple[int, dict[str, object], bool, float, list[str]]] = {
    "weighted": (10, {"aggregationcoef": "2.50000"}, True, 2.5, []),
    "for nothing": (10, {"aggregationcoef": "0.00000"}, False, 1, []),
    "extra credit": (
        13,
        {"aggregationcoef": "1.00000"},
        True,
        1,
        ["It gave extra credit, and counts as much as others here."],
    ),
    "a share": (
        13,
        {"aggregationcoef": "0", "aggregationcoef2": "0.25000", "weightoverride": 1},
        True,
        1,
        ["It gave 25 % of the course's grade, and counts as much as others here."],
    ),
    "as it is": (13, {"aggregationcoef": "0", "aggregationcoef2": "0.25000", "weightoverride": 0}, True, 1, []),
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_what_a_quiz_counts_for_comes_over(tmp_path: Path, name: str) -> None:
    way, fields, required, weight, said = WEIGHTS[name]
    made = Backup()
    category = f'<grade_category id="3">{tags(aggregation=way)}</grade_category>'
    made.parts["gradebook.xml"] = f"<gradebook><grade_categories>{category}</grade_categories></gradebook>".encode()
    one_quiz(made, made.question("C", "multichoice", choice()), grades=graded(70, **fields))
    taken, course = imported(tmp_path, made.tarred())
    (quiz,) = course.assessments
    assert (quiz.settings.required, quiz.settings.weight) == (required, weight)
    assert lost(taken) == said


def criteria(*kinds: tuple[int, str], method: int = 1) -> bytes:
    found = "".join(
        f"<course_completion_criteria>{tags(criteriatype=kind, moduleinstance=of)}</course_completion_criteria>"
        for kind, of in kinds
    )
    way = f"<course_completion_aggr_methd>{tags(criteriatype='$@NULL@$', method=method)}</course_completion_aggr_methd>"
    return f"<course_completion>{found}{way}</course_completion>".encode()


def test_what_completes_the_course_comes_over(tmp_path: Path) -> None:
    made = Backup()
    asked = tags(intro="", grade="10") + made.slots(made.question("C", "multichoice", choice()))
    pages = [made.activity("page", name, tags(content="Text.", contentformat=1)) for name in ("One", "Two")]
    quiz = made.activity("quiz", "Test", asked)
    made.section("S", *pages, quiz)
    made.parts["completion.xml"] = criteria((4, quiz), (2, ""), method=2)
    taken, course = imported(tmp_path / "a", made.tarred())
    assert course.settings.completion.when == "assessments"
    assert lost(taken) == [
        "It was completed on a date.",
        "Any of what completes it was enough, and all of it is needed here.",
    ]
    assert [one.kind for one in taken.outcomes if one.lost] == ["course"]
    made.parts["completion.xml"] = criteria((4, pages[0]))
    taken, course = imported(tmp_path / "b", made.tarred())
    assert course.settings.completion.when == "pages"
    assert [(one.name, one.lost) for one in taken.outcomes if one.lost] == [
        ("Two", ["It was not needed to complete the course, and is here."]),
    ]


def test_links_in_words_for_scores_lead_to_their_pages(tmp_path: Path) -> None:
    made = Backup()
    target = made.activity("page", "The well", tags(content="Deep.", contentformat=1))
    said = f'Read <a href="$@PAGEVIEWBYID*{target}@$">The well</a> and <a href="$@PAGEVIEWBYID*999@$">more</a>.'
    feedback = (
        f"<feedbacks><feedback>{tags(feedbacktext=said, feedbacktextformat=1, mingrade='0.0')}</feedback></feedbacks>"
    )
    one_quiz(made, made.question("C", "multichoice", choice()), more=feedback)
    made.section("Wells", target)
    taken, course = imported(tmp_path, made.tarred())
    (words,) = course.assessments[0].settings.score_feedback
    assert words.text == "Read [The well](../modules/wells.md#the-well) and more."
    assert lost(taken) == ["A link to what is not in the file became its words."]


def test_a_single_activity_comes_over(tmp_path: Path) -> None:
    made = Backup()
    made.activity("page", "Alone", tags(content="Text.", contentformat=1))
    taken, _ = imported(tmp_path, made.tarred())
    assert texts(taken)["modules/safe-water.md"] == "# Safe water\n\n## Alone\n\nText.\n"


def test_files_of_sections_are_found(tmp_path: Path) -> None:
    made = Backup()
    made.section("One", summary='<img src="@@PLUGINFILE@@/s.png" alt="Rain">')
    made.file("s.png", PNG, "course", "section", "700", COURSE)
    taken, _ = imported(tmp_path, made.tarred())
    assert "![Rain](../media/s.png)" in texts(taken)["modules/one.md"]


def linked() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as packed:
        about = tarfile.TarInfo("moodle_backup.xml")
        about.type, about.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(about)
    return file.getvalue()


def bomb() -> bytes:
    return tarred({f"files/{at}": bytes(30_000_000) for at in range(15)})


ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><moodle_backup>&x;</moodle_backup>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "not an archive": (lambda: b"hello", "damaged or not complete"),
    "empty": (lambda: b"", "damaged or not complete"),
    "cut": (lambda: Backup().tarred()[:-200], "damaged or not complete"),
    "another archive": (lambda: tarred({"a.txt": b"a"}), "moodle_backup.xml is not in it"),
    "another XML": (lambda: tarred({"moodle_backup.xml": b"<a/>"}), "says nothing of one"),
    "outside": (lambda: tarred({"../../x": b"a"}), "names that no program gives them"),
    "absolute": (lambda: tarred({"/etc/passwd": b"a"}), "names that no program gives them"),
    "entity": (lambda: tarred({"moodle_backup.xml": ENTITY}), "DOCTYPE"),
    "link": (linked, "links or devices"),
    "bomb": (bomb, "more than"),
    "no XML": (lambda: tarred({"moodle_backup.xml": b"<moodle_backup><information>"}), "no XML that can be read"),
    "a million tags": (lambda: tarred({"moodle_backup.xml": b"<a>" * 1_600_000}), "tags in it"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_site_makes_is_refused(tmp_path: Path, name: str) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / "course.mbz"
    path.write_bytes(make())
    before = time.process_time()
    taken = take([path], tmp_path / "course")
    assert time.process_time() - before < 20
    assert said in taken.refused[path.as_posix()]
    assert not taken.files


def test_what_makes_no_sense_does_not_end_the_import(tmp_path: Path) -> None:
    # Numbers that are none, circles of categories, slots of nothing: told or passed over.
    made = Backup()
    question = made.question("C", "multichoice", choice(), defaultmark="NaN", penalty="x")
    made.question("C", "essay", "")
    one_quiz(made, question, "999", more=tags(timelimit="x", attempts_number="-"))
    parts = made.whole()
    parts["questions.xml"] = parts["questions.xml"].replace(b"<parent>499</parent>", b"<parent>500</parent>")
    parts["questions.xml"] = parts["questions.xml"].replace(b"<version>1</version>", b"<version>one</version>")
    parts["questions.xml"] = parts["questions.xml"].replace(b"<qtype>essay", b"<qtype>{x:y")
    taken, course = imported(tmp_path, tarred(parts))
    assert len(course.questions) == 1
    assert "A question of it is not in the backup." in lost(taken)
