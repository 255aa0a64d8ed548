"""Question banks beside courses."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.checks.lost import beside
from course_builder.result import Result
from course_builder.serve.preview import Preview
from course_builder.translation.units.course import course_units
from tests.courses_on_disk import write as write_files

QUESTION = "## Question {n}? {{#{id}{more}}}\n\n![A drop](media/drop.svg)\n\n- (x) Yes\n- ( ) No\n"
DROP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'

WITHOUT = {"modules/first.md": "---\nassessment: quiz\n---\n# First\n\nText.\n"}
"""A module without objectives."""


def asked(name: str, more: str = "") -> str:
    return QUESTION.format(n=name, id=name, more=f" {more}" if more else "")


BANK = {
    "bank.yml": "title: Water and health\nlicence: CC BY 4.0\n",
    "media/drop.svg": DROP,
    "water.md": "# Water\n\nFor those who use the bank.\n\n"
    + asked("boil", 'difficulty=easy tags="home camp"')
    + asked("chlorine", 'difficulty=hard tags="camp" objectives="clean"')
    + asked("wells", "pool=dry"),
    "more/health.md": "# Health\n\n" + asked("wash", 'objectives="clean other"').replace("media/", "../media/"),
}


def pools(written: str) -> str:
    return f"---\npools:\n{written}\n---\n\n# Quiz\n"


def course(folder: Path, written: str = "  shared: {bank: water, draw: 2}", **more: str) -> Path:
    write_files(folder / "banks/water", BANK)
    files = {
        "course.yml": "title: Course\nbanks: {water: ../banks/water}\noutputs: [html]\n",
        "modules/first.md": "---\nassessment: quiz\nobjectives: {clean: Keep water clean.}\n---\n# First\n\nText.\n",
        "assessments/quiz.md": pools(written),
    }
    return write_files(folder / "course", {**files, **more})


def ids(result: Result) -> list[str]:
    assert result.course
    return [one.id for one in result.course.questions]


def test_a_quiz_draws_from_a_bank(tmp_path: Path) -> None:
    root = course(tmp_path)
    result = build(root, strict=True)
    assert result.ok, result.diagnostics
    assert ids(result) == ["quiz-wash", "quiz-boil", "quiz-chlorine", "quiz-wells"]
    page = (root / "output/course-html/quiz-quiz.html").read_text("utf-8")
    assert page.count("<form") >= 4
    assert "For those who use the bank." not in page
    assert "media/drop." in page
    assert len(list((root / "output/course-html/media").glob("drop.*.svg"))) == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("difficulty: easy", ["boil"]),
        ("difficulty: [easy, hard]", ["boil", "chlorine"]),
        ("tag: camp", ["boil", "chlorine"]),
        ("tag: home, difficulty: hard", []),
        ("objective: clean", ["wash", "chlorine"]),
        ("pool: dry", ["wells"]),
    ],
)
def test_it_draws_by_pool_objective_tag_and_difficulty(tmp_path: Path, wanted: str, found: list[str]) -> None:
    result = check(course(tmp_path, f"  shared: {{bank: water, draw: 1, {wanted}}}", **WITHOUT))
    assert ids(result) == [f"quiz-{one}" for one in found]
    assert {one.code for one in result.diagnostics if one.severity == "error"} == (set() if found else {"pool-unused"})


def test_each_question_is_in_the_first_pool_that_takes_it(tmp_path: Path) -> None:
    written = "  easy: {bank: water, difficulty: easy, draw: 1}\n  all: {bank: water, draw: 1}"
    result = check(course(tmp_path, written))
    assert result.course
    assert {one.id: one.pool for one in result.course.questions} == {
        "quiz-boil": "easy",
        "quiz-wash": "all",
        "quiz-chlorine": "all",
        "quiz-wells": "all",
    }


def test_several_quizzes_of_a_course_draw_from_one_bank(tmp_path: Path) -> None:
    last = {"assessments/last.md": pools("  shared: {bank: water, draw: 1}").replace("# Quiz", "# Last")}
    settings = "title: Course\nbanks: {water: ../banks/water}\nassessment: last\noutputs: [html, scorm12]\n"
    result = build(course(tmp_path, **last, **{"course.yml": settings}), strict=True)
    assert result.ok, result.diagnostics
    assert {one.split("-")[0] for one in ids(result)} == {"quiz", "last"}
    assert len(set(ids(result))) == 8


def test_own_questions_stand_beside_those_of_a_bank(tmp_path: Path) -> None:
    written = "  own: {draw: 1}\n  shared: {bank: water, draw: 1}"
    quiz = pools(written) + "\n## Mine? {#mine pool=own}\n\n- (x) Yes\n- ( ) No\n"
    result = check(course(tmp_path, **{"assessments/quiz.md": quiz}))
    assert ids(result)[0] == "mine"
    assert len(ids(result)) == 5


def test_questions_test_the_objectives_that_the_course_has(tmp_path: Path) -> None:
    result = check(course(tmp_path))
    assert result.course
    assert {one.id: one.objectives for one in result.course.questions}["quiz-wash"] == ("clean",)
    assert not result.diagnostics


def test_progress_is_safe_when_a_bank_grows(tmp_path: Path) -> None:
    root = course(tmp_path)
    build(root)
    before = json.loads((root / "course.lock").read_text("utf-8"))["questions"]
    first = tmp_path / "banks/water/a-first.md"
    first.write_text("# More\n\n" + asked("alum"), "utf-8")
    assert build(root).ok
    after = json.loads((root / "course.lock").read_text("utf-8"))["questions"]
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"quiz-alum"}


def test_a_build_knows_that_a_bank_has_changed(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from course_builder.commands import main

    root = course(tmp_path)
    old = 1_700_000_000
    for path in tmp_path.rglob("*"):
        os.utime(path, (old, old))

    def built() -> str:
        done = CliRunner().invoke(main, ["build", str(root), "--format", "json"])
        assert done.exit_code == 0, done.output
        return (root / "output/course-html/quiz-quiz.html").read_text("utf-8")

    assert "Question alum" not in built()
    assert "Question alum" not in built()
    (tmp_path / "banks/water/new.md").write_text("# More\n\n" + asked("alum"), "utf-8")
    assert "Question alum" in built()
    path = tmp_path / "banks/water/new.md"
    path.write_text(path.read_text("utf-8").replace("Question alum", "Question again"), "utf-8")
    assert "Question again" in built()


def test_nothing_is_read_beside_a_bank(tmp_path: Path) -> None:
    root = course(tmp_path)
    write_files(tmp_path, {"secret.svg": DROP, "secret.md": "Secret words."})
    water = tmp_path / "banks/water/water.md"
    water.write_text(water.read_text("utf-8").replace("media/drop.svg", "../../secret.svg"), "utf-8")
    assert {one.code for one in check(root).diagnostics} == {"path-outside"}
    water.write_text("# A\n\n" + asked("boil") + "\n::include{src=../../secret.md}\n", "utf-8")
    assert "path-outside" in {one.code for one in check(root).diagnostics}
    water.unlink()
    water.symlink_to(tmp_path / "secret.md")
    assert "path-outside" in {one.code for one in check(root).diagnostics}


def test_mistakes_are_told_where_they_stand(tmp_path: Path) -> None:
    root = course(tmp_path)
    (tmp_path / "banks/water/wrong.md").write_text("# Wrong\n\n## Which? {#which}\n\n- ( ) Yes\n- ( ) No\n", "utf-8")
    (told,) = [one for one in check(root).diagnostics if one.severity == "error"]
    assert (told.code, told.span.file, told.span.line) == ("question-key-missing", "../banks/water/wrong.md", 3)


def test_words_of_questions_that_are_not_drawn_are_not_missed(tmp_path: Path) -> None:
    result = check(course(tmp_path, "  shared: {bank: water, tag: home, draw: 1}", **WITHOUT))
    assert not result.diagnostics
    assert result.course
    file = "../banks/water/water.md"
    # Those of one that is drawn are looked for.
    words = "".join(words for _, words in beside(result.course.assessments[0], file, result.sources[file]))
    assert "boil" in words
    assert "chlorine" not in words


def test_a_bank_is_translated_with_the_course(tmp_path: Path) -> None:
    found = dict(course_units(course(tmp_path)))
    assert any("Question boil" in one.text for one in found["../banks/water/water.md"])


def test_the_preview_follows_a_bank(tmp_path: Path) -> None:
    preview = Preview(course(tmp_path))
    preview.refresh()
    assert preview.banks() == [(tmp_path / "banks/water").resolve()]
    (tmp_path / "banks/water/new.md").write_text("# More\n\n" + asked("alum"), "utf-8")
    preview.refresh()
    assert "Question alum" in (preview.page("quiz-quiz.html") or "")
