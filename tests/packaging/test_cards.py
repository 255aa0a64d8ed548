"""The pages that come beside a package say what holds for this very build."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import html

from course_builder import build
from tests.courses_on_disk import QUESTION, quiz, write

JUDGED = quiz(QUESTION)
READ = {"course.yml": "title: Read <this> & that\n", "modules/a.md": "# A\n\nText.\n"}


def made(root: Path, files: dict[str, str | bytes], output: str = "scorm12", options: str = "") -> dict[str, str]:
    """Build an output; returns what comes beside the package, by the end of its name."""
    settings = str(files["course.yml"]) + (f"outputs: {{{output}: {{{options}}}}}\n" if options else "")
    write(root, {"modules/a.md": "# A\n\nText.\n", **files, "course.yml": f"{settings}id: c\n"})
    result = build(root, [output])
    assert result.ok, result.diagnostics
    assert result.built[0].path == root / "output" / f"c-{output}.zip"
    assert result.built[0].size == result.built[0].path.stat().st_size
    with zipfile.ZipFile(result.built[0].path) as package:
        assert not [name for name in package.namelist() if "setup" in name or "answers" in name]
    return {
        path.stem.rpartition("-")[2]: path.read_text("utf-8")
        for path in (root / "output").iterdir()
        if path.suffix == ".html"
    }


def settings(card: str) -> dict[str, str]:
    """Return what the card says to choose, by the setting's name."""
    rows = html.fromstring(card).xpath("//table[1]/tbody/tr")
    return {row.find("th").text_content(): row.xpath("td/b")[0].text_content() for row in rows if row.xpath("td/b")}


def test_a_course_with_a_quiz_is_to_be_passed(tmp_path: Path) -> None:
    chosen = settings(made(tmp_path, {**JUDGED, "course.yml": f"{JUDGED['course.yml']}pass_mark: 65\n"})["setup"])
    assert chosen["Require status"] == "Passed"
    assert chosen["Grade to pass"] == "65"
    assert chosen["Grading method"] == "Highest grade"
    assert chosen["Force new attempt"] == "No"
    assert "Require all SCOs to return status" not in chosen


def test_a_course_to_read_is_to_be_completed(tmp_path: Path) -> None:
    cards = made(tmp_path, READ)
    chosen = settings(cards["setup"])
    assert chosen["Require status"] == "Completed"
    assert "Grade to pass" not in chosen
    assert "Read &lt;this&gt; &amp; that" in cards["setup"]
    # Nothing is asked, so there is nothing to read in reports.
    assert set(cards) == {"setup"}


def test_an_sco_for_each_module_needs_all_of_them(tmp_path: Path) -> None:
    chosen = settings(made(tmp_path, JUDGED, options="sco: module")["setup"])
    assert chosen["Require all SCOs to return status"] == "Yes"
    assert chosen["Grading method"] == "Average grade"


def test_the_pass_mark_is_the_lms_s_where_the_author_says_so(tmp_path: Path) -> None:
    assert (
        settings(made(tmp_path, JUDGED, options="mastery_score: yes")["setup"])["Mastery score overrides status"]
        == "Yes"
    )


@pytest.mark.parametrize(("attempts", "said"), [(0, "unlimited"), (2, "2")])
def test_limits_are_those_of_the_course(tmp_path: Path, attempts: int, said: str) -> None:
    front = f"attempts: {attempts or 'unlimited'}\ntime_limit: 7\npass_mark: 55"
    card = made(tmp_path, quiz(QUESTION, front))["setup"]
    row = html.fromstring(card).xpath("//table[caption='Quizzes']/tbody/tr")[0]
    assert [cell.text_content() for cell in row] == ["Q", "55 %", said, "7 min", "yes"]


def test_statuses_are_those_that_can_occur(tmp_path: Path) -> None:
    def statuses(card: str) -> set[str]:
        return {one.text_content() for one in html.fromstring(card).xpath("//td[@data-name='Status']")}

    assert statuses(made(tmp_path / "a", JUDGED)["setup"]) == {"incomplete", "passed", "failed"}
    assert statuses(made(tmp_path / "b", READ)["setup"]) == {"incomplete", "completed"}
    assert "completed, passed" in statuses(made(tmp_path / "c", JUDGED, "scorm2004")["setup"])


KINDS = """
## Which? {#which}

- ( ) One
- (x) Two

## Both? {#both}

- [x] <b>A
- [x] B
- [ ] C

## Match. {#match}

- here -> there
- up -> down

## How many? {#many}

[[4..6]] or so

## Colour? {#colour}

[[colour|color]]
"""


@pytest.mark.parametrize(
    ("output", "keys"),
    [
        ("scorm12", {"which": "b", "both": "a,b", "match": "a.3,b.4", "many": "4 to 6", "colour": "colour or color"}),
        (
            "scorm2004",
            {
                "which": "two",
                "both": "a[,]b",
                "match": "here[.]there[,]up[.]down",
                "many": "4 to 6",
                "colour": "colour or color",
            },
        ),
    ],
)
def test_every_question_has_its_key(tmp_path: Path, output: str, keys: dict[str, str]) -> None:
    card = html.fromstring(made(tmp_path, quiz(KINDS), output)["answers"])
    found = {
        section.xpath("p[@class='id']/code")[0].text_content(): section.xpath("p[last()]/code")[0].text_content()
        for section in card.xpath("//section")
    }
    assert found == keys
    rows = card.xpath("//section[p/code='which']//tbody/tr")
    assert [[cell.text_content() for cell in row] for row in rows][1][1:] == ["Two", "✓ right"]
