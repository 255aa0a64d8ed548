"""A glossary's terms in pages: by keyboard, pointer and touch, in every output, and under its author's eyes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import course_builder
from course_builder.model import Course
from course_builder.serve.preview import Preview
from tests.blocks.conftest import Shown, course_of

GLOSSARY = """# Words

:::glossary
Asylum / right of asylum
:   Protection by *another* state.

    More on that.

Border
:   A line.
:::
"""
TEXT = "### Asylum at a border\n\nThe right of asylum begins at the border. A [border](first.md)."
FILES = {"modules/words.md": GLOSSARY}


def meaning(page: Page, text: str = "Protection by another state.") -> Locator:
    return page.locator(".term-meaning", has_text=text)


@pytest.mark.parametrize("output", ["html", "single"])
def test_focus_shows_the_meaning_and_escape_puts_it_away(shown: Shown, output: str) -> None:
    page = shown(TEXT, FILES, output=output)
    screen = page.locator('[data-screen="first/example"]')
    expect(screen.locator(".term")).to_have_text(["right of asylum", "border"])
    link = page.get_by_role("link", name="right of asylum")
    expect(link).to_have_accessible_description("right of asylum Protection by another state.")
    page.get_by_role("heading", name="An example").evaluate("one => { one.tabIndex = -1; one.focus(); }")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(meaning(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning(page)).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(meaning(page, "A line.")).to_be_visible()
    expect(meaning(page)).to_be_hidden()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator('[data-screen="words"]')).to_be_visible()
    expect(page.get_by_text("More on that.")).to_be_in_viewport()
    expect(page.locator(".term-meaning:visible")).to_have_count(0)


def test_the_pointer_may_rest_on_the_meaning(shown: Shown) -> None:
    page = shown(TEXT, FILES)
    page.get_by_role("link", name="right of asylum").hover()
    expect(meaning(page)).to_be_visible()
    meaning(page).hover()
    page.evaluate("new Promise((done) => setTimeout(done, 400))")
    expect(meaning(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning(page)).to_be_hidden()
    page.get_by_role("link", name="right of asylum").hover()
    expect(meaning(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(meaning(page)).to_be_hidden()


def test_the_first_tap_shows_and_the_second_follows(shown: Shown) -> None:
    page = shown(TEXT, FILES, has_touch=True, is_mobile=True, viewport={"width": 320, "height": 640})
    link = page.get_by_role("link", name="right of asylum")
    link.tap()
    expect(meaning(page)).to_be_visible()
    box = meaning(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.get_by_role("heading", name="An example").tap()
    expect(meaning(page)).to_be_hidden()
    link.tap()
    expect(meaning(page)).to_be_visible()
    link.tap()
    expect(page.locator('[data-screen="words"]')).to_be_visible()


def test_without_scripts_it_is_a_link(shown: Shown) -> None:
    page = shown(TEXT, FILES, java_script_enabled=False)
    page.get_by_role("link", name="right of asylum").click()
    expect(page.get_by_text("More on that.")).to_be_visible()
    expect(page.locator(".glossary .term")).to_have_count(0)


def test_a_part_of_the_course_shows_the_meaning_without_a_link(tmp_path: Path) -> None:
    course = course_of(tmp_path, TEXT, FILES | {"course.yml": "title: E\nid: e\noutputs: {scorm2004: {sco: module}}\n"})
    result = course_builder.build(course)
    assert result.ok, result.diagnostics
    assert result.edition
    whole = result.edition.course
    part = Course(span=whole.span, id=whole.id, settings=whole.settings, modules=whole.modules[:1])
    pages = result.edition.screens_of(part)
    html = pages.html(pages.by_href["first-example.html"])
    assert '<span class="term" data-meaning="Protection by another state."' in html


def test_the_preview_sees_a_new_meaning_on_all_pages(tmp_path: Path) -> None:
    course = course_of(tmp_path, TEXT, FILES)
    preview = Preview(course)
    preview.refresh()
    assert "Protection" in (preview.page("first-example.html") or "")
    (course / "modules/words.md").write_text(GLOSSARY.replace("Protection", "Shelter"), encoding="utf-8")
    preview.refresh()
    assert "Shelter" in (preview.page("first-example.html") or "")
