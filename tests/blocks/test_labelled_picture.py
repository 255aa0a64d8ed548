"""A labelled picture: by keyboard alone, at any width, without scripts, and on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Locator, Page, expect

from course_builder.blocks import Reading, block_rooms
from course_builder.blocks.labelled_picture import Labelled
from course_builder.diagnostics import Report, Span
from course_builder.model import Block, Prose
from tests.blocks.conftest import Shown
from tests.blocks.test_every_block import GUIDE, text_of

TEXT = text_of(GUIDE / "labelled-picture.md")


def open_points(page: Page) -> Locator:
    return page.locator(".point-name:visible")


def test_points_open_by_keyboard(shown: Shown) -> None:
    page = shown(TEXT)
    first = page.get_by_role("button", name="1. Lid")
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(open_points(page)).to_have_text([])
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(open_points(page)).to_have_text(["Lid"])
    expect(page.get_by_role("status").filter(has_text="1 of 5: Lid Keeps dust")).to_be_attached()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="2. Narrow neck")).to_be_focused()
    expect(open_points(page)).to_have_text(["Narrow neck"])
    page.keyboard.press("End")
    expect(open_points(page)).to_have_text(["Stand"])
    page.keyboard.press("ArrowDown")
    expect(open_points(page)).to_have_text(["Lid"])
    page.keyboard.press("Space")
    expect(open_points(page)).to_have_text([])
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(open_points(page)).to_have_text([])


def test_next_and_previous_go_round(shown: Shown) -> None:
    page = shown(TEXT)
    page.get_by_role("button", name="Next").focus()
    for name in ("Lid", "Narrow neck", "Tank", "Tap", "Stand", "Lid"):
        page.keyboard.press("Enter")
        expect(open_points(page)).to_have_text([name])
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(open_points(page)).to_have_text(["Stand"])


def test_arrows_turn_with_the_script(shown: Shown) -> None:
    page = shown(TEXT, {"course.yml": "title: Example\nid: example\nlanguage: ar\n"})
    page.locator("[data-marker]").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(open_points(page)).to_have_text(["Narrow neck"])


def test_points_are_large_enough_and_apart_on_a_phone(shown: Shown) -> None:
    page = shown(TEXT, viewport={"width": 320, "height": 640})
    boxes = [one.bounding_box() for one in page.locator("[data-marker]").all()]
    for number, box in enumerate(boxes):
        assert box
        assert min(box["width"], box["height"]) >= 24
        for other in boxes[number + 1 :]:
            assert other
            beside = abs(box["x"] - other["x"]) >= box["width"] or abs(box["y"] - other["y"]) >= box["height"]
            assert beside


def test_without_scripts_points_are_links_to_the_list(shown: Shown) -> None:
    page = shown(TEXT, java_script_enabled=False)
    expect(open_points(page)).to_have_count(5)
    page.get_by_role("link", name="4. Tap").click()
    expect(page.locator("li:target")).to_contain_text("The only way out for the water.")


def test_on_paper_the_whole_list_is_there(shown: Shown) -> None:
    page = shown(TEXT)
    page.emulate_media(media="print")
    expect(open_points(page)).to_have_text(["Lid", "Narrow neck", "Tank", "Tap", "Stand"])
    expect(page.get_by_text("Previous", exact=True).locator("visible=true")).to_have_count(0)
    expect(page.locator("[data-marker]:visible")).to_have_count(5)


def test_in_the_single_file_and_after_leaving(shown: Shown) -> None:
    page = shown(TEXT, output="single")
    page.get_by_role("button", name="3. Tank").press("Enter")
    expect(open_points(page)).to_have_text(["Tank"])
    page.evaluate("location.hash = 'screen-first'")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    page.go_back()
    expect(page.locator('[data-screen="first/example"]')).to_be_visible()
    expect(open_points(page)).to_have_text([])
    expect(page.get_by_role("button", name="Next")).to_have_count(1)


def read(text: str) -> tuple[Labelled, Report]:
    report = Report()
    span = Span("modules/a.md")
    block = Block(span=span, name="labelled-picture", content=(Prose(text=text, span=span),))
    room = block_rooms()["labelled-picture"]
    assert room.read
    return room.read(block, Reading(report, lambda *_: None, lambda *_: (), lambda _: block.span)).data, report


@pytest.mark.parametrize(
    "text",
    ["- [1, 2] **A**", "![a](b)", "![a](b)\n\n- ", "![a](b)\n\n- [", "![a](b)\n- [1,2]**", "![a](b)\n\n- [1, 2](c) d"],
)
def test_what_is_missing_is_told(text: str) -> None:
    assert read(text)[1].diagnostics


@given(st.lists(st.sampled_from(["![a](b.svg)", "\n", "- ", "[1, 2] ", "**A** ", "text ", "> ", "| ", "  ", "%"])))
def test_nothing_breaks_it(bits: list[str]) -> None:
    data, report = read("".join(bits))
    assert report.diagnostics or (data.picture and data.points)


def test_a_thousand_points() -> None:
    data, report = read("![a](b)\n\n" + "\n".join(f"- [{n / 10}, 5] **P{n}** text" for n in range(1000)))
    assert len(data.points) == 1000
    assert not report.diagnostics
