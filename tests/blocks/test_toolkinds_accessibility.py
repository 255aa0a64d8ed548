"""Trees, matrices, builders and banks at work, seen by axe; narrow, in large type, from right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.blocks import test_bank, test_builder, test_decision_tree, test_matrix
from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act
from tests.pages.axe import violations

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


def course(language: str) -> dict[str, str]:
    return {"course.yml": f"title: Example\nid: example\nlanguage: {language}\n"}


@LANGUAGES
def test_a_tree(shown: Shown, language: str) -> None:
    page = shown(test_decision_tree.TREE, course(language))
    test_decision_tree.choose(page, "At the start")
    assert not violations(page, "a consequence")
    test_decision_tree.choose(page, "A day")
    page.locator(".tree-actions button").first.click()
    assert not violations(page, "taken back")


@LANGUAGES
def test_a_matrix(shown: Shown, language: str) -> None:
    page = shown(test_matrix.BANDS, course(language))
    page.locator(".matrix-unplaced button").first.press("Enter")
    page.keyboard.press("Enter")
    page.locator(".matrix-unplaced button").first.press("Enter")
    expect(page.locator("[data-choosing]")).to_be_visible()
    assert not violations(page, "one placed, one chosen")


@LANGUAGES
def test_a_builder(shown: Shown, language: str) -> None:
    page = shown(test_builder.CHAIN, course(language))
    page.locator("[data-sheet=links] textarea").first.fill("we begin")
    expect(page.locator(".builder-gaps")).to_be_visible()
    assert not violations(page, "read, with gaps")


@LANGUAGES
def test_a_bank(shown: Shown, language: str) -> None:
    page = shown(test_bank.BANK, {**course(language), **test_bank.FILES})
    test_bank.opened(page)
    page.locator(".bank-option input").first.check()
    page.locator("[data-pick]").first.click()
    expect(page.locator(".bank-pick")).to_have_count(1)
    assert not violations(page, "found and picked")


def wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (640, "200%")])
def test_nothing_is_wider_than_the_window(shown: Shown, width: int, size: str) -> None:
    for text in (test_matrix.BANDS, test_builder.CHAIN, test_bank.BANK):
        page = shown(text, test_bank.FILES, viewport={"width": width, "height": 640})
        page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        page.get_by_text("Worked example").click()
        act(page, "Load the example")
        assert not wide(page), text
    page = shown(test_decision_tree.TREE, viewport={"width": width, "height": 640})
    page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
    test_decision_tree.choose(page, "At the start")
    assert not wide(page)
