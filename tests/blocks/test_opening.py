"""Blocks that open by themselves: accordion and cards, by keyboard, without scripts, on paper."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.blocks.conftest import Shown
from tests.paper import paper

ACCORDION = """
::::accordion
:::panel[One]{open}
First text.
:::
:::panel[Two]
Second text.
:::
::::
"""
CARDS = """
::::cards[Guess]
:::card[Front one]
Back one.
:::
:::card[Front two]
Back two.
:::
::::
"""


def test_panels_open_by_keyboard(shown: Shown) -> None:
    page = shown(ACCORDION)
    expect(page.get_by_text("First text.")).to_be_visible()
    expect(page.get_by_text("Second text.")).to_be_hidden()
    page.locator("summary", has_text="Two").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Second text.")).to_be_visible()
    expect(page.get_by_text("First text.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Second text.")).to_be_hidden()


def test_panels_are_open_on_paper(shown: Shown) -> None:
    page = shown(ACCORDION)
    said = paper(page)
    assert "First text." in said
    assert "Second text." in said
    expect(page.get_by_text("Second text.")).to_be_hidden()


def test_cards_turn_by_keyboard(shown: Shown) -> None:
    page = shown(CARDS)
    page.locator("summary", has_text="Front two").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Back two.")).to_be_visible()
    expect(page.get_by_text("Back one.")).to_be_hidden()


def test_cards_turn_without_scripts(shown: Shown) -> None:
    page = shown(CARDS, java_script_enabled=False)
    page.locator("summary", has_text="Front one").click()
    expect(page.get_by_text("Back one.")).to_be_visible()


def test_both_sides_of_cards_are_on_paper(shown: Shown) -> None:
    said = paper(shown(CARDS))
    assert "Back one." in said
    assert "Back two." in said
