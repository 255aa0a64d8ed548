"""The course as others see it: each way is a click, and shows what it says."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.serve.conftest import Open, Running

pytestmark = pytest.mark.browser


@pytest.fixture
def view(boats: Running, opened: Open) -> Page:
    page = opened(boats.url("/course/sailing-knots.html"), viewport={"width": 1500, "height": 900})
    page.get_by_role("link", name="See it as they do").click()
    expect(course(page).locator("h1")).to_have_text("Knots")
    return page


def course(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


@pytest.mark.parametrize(("name", "width"), [("Phone", 390), ("Tablet", 820), ("Desktop", 1280)])
def test_widths(view: Page, name: str, width: int) -> None:
    view.get_by_label(name).check()
    # Without the two lines of the frame around it.
    view.wait_for_function(
        "width => document.querySelector('iframe').contentWindow.innerWidth === width - 2", arg=width
    )
    menu = course(view).locator("[data-menu-toggle]")
    expect(menu).to_be_visible(visible=width < 1000)


def test_light_and_dark(view: Page) -> None:
    view.get_by_label("Dark").check()
    expect(course(view).locator("html")).to_have_attribute("data-theme", "dark")
    dark = course(view).locator("html").evaluate("one => getComputedStyle(one).backgroundColor")
    view.get_by_label("Light").check()
    expect(course(view).locator("html")).not_to_have_css("background-color", dark)


def test_right_to_left(view: Page) -> None:
    view.get_by_label("Right to left").check()
    expect(course(view).locator("body")).to_have_css("direction", "rtl")
    view.get_by_label("Right to left").uncheck()
    expect(course(view).locator("body")).to_have_css("direction", "ltr")


def test_scripts_off(view: Page, boats: Running) -> None:
    view.get_by_label("Scripts off").check()
    # The button that checks an answer is shown by the player alone; the answer can be read without it.
    expect(course(view).locator("[data-question=knot] summary")).to_be_visible()
    expect(course(view).locator("[data-check]").first).to_be_hidden()
    assert view.frames[1].evaluate("typeof window.courseBuilder") == "undefined"
    boats.change("modules/sailing.md", "A long way down.", "New, without scripts.")
    expect(course(view).get_by_text("New, without scripts.")).to_be_visible()


def test_printed(view: Page) -> None:
    expect(course(view).locator("header.bar")).to_be_visible()
    view.get_by_label("Printed").check()
    expect(course(view).locator("header.bar")).to_be_hidden()
    expect(course(view).locator("nav.menu")).to_be_hidden()
    expect(course(view).get_by_text("A long way down.")).to_be_visible()
    view.get_by_label("Printed").uncheck()
    expect(course(view).locator("header.bar")).to_be_visible()


def test_slow_network(view: Page, boats: Running) -> None:
    view.get_by_label("Slow network").check()
    view.wait_for_function(
        "document.querySelector('iframe').contentWindow.location.pathname === '/slow/course/sailing-knots.html'"
    )
    expect(course(view).locator("h1")).to_have_text("Knots")
    begun = time.monotonic()
    _, _, slowly = boats.ask("/slow/course/player.js")
    assert slowly == boats.ask("/course/player.js")[2]
    # 0.4 seconds before the first byte, then 50,000 bytes a second; nobody waits after the last piece.
    assert time.monotonic() - begun >= 0.4 + (len(slowly) - 5_000) / 50_000


def test_everything_by_keyboard(view: Page) -> None:
    view.get_by_label("Desktop").focus()
    view.keyboard.press("ArrowLeft")
    expect(view.get_by_label("Tablet")).to_be_checked()
    view.keyboard.press("Tab")
    view.keyboard.press("ArrowRight")
    expect(view.get_by_label("Light")).to_be_checked()
    view.keyboard.press("Tab")
    view.keyboard.press("Space")
    expect(view.get_by_label("Right to left")).to_be_checked()
    expect(course(view).locator("body")).to_have_css("direction", "rtl")


def test_choices_stay_from_page_to_page(view: Page, boats: Running) -> None:
    view.get_by_label("Dark").check()
    course(view).locator("a[data-next]").click()
    expect(course(view).locator("h1")).to_have_text("Rowing")
    expect(course(view).locator("html")).to_have_attribute("data-theme", "dark")
    view.get_by_role("link", name="Leave").click()
    expect(view.locator("h1")).to_have_text("Rowing")
    view.wait_for_url(boats.url("/course/rowing.html"))
