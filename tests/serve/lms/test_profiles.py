"""The author chooses which LMS the preview imitates, and reads the learner's answers in words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.serve.lms.author import Author

pytestmark = pytest.mark.browser


def rows(author: Author) -> list[list[str]]:
    found: list[list[str]] = author.page.locator("[data-answers] tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return found


def test_a_profile_is_chosen_explained_and_remembered(author: Author, version: str) -> None:
    author.open(version)
    says = author.page.locator("[data-profile-says]")
    expect(says).to_contain_text("to the letter")
    author.choose("profile", "moodle")
    author.ready()
    expect(says).to_contain_text("Moodle")
    expect(author.page).to_have_url(re.compile("profile=moodle"))
    expect(author.page.get_by_role("button", name="Start a new attempt")).to_be_visible()
    author.page.reload()
    expect(author.page.locator("select[data-profile]")).to_have_value("moodle")
    # Another version keeps it, and has a standard of its own.
    author.choose("version", "scorm2004" if version == "scorm12" else "scorm12")
    expect(author.page.locator("select[data-profile]")).to_have_value("moodle")
    options = author.page.locator("select[data-profile] option")
    expect(options).to_have_count(4)


def test_moodle_loses_what_its_server_did_not_hear_and_says_that_all_is_well(author: Author, version: str) -> None:
    author.page.goto(f"{author.server.address}?version={version}&profile=moodle")
    author.ready()
    author.course.locator("a[data-resume]").first.click()
    author.saved()
    author.switch("Lose the network", on=True)
    author.boil()
    author.unsaved()
    expect(author.page.locator("[data-calls]")).to_contain_text("LOST")
    expect(author.page.locator("[data-wrong]")).to_have_count(0)
    author.switch("Lose the network", on=False)
    author.saved()
    author.relaunch()
    author.is_answered("boil")


def test_moodle_lets_an_ended_attempt_only_be_looked_at(author: Author, version: str) -> None:
    author.page.goto(f"{author.server.address}?version={version}&profile=moodle")
    author.ready()
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.go("water/filters")
    author.litres()
    author.go("water/words")
    author.word("water")
    author.take_quiz()
    author.saved()
    author.press("Leave")
    author.said("has left")
    author.press("Resume")
    author.said("“Start a new attempt” begins another")
    expect(author.saving).to_contain_text("looking back")
    author.press("Start a new attempt")
    author.said("attempt 2")
    author.ready()


def test_answers_are_read_in_the_words_of_the_course(author: Author, version: str) -> None:
    author.open(version)
    expect(author.page.locator("[data-answers-note]")).to_have_text("No answer is stored yet.")
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.go("water/filters")
    author.question("litres").get_by_role("textbox").fill("7")
    author.question("litres").locator("[data-check]").click()
    author.go("water/words")
    author.word("air")
    author.take_quiz(mistake=True)
    author.saved()
    expect(author.page.locator("[data-answers] tr")).to_have_count(6)
    told = rows(author)
    assert told[:3] == [
        ["How do you make water safe?", "Boil it", "Boil it", "Right"],
        ["How many litres does a person need in a day? …", "7", "2 to 4", "Wrong"],
        ["What carries cholera? …", "air", "water", "Wrong"],
    ]
    quiz = {row[0]: row[1:] for row in told[3:]}
    assert quiz == {
        "Which are wells?": ["A borehole; A river", "A borehole; A dug well", "Wrong"],
        "Match each with its use.": ["Pump → Lifts water; Lid → Keeps dirt out"] * 2 + ["Right"],
        "What comes first?": ["Find the place, then Dig, then Put on the lid"] * 2 + ["Right"],
    }


def test_the_table_of_answers_is_a_table_on_a_phone_too(author: Author) -> None:
    author.page.set_viewport_size({"width": 320, "height": 700})
    author.open()
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    table = author.page.get_by_role("table", name="Answers")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(table.get_by_role("rowheader", name="How do you make water safe?")).to_be_visible()
    expect(table.get_by_role("cell")).to_have_count(3)
    assert author.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
