"""A reflection: kept on the device as one types, cleared and brought back, printed in full, and never sent to an LMS."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.blocks.conftest import Shown, course_of
from tests.blocks.test_every_block import GUIDE, text_of
from tests.browser import lms as test_lms
from tests.paper import paper
from tests.shared import build
from tests.windows import Windows

TEXT = text_of(GUIDE / "reflection.md")
KEY = "course-builder:note:example:own-district"
REFUSES = "Storage.prototype.setItem = Storage.prototype.removeItem = () => { throw new Error('no room') }"


def field(page: Page, name: str = "Your own district") -> Locator:
    return page.get_by_role("textbox", name=name)


def test_it_is_kept_as_one_types(shown: Shown) -> None:
    page = shown(TEXT)
    expect(page.get_by_text("What you write is saved on this device, and nowhere else.")).to_be_visible()
    field(page).focus()
    page.keyboard.type("The people\nat the market")
    expect(page.get_by_role("status").filter(has_text="Saved on this device, and nowhere else.")).to_be_visible()
    page.wait_for_function(
        "([key, text]) => localStorage.getItem(key) === text", arg=[KEY, "The people\nat the market"]
    )
    page.reload()
    expect(field(page)).to_have_value("The people\nat the market")
    expect(page.get_by_text("Saved on this device, and nowhere else.", exact=True)).to_be_visible()


def test_it_outlives_an_lms_that_empties_the_storage(shown: Shown, window: Windows) -> None:
    context = window()
    page = shown(TEXT, context=context)
    field(page).fill("A thought")
    page.wait_for_function("key => localStorage.getItem(key) === 'A thought'", arg=KEY)
    page.evaluate("localStorage.clear()")
    page.close()
    page = shown(TEXT, context=context)
    expect(field(page)).to_have_value("A thought")
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("key => localStorage.getItem(key) === null", arg=KEY)
    page.evaluate("localStorage.clear()")
    page.close()
    expect(field(shown(TEXT, context=context))).to_have_value("")


def test_clear_can_be_undone(shown: Shown) -> None:
    page = shown(TEXT)
    field(page).fill("A thought")
    field(page).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("")
    expect(page.get_by_text("Cleared. Nothing is kept.")).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None
    expect(page.get_by_role("button", name="Bring it back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("A thought")
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == "A thought"
    page.keyboard.press("Enter")
    field(page).press("x")
    expect(page.get_by_role("button", name="Clear")).to_be_visible()


def test_a_browser_that_refuses_is_told_of(shown: Shown, window: Windows) -> None:
    context = window()
    context.add_init_script(REFUSES)
    page = shown(TEXT, context=context)
    field(page).press("x")
    expect(page.get_by_role("status").filter(has_text="Not saved: this browser refuses")).to_be_visible()
    expect(field(page)).to_have_value("x")


def test_two_windows_do_not_write_over_each_other(shown: Shown, window: Windows) -> None:
    context = window()
    one, other = shown(TEXT, context=context), shown(TEXT, context=context)
    field(one).fill("From here")
    expect(field(other)).to_have_value("From here")


def test_it_grows_with_its_text_and_is_printed_in_full(shown: Shown) -> None:
    page = shown(TEXT, viewport={"width": 320, "height": 640})
    before = field(page).bounding_box()
    field(page).fill("\n".join(f"Line {number}." for number in range(150)))
    after = field(page).bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] * 10
    assert field(page).evaluate("one => one.scrollHeight - one.clientHeight") <= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    printed = paper(page)
    assert [number for number in range(150) if f"Line {number}." not in printed] == []


def test_empty_and_without_scripts_there_are_lines_to_write_on(shown: Shown) -> None:
    page = shown(TEXT)
    page.emulate_media(media="print")
    expect(page.locator(".reflection-lines")).to_be_visible()
    expect(field(page)).to_be_hidden()
    plain = shown(TEXT, java_script_enabled=False)
    expect(plain.locator(".reflection-lines")).to_be_visible()
    expect(plain.get_by_text("To write here, turn on JavaScript")).to_be_visible()
    expect(plain.locator("textarea")).to_have_count(0)


def test_in_the_single_file_and_after_leaving(shown: Shown) -> None:
    page = shown(TEXT, output="single")
    field(page).fill("Kept")
    page.evaluate("location.hash = 'screen-first'")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    page.go_back()
    expect(field(page)).to_have_value("Kept")
    expect(page.locator("textarea")).to_have_count(1)


def test_without_a_label_it_has_a_name(shown: Shown) -> None:
    page = shown(":::reflection{#plain}\n:::")
    expect(field(page, "For yourself")).to_be_visible()


@pytest.mark.parametrize("output", ["scorm12", "scorm2004"])
def test_nothing_of_it_goes_to_the_lms(output: str, tmp_path: Path, window: Windows) -> None:
    package = build(course_of(tmp_path / "course", TEXT), output)
    secret = "Zanzibar-4711"
    context = window()
    with test_lms.running(tmp_path / "lms") as lms:
        registration = lms.register(package)
        launch = lms.launch(registration, context)
        launch.course.evaluate("courseBuilder.go(courseBuilder.data.screens.find((one) => one.id === 'first/example'))")
        launch.course.get_by_role("textbox", name="Your own district").fill(secret)
        expect(launch.course.get_by_text("Saved on this device, and nowhere else.", exact=True)).to_be_visible()
        assert secret in str(context.storage_state())
        launch.exit()
        assert registration.stores
        assert launch.written()
        assert secret not in str(launch.calls())
        assert secret not in str(registration.cmi)
        # It is there again at the next launch, in the same browser.
        again = lms.launch(registration, context)
        again.course.evaluate("courseBuilder.go(courseBuilder.data.screens.find((one) => one.id === 'first/example'))")
        expect(again.course.get_by_role("textbox", name="Your own district")).to_have_value(secret)
        again.leave()
