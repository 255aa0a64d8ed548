"""The command ``import``: what it says, in which status it ends, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from course_builder import build, check
from course_builder.commands import main
from course_builder.model import Block
from course_builder.scaffold.imports.formats import FORMATS
from tests.courses_on_disk import everything
from tests.scaffold.imports.backup_files import Backup, tags
from tests.scaffold.imports.moodle_files import ONE, answer, asked, category, quiz
from tests.scaffold.imports.word_files import heading, word

pytestmark = pytest.mark.long

BANK = quiz(category("$course$/Q"), asked("multichoice", ONE, name="Good"), asked("random", "", name="Bad"))


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, words)])


def test_it_says_what_became_of_each_question(tmp_path: Path) -> None:
    bank, course = tmp_path / "bank.xml", tmp_path / "course"
    bank.write_text(BANK, "utf-8")
    done = run(bank, "--into", course, "--dry-run")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        f"{bank.as_posix()}:4: whole: Good (multichoice) -> {course.as_posix()}/assessments/q.md:3",
        f"{bank.as_posix()}:5: not: Bad (random)",
        "    There is no kind of question here like 'random'.",
        "2 found: 1 came over whole, 0 in part, 1 not.",
    ]
    assert not course.exists()
    done = run(bank, "--into", course, "--format", "json")
    told = json.loads(done.output)
    assert [one["state"] for one in told["questions"]] == ["whole", "not"]
    assert told["questions"][0]["written"] == {"file": f"{course.as_posix()}/assessments/q.md", "line": 3, "id": "good"}
    assert [Path(one).exists() for one in told["written"]] == [True] * 4


def test_nothing_is_written_over(tmp_path: Path) -> None:
    bank, course = tmp_path / "bank.gift", tmp_path / "course"
    bank.write_text("$CATEGORY: Q\n\nWhich?{=a ~b}\n", "utf-8")
    assert run(bank, "--into", course).exit_code == 0
    before = everything(course)
    done = run(bank, "--into", course)
    assert done.exit_code == 0
    assert "Write 'assessment: q-2' in a module's front matter, or in course.yml." in done.output
    after = everything(course)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"assessments/q-2.md"}


def test_a_folder_that_is_no_course_is_left_alone(tmp_path: Path) -> None:
    bank, folder = tmp_path / "bank.gift", tmp_path / "notes"
    bank.write_text("Which?{=a ~b}\n", "utf-8")
    folder.mkdir()
    (folder / "note.md").write_text("# N\n", "utf-8")
    done = run(bank, "--into", folder)
    assert done.exit_code == 2
    assert "has files in it and no course.yml, so it is no course." in done.output
    assert list(everything(folder)) == ["note.md"]
    assert run(tmp_path / "none.xml", "--into", folder).exit_code == 2


def test_a_bank_that_is_refused_does_not_stop_the_others(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.xml", tmp_path / "good.gift"
    bad.write_text("<quiz", "utf-8")
    good.write_text("Which?{=a ~b}\n", "utf-8")
    done = run(bad, good, "--into", tmp_path / "course")
    assert done.exit_code == 1
    assert f"{bad.as_posix()}: refused: It is no XML that can be read" in done.output
    assert (tmp_path / "course/assessments/good.md").exists()


def test_notes_for_graders_do_not_reach_learners(tmp_path: Path) -> None:
    bank = tmp_path / "bank.xml"
    notes = "<graderinfo format='html'><text>Nobody -- may &gt; see this.</text></graderinfo>"
    bank.write_text(
        quiz(asked("essay", notes), asked("truefalse", answer("100", "true") + answer("0", "false"))), "utf-8"
    )
    assert run(bank, "--into", tmp_path / "course").exit_code == 0
    assert "may > see this" in (tmp_path / "course/assessments/bank.md").read_text("utf-8")
    assert build(tmp_path / "course", ["html"]).ok
    assert not [name for name, content in everything(tmp_path / "course/output").items() if b"see this" in content]


def test_text_that_nothing_is_asked_about_becomes_a_page(tmp_path: Path) -> None:
    bank, course = tmp_path / "bank.gift", tmp_path / "course"
    bank.write_text("$CATEGORY: Read this\n\nFirst *this*.\n\n$CATEGORY: Q\n\nThen this.\n\nSo?{T}\n", "utf-8")
    assert run(bank, "--into", course).exit_code == 0
    assert (course / "modules/read-this.md").read_text("utf-8") == "# Read this\n\nFirst \\*this\\*.\n"
    assert (course / "assessments/q.md").read_text("utf-8").startswith("# Q\n\nThen this.\n\n## So?")
    assert build(course, ["html"]).ok
    done = run(bank, "--into", course)
    assert "Write '- read-this-2' below 'modules:' in course.yml." in done.output
    assert (course / "modules/read-this-2.md").exists()


def test_pages_come_into_a_course_that_is_there(tmp_path: Path) -> None:
    first, course = tmp_path / "first.docx", tmp_path / "course"
    first.write_bytes(word(heading("Water"), "Text.", heading("Wells", 2), "Deep.", "1. Which?", "a) one", "b) two*"))
    assert run(first, "--into", course).exit_code == 0
    before = everything(course)
    done = run(first, "--into", course, "--format", "json")
    told = json.loads(done.output)
    assert told["next"] == ["Write '- water-2' below 'modules:' in course.yml."]
    assert [(one["line"], one["unit"], one["kind"], one["written"]["id"]) for one in told["questions"]] == [
        (1, "paragraph", "page", ""),
        (3, "paragraph", "page", ""),
        (5, "paragraph", "choice", "which-2"),
    ]
    after = everything(course)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"modules/water-2.md"}
    assert run(first, "--into", course, "--dry-run").exit_code == 0
    assert everything(course) == after


def test_a_format_can_be_named(tmp_path: Path) -> None:
    bank = tmp_path / "bank.dat"
    bank.write_text("So it is.\n", "utf-8")
    done = run(bank, "--into", tmp_path / "course")
    assert done.exit_code == 1
    assert "Its format is not known (.dat)" in done.output
    assert run(bank, "--into", tmp_path / "course", "--from", "gift").exit_code == 0
    assert (tmp_path / "course/modules/bank.md").exists()
    command = main.get_command(None, "import")  # type: ignore[arg-type]
    assert command
    (choice,) = (one.type for one in command.params if one.name == "source")
    assert isinstance(choice, click.Choice)
    assert list(choice.choices) == list(FORMATS)


def test_terms_of_several_files_stand_in_one_glossary(tmp_path: Path) -> None:
    for name, text in (("one", "well"), ("two", "pump")):
        made = Backup()
        entry = (
            f"<entry>{tags(concept=text, definition=f'<p>What {text} is.</p><p>More.</p>', definitionformat=1)}</entry>"
        )
        made.section("S", made.activity("glossary", "Words", f"<entries>{entry}</entries>"))
        (tmp_path / f"{name}.mbz").write_bytes(made.zipped())
    course = tmp_path / "course"
    assert run(tmp_path / "one.mbz", tmp_path / "two.mbz", "--into", course).exit_code == 0
    assert (course / "modules/glossary.md").read_text("utf-8") == (
        "# Glossary\n\n:::glossary\n\nwell\n:   What well is.\n\n    More.\n\n"
        "pump\n:   What pump is.\n\n    More.\n\n:::\n"
    )
    (page,) = [page for module in check(course).course.modules for page in module.pages]
    (glossary,) = [node for node in page.nodes if isinstance(node, Block)]
    assert [term.forms for term in glossary.data] == [("well",), ("pump",)]
