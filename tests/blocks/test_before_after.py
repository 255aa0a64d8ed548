"""Before and after: the slider by keyboard alone, in both directions of writing; without scripts one below the other."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_every_block import GUIDE, text_of

TEXT = text_of(GUIDE / "before-after.md")


def cut(page: Page) -> str:
    return str(page.locator("img").nth(1).evaluate("one => getComputedStyle(one).clipPath"))


def test_the_slider_moves_by_keyboard(shown: Shown) -> None:
    page = shown(TEXT)
    slider = page.get_by_role("slider", name="How much of each picture is shown")
    expect(slider).to_have_attribute("aria-valuetext", "Before: 50%, After: 50%")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "Before: 51%, After: 49%")
    assert cut(page) == "inset(0px 0px 0px 51%)"
    page.keyboard.press("End")
    assert cut(page) == "inset(0px 0px 0px 100%)"
    page.keyboard.press("Home")
    assert cut(page) == "inset(0px 0px 0px 0%)"
    for name in ("Before", "After"):
        expect(page.get_by_text(name, exact=True)).to_be_visible()


def test_it_follows_the_pointer(shown: Shown) -> None:
    page = shown(TEXT)
    box = page.locator(".before-after-frame").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    assert 20 <= int(page.get_by_role("slider").input_value()) <= 30


def test_before_is_on_the_right_in_right_to_left_scripts(shown: Shown) -> None:
    text = ":::before-after\n- ![أ](../media/road-before.svg)\n- ![ب](../media/road-after.svg)\n:::"
    page = shown(text, {"course.yml": "title: Example\nid: example\nlanguage: ar\n"})
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("51")
    assert cut(page) == "inset(0px 51% 0px 0px)"
    before, after = page.get_by_text("قبل", exact=True).bounding_box(), page.get_by_text("بعد").bounding_box()
    assert before
    assert after
    assert before["x"] > after["x"]


def test_without_scripts_and_on_paper_both_are_whole(shown: Shown) -> None:
    for page in (shown(TEXT, java_script_enabled=False), shown(TEXT)):
        page.emulate_media(media="print")
        assert cut(page) == "none"
        first, second = (one.bounding_box() for one in page.locator(".before-after-one").all())
        assert first
        assert second
        assert second["y"] >= first["y"] + first["height"]
        expect(page.locator(".before-after-range:visible")).to_have_count(0)


def test_in_the_single_file_and_after_leaving(shown: Shown) -> None:
    page = shown(TEXT, output="single")
    page.get_by_role("slider").press("Home")
    page.evaluate("location.hash = 'screen-first'")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    page.go_back()
    expect(page.get_by_role("slider")).to_have_value("50")
