"""The panel beside the course: calls, data model, limits; and a course that does what it should not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.serve.lms.author import Author
from tests.serve.lms.conftest import Server

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "course_builder" / "player" / "node_modules" / "axe-core" / "axe.min.js"


def calls(author: Author, words: str = "") -> Locator:
    found = author.page.locator("[data-calls] li[data-method]:visible")
    return found.filter(has_text=words) if words else found


def test_calls_are_readable_and_can_be_filtered(author: Author) -> None:
    author.open("scorm2004")
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    expect(calls(author, "cmi.suspend_data").last).to_contain_text("characters")
    expect(calls(author, "cmi.score").filter(has_text="SetValue")).to_have_count(0)
    author.page.get_by_label("Show").select_option("session")
    assert {one.get_attribute("data-method") for one in calls(author).all()} == {"Initialize", "Commit"}
    author.page.get_by_label("Show").select_option("")
    author.page.get_by_label("Filter").fill("LEARNER_RESPONSE")
    expect(calls(author, "SetValue")).to_have_count(1)
    expect(calls(author, "SetValue")).to_contain_text("cmi.interactions.0.learner_response = boil_it")
    author.page.get_by_label("Filter").fill("")
    author.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    author.press("Copy")
    expect(author.page.locator("[data-copy]")).to_have_text("Copied")
    copied = str(author.page.evaluate("navigator.clipboard.readText()"))
    assert 'SetValue cmi.interactions.0.learner_response = "boil_it" → true' in copied
    author.press("Clear")
    expect(calls(author)).to_have_count(0)


def test_the_list_can_be_held(author: Author) -> None:
    author.open()
    author.saved()
    author.press("Pause")
    expect(author.page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
    before = calls(author).count()
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    expect(author.page.locator("[data-count]")).to_contain_text("more while paused")
    expect(calls(author)).to_have_count(before)
    author.press("Pause")
    assert calls(author).count() > before


def test_the_tree_follows_and_stays_as_it_was_opened(author: Author) -> None:
    author.open()
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    tree = author.page.locator("[data-tree]")
    tree.locator('[data-path="cmi.interactions"] > details > summary').click()
    tree.locator('[data-path="cmi.interactions.0"] > details > summary').click()
    expect(tree.locator('[data-path="cmi.interactions.0.student_response"] code')).to_have_text("a")
    author.go("water/filters")
    author.litres()
    expect(tree.locator('[data-path="cmi.interactions.0.student_response"]')).to_be_visible()
    expect(tree.locator('[data-path="cmi.interactions.1.student_response"] code')).to_have_text("3")
    state = author.cmi("scorm12")["cmi.suspend_data"]
    expect(tree.locator('[data-path="cmi.suspend_data"] code')).to_have_text(state)
    expect(author.shown("state")).to_have_text(f"{len(state)} of 4,096 characters")
    assert author.shown("meter").evaluate("meter => [meter.value, meter.max]") == [len(state), 4096]


def test_the_panel_folds_away(author: Author) -> None:
    author.open()
    toggle = author.page.get_by_role("button", name="Panel")
    toggle.click()
    expect(author.page.locator("#panel")).to_be_hidden()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.press("Enter")
    expect(author.page.locator("#panel")).to_be_visible()


def test_on_a_phone_the_panel_is_below_the_course(author: Author) -> None:
    author.page.set_viewport_size({"width": 360, "height": 780})
    author.open()
    course, panel = author.page.locator("iframe").bounding_box(), author.page.locator("#panel").bounding_box()
    assert course
    assert panel
    assert course["y"] + course["height"] <= panel["y"]
    assert author.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(author: Author, scheme: Any) -> None:
    author.page.emulate_media(color_scheme=scheme)
    author.open()
    author.course.locator("a[data-resume]").first.click()
    author.switch("Refuse commits", on=True)
    author.boil()
    author.unsaved()
    author.page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    check = "tags => axe.run(document, {iframes: false, runOnly: tags}).then(({violations}) => violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)]))"
    assert author.page.evaluate(check, tags) == []
    author.press("Rename…")
    assert author.page.evaluate(check, tags) == []


def test_everything_can_be_done_from_the_keyboard(author: Author) -> None:
    author.open()
    author.page.locator("[data-version]").focus()
    author.page.keyboard.press("ArrowDown")
    author.said("SCORM 2004")
    author.ready()
    author.page.get_by_role("switch", name="Refuse commits").focus()
    author.page.keyboard.press("Space")
    expect(author.page.locator("li").filter(has_text="Refuse commits").locator(".state")).to_have_text("On")
    author.page.get_by_role("button", name="Leave", exact=True).focus()
    author.page.keyboard.press("Enter")
    author.said("has left")


def test_the_address_names_the_version(author: Author) -> None:
    author.page.goto(f"{author.server.address}#scorm2004")
    author.ready()
    author.said("SCORM 2004")
    author.page.reload()
    author.ready()
    author.said("SCORM 2004")


# A course that breaks the rules

MANIFEST = """<manifest identifier="bad"><organizations><organization><title>Bad</title>
<item identifier="one" identifierref="r"><title>One</title></item>
<item identifier="two" identifierref="r"><title>Two</title></item></organization></organizations>
<resources><resource identifier="r" href="index.html"/></resources></manifest>"""


@pytest.fixture
def bad(tmp_path: Path, window: BrowserContext) -> Iterator[Callable[[str], Author]]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<!doctype html><title>Bad</title><p>Bad")
    running = Server(lambda version: buffer.getvalue(), tmp_path / "bad")

    def opened(version: str) -> Author:
        author = Author(running, window.new_page())
        author.page.goto(f"{running.address}?version={version}")
        author.course.locator("p").wait_for()
        return author

    yield opened
    running.stop()


def call(author: Author, version: str, method: str, *values: object) -> str:
    name = f"LMS{method}" if version == "scorm12" else method
    api = "API" if version == "scorm12" else "API_1484_11"
    return str(author.frame.evaluate(f"values => String(parent.{api}.{name}(...values))", list(values)))


WRONG = {
    "scorm12": [
        ("cmi.core.session_time", "1:02", "expected: a time like"),
        ("cmi.core.score.raw", "101", "expected: a number"),
        ("cmi.core.lesson_status", "not attempted", "expected: passed"),
        ("cmi.core.lesson_location", "é", "plain characters"),
        ("cmi.interactions.1.id", "x", "the number before it is missing"),
        ("cmi.interactions.0.type", "choice", "the id of an entry must be set first"),
        ("cmi.core.nothing", "x", "no such element"),
    ],
    "scorm2004": [
        ("cmi.session_time", "P1W", "expected: a duration"),
        ("cmi.score.scaled", "1e-7", "expected: a number"),
        ("cmi.progress_measure", ".5", "expected: a number"),
        ("cmi.interactions.0.id", "a b", "expected: a URI"),
        ("cmi.objectives.0.id", "urn:x", "expected: a URI"),
        ("cmi.exit", "Suspend", "expected: time-out"),
    ],
}


def test_what_a_strict_lms_would_not_take_is_an_error(bad: Callable[[str], Author], version: str) -> None:
    author = bad(version)
    assert call(author, version, "Initialize", "") == "true"
    for element, value, words in WRONG[version]:
        call(author, version, "SetValue", element, value)
        expect(author.page.locator("[data-calls] li").last).to_contain_text("Error")
        expect(author.page.locator("[data-calls] li").last).to_contain_text(words)
    call(author, version, "Commit")
    expect(author.page.locator("[data-calls] li").last).to_contain_text("0 arguments instead of 1")
    call(author, version, "SetValue", "cmi.suspend_data", 5)
    expect(author.page.locator("[data-calls] li").last).to_contain_text("not a string")


def test_forms_that_the_runtime_takes_are_errors_all_the_same(bad: Callable[[str], Author]) -> None:
    author = bad("scorm2004")
    call(author, "scorm2004", "Initialize", "")
    for element, value in (
        ("cmi.interactions.0.id", "q"),
        ("cmi.interactions.0.type", "choice"),
        ("cmi.interactions.0.description", "Q"),
    ):
        assert call(author, "scorm2004", "SetValue", element, value) == "true"
    expect(author.page.locator("[data-wrong]")).to_have_count(0)
    # Moodle refuses hyphens in the names of options; the runtime takes them.
    assert call(author, "scorm2004", "SetValue", "cmi.interactions.0.learner_response", "an-option") == "true"
    expect(author.page.locator("[data-wrong]")).to_have_count(1)
    expect(author.page.locator("[data-wrong]")).to_contain_text("at most 36 names")
    expect(author.page.locator("[data-count]")).to_contain_text("1 error")


def test_the_saved_state_may_not_be_longer_than_the_standard_allows(bad: Callable[[str], Author], version: str) -> None:
    author = bad(version)
    limit = 4096 if version == "scorm12" else 64_000
    call(author, version, "Initialize", "")
    assert call(author, version, "SetValue", "cmi.suspend_data", "x" * limit) == "true"
    expect(author.shown("state")).to_have_text(f"{limit:,} of {limit:,} characters")
    assert call(author, version, "SetValue", "cmi.suspend_data", "x" * (limit + 1)) == "false"
    expect(author.page.locator("[data-wrong]")).to_contain_text(f"{limit:,}".replace(",", ""))
    assert call(author, version, "Commit", "") == "true"
    assert author.records(version)[0]["scos"]["one"]["cmi"]["cmi.suspend_data"] == "x" * limit


def test_a_course_that_ends_without_suspending_begins_anew(bad: Callable[[str], Author]) -> None:
    author = bad("scorm2004")
    call(author, "scorm2004", "Initialize", "")
    call(author, "scorm2004", "SetValue", "cmi.exit", "normal")
    call(author, "scorm2004", "Terminate", "")
    author.press("Resume")
    author.said("The attempt before was over")
    assert len(author.records("scorm2004")) == 2


def test_each_part_of_a_course_has_data_of_its_own(bad: Callable[[str], Author], version: str) -> None:
    author = bad(version)
    call(author, version, "Initialize", "")
    call(author, version, "SetValue", "cmi.suspend_data", "one")
    call(author, version, "SetValue", "cmi.core.exit" if version == "scorm12" else "cmi.exit", "suspend")
    call(author, version, "Commit", "")
    author.choose("sco", "two")
    expect(author.page.locator("[data-launch]")).to_have_text("Resume")
    expect(author.shown("state")).to_contain_text("0 of")
    author.course.locator("p").wait_for()
    call(author, version, "Initialize", "")
    assert call(author, version, "GetValue", "cmi.suspend_data") == ""
    assert author.records(version)[0]["scos"].keys() == {"one", "two"}
    author.choose("sco", "one")
    expect(author.shown("state")).to_contain_text("3 of")


def test_errors_are_those_of_the_standard(bad: Callable[[str], Author], version: str) -> None:
    author = bad(version)
    assert call(author, version, "GetValue", "cmi.suspend_data") == ""
    code = call(author, version, "GetLastError")
    assert code == ("301" if version == "scorm12" else "122")
    assert call(author, version, "GetErrorString", code)
    assert call(author, version, "Initialize", "") == "true"
    assert call(author, version, "Initialize", "") == "false"
    expect(author.page.locator("[data-wrong]")).to_have_count(2)
