"""Rows of a tool that are cards: folded to one line with their state, open one by one, whole where there is room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act
from tests.pages.axe import violations
from tests.paper import paper

PHONE = {"width": 360, "height": 640}
LINES = [f"Line {name} of the form" for name in ("one", "two", "three", "four", "five", "six", "seven", "eight")]
CHECKLIST = (
    '::::diagnostic[Check]{#check scale="0 None, 1 Clear"}\nSay it.\n\n'
    + "\n".join(f"- {line}\n      > What helps with it." for line in LINES)
    + "\n\n:::band[Low]{to=4}\nGo to the [first page](first.md#first).\n:::\n\n:::band[High]{to=8}\nWell.\n:::\n::::"
)
WORKSHEET = (
    "::::worksheet[Facts]{#facts}\nFill it in.\n\n| Question | Finding {long} | Source | Gap {long} | Who |\n"
    "|---|---|---|---|---|\n" + "".join(f"| {line} | | | | |\n" for line in LINES) + "::::"
)


def rows(page: Page) -> list[bool]:
    """Return of each row whether its fields are seen."""
    found: list[bool] = page.locator("[data-rows] > [data-row]").evaluate_all(
        "all => all.map((row) => [...row.querySelectorAll('[data-cell]')].some((one) => one.checkVisibility()))"
    )
    return found


def test_rows_fold_to_one_line_with_their_state(shown: Shown) -> None:
    page = shown(CHECKLIST, viewport=PHONE)
    assert rows(page) == [True, *[False] * 7]
    folds = page.locator("[data-fold]")
    expect(folds.nth(1)).to_have_text("2. Line two of the form empty")
    expect(folds.nth(1)).to_have_attribute("aria-expanded", "false")
    assert not violations(page, "folded")
    folds.nth(1).press("Enter")
    assert rows(page)[1]
    expect(page.get_by_text("What helps with it.").nth(1)).to_be_visible()
    page.get_by_label("Note: Line two of the form").fill("Page 6")
    expect(folds.nth(1)).to_have_text("2. Line two of the form 1 of 2 filled in")
    page.get_by_role("group", name="Score: Line two of the form").get_by_label("1 Clear").press("Space")
    expect(folds.nth(1)).to_have_text("2. Line two of the form 1 Clear")
    folds.nth(1).press("Space")
    assert not rows(page)[1]
    assert not violations(page, "one row open")


def test_a_row_says_how_many_of_its_fields_are_filled_in(shown: Shown) -> None:
    page = shown(WORKSHEET, viewport=PHONE)
    for number, name in enumerate(("Finding", "Source", "Gap", "Who"), 1):
        page.get_by_label(f"{name}: {LINES[0]}").fill("Something")
        said = "done" if number == 4 else f"{number} of 4 filled in"
        expect(page.locator("[data-fold]").first).to_have_text(f"1. {LINES[0]} {said}")


def test_a_few_rows_do_not_fold_and_one_that_is_added_is_open(shown: Shown) -> None:
    page = shown(
        ":::worksheet[Facts]{#facts}\nText.\n\n| Question | Finding |\n|---|---|\n| One | |\n| Two | |\n:::",
        viewport=PHONE,
    )
    assert rows(page) == [True, True]
    expect(page.locator("[data-fold]:visible")).to_have_count(0)
    page.get_by_role("button", name="Add a row").press("Enter")
    page.keyboard.type("Three")
    assert rows(page) == [True, True, True]
    expect(page.locator("[data-fold]:visible").last).to_have_text("3. Three 1 of 2 filled in")


def test_another_copy_begins_folded(shown: Shown) -> None:
    page = shown(WORKSHEET, viewport=PHONE)
    for _ in range(2):
        page.get_by_role("button", name="Add a row").press("Enter")
        page.keyboard.type("Mine")
    act(page, "New copy")
    act(page, "New copy")
    page.get_by_label("Copy", exact=True).select_option("My copy")
    expect(page.locator("[data-fold]").last).to_have_text("10. Mine 1 of 5 filled in")
    assert rows(page)[-2:] == [False, False]


def test_where_there_is_room_rows_stand_whole_beside_one_another(shown: Shown) -> None:
    page = shown(CHECKLIST, viewport={"width": 1440, "height": 900})
    assert all(rows(page))
    expect(page.locator("[data-fold]:visible")).to_have_count(0)
    expect(page.get_by_text("What helps with it.").last).to_be_visible()


def test_fields_are_wide_enough_to_write_in(shown: Shown) -> None:
    page = shown(WORKSHEET, viewport={"width": 1440, "height": 900})
    for name in ("Finding", "Source", "Gap", "Who"):
        box = page.get_by_label(f"{name}: {LINES[0]}").bounding_box()
        assert box
        assert box["width"] >= 200, name


def test_without_scripts_and_on_paper_every_row_is_whole(shown: Shown) -> None:
    plain = shown(CHECKLIST, viewport=PHONE, java_script_enabled=False)
    assert all(rows(plain))
    page = shown(CHECKLIST, viewport=PHONE)
    text = paper(page)
    for number, line in enumerate(LINES, 1):
        assert f"{number}. {line}" in text


def test_the_focus_stays_where_a_row_is_taken_out(shown: Shown) -> None:
    page = shown(WORKSHEET, viewport=PHONE)
    for text in ("Mine", "Yours"):
        page.get_by_role("button", name="Add a row").press("Enter")
        page.keyboard.type(text)
    page.locator("[data-fold]").last.press("Enter")
    page.get_by_role("button", name="Remove “Mine”").press("Enter")
    expect(page.locator("[data-fold]").last).to_be_focused()


def test_the_score_stays_in_sight(shown: Shown) -> None:
    page = shown(CHECKLIST, viewport=PHONE)
    for line in LINES:
        fold = page.locator("[data-fold][aria-expanded=false]", has_text=line)
        if fold.count():
            fold.press("Enter")
        choice = page.get_by_role("group", name=f"Score: {line}").get_by_label("1 Clear")
        choice.press("Space")
        expect(page.locator("[data-diagnostic-score]")).to_be_in_viewport(ratio=1)
        # What has the focus is not below it.
        assert choice.evaluate(
            """one => {
                const { top } = one.getBoundingClientRect();
                return top >= document.querySelector('[data-diagnostic-score]').getBoundingClientRect().bottom - 1;
            }"""
        )
    expect(page.locator("[data-diagnostic-score]")).to_have_text("8 of 8: High")


def test_links_in_advice_lead_on(shown: Shown) -> None:
    page = shown(CHECKLIST, viewport=PHONE)
    page.get_by_role("link", name="first page").press("Enter")
    expect(page.locator('[data-screen="first"]')).to_be_visible()


@pytest.mark.parametrize(("title", "seen"), [("An Example", 0), ("Another tool", 1)])
def test_a_title_that_the_page_has_stands_once(shown: Shown, title: str, seen: int) -> None:
    page = shown(f":::worksheet[{title}]{{#facts}}\nText.\n\n| Question | Finding |\n|---|---|\n| One | |\n:::")
    heading = page.locator(".tool-title")
    assert heading.evaluate("one => one.clientHeight > 1") == bool(seen)
    expect(page.get_by_role("region", name=title)).to_be_visible()
