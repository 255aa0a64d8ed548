"""Matrices: items placed by fields, by keyboard and by dragging; bands and quadrants; prints and exports."""

from __future__ import annotations

import csv
import io

from playwright.sync_api import Locator, Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act, exported, saved

BANDS = """
::::matrix[Risks]{#risks across=Impact down=Likelihood}
Score each.

| Risk | Likelihood | Impact | Owner |
|---|---|---|---|
| Rain | | | |
| A strike | | | |

:::band[Low]{to=4}
Note it.
:::

:::band[Medium]{to=9}
Windows it.
:::

:::band[High]{to=25}
Plan for it with [the first page](first.md).
:::

:::example[Last year]
| Risk | Likelihood | Impact | Owner |
|---|---|---|---|
| 1 | 4 | 5 | Office |
| Theft | 2 | 2 | Guards |
:::
::::
"""
QUADRANTS = """
::::matrix[People]{#people across=Interest down=Influence scale="1 Little, 2 Some, 3 Much, 4 Very much"}
Who matters?

| Who | Interest | Influence |
|---|---|---|
| Traders | | |

:::quadrant[Monitor]{across=low down=low}
Look again.
:::

:::quadrant[Empower]{across=high down=low}
Give a seat.
:::

:::quadrant[Satisfy]{across=low down=high}
Ask early.
:::

:::quadrant[Engage]{across=high down=high}
Plan together.
:::
::::
"""


def cell(page: Page, across: int, down: int) -> Locator:
    return page.locator(f"td[data-across='{across}'][data-down='{down}']")


def field(page: Page, column: str, row: str) -> Locator:
    return page.get_by_label(f"{column}: {row}", exact=True)


def waiting(page: Page) -> Locator:
    return page.locator(".matrix-unplaced .matrix-chip-name")


def members(page: Page, band: int) -> Locator:
    return page.locator(f"[data-zone-advice='{band}'] .matrix-zone-items li")


def test_fields_place_an_item(shown: Shown) -> None:
    page = shown(BANDS)
    expect(waiting(page)).to_have_text(["Rain", "A strike"])
    expect(field(page, "Likelihood", "Rain").locator("option")).to_have_text(
        ["", "1 very low", "2 low", "3 medium", "4 high", "5 very high"]
    )
    field(page, "Likelihood", "Rain").select_option("4")
    expect(waiting(page)).to_have_text(["Rain", "A strike"])
    field(page, "Impact", "Rain").select_option("5")
    expect(waiting(page)).to_have_text(["A strike"])
    expect(page.locator("[data-row=rain] [data-comes-to]")).to_have_text("20 · High")
    expect(page.get_by_text("Rain: Impact 5 very high, Likelihood 4 high, 20 · High")).to_be_attached()
    expect(cell(page, 5, 4)).to_contain_text("1 Rain")
    expect(members(page, 3)).to_have_text(["1 Rain"])
    expect(members(page, 1)).to_have_text(["Nothing here."])


def test_the_keyboard_places_moves_and_takes_off(shown: Shown) -> None:
    page = shown(BANDS)
    page.locator(".matrix-unplaced").get_by_role("button", name="A strike").press("Enter")
    expect(page.get_by_text("“A strike” is chosen.")).to_be_attached()
    expect(cell(page, 1, 1)).to_be_focused()
    for key in ("ArrowUp", "ArrowUp", "ArrowRight", "End"):
        page.keyboard.press(key)
    expect(cell(page, 5, 3)).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page, "Impact", "A strike")).to_have_value("5")
    expect(field(page, "Likelihood", "A strike")).to_have_value("3")
    # In a cell Enter chooses what stands there.
    page.keyboard.press("Enter")
    expect(page.locator(".matrix-chip[data-chosen]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    expect(field(page, "Impact", "A strike")).to_have_value("1")
    expect(field(page, "Likelihood", "A strike")).to_have_value("2")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".matrix-chip[data-chosen]")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    expect(waiting(page)).to_have_text(["Rain", "A strike"])
    expect(page.get_by_text("“A strike” was taken off the grid.")).to_be_attached()
    # The grid is one stop of the Tab key.
    expect(page.locator("[data-grid] [tabindex='0']")).to_have_count(1)


def drag(page: Page, what: Locator, to: Locator) -> None:
    page.locator(".matrix-tray").evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    start, end = what.bounding_box(), to.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 10, end["y"] + 30, steps=4)
    page.mouse.up()


def test_an_item_is_dragged_onto_the_grid_about_and_off(shown: Shown) -> None:
    page = shown(BANDS, viewport={"width": 1000, "height": 1100})
    drag(page, page.locator(".matrix-unplaced").get_by_role("button", name="Rain"), cell(page, 2, 5))
    expect(field(page, "Impact", "Rain")).to_have_value("2")
    drag(page, cell(page, 2, 5).locator(".matrix-chip"), cell(page, 4, 4))
    expect(page.locator("[data-row=rain] [data-comes-to]")).to_have_text("16 · High")
    drag(page, cell(page, 4, 4).locator(".matrix-chip"), page.locator(".matrix-tray"))
    expect(waiting(page)).to_have_text(["Rain", "A strike"])
    expect(page.locator("[data-ghost]")).to_have_count(0)
    expect(page.locator(".matrix-chip[data-chosen]")).to_have_count(0)


def test_escape_ends_dragging(shown: Shown) -> None:
    page = shown(BANDS, viewport={"width": 1000, "height": 1100})
    page.locator(".matrix-tray").evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = page.locator(".matrix-unplaced").get_by_role("button", name="Rain").bounding_box()
    end = cell(page, 3, 5).bounding_box()
    assert box
    assert end
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 20, steps=3)
    expect(page.locator("[data-ghost]")).to_be_visible()
    expect(cell(page, 3, 5)).to_have_attribute("data-over", "")
    page.keyboard.press("Escape")
    expect(page.locator("[data-ghost]")).to_have_count(0)
    page.mouse.up()
    expect(waiting(page)).to_have_text(["Rain", "A strike"])


def test_a_finger_drags_by_the_number_and_scrolls_elsewhere(shown: Shown) -> None:
    page = shown(BANDS, has_touch=True, viewport={"width": 390, "height": 1000})
    page.locator(".matrix-tray").evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    client = page.context.new_cdp_session(page)

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def swipe(item: str, part: str) -> None:
        chip = page.locator(".matrix-unplaced").get_by_role("button", name=item)
        start, end = chip.locator(part).bounding_box(), cell(page, 2, 4).bounding_box()
        assert start
        assert end
        touch("touchStart", start["x"] + 5, start["y"] + 5)
        touch("touchMove", start["x"] + 15, start["y"] + 30)
        touch("touchMove", end["x"] + 10, end["y"] + 30)
        touch("touchEnd")

    swipe("Rain", ".matrix-number")
    expect(field(page, "Impact", "Rain")).to_have_value("2")
    swipe("A strike", ".matrix-chip-name")
    expect(field(page, "Impact", "A strike")).to_have_value("")


def test_a_page_that_is_swapped_in_loads_the_part(shown: Shown) -> None:
    page = shown(BANDS)
    page.goto(page.url.replace("first-example", "first"))
    page.locator("[data-next]").click()
    expect(waiting(page)).to_have_text(["Rain", "A strike"])
    field(page, "Impact", "Rain").select_option("2")
    page.locator("[data-previous]").click()
    expect(page.locator("[data-matrix]")).to_have_count(0)
    page.locator("[data-next]").click()
    expect(field(page, "Impact", "Rain")).to_have_value("2")
    expect(page.locator(".matrix-tray")).to_have_count(1)


def test_a_finger_chooses_and_presses(shown: Shown) -> None:
    page = shown(BANDS, has_touch=True, viewport={"width": 390, "height": 800})
    page.locator(".matrix-unplaced").get_by_role("button", name="Rain").tap()
    cell(page, 3, 3).tap()
    expect(page.locator("[data-row=rain] [data-comes-to]")).to_have_text("9 · Medium")


def test_rows_that_are_added_and_copies(shown: Shown) -> None:
    page = shown(BANDS)
    page.get_by_role("button", name="Add a row").press("Enter")
    expect(waiting(page)).to_have_text(["Rain", "A strike"])
    page.keyboard.type("Fire")
    expect(waiting(page)).to_have_text(["Rain", "A strike", "Fire"])
    field(page, "Impact", "Fire").select_option("1")
    field(page, "Likelihood", "Fire").select_option("1")
    saved(page)
    page.reload()
    expect(members(page, 1)).to_have_text(["3 Fire"])
    act(page, "Last year")
    expect(members(page, 1)).to_have_text(["3 Theft"])
    expect(members(page, 3)).to_have_text(["1 Rain"])
    expect(page.locator(".matrix-chip")).to_have_count(3)


def test_exports_have_the_place_the_result_and_the_advice(shown: Shown) -> None:
    page = shown(BANDS)
    field(page, "Impact", "Rain").select_option("2")
    field(page, "Likelihood", "Rain").select_option("3")
    _, content = exported(page, "Export for spreadsheets")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert ["Rain", "3 medium", "2 low", ""] in rows
    assert ["1", "Rain", "2 low", "3 medium", "6", "Medium"] in rows
    assert ["2", "A strike", "", "", "", "Not placed yet"] in rows
    assert ["Medium", "Rain", "Windows it."] in rows


def test_quadrants(shown: Shown) -> None:
    page = shown(QUADRANTS)
    field(page, "Interest", "Traders").select_option("3 Much")
    field(page, "Influence", "Traders").select_option("2")
    expect(page.locator("[data-row=traders] [data-comes-to]")).to_have_text("Empower")
    expect(page.get_by_text("Interest 3–4, Influence 1–2")).to_be_visible()
    # Each quadrant shows its name once, and every cell tells it.
    expect(page.locator(".matrix-zone-name")).to_have_text(["Satisfy", "Engage", "Monitor", "Empower"])
    expect(cell(page, 3, 2)).to_contain_text("Empower")


def test_where_a_value_begins_to_be_high(shown: Shown) -> None:
    page = shown(QUADRANTS.replace("across=Interest", "high=2 across=Interest"))
    expect(page.get_by_text("Interest 2–4, Influence 2–4")).to_be_visible()


def test_right_to_left_arrows_go_where_they_point(shown: Shown) -> None:
    page = shown(BANDS, {"course.yml": "title: Example\nid: example\nlanguage: ar\n"})
    cell(page, 1, 1).focus()
    page.keyboard.press("ArrowLeft")
    expect(cell(page, 2, 1)).to_be_focused()


def test_ten_points_fit_a_phone(shown: Shown) -> None:
    page = shown(
        QUADRANTS.split("scale=")[0] + "scale=10}" + QUADRANTS.split('much"}')[1],
        viewport={"width": 320, "height": 640},
    )
    expect(page.locator("[data-grid] td[data-across]")).to_have_count(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_there_is_a_grid_to_draw_in(shown: Shown) -> None:
    page = shown(BANDS, java_script_enabled=False)
    expect(page.locator(".matrix-zone-name")).to_have_count(25)
    expect(page.get_by_text("Windows it.")).to_be_visible()
    expect(page.locator(".matrix-tray")).to_have_count(0)
