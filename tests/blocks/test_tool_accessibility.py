"""Tools at work, seen by axe: what only scripts make, in light and dark, from right to left, narrow and large."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.blocks.conftest import Shown
from tests.blocks.test_checklist import ROUNDS, state
from tests.blocks.test_diagnostic import LINES, score
from tests.blocks.test_diagnostic import TOOL as DIAGNOSTIC
from tests.blocks.test_tool import TOOL, act, field
from tests.pages.axe import violations


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_frame(shown: Shown, language: str) -> None:
    page = shown(TOOL, {"course.yml": f"title: Example\nid: example\nlanguage: {language}\n"})
    field(page, "Finding").fill("Mine")
    page.locator("[data-add] button").click()
    page.keyboard.type("My row")
    page.locator("[data-remove]").last.click()
    expect(page.locator("[data-tool-undo]")).to_be_visible()
    page.locator("[data-add] button").click()
    page.locator("[data-tool-menu=copies]").click()
    expect(page.locator(".tool-menu-list:visible")).to_have_count(1)
    assert not violations(page, "a list is open")
    page.locator("[data-tool-action=rename]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not violations(page, "the dialog is open")


def test_rounds(shown: Shown) -> None:
    page = shown(ROUNDS)
    state(page, "There is water.", "No")
    page.get_by_role("button", name="New round").click()
    state(page, "There is water.", "Yes")
    expect(page.get_by_role("group", name="All rounds")).to_be_visible()
    assert not violations(page, "two rounds")


def test_a_result(shown: Shown) -> None:
    page = shown(DIAGNOSTIC)
    for number, line in enumerate(LINES):
        score(page, line, number)
    page.get_by_text("Worked example").click()
    assert not violations(page, "a result")


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (640, "200%")])
def test_nothing_is_wider_than_the_window(shown: Shown, width: int, size: str) -> None:
    for text in (TOOL, ROUNDS, DIAGNOSTIC):
        page = shown(text, viewport={"width": width, "height": 640})
        page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        page.get_by_text("Worked example").click()
        act(page, "Load the example")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, text
