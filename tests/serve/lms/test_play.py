"""A course is taken in the LMS, from its first page to its result."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.serve.lms.author import Author
from tests.serve.lms.conftest import Server

pytestmark = pytest.mark.browser


def whole(author: Author, *, mistake: bool = False) -> None:
    """Take the whole course."""
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.go("water/filters")
    author.litres()
    author.go("water/words")
    author.word("fire")
    author.take_quiz(mistake=mistake)
    author.saved()


def interactions(cmi: dict[str, str]) -> dict[str, tuple[str, str, str]]:
    """Return type, response and result of each answer, by its id."""
    found: dict[str, tuple[str, str, str]] = {}
    for key, name in cmi.items():
        if match := re.fullmatch(r"(cmi\.interactions\.\d+\.)id", key):
            start = match[1]
            response = cmi.get(f"{start}student_response", cmi.get(f"{start}learner_response", ""))
            found[name] = cmi[f"{start}type"], response, cmi[f"{start}result"]
    return found


RIGHT = {
    "scorm12": {
        "boil": ("choice", "a", "correct"),
        "litres": ("numeric", "3", "correct"),
        "word": ("fill-in", "fire", "wrong"),
        "wells": ("choice", "a,b", "correct"),
        "uses": ("matching", "a.3,b.4", "correct"),
        "first": ("sequencing", "a,b,c", "correct"),
    },
    "scorm2004": {
        "boil": ("choice", "boil_it", "correct"),
        "litres": ("numeric", "3", "correct"),
        "word": ("fill-in", "fire", "incorrect"),
        "wells": ("choice", "a_borehole[,]a_dug_well", "correct"),
        "uses": ("matching", "pump[.]lifts_water[,]lid[.]keeps_dirt_out", "correct"),
        "first": ("sequencing", "find_the_place[,]dig[,]put_on_the_lid", "correct"),
    },
}


def test_a_whole_play_ends_in_the_right_record(author: Author, version: str) -> None:
    author.open(version)
    whole(author)
    author.course.locator("header [data-exit]").click()
    expect(author.course.locator("h1")).to_have_text("You have left the course")

    cmi = author.cmi(version)
    assert interactions(cmi) == RIGHT[version]
    assert author.records(version)[0]["scos"].popitem()[1]["ended"]
    if version == "scorm12":
        assert cmi["cmi.core.lesson_status"] == "passed"
        assert [cmi[f"cmi.core.score.{one}"] for one in ("raw", "min", "max")] == ["100", "0", "100"]
        expect(author.shown("status")).to_have_text("Passed")
    else:
        assert (cmi["cmi.completion_status"], cmi["cmi.success_status"]) == ("completed", "passed")
        assert [cmi[f"cmi.score.{one}"] for one in ("scaled", "raw", "min", "max")] == ["1", "100", "0", "100"]
        expect(author.shown("status")).to_have_text("Completed, Passed")
    expect(author.shown("grade")).to_have_text("100.00 out of 100")
    expect(author.shown("interactions")).to_have_text("6")
    expect(author.shown("stored")).to_have_text("Everything")
    expect(author.page.locator("[data-count]")).to_contain_text("no errors")
    expect(author.page.locator("[data-wrong]")).to_have_count(0)


def test_a_failed_quiz_stays_open_and_a_new_attempt_begins_empty(author: Author, version: str) -> None:
    author.open(version)
    whole(author, mistake=True)
    expect(author.shown("grade")).to_have_text("66.66 out of 100")
    expect(author.shown("status")).to_have_text("Incomplete")  # attempts are left (R31)
    author.relaunch("New attempt")
    author.said("attempt 2")
    expect(author.shown("grade")).to_have_text("–")
    first, second = author.records(version)
    assert (first["attempt"], second["attempt"]) == (1, 2)
    assert "cmi.suspend_data" in author.cmi(version, 0)
    rows = author.page.locator("[data-attempts] tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("66.66")
    # The first attempt can be gone back to.
    author.choose("attempt", "1")
    author.said("attempt 1")
    expect(author.shown("grade")).to_have_text("66.66 out of 100")


@pytest.mark.parametrize("embedding", ["nested", "popup"])
def test_the_course_finds_the_lms_wherever_it_runs(author: Author, embedding: str, window: BrowserContext) -> None:
    author.open()
    author.choose("embedding", embedding)
    if embedding == "nested":
        course = author.page.frame_locator("iframe").frame_locator("iframe")
        expect(course.locator("header [data-save]")).to_contain_text("Saved")
        author.press("Leave")
        author.said("has left")
    else:
        with author.page.expect_popup() as popup:
            author.press("Resume")
        expect(popup.value.locator("header [data-save]")).to_contain_text("Saved")
        popup.value.locator("a[data-resume]").first.click()
        expect(popup.value.locator("h1")).to_have_text("Water")
        popup.value.close()
        author.said("was closed")
    expect(author.shown("stored")).to_have_text("Everything")
    (kept,) = author.records("scorm12")[0]["scos"].values()
    assert kept["ended"]
    assert kept["sessions"] == 2


def test_reloading_the_course_is_a_launch_of_its_own(author: Author, version: str) -> None:
    author.open(version)
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    author.frame.evaluate("location.reload()")
    author.said("loaded again")
    author.ready().go_on()
    author.go("water")
    author.is_answered("boil")
    author.saved()
    expect(author.page.locator("[data-wrong]")).to_have_count(0)


def test_review_and_browse_write_nothing(author: Author, version: str) -> None:
    author.open(version)
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    author.press("Leave")
    author.said("has left")
    before = author.records(version)
    for button, words in (("Review", "looking back"), ("Browse", "looking around")):
        author.press(button)
        author.ready().go_on()
        expect(author.saving).to_contain_text(words)
        author.go("water/filters")
        if button == "Browse":
            author.litres()
        author.go("water/words")
        author.press("Leave")
        author.said("has left")
    assert author.records(version) == before
    expect(author.page.locator("[data-wrong]")).to_have_count(0)


def test_learners_have_records_of_their_own_and_names_that_can_be_changed(author: Author) -> None:
    author.open()
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    author.choose("learner", "learner-2")
    author.said("Okoro, Samuel, attempt 1")
    author.ready()
    author.go("water")
    expect(author.question("boil")).not_to_have_attribute("data-locked", "")
    author.press("Rename…")
    author.page.get_by_label("Learner 2").fill("Okoro-Smith, Sam")
    author.press("Keep")
    author.said("new names")
    author.relaunch()
    author.said("Okoro-Smith, Sam")
    assert author.cmi("scorm12")["cmi.core.student_name"] == "Rai, Asha"
    assert (
        author.records("scorm12", "learner-2")[0]["scos"].popitem()[1]["cmi"]["cmi.core.student_name"]
        == "Okoro-Smith, Sam"
    )


def test_attempts_survive_a_restart_of_the_server(author: Author, server: Server, version: str) -> None:
    author.open(version)
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    before = author.cmi(version)
    server.stop()
    # What is answered now cannot be stored, and the indicator says so.
    author.question("boil").locator("[data-again]").click()
    author.unsaved()
    server.start()
    author.page.reload()
    author.ready().go_on()
    author.saved()
    after = author.cmi(version)
    assert interactions(after).keys() >= interactions(before).keys()
    author.go("water")
    author.boil()
    author.saved()


def test_a_record_goes_out_as_json_and_comes_back(author: Author, tmp_path: Path, version: str) -> None:
    author.open(version)
    whole(author)
    with author.page.expect_download() as download:
        author.page.get_by_role("link", name="Export as JSON").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == f"{version}-learner-1-attempt-1.json"

    author.choose("learner", "learner-3")
    author.said("ليلى, attempt 1")
    author.page.locator("[data-import-file]").set_input_files(path)
    author.said("loaded as attempt 2")
    author.ready().go_on()
    expect(author.shown("grade")).to_have_text("100.00 out of 100")
    author.go("water")
    author.is_answered("boil")

    spoilt = json.loads(path.read_text(encoding="utf-8"))
    spoilt["attempt"] = "many"
    path.write_text(json.dumps(spoilt), encoding="utf-8")
    author.page.locator("[data-import-file]").set_input_files(path)
    author.said("was not loaded. attempt:")
    assert len(author.records(version, "learner-3")) == 2
