"""Builders: links added, moved and taken out by keyboard; the chain read as text; what is still empty."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act, exported, saved
from tests.paper import paper

CHAIN = """
::::builder[Why it works]{#why goal="Impact"}
Link by link.

| If (outputs) {long} | then (outcome) {long} | because {long} | Evidence |
|---|---|---|---|
| | | | |

:::example[Orvane]
**Impact:** People earn a *steadier* income.

| If (outputs) | then (outcome) | because | Evidence |
|---|---|---|---|
| a road is repaired | farmers reach a market | prices fall | Talks, 2024 |
| forms change | traders sell | | |
:::
::::
"""


def field(page: Page, column: str, row: int) -> Locator:
    return page.get_by_label(f"{column}: Row {row}", exact=True)


def reading(page: Page) -> Locator:
    return page.locator(".builder-reading ol li")


def test_a_chain_is_built_by_keyboard_and_read(shown: Shown) -> None:
    page = shown(CHAIN)
    expect(page.locator(".builder-reading")).to_be_hidden()
    page.get_by_label("Impact", exact=True).fill("A steady income")
    field(page, "If (outputs)", 1).focus()
    page.keyboard.type("a road is repaired.")
    page.keyboard.press("Tab")
    page.keyboard.type("farmers sell;")
    page.keyboard.press("Tab")
    page.keyboard.type("prices fall")
    page.keyboard.press("Tab")
    page.keyboard.type("Talks")
    expect(reading(page)).to_have_text(
        ["If a road is repaired, then farmers sell, because prices fall. Evidence: Talks."]
    )
    expect(page.locator(".builder-reading")).to_contain_text("Impact: A steady income")
    expect(page.locator(".builder-gaps")).to_have_count(0)
    page.get_by_role("button", name="Add a link").press("Enter")
    page.keyboard.type("forms change")
    expect(reading(page).nth(1)).to_have_text("If forms change.")
    saved(page)
    page.reload()
    expect(reading(page)).to_have_count(2)


def test_links_are_moved_and_taken_out(shown: Shown) -> None:
    page = shown(CHAIN)
    field(page, "If (outputs)", 1).fill("one")
    for text in ("two", "three"):
        page.get_by_role("button", name="Add a link").press("Enter")
        page.keyboard.type(text)
    page.keyboard.press("Alt+ArrowUp")
    expect(reading(page)).to_have_text(["If one.", "If three.", "If two."])
    expect(field(page, "If (outputs)", 2)).to_be_focused()
    expect(page.get_by_text("Moved to place 2 of 3")).to_be_attached()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(reading(page)).to_have_text(["If three.", "If one.", "If two."])
    page.locator("[data-down]").first.press("Enter")
    expect(reading(page)).to_have_text(["If one.", "If three.", "If two."])
    page.locator("[data-remove]").nth(1).press("Enter")
    expect(reading(page)).to_have_text(["If one.", "If two."])
    page.get_by_role("button", name="Undo").press("Enter")
    expect(reading(page)).to_have_text(["If one.", "If three.", "If two."])


def test_empty_parts_are_named_and_reached(shown: Shown) -> None:
    page = shown(CHAIN)
    field(page, "If (outputs)", 1).fill("one")
    expect(page.locator(".builder-gaps li")).to_have_text(
        [
            "Link 1: then (outcome)",
            "Link 1: because",
            "Link 1: Evidence",
        ]
    )
    page.get_by_role("button", name="Link 1: because").press("Enter")
    expect(field(page, "because", 1)).to_be_focused()
    page.keyboard.type("it is so")
    expect(page.get_by_role("button", name="Link 1: because")).to_have_count(0)


def test_the_example_brings_its_goal(shown: Shown) -> None:
    page = shown(CHAIN)
    page.locator("summary").filter(has_text="Orvane").click()
    expect(page.locator(".tool-example table").first).to_contain_text("People earn a steadier income.")
    act(page, "Orvane")
    expect(page.get_by_label("Impact", exact=True)).to_have_value("People earn a steadier income.")
    expect(reading(page).first).to_have_text(
        re.compile("^If a road is repaired, then farmers reach a market, because prices fall.")
    )
    _, text = exported(page, "Export as text")
    assert "| If forms change, then traders sell. |" in text.decode()
    assert "| People earn a steadier income. |" in text.decode()


def test_on_paper(shown: Shown) -> None:
    page = shown(CHAIN)
    field(page, "If (outputs)", 1).fill("a road is repaired " * 30)
    text = paper(page)
    assert " ".join(text.split()).count("a road is repaired") >= 60
    plain = shown(CHAIN, java_script_enabled=False)
    expect(plain.locator(".builder-link")).to_have_count(1)
    expect(plain.get_by_text("then (outcome)").first).to_be_visible()


def test_without_a_goal_and_with_several_links(shown: Shown) -> None:
    page = shown("::::builder[B]{#b rows=3}\n| If {long} | Note |\n|---|---|\n::::")
    expect(page.locator(".builder-link")).to_have_count(3)
    expect(field(page, "Note", 2)).to_be_hidden()
    page.locator("[data-fold]").nth(1).press("Enter")
    field(page, "Note", 2).fill("alone")
    expect(reading(page)).to_have_text(["Note: alone."])
    page.locator("[data-fold]").nth(1).press("Enter")
    # What is missing opens its row.
    page.locator("[data-gap]").first.press("Enter")
    expect(field(page, "If", 2)).to_be_focused()
