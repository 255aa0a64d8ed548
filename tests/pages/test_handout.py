"""The whole course on paper: from a page of its own beside the pages, and from the single file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import violations
from tests.paper import printed, words_on
from tests.windows import Windows

Small = Callable[[str], Path]
both = pytest.mark.parametrize("output", ["html", "single"])


def opened(small: Small, window: Windows, output: str) -> Page:
    path = small(output)
    page = window().new_page()
    page.goto((path / "index.html" if path.is_dir() else path).as_uri())
    page.wait_for_function("window.courseBuilder?.screen")
    page.evaluate("window.print = () => { window.printed = true }")
    if output == "html":
        page.get_by_role("link", name="Print the whole course").press("Enter")
        expect(page).to_have_url((path / "print.html").as_uri())
        page.evaluate("window.print = () => { window.printed = true }")
    else:
        page.get_by_text("Print the whole course").press("Enter")
    return page


def handout(page: Page, answers: str) -> str:
    page.get_by_label(answers).check()
    page.get_by_role("button", name="Print", exact=True).press("Enter")
    page.wait_for_function("window.printed")
    sheets = printed(page)
    assert len(sheets) > 5
    # Page numbers come before the page's text.
    assert [sheet.extract_text().split()[0] for sheet in sheets] == [str(number + 1) for number in range(len(sheets))]
    return words_on(*sheets)


@both
def test_the_whole_course_is_printed_with_its_answers_at_the_end(small: Small, window: Windows, output: str) -> None:
    page = opened(small, window, output)
    text = handout(page, "At the end")
    for title in page.locator(".handout-contents a").all_text_contents():
        assert text.count(" ".join(title.split())) >= 2, title
    body, _, answers = text.rpartition("Answers to the practice questions")
    assert "The right answer" in answers
    assert "The right answer" not in body
    # What is printed leaves nothing behind.
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".handout-answers")).to_have_count(0)


@both
def test_the_answers_can_be_left_out(small: Small, window: Windows, output: str) -> None:
    page = opened(small, window, output)
    text = handout(page, "Left out")
    assert "The right answer" not in text


@both
def test_a_matching_question_prints_what_can_be_chosen(small: Small, window: Windows, output: str) -> None:
    page = opened(small, window, output)
    text = handout(page, "Left out")
    choices = page.locator("[data-interaction=match] .pair").first.locator("option").all_text_contents()[1:]
    assert choices
    at = text.index("A. ")
    assert all(f"{one}" in text[at:] for one in choices)
    listed = page.locator(".on-paper").first
    expect(listed).to_be_hidden()
    page.emulate_media(media="print")
    assert [one.strip() for one in listed.locator("li").all_inner_texts()] == choices


def test_the_page_for_printing_reads_without_scripts_and_is_no_screen(small: Small, window: Windows) -> None:
    folder = small("html")
    page = window(java_script_enabled=False).new_page()
    page.goto((folder / "print.html").as_uri())
    expect(page.locator("[data-screen]").first).to_be_visible()
    assert "print.html" not in (folder / "course.js").read_text("utf-8")
    assert 'src="player.js"' not in (folder / "print.html").read_text("utf-8")


def test_the_page_for_printing_is_accessible(small: Small, window: Windows, serve: Callable[[Path], str]) -> None:
    page = window().new_page()
    page.goto(serve(small("html")) + "print.html")
    assert not violations(page, "the page for printing")


def test_packages_have_no_page_for_printing(small: Small) -> None:
    with zipfile.ZipFile(small("scorm12")) as package:
        assert not [name for name in package.namelist() if "print" in name or "handout" in name]
        assert b"print.html" not in package.read("index.html")
