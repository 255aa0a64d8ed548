"""Tables from files: sorted and filtered by keyboard, as cards on a phone, without scripts, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.blocks.conftest import Shown
from tests.paper import paper

CSV = "Town;Code;People;Rate\nZahlé;007;12500;2.5\nArua;012;900;\nÉvora;003;56000;-1\nBonn;001;33000;10\n"
MANY = CSV + "".join(f"Place {number};1{number};{number};1\n" for number in range(6))
TABLE = "::table[Some *towns*]{src=../media/towns.csv}"


def column(page: Page, number: int) -> list[str]:
    return [
        text.strip()
        for text in page.eval_on_selector_all(
            f"tbody tr:not([data-out]) > :nth-child({number})", "all => all.map(one => one.textContent)"
        )
    ]


def test_headers_sort(shown: Shown) -> None:
    page = shown(TABLE, {"media/towns.csv": CSV})
    page.get_by_role("button", name="Town").focus()
    page.keyboard.press("Enter")
    assert column(page, 1) == ["Arua", "Bonn", "Évora", "Zahlé"]
    expect(page.get_by_role("columnheader", name="Town")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_text("Sorted by Town, from low to high")).to_be_attached()
    page.keyboard.press("Enter")
    assert column(page, 1) == ["Zahlé", "Évora", "Bonn", "Arua"]
    page.keyboard.press("Enter")
    assert column(page, 1) == ["Zahlé", "Arua", "Évora", "Bonn"]
    page.get_by_role("button", name="Rate").click()
    assert column(page, 4) == ["-1".replace("-", "\u200e−"), "2.5", "10", "–"]
    page.get_by_role("button", name="Rate").click()
    assert column(page, 4) == ["10", "2.5", "\u200e−1", "–"]
    expect(page.get_by_role("columnheader", name="Town")).to_have_attribute("aria-sort", "none")


def test_numbers_are_written_as_the_language_does_and_codes_as_they_are(shown: Shown) -> None:
    page = shown(
        "::table[Towns]{src=../media/towns.csv text=People}\n\n::table[Towns again]{src=../media/towns.csv}",
        {"media/towns.csv": CSV, "course.yml": "title: Example\nid: example\nlanguage: fr\n"},
    )
    first, second = page.locator("table").all()
    expect(first.locator("tbody tr").first).to_contain_text("12500")
    expect(second.locator("tbody tr").first).to_contain_text("12\u202f500")
    expect(second.locator("tbody tr").first).to_contain_text("007")
    expect(second.locator("tbody tr").first).to_contain_text("2,5")


def test_a_filter_says_how_many_rows_are_left(shown: Shown) -> None:
    page = shown(TABLE, {"media/towns.csv": MANY})
    field = page.get_by_role("searchbox", name="Filter")
    status = page.locator(".table-tools [role=status]")
    expect(status).to_have_text("10 rows of 10")
    field.press_sequentially("evo")
    expect(status).to_have_text("1 row of 10")
    assert column(page, 1) == ["Évora"]
    field.fill("nothing such")
    expect(status).to_have_text("No row of 10 has all these words")
    said = paper(page, format="A4")
    assert "Place 5" in said
    assert "Filter" not in said


def test_a_short_or_plain_table_has_no_tools(shown: Shown) -> None:
    page = shown("::table[Towns]{src=../media/towns.csv sort=no filter=no}", {"media/towns.csv": MANY})
    expect(page.get_by_role("table", name="Towns")).to_be_visible()
    expect(page.locator("main button, main input")).to_have_count(0)
    expect(shown(TABLE, {"media/towns.csv": CSV}).get_by_role("searchbox")).to_have_count(0)


def test_cards_on_a_phone(shown: Shown) -> None:
    page = shown(TABLE, {"media/towns.csv": MANY}, viewport={"width": 320, "height": 640})
    expect(page.get_by_role("row")).to_have_count(11)
    page.get_by_role("button", name="People").click()
    page.get_by_role("button", name="People").click()
    assert column(page, 1)[0] == "Évora"
    card = page.get_by_role("row", name="Évora").bounding_box()
    assert card
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 320


@pytest.mark.parametrize("width", [320, 1000])
def test_a_plain_table_without_scripts(shown: Shown, width: int) -> None:
    page = shown(TABLE, {"media/towns.csv": MANY}, java_script_enabled=False, viewport={"width": width, "height": 640})
    expect(page.get_by_role("table", name="Some towns")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(11)


def test_it_is_undone_when_the_page_changes(shown: Shown) -> None:
    page = shown(TABLE, {"media/towns.csv": MANY}, output="single")
    page.get_by_role("button", name="Town").click()
    page.get_by_role("link", name="First").first.click()
    expect(page.locator("[data-table] button, [data-table] input")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_count(1)
    assert column(page, 1)[0] == "Zahlé"
