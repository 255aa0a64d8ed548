"""Banks: entries found by facets and words, picked and filled in; what is kept of entries that are gone."""

from __future__ import annotations

import csv
import io

from playwright.sync_api import Locator, Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act, exported, saved
from tests.paper import paper

CSV = """Code,Name,Kind,Target,Note
A-1,Écoles ouvertes,school,4.1;10.2,"first, <b>bold</b>"
A-2,Teachers trained,school,4.10,
B-1,Roads *repaired*,road,9.1;4.1,
B-2,Bridges,road,9.1,
"""
BANK = """
::::bank[Indicators]{#indicators src=../media/bank.csv facets="Kind, Target" pick="Code, Name"}
Pick some.

| Baseline | Target value {number} |
|---|---|
| | |

:::example[Orvane]
| Code | Baseline | Target value |
|---|---|---|
| b-1 | 41 (2024) | 70 |
:::
::::
"""
FILES = {"media/bank.csv": CSV}


def found(page: Page) -> Locator:
    return page.locator(".bank-card-name")


def counts(page: Page, facet: str) -> Locator:
    group = page.locator(".bank-facet").filter(has=page.locator("summary", has_text=facet))
    return group.locator("label")


def picks(page: Page) -> Locator:
    return page.locator(".bank-pick [data-brought=code]")


def opened(page: Page) -> None:
    for facet in page.locator(".bank-facet:not([open]) > summary").all():
        facet.press("Enter")


def test_words_and_facets_find_entries(shown: Shown) -> None:
    page = shown(BANK, FILES)
    expect(page.locator(".bank-found")).to_have_text("4 of 4 entries")
    page.get_by_label("Search in all entries").press_sequentially("ECOLES ouv")
    expect(found(page)).to_have_text(["A-1"])
    expect(page.locator(".bank-found[role=status]")).to_have_text("1 of 4 entries")
    page.get_by_label("Search in all entries").fill("nowhere")
    expect(page.locator(".bank-found")).to_have_text("Nothing fits. Take a filter away, or search for another word.")
    page.get_by_role("button", name="Clear the filters").press("Enter")
    expect(page.get_by_label("Search in all entries")).to_be_focused()
    opened(page)
    # Values that are numbers stand in their order, words in that of the file.
    expect(counts(page, "Target")).to_have_text(["4.1 (2)", "4.10 (1)", "9.1 (2)", "10.2 (1)"])
    page.get_by_label("road").press("Space")
    expect(found(page)).to_have_text(["B-1", "B-2"])
    expect(counts(page, "Kind")).to_have_text(["school (2)", "road (2)"])
    expect(counts(page, "Target")).to_have_text(["4.1 (1)", "4.10 (0)", "9.1 (2)", "10.2 (0)"])
    page.get_by_label("4.1 (1)").press("Space")
    expect(found(page)).to_have_text(["B-1"])
    expect(counts(page, "Kind")).to_have_text(["school (1)", "road (1)"])


def test_entries_are_text(shown: Shown) -> None:
    page = shown(BANK, FILES)
    card = page.locator(".bank-card").first
    expect(card).to_contain_text("first, <b>bold</b>")
    expect(card).to_contain_text("4.1; 10.2")
    expect(page.locator(".bank-card").nth(2)).to_contain_text("Roads *repaired*")
    expect(page.locator(".tool-example").get_by_text("Roads *repaired*")).to_be_attached()


def test_names_of_columns_are_text_too(shown: Shown) -> None:
    name, entry = "Id = a: 5 $x & c^2", "1. *x* {y} [z](q) \\ ~~w~~"
    page = shown(
        '::::bank[B]{#b src=../media/b.csv pick="' + name + ', Note"}\n| Mine |\n|---|\n\n'
        f":::example[E]\n| {name} | Mine |\n|---|---|\n| `k` | mine |\n:::\n::::",
        {"media/b.csv": f"{name},Note\nk,{entry}\n"},
    )
    expect(page.locator(".tool-example th").first).to_have_text(name)
    expect(page.locator(".tool-example .tool-given").nth(1)).to_have_text(entry)
    act(page, "Load the example")
    _, content = exported(page, "Export for spreadsheets")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [[name, "Note", "Mine"], ["k", entry, "mine"]]


def test_what_is_picked_is_filled_in_kept_and_taken_out(shown: Shown) -> None:
    page = shown(BANK, FILES)
    expect(page.get_by_text("Nothing is picked yet.")).to_be_visible()
    page.get_by_role("button", name="Pick B-2").press("Enter")
    expect(page.get_by_role("button", name="Remove B-2", exact=True)).to_be_focused()
    expect(page.get_by_text("B-2 was picked.")).to_be_attached()
    page.get_by_role("button", name="Pick A-1").press("Enter")
    expect(picks(page)).to_have_text(["B-2", "A-1"])
    page.get_by_role("button", name="See what you picked (2)").press("Enter")
    expect(page.get_by_role("heading", name="What you picked")).to_be_focused()
    page.get_by_label("Baseline: B-2").fill("None, 2024")
    saved(page)
    page.reload()
    expect(picks(page)).to_have_text(["B-2", "A-1"])
    expect(page.get_by_label("Baseline: B-2")).to_have_value("None, 2024")
    page.get_by_role("button", name="Remove B-2", exact=True).press("Enter")
    expect(picks(page)).to_have_text(["A-1"])
    page.get_by_role("button", name="Undo").press("Enter")
    expect(picks(page)).to_have_text(["B-2", "A-1"])


def test_the_export_is_what_was_picked(shown: Shown) -> None:
    page = shown(BANK, FILES)
    act(page, "Orvane")
    expect(picks(page)).to_have_text(["B-1"])
    _, content = exported(page, "Export for spreadsheets")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["Code", "Name", "Baseline", "Target value"],
        ["B-1", "Roads *repaired*", "41 (2024)", "70"],
    ]
    page.emulate_media(media="print")
    expect(page.locator("[data-bank]")).to_be_hidden()


def test_an_entry_that_the_file_no_longer_has_is_kept(shown: Shown) -> None:
    page = shown(BANK, FILES)
    page.get_by_role("button", name="Pick A-1").press("Enter")
    page.get_by_role("button", name="Pick A-2").press("Enter")
    page.get_by_label("Baseline: A-1").fill("12")
    saved(page)
    stored = page.evaluate("localStorage.getItem('course-builder:tool:example:indicators')")
    # The next version of the course: the same tool, another file.
    newer = shown(f"{BANK}\n<!-- 2 -->", {"media/bank.csv": CSV.replace("A-1,", "A-9,")})
    newer.evaluate(
        "text => addEventListener('pagehide', () => localStorage.setItem('course-builder:tool:example:indicators', text))",
        stored,
    )
    newer.reload()
    expect(newer.locator(".bank-pick")).to_have_count(2)
    expect(picks(newer)).to_have_text(["A-1", "A-2"])
    expect(newer.locator("[data-gone]:visible")).to_have_count(1)
    expect(newer.locator(".bank-pick").first).to_contain_text("no longer in the bank")
    expect(newer.get_by_label("Baseline: A-1")).to_have_value("12")


def test_many_entries_are_shown_by_twenties(shown: Shown) -> None:
    rows = "".join(
        f"I-{one},Indicator {one},{'school' if one % 3 else 'road'},{one % 17}.{one % 5},Words about {one}\n"
        for one in range(200)
    )
    page = shown(BANK.split(":::example")[0] + "::::", {"media/bank.csv": CSV.split("\n", 1)[0] + "\n" + rows})
    expect(page.locator(".bank-card")).to_have_count(20)
    page.get_by_role("button", name="Show 180 more").press("Enter")
    expect(page.locator(".bank-card")).to_have_count(40)
    expect(page.locator(".bank-card-title").nth(20)).to_be_focused()


def test_without_scripts_there_is_a_table(shown: Shown) -> None:
    page = shown(BANK, FILES, java_script_enabled=False)
    expect(page.locator("[data-bank-table] tbody tr")).to_have_count(4)
    expect(page.locator("[data-bank-table]")).to_be_visible()
    expect(page.get_by_text("Nothing is picked yet.")).to_be_hidden()


def test_what_is_found_is_printed(shown: Shown) -> None:
    page = shown(BANK, FILES)
    assert "Bridges" in paper(page)
    page.get_by_label("Search in all entries").fill("roads")
    expect(found(page)).to_have_text(["B-1"])
    text = paper(page)
    assert "1 of 4 entries" in text
    assert "9.1;4.1" in text
    assert "Bridges" not in text
    page.get_by_role("button", name="Pick B-1").press("Enter")
    page.get_by_role("button", name="Clear the filters").press("Enter")
    # Nothing is looked for, and something is picked: that is what is printed.
    text = paper(page)
    assert "Roads *repaired*" in text
    assert "Bridges" not in text
