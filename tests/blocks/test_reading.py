"""What is read on a phone: space between paragraphs, tabs, tables with sentences, marks on pictures, large pictures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.blocks.conftest import Shown
from tests.pages.axe import violations
from tests.paper import paper

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
TWO = "First paragraph.\n\nSecond paragraph."
INSIDE = {
    "tab": f"::::tabs\n:::tab[One]\n{TWO}\n:::\n:::tab[Two]\n{TWO}\n:::\n::::",
    "panel": f"::::accordion\n:::panel[One]{{open=yes}}\n{TWO}\n:::\n::::",
    "reveal": f":::reveal[One]\n{TWO}\n:::",
    "column": f"::::columns\n:::column\n{TWO}\n:::\n:::column\n{TWO}\n:::\n::::",
    "card": f"::::cards\n:::card[One]\n{TWO}\n:::\n::::",
}


@pytest.mark.parametrize("kind", INSIDE)
def test_paragraphs_have_the_space_that_they_have_elsewhere(shown: Shown, kind: str) -> None:
    page = shown(f"{TWO}\n\n{INSIDE[kind]}")
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    outside, *inside = page.get_by_text("Second paragraph.").evaluate_all(
        "all => all.filter((one) => one.checkVisibility())"
        ".map((one) => one.getBoundingClientRect().top - one.previousElementSibling.getBoundingClientRect().bottom)"
    )
    assert inside
    assert inside == pytest.approx([outside] * len(inside), abs=1)
    assert outside > 10


TABS = "::::tabs\n" + "\n".join(f":::tab[The title of tab {one}]\nText {one}.\n:::" for one in "ABCDE") + "\n::::"


def tops(page: Page) -> set[float]:
    found: list[float] = page.get_by_role("tab").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().top)"
    )
    return set(found)


def test_tabs_that_do_not_fit_in_a_row_are_a_list(shown: Shown) -> None:
    page = shown(TABS, viewport=PHONE)
    listed = page.get_by_role("tablist")
    expect(listed).to_have_attribute("aria-orientation", "vertical")
    assert len(tops(page)) == 5
    assert not violations(page, "a list of tabs")
    first = page.get_by_role("tab").first
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("tab").nth(1)).to_be_focused()
    expect(page.get_by_text("Text B.")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Text E.")).to_be_visible()
    # Turned on its side, the phone may have room for all.
    page.set_viewport_size(DESK)
    page.locator(".tabs").evaluate("one => (one.style.inlineSize = '75rem')")
    expect(listed).not_to_have_attribute("aria-orientation", "vertical")
    page.locator(".tabs").evaluate("one => one.removeAttribute('style')")
    page.set_viewport_size(PHONE)
    expect(listed).to_have_attribute("aria-orientation", "vertical")


def fits(page: Page) -> bool:
    return len(tops(page)) == 1


def test_few_tabs_stay_in_one_row(shown: Shown) -> None:
    page = shown(TABS.replace("The title of tab ", ""), viewport=PHONE)
    assert fits(page)
    expect(page.get_by_role("tablist")).not_to_have_attribute("aria-orientation", "vertical")


SENTENCES = """
| Do not write | Write | Why |
|---|---|---|
| a name | the office and the date of your own note, and nothing else | short |
| a status | | *never* say more than you have to say |

| Short | Table |
|---|---|
| one | two |

| At a glance | Tool |
|---|---|
| **When** | in any phase, and always first when you are unsure |
"""


def test_tables_with_sentences_are_cards_on_a_phone(shown: Shown) -> None:
    page = shown(SENTENCES, viewport=PHONE)
    first, short, named = page.locator("main table").all()
    cells = first.locator("tbody tr").first.locator("td")
    boxes = [one.bounding_box() for one in cells.all()]
    assert all(boxes)
    assert len({box["x"] for box in boxes if box}) == 1
    labels = "all => all.map((one) => getComputedStyle(one, '::before').content)"
    assert cells.evaluate_all(labels) == ['"Do not write"', '"Write"', '"Why"']
    # What is in bold names its row, and one column beside it needs no label.
    assert named.locator("td").evaluate_all(labels) == ["none", "none"]
    assert short.locator("td").evaluate_all("all => new Set(all.map((one) => one.offsetTop)).size") == 1
    assert not violations(page, "cards")
    wide = shown(SENTENCES, viewport=DESK)
    expect(wide.locator("main thead").first).to_be_visible()
    assert (
        wide.locator("main table")
        .first.locator("td")
        .first.evaluate("one => getComputedStyle(one, '::before').content")
        == "none"
    )


def test_marks_of_footnotes_can_be_hit_by_a_finger(shown: Shown) -> None:
    page = shown("A claim.[^a] Another.[^b][^c]\n\n[^a]: One.\n[^b]: Two.\n[^c]: Three.", viewport=PHONE)
    for mark in page.locator(".footnote-ref, .footnote-backref").all():
        box = mark.bounding_box()
        assert box
        assert box["width"] >= 24
        assert box["height"] >= 24
    expect(page.locator(".footnote-ref")).to_have_count(3)


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300" width="600" height="300"><rect width="600" height="300" fill="#def"/><text x="20" y="40" font-size="14">Small</text></svg>'
FIGURE = ":::figure[A caption]\n![What it shows](../media/d.svg)\n:::"


def test_the_picture_of_a_figure_opens_large(shown: Shown) -> None:
    page = shown(FIGURE, {"media/d.svg": DRAWING})
    page.get_by_role("button", name="What it shows").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name="What it shows")).to_be_visible()
    assert not violations(page, "a large picture")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.locator(".figure img").click()
    expect(dialog).to_be_visible()


def test_a_large_picture_on_a_phone(shown: Shown) -> None:
    page = shown(FIGURE, {"media/d.svg": DRAWING}, viewport=PHONE)
    page.get_by_role("button", name="What it shows").press("Enter")
    large = page.get_by_role("dialog").get_by_role("img")
    expect(large).to_be_visible()
    assert 14 * large.evaluate("one => one.offsetWidth") / 600 >= 11
    assert not violations(page, "a large picture on a phone")


def test_without_scripts_a_link_leads_to_the_picture(shown: Shown) -> None:
    page = shown(FIGURE, {"media/d.svg": DRAWING}, java_script_enabled=False)
    link = page.get_by_role("link", name="Open the picture large")
    assert (link.get_attribute("href") or "").startswith("media/d.")


def test_text_in_a_drawing_can_be_read_on_a_phone(shown: Shown) -> None:
    page = shown(f"{FIGURE}\n\nText ![Beside](../media/d.svg) text.", {"media/d.svg": DRAWING}, viewport=PHONE)
    for picture in page.locator("main img").all():
        assert 14 * picture.evaluate("one => one.offsetWidth") / 600 >= 11
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not violations(page, "pictures that scroll")


LABELLED = """
:::labelled-picture[Places]
![A square](../media/d.svg)

- [10, 10] **One** Text.
- [90, 90] **Two** Text.
- [50, 50] **Three** Text.
:::
"""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_what_a_point_marks_is_seen_inside_its_ring(shown: Shown, viewport: dict[str, int]) -> None:
    page = shown(LABELLED, {"media/d.svg": DRAWING}, viewport=viewport)
    for marker in page.locator("[data-marker]").all():
        assert marker.evaluate("""one => {
            const ring = one.getBoundingClientRect(), number = one.firstElementChild.getBoundingClientRect();
            const x = ring.left + ring.width / 2, y = ring.top + ring.height / 2;
            const covers = number.left < x && x < number.right || number.top < y && y < number.bottom;
            return getComputedStyle(one).backgroundColor === 'rgba(0, 0, 0, 0)' && !covers;
        }""")
    assert not violations(page, "points")


def test_the_names_and_the_handle_of_a_comparison_stand_beside_the_pictures(shown: Shown) -> None:
    text = ":::before-after[Compare]\n- ![One](../media/d.svg) Before\n- ![Two](../media/d.svg) After\n:::"
    page = shown(text, {"media/d.svg": DRAWING}, viewport=DESK)
    page.wait_for_function("[...document.querySelectorAll('.before-after img')].every((one) => one.complete)")
    picture, names, handle = page.locator(".before-after").evaluate("""one => [
        one.querySelector('img').getBoundingClientRect(),
        [...one.querySelectorAll('.before-after-one > figcaption')].map((name) => name.getBoundingClientRect()),
        one.querySelector('.before-after-line').getBoundingClientRect(),
    ].map((found) => JSON.parse(JSON.stringify(found)))""")
    assert all(name["bottom"] <= picture["top"] for name in names)
    assert handle["bottom"] >= picture["bottom"] - 1
    # On a phone, where they scroll to be read, they stand below one another.
    narrow = shown(text, {"media/d.svg": DRAWING}, viewport=PHONE)
    expect(narrow.get_by_role("slider")).to_have_count(0)
    tall = narrow.locator(".before-after img").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert tall[1] > tall[0]
    assert not violations(narrow, "a comparison that scrolls")


def test_tabs_and_tables_on_paper(shown: Shown) -> None:
    text = paper(shown(TABS + SENTENCES, viewport=PHONE))
    for one in "ABCDE":
        assert f"The title of tab {one} Text {one}." in text
    assert "Do not write Write Why" in text
