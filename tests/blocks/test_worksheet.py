"""Worksheets: what kinds of fields there are, and empty rows."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import saved

KINDS = """
:::worksheet[Kinds]{#kinds rows=2}
All kinds.

| Name | Note {long} | Share {number unit="%"} | Until {date} | Done {check} | Size {choice="small, large"} | Weight {scale=3} |
|---|---|---|---|---|---|---|
:::
"""


def test_every_kind_of_field(shown: Shown) -> None:
    page = shown(KINDS)
    expect(page.locator("[data-row]")).to_have_count(2)
    page.get_by_label("Name: Row 2").focus()
    for keys in ("Wells", "Near\nthe road", "12,5"):
        page.keyboard.type(keys)
        page.keyboard.press("Tab")
    page.get_by_label("Until: Row 2").fill("2030-01-31")
    page.get_by_label("Done: Row 2").press("Space")
    page.get_by_label("Size: Row 2").select_option("large")
    page.get_by_role("group", name="Weight: Row 2").get_by_role("radio", name="2").press("Space")
    saved(page)
    page.reload()
    expect(page.get_by_label("Name: Row 2")).to_have_value("Wells")
    expect(page.get_by_label("Note: Row 2")).to_have_value("Near\nthe road")
    expect(page.get_by_label("Share: Row 2")).to_have_value("12,5")
    expect(page.get_by_label("Until: Row 2")).to_have_value("2030-01-31")
    expect(page.get_by_label("Done: Row 2")).to_be_checked()
    expect(page.get_by_label("Size: Row 2")).to_have_value("large")
    expect(page.get_by_role("group", name="Weight: Row 2").get_by_role("radio", name="2")).to_be_checked()
    # Each row is a group of its own.
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)


def test_no_rows_can_be_added_where_the_author_says_so(shown: Shown) -> None:
    page = shown(":::worksheet[Fixed]{#fixed add=no}\nOne.\n\n| Risk | Measure |\n|---|---|\n| Rents | |\n:::")
    expect(page.get_by_label("Measure: Rents")).to_be_visible()
    expect(page.get_by_role("button", name="Add a row")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)


def test_long_words_and_narrow_windows(shown: Shown) -> None:
    page = shown(KINDS, viewport={"width": 320, "height": 640})
    page.get_by_label("Name: Row 1").fill("Donaudampfschifffahrtsgesellschaftskapitän" * 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for name in ("export", "copies"):
        page.locator(f"[data-tool-menu={name}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        box = page.locator(".tool-menu-list:visible").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
