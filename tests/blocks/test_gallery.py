"""A gallery: pictures open large and are gone through by keyboard alone; without scripts they are figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from course_builder.blocks import Reading, block_rooms
from course_builder.blocks.pictures import captioned_picture
from course_builder.diagnostics import Report, Span
from course_builder.model import Block, Prose
from tests.blocks.conftest import Shown
from tests.blocks.test_every_block import GUIDE, text_of
from tests.pages.axe import violations

TEXT = text_of(GUIDE / "gallery.md")


def test_pictures_open_large_by_keyboard(shown: Shown) -> None:
    page = shown(TEXT)
    second = page.get_by_role("button", name="Open large: A kettle")
    second.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Four things that keep water safe")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Next")).to_be_focused()
    expect(dialog.get_by_role("img")).to_have_attribute("alt", "A kettle steams over a fire.")
    expect(dialog.get_by_role("status")).to_have_text("2 of 4")
    assert not violations(page, "open")
    page.emulate_media(color_scheme="light")
    for key, number in (("Enter", 3), ("ArrowRight", 4), ("ArrowRight", 1), ("ArrowLeft", 4), ("Home", 1), ("End", 4)):
        page.keyboard.press(key)
        expect(dialog.get_by_role("status")).to_have_text(f"{number} of 4")
    expect(dialog.locator("figcaption")).to_have_text("A jug that is only for drinking water")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(second).to_be_focused()


def test_it_closes_by_its_button_and_beside_it(shown: Shown) -> None:
    page = shown(TEXT)
    first = page.get_by_role("button", name="Open large: A pump")
    first.click()
    page.get_by_role("button", name="Close", exact=True).press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(first).to_be_focused()
    first.click()
    page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_large_picture_fits_a_phone(shown: Shown) -> None:
    page = shown(TEXT, viewport={"width": 320, "height": 480})
    page.get_by_role("button", name="Open large: A pump").click()
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert box["width"] <= 320
    assert box["height"] <= 480
    for button in page.get_by_role("dialog").get_by_role("button").all():
        expect(button).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_arrows_turn_with_the_script(shown: Shown) -> None:
    page = shown(TEXT, {"course.yml": "title: Example\nid: example\nlanguage: ar\n"})
    page.locator(".gallery-open").first.press("Enter")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("dialog").get_by_role("img")).to_have_attribute("alt", "A kettle steams over a fire.")


def test_without_scripts_and_on_paper_they_are_figures(shown: Shown) -> None:
    for page in (shown(TEXT, java_script_enabled=False), shown(TEXT)):
        page.emulate_media(media="print")
        expect(page.locator(".gallery-one img:visible")).to_have_count(4)
        expect(page.locator("figcaption:visible")).to_have_count(4)
        expect(page.locator(".gallery-open:visible")).to_have_count(0)


def test_in_the_single_file_it_is_put_away_with_its_screen(shown: Shown) -> None:
    page = shown(TEXT, output="single")
    page.get_by_role("button", name="Open large: A pump").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("location.hash = 'screen-first'")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("button", name="Open large")).to_have_count(4)


def test_a_single_picture_has_no_next(shown: Shown) -> None:
    page = shown(":::gallery\n- ![A kettle](../media/kettle.svg)\n:::")
    page.get_by_role("button", name="Open large: A kettle").press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button")).to_have_count(1)


SPAN = Span("modules/a.md")


@pytest.mark.parametrize(
    ("text", "address", "caption"),
    [
        ("![a](b.svg)", "b.svg", None),
        ("![](b.svg)  c *d*", "b.svg", "c *d*"),
        ("![a](<b c.svg>){.decorative} c", "b c.svg", "c"),
        ('![a](b(1).svg "T") c\nd', "b(1).svg", "c\nd"),
        ("![a](b", None, None),
        ("a ![a](b)", None, None),
        ("[a](b)", None, None),
        ("", None, None),
    ],
)
def test_pictures_are_taken_apart(text: str, address: str | None, caption: str | None) -> None:
    found = captioned_picture(Prose(text=text, span=SPAN))
    assert (found.address if found else None) == address
    assert (found.caption.text if found and found.caption else None) == caption
    if found and found.caption:
        assert found.caption.span.column == text.rindex(found.caption.text) + 1


@given(
    st.lists(st.sampled_from(["![a](b.svg)", "\n", "- ", "![", "](", ")", "> ", "| ", "{.x}", "  ", "1. ", "```\n"]))
)
@pytest.mark.parametrize("name", ["gallery", "before-after"])
def test_nothing_breaks_it(name: str, bits: list[str]) -> None:
    report = Report()
    room = block_rooms()[name]
    assert room.read
    text = "".join(bits) or "-"
    block = Block(span=SPAN, name=name, content=(Prose(text=text, span=SPAN),))
    block = room.read(block, Reading(report, lambda *_: None, lambda *_: (), lambda _: block.span))
    assert report.diagnostics or block.data
