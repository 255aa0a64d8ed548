"""Readers switch the language: the page stays, and so do progress and answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages import axe, learner
from tests.pages.test_widths import too_wide
from tests.shared import SharedBuilds
from tests.translation.water import water
from tests.windows import Windows

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def built(shared: SharedBuilds) -> dict[str, Path]:
    """Return the outputs of a course in English, French and Arabic."""
    return shared("languages", ("html", "single"), water)


def switch(page: Page, language: str) -> None:
    """Choose a language as a reader does, and wait for it."""
    page.locator("[data-languages] > summary").click()
    page.locator(f'[data-languages] a[hreflang="{language}"]').click()
    is_in(page, language)


def is_in(page: Page, language: str) -> None:
    page.wait_for_function(
        "language => document.documentElement.lang === language && window.courseBuilder?.session", arg=language
    )


def open_quiz(page: Page) -> None:
    learner.at(page, "quiz/final")
    page.locator("[data-begin]").click()


def shown(page: Page) -> Locator:
    return page.locator("form[data-question]:visible")


def goes_on(page: Page, way: str) -> None:
    """Wait until the quiz that was switched in its middle goes on.

    It does so unasked. Only from files, on a busy machine, the page that comes may be there before the browser has told it
    what the tab keeps; then its reader presses "Go on with the quiz", and finds the same.
    """
    again = page.locator("[data-begin]:visible").filter(has_text=re.compile("Go on|Reprendre"))
    if way == "file":
        expect(shown(page).or_(again).first).to_be_visible()
        if again.is_visible():
            again.click()
    expect(shown(page)).to_have_count(1)


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_quiz_that_is_switched_in_its_middle_is_handed_in_whole(
    built: dict[str, Path], serve: Serve, window: Windows, way: str
) -> None:
    page = window().new_page()
    folder = built["html"]
    page.goto(urljoin(serve(folder) if way == "http" else f"{folder.as_uri()}/", "quiz-final.html"))
    open_quiz(page)
    first, second, typed = "is-water-wet", "which-digs", "what-is-in-a-well"
    page.locator(f'[data-question="{first}"] [data-option="o1"]').click()
    page.locator("[data-quiz-next]").click()
    page.locator(f'[data-question="{second}"] [data-option="o2"]').click()

    switch(page, "fr")
    learner.at(page, "quiz/final")
    expect(page.locator("h1")).to_have_text("La fin")
    goes_on(page, way)
    expect(page.locator(f'[data-question="{first}"] input[value="o1"]')).to_be_checked()
    expect(page.locator(f'[data-question="{second}"] input[value="o2"]')).to_be_checked()
    last = page.locator(f'[data-question="{typed}"]')
    while not last.is_visible():
        page.locator("[data-quiz-next]").click()
    last.locator("input").fill("eau")

    # What was typed is there as well when the reader looks back.
    switch(page, "en")
    goes_on(page, way)
    expect(page.locator(f'[data-question="{typed}"] input')).to_have_value("eau")
    switch(page, "fr")
    goes_on(page, way)
    while not page.locator(f'[data-question="{typed}"]').is_visible():
        page.locator("[data-quiz-next]").click()
    page.locator("[data-quiz-submit]").click()
    page.locator("dialog button").first.click()
    expect(page.locator("[data-quiz-result]")).to_contain_text("100")
    switch(page, "ar")
    assert page.evaluate("courseBuilder.session.attempt('quiz/final').best") == 100


def test_the_first_visit_is_in_a_language_of_the_browser(built: dict[str, Path], serve: Serve, window: Windows) -> None:
    page = window(locale="fr-CA").new_page()
    address = serve(built["html"])
    page.goto(address)
    is_in(page, "fr")
    assert page.url == urljoin(address, "fr/index.html")
    switch(page, "en")
    # After a choice the browser's language is not asked again.
    page.goto(urljoin(address, "b.html"))
    is_in(page, "en")
    learner.at(page, "b")


def test_a_language_that_the_course_has_not_changes_nothing(
    built: dict[str, Path], serve: Serve, window: Windows
) -> None:
    page = window(locale="de-DE").new_page()
    page.goto(urljoin(serve(built["html"]), "a.html"))
    is_in(page, "en")


def test_a_link_that_names_a_language_wins(built: dict[str, Path], serve: Serve, window: Windows) -> None:
    page = window(locale="ar").new_page()
    address = serve(built["html"])
    page.goto(urljoin(address, "fr/b.html"))
    is_in(page, "fr")
    page.goto(urljoin(address, "b.html?lang=ar#the-tools"))
    is_in(page, "ar")
    assert page.url == urljoin(address, "ar/b.html#the-tools")
    page.goto(urljoin(address, "b.html?lang=en"))
    is_in(page, "en")


def test_back_leads_to_the_page_as_it_was(built: dict[str, Path], serve: Serve, window: Windows) -> None:
    page = window().new_page()
    page.goto(urljoin(serve(built["html"]), "b.html"))
    is_in(page, "en")
    switch(page, "fr")
    page.go_back()
    is_in(page, "en")


def test_pages_that_were_swapped_in_lead_to_themselves(built: dict[str, Path], serve: Serve, window: Windows) -> None:
    page = window().new_page()
    page.goto(urljoin(serve(built["html"]), "a.html"))
    learner.at(page, "a")
    page.locator("a[data-next]").click()
    learner.at(page, "a/digging")
    switch(page, "fr")
    learner.at(page, "a/digging")
    expect(page.locator("h1")).to_have_text("Creuser")


def test_the_single_file_keeps_its_page(built: dict[str, Path], window: Windows) -> None:
    page = window().new_page()
    page.goto(built["single"].as_uri())
    learner.at(page, "home")
    page.locator('a[data-screen-link="b"]:visible').first.click()
    learner.at(page, "b")
    switch(page, "fr")
    learner.at(page, "b")
    expect(page.locator("h1:visible")).to_have_text("Pompes")


def test_without_scripts_the_switch_is_a_list_of_links(built: dict[str, Path], serve: Serve, window: Windows) -> None:
    page = window(java_script_enabled=False).new_page()
    page.goto(urljoin(serve(built["html"]), "a-digging.html"))
    page.locator("[data-languages] > summary").click()
    page.locator('[data-languages] a[hreflang="fr"]').click()
    expect(page.locator("h1")).to_have_text("Creuser")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_the_switch_by_keyboard(built: dict[str, Path], serve: Serve, window: Windows) -> None:
    page = window().new_page()
    page.goto(urljoin(serve(built["html"]), "a.html"))
    is_in(page, "en")
    summary = page.locator("[data-languages] > summary")
    expect(summary).to_have_accessible_name("Language: English")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-languages] a").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("[data-languages] a").first).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_in(page, "fr")


def test_the_aids_for_reading_look_the_same_in_each_language(
    built: dict[str, Path], serve: Serve, window: Windows
) -> None:
    looks = []
    for language in ("", "fr/"):
        page = window(locale="fr" if language else "en").new_page()
        page.goto(urljoin(serve(built["html"]), f"{language}a.html"))
        learner.at(page, "a")
        page.locator("[data-reading]").click()
        page.wait_for_function("[...document.styleSheets].some(one => one.href?.endsWith('/reading.part.css'))")
        looks.append(page.locator("[data-reading-panel]").evaluate("one => getComputedStyle(one).position"))
    assert looks[0] == looks[1] != "static"


@pytest.mark.parametrize("language", ["", "ar/"])
@pytest.mark.parametrize("width", [320, 1440])
def test_the_switch_breaks_no_rule(
    built: dict[str, Path], serve: Serve, window: Windows, language: str, width: int
) -> None:
    page = window(viewport={"width": width, "height": 640}).new_page()
    page.goto(urljoin(serve(built["html"]), f"{language}a-digging.html"))
    learner.at(page, "a/digging")
    assert not too_wide(page)
    page.locator("[data-languages] > summary").click()
    assert not too_wide(page)
    assert not axe.violations(page, "the switch is open")
