"""Tabs, by keyboard, by a link, without scripts, on paper; and that a part comes with the pages that need it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.blocks.conftest import Shown
from tests.paper import paper

TABS = """
A [link](#deep) into the third.

::::tabs[Views]
:::tab[The *trader*]
Storage.
:::
:::tab[The neighbour]
The road.
:::
:::tab[The town hall]
### Deep

Fees.
:::
::::
"""


def shows(page: Page, text: str) -> None:
    for one in ("Storage.", "The road.", "Fees."):
        expect(page.get_by_text(one, exact=True)).to_be_visible(visible=one == text)


def test_arrows_go_from_tab_to_tab(shown: Shown) -> None:
    page = shown(TABS)
    shows(page, "Storage.")
    page.get_by_role("tab", name="The trader").focus()
    for key, text in (
        ("ArrowRight", "The road."),
        ("ArrowRight", "Fees."),
        ("ArrowRight", "Storage."),
        ("ArrowLeft", "Fees."),
        ("Home", "Storage."),
        ("End", "Fees."),
    ):
        page.keyboard.press(key)
        shows(page, text)
    expect(page.get_by_role("tab", name="The town hall")).to_be_focused()
    expect(page.get_by_role("tab", selected=True)).to_have_text("The town hall")
    page.keyboard.press("Tab")
    expect(page.get_by_role("tabpanel")).to_be_focused()


def test_arrows_follow_the_script_of_the_language(shown: Shown) -> None:
    page = shown(TABS, {"course.yml": "title: Example\nid: example\nlanguage: ar\n"})
    page.get_by_role("tab", name="The trader").focus()
    page.keyboard.press("ArrowLeft")
    shows(page, "The road.")


@pytest.mark.parametrize("output", ["html", "single"])
def test_a_link_opens_the_tab_it_leads_into(shown: Shown, output: str) -> None:
    page = shown(TABS, output=output)
    page.get_by_role("link", name="link", exact=True).click()
    shows(page, "Fees.")


def test_everything_stands_there_without_scripts_and_on_paper(shown: Shown) -> None:
    plain = shown(TABS, java_script_enabled=False)
    for one in ("The trader", "Storage.", "The road.", "Fees."):
        expect(plain.get_by_text(one, exact=True)).to_be_visible()
    page = shown(TABS)
    shows(page, "Storage.")
    said = paper(page, format="A4")
    assert all(one in said for one in ("The trader", "Storage.", "The neighbour", "The road.", "Fees."))


def test_a_part_is_there_before_its_page_and_leaves_with_it(shown: Shown) -> None:
    page = shown(TABS)
    page.goto(page.url.replace("first-example", "first"))
    page.wait_for_function("window.courseBuilder?.screen")
    # It is fetched ahead with the page.
    expect(page.locator("script[src='tabs.part.js']")).to_have_count(1)
    expect(page.get_by_role("tab")).to_have_count(0)
    page.locator("[data-next]").click()
    shows(page, "Storage.")
    page.get_by_role("tab", name="The neighbour").click()
    page.locator("[data-previous]").click()
    expect(page.get_by_role("tab")).to_have_count(0)
    page.go_back()
    shows(page, "Storage.")
    expect(page.get_by_role("tab")).to_have_count(3)


def test_a_part_that_cannot_be_loaded_is_told(shown: Shown) -> None:
    page = shown(TABS)
    page.route("**/tabs.part.js", lambda route: route.abort())
    page.goto(page.url.replace("first-example", "first"))
    page.wait_for_function("window.courseBuilder?.screen")
    page.locator("[data-next]").click()
    expect(page.locator("[data-notice=error]")).to_be_visible()
    page.unroute("**/tabs.part.js")
    page.locator("[data-notice=error] button").first.click()
    shows(page, "Storage.")
