"""The LMS is broken in each way, while a learner works: the save indicator says what is so, and nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.serve.lms.author import Author

pytestmark = pytest.mark.browser

STORED = "Everything"


def begin(author: Author, version: str) -> str:
    """Begin, answer the first question, and return the state that is stored then."""
    author.open(version)
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.saved()
    expect(author.shown("stored")).to_have_text(STORED)
    return author.cmi(version)["cmi.suspend_data"]


def nothing_is_lost(author: Author, version: str) -> None:
    """Everything is there after another visit, and in the record."""
    author.saved()
    author.relaunch()
    author.go("water")
    author.is_answered("boil")
    author.go("water/filters")
    author.is_answered("litres", "3")
    author.saved()
    expect(author.shown("stored")).to_have_text(STORED)
    cmi = author.cmi(version)
    reported = sorted(
        value
        for key, value in cmi.items()
        if key.startswith("cmi.interactions.") and key.count(".") == 3 and key.endswith(".id")
    )
    # What was in a commit that failed is told again. In SCORM 1.2 only a new number is sent by every LMS, so an LMS that
    # kept what it refused to store has it twice.
    twice = [["boil", "litres", "litres"]] if version == "scorm12" else []
    assert reported in [["boil", "litres"], *twice]


@pytest.mark.parametrize("switch", ["Refuse commits", "Refuse SetValue"])
def test_an_lms_that_refuses_is_tried_again_until_it_takes(author: Author, version: str, switch: str) -> None:
    before = begin(author, version)
    author.switch(switch, on=True)
    author.go("water/filters")
    author.unsaved()
    author.litres()
    author.unsaved()
    expect(author.page.locator("[data-wrong]").first).to_contain_text("Error")
    assert author.cmi(version)["cmi.suspend_data"] == before
    author.switch(switch, on=False)
    # The learner need not wait for the next try.
    author.saving.get_by_role("button").click()
    nothing_is_lost(author, version)


@pytest.mark.parametrize("switch", ["Refuse commits", "Refuse SetValue"])
def test_what_a_refusing_lms_missed_comes_with_the_next_visit(author: Author, version: str, switch: str) -> None:
    before = begin(author, version)
    author.switch(switch, on=True)
    author.go("water/filters")
    author.litres()
    author.unsaved()
    author.press("Leave")
    author.said("has left")
    assert author.cmi(version)["cmi.suspend_data"] == before
    author.switch(switch, on=False)
    author.press("Resume")
    author.ready().go_on()
    nothing_is_lost(author, version)


def test_without_a_network_the_course_says_so_and_goes_on_when_it_is_back(author: Author, version: str) -> None:
    begin(author, version)
    author.go("water/filters")
    author.saved()
    author.switch("Lose the network", on=True)
    author.litres()
    author.unsaved()
    # A page that is not there yet cannot be opened; what was answered stays.
    author.course.locator("[data-screen-link='quiz/wells']").first.dispatch_event("click")
    expect(author.course.locator("[data-notice]")).to_contain_text("could not be loaded")
    author.is_answered("litres", "3")
    author.unsaved()
    author.switch("Lose the network", on=False)
    author.saved()
    author.course.locator("[data-notice] button").first.click()
    author.course.locator('main[data-screen="quiz/wells"]').wait_for()
    nothing_is_lost(author, version)


def test_leaving_without_a_network_loses_nothing(author: Author, version: str) -> None:
    before = begin(author, version)
    author.go("water/filters")
    author.saved()
    author.switch("Lose the network", on=True)
    author.litres()
    author.unsaved()
    author.press("Leave")
    author.said("has left")
    assert author.cmi(version)["cmi.suspend_data"] != before  # the page was stored, the answer was not
    author.switch("Lose the network", on=False)
    author.press("Resume")
    author.ready().go_on()
    nothing_is_lost(author, version)


@pytest.mark.parametrize("broken", ["", "Refuse commits", "Lose the network"])
def test_a_window_that_is_closed_at_once_loses_nothing(author: Author, version: str, broken: str) -> None:
    begin(author, version)
    author.go("water/filters")
    if broken:
        author.switch(broken, on=True)
    author.litres()
    (author.unsaved if broken else author.saved)()
    author.press("Close the window at once")
    author.said("could not say good-bye")
    (kept,) = author.records(version)[0]["scos"].values()
    assert not kept["ended"]
    if broken:
        author.switch(broken, on=False)
    author.press("Resume")
    author.ready().go_on()
    nothing_is_lost(author, version)


def test_slow_answers_are_waited_for(author: Author, version: str) -> None:
    begin(author, version)
    author.go("water/filters")
    author.saved()
    author.switch("Slow answers", on=True)
    # As soon as it says "saved", the server has it.
    author.litres()
    author.saved()
    assert "litres" in author.cmi(version).values()
    author.switch("Slow answers", on=False)
    nothing_is_lost(author, version)


@pytest.mark.parametrize("leave", ["Leave and resume", "Close the window at once", "reload"])
def test_what_is_stored_later_is_not_lost(author: Author, version: str, leave: str) -> None:
    begin(author, version)
    author.go("water/filters")
    author.saved()
    author.switch("Store later", on=True)
    author.litres()
    # Soon it will have arrived; so this is looked at first.
    expect(author.shown("stored")).to_contain_text("on the way")
    author.saved()
    if leave == "reload":
        author.page.reload()
        author.ready().go_on()
    elif leave == "Close the window at once":
        author.press(leave)
        author.said("could not say good-bye")
        author.press("Resume")
        author.ready().go_on()
    else:
        author.relaunch()
    nothing_is_lost(author, version)


def test_losing_the_network_with_commits_on_the_way_keeps_them(author: Author, version: str) -> None:
    begin(author, version)
    author.go("water/filters")
    author.saved()
    author.switch("Store later", on=True)
    author.litres()
    author.saved()
    author.switch("Lose the network", on=True)
    author.press("Leave and resume")
    author.said("still on its way")
    expect(author.shown("stored")).to_contain_text("on the way")
    author.switch("Lose the network", on=False)
    author.switch("Store later", on=False)
    expect(author.shown("stored")).to_have_text(STORED)
    author.press("Resume")
    author.ready().go_on()
    nothing_is_lost(author, version)


def test_a_window_of_its_own_is_closed_at_once(author: Author, version: str) -> None:
    begin(author, version)
    author.choose("embedding", "popup")
    expect(author.page.locator("iframe")).to_have_count(0)
    with author.page.expect_popup() as popup:
        author.press("Resume")
    course = popup.value
    expect(course.locator("header [data-save]")).to_have_attribute("data-save", "saved")
    course.locator("dialog [data-primary]").click()
    course.locator('main[data-screen="water"]').wait_for()
    course.locator('a[data-screen-link="water/filters"]').first.dispatch_event("click")
    course.locator('main[data-screen="water/filters"]').wait_for()
    course.get_by_role("textbox").fill("3")
    course.locator('form[data-question="litres"] [data-check]').click()
    expect(course.locator("header [data-save]")).to_have_attribute("data-save", "saved")
    author.press("Close the window at once")
    author.said("could not say good-bye")
    assert course.is_closed()
    (kept,) = author.records(version)[0]["scos"].values()
    assert not kept["ended"]
    author.choose("embedding", "frame")
    author.ready().go_on()
    nothing_is_lost(author, version)
