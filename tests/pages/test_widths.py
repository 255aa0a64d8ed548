"""No page of the flagship scrolls sideways: on the narrowest phones, or enlarged to 200 per cent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.pages import learner
from tests.turns import Turns
from tests.windows import Windows

Flagship = Callable[..., Path]

PHONE = {"viewport": {"width": 320, "height": 640}}
# What 1280 pixels become when they are enlarged to 200 %.
ENLARGED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
screens = pytest.mark.parametrize(
    ("options", "language"),
    [(PHONE, "en"), (PHONE, "ar"), (ENLARGED, "en")],
    ids=["320 pixels", "320 pixels, right to left", "200 per cent"],
)


def too_wide(page: Page) -> list[str]:
    """Return what reaches beyond the window's sides, unless it scrolls by itself or is there for screen readers only."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        // A drawing that keeps the width of its text scrolls by itself.
        const drawing = (one) => {
            const box = one.closest('p[role=group], .region, figure');
            return box && getComputedStyle(box).overflowX === 'auto' && box.querySelector('[style*="--readable"]');
        };
        const inside = (one) => drawing(one) || one.closest('.scroll, .math, pre, .hidden, .new-tab, [data-visually-hidden]:not([data-mark-text]), .menu:not([data-open]), .skip');
        const found = [...document.querySelectorAll('body *')].filter((one) => {
            const { left, right, height } = one.getBoundingClientRect();
            return height && (left < -1 || right > width + 1) && one.checkVisibility({ checkVisibilityCSS: true }) && !inside(one);
        }).map((one) => one.outerHTML.slice(0, 200));
        if (document.scrollingElement.scrollWidth > width) found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
        return found;
    }""")


@screens
@pytest.mark.turns(of=3)
def test_no_page_scrolls_sideways(
    flagship: Flagship, window: Windows, turns: Turns, options: dict[str, Any], language: str
) -> None:
    folder = flagship("html", language)
    page = window(**options).new_page()
    page.goto((folder / "index.html").as_uri())
    found: list[str] = []
    for screen in turns.share(learner.course(page)["screens"]):
        page.goto((folder / screen["href"]).as_uri())
        learner.at(page, screen["id"])
        learner.unfold(page)
        for form, question in learner.forms(page):
            learner.answer(form, question, right=False)
            learner.check(form)
        found += [f"{screen['id']}: {one}" for one in too_wide(page)]
    assert not found, "\n".join(found)


@screens
@pytest.mark.turns(of=3)
def test_no_quiz_scrolls_sideways(
    flagship: Flagship, window: Windows, turns: Turns, options: dict[str, Any], language: str
) -> None:
    folder = flagship("html", language)
    page = window(**options).new_page()
    page.goto((folder / "index.html").as_uri())
    found: list[str] = []
    for quiz in turns.share(learner.course(page)["assessments"]):
        href = next(one["href"] for one in learner.course(page)["screens"] if one["id"] == quiz["screen"])
        page.goto(urljoin(page.url, href))
        learner.at(page, quiz["screen"])
        page.locator("[data-begin]").click()
        for form, question in learner.walk(page):
            learner.answer(form, question, right=False)
            found += [f"{question['id']}: {one}" for one in too_wide(page)]
        page.locator("[data-quiz-submit]").click()
        found += [f"{quiz['id']}, about to be handed in: {one}" for one in too_wide(page)]
        page.locator("dialog [data-dialog-actions] button").last.click()
        if page.locator("[data-review]").is_hidden():
            page.locator("[data-quiz-submit]").click()
            page.locator("dialog [data-dialog-actions] button").first.click()
        page.locator("[data-review]").click()
        found += [f"{quiz['id']}, review: {one}" for one in too_wide(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_long_choices_are_read_whole_in_an_answered_question(
    flagship: Flagship, window: Windows, language: str
) -> None:
    folder = flagship("html", language)
    page = window(**PHONE).new_page()
    page.goto((folder / "cycle-cycle-and-tools.html").as_uri())
    learner.at(page, "cycle/cycle-and-tools")
    form, question = next((form, one) for form, one in learner.forms(page) if one["id"] == "tool-questions")
    learner.answer(form, question, right=True)
    learner.check(form)
    chosen = form.locator("[data-given]:visible")
    targets = {one["id"]: one["label"] for one in question["parts"][0]["interaction"]["targets"]}
    pairs = dict(question["parts"][0]["interaction"]["pairs"])
    rows = form.locator("[data-source]").evaluate_all("all => all.map((one) => one.dataset.source)")
    expect(chosen).to_have_text([targets[pairs[row]] for row in rows])
    expect(form.locator("select:visible")).to_have_count(0)
    form.locator("[data-again]").click()
    expect(chosen).to_have_count(0)
    expect(form.locator("select:visible")).to_have_count(len(rows))


def test_marks_leave_small_areas_of_a_picture_to_be_seen(flagship: Flagship, window: Windows) -> None:
    folder = flagship("html")
    page = window(viewport={"width": 320, "height": 640}).new_page()
    page.goto((folder / "index.html").as_uri())
    seen = 0
    for screen in learner.course(page)["screens"]:
        source = folder / screen["href"]
        if '"type":"region"' not in source.read_text("utf-8"):
            continue
        page.goto(source.as_uri())
        learner.at(page, screen["id"])
        learner.unfold(page)
        for form, question in learner.forms(page):
            if question["parts"][0]["interaction"]["type"] != "region":
                continue
            learner.answer(form, question, right=True)
            learner.check(form)
            for covered in form.locator("[data-mark]").evaluate_all("""all => all.map((area) => {
                const mark = area.querySelector('[data-mark-text]').getBoundingClientRect();
                const box = area.getBoundingClientRect();
                const wide = Math.min(mark.right, box.right) - Math.max(mark.left, box.left);
                const high = Math.min(mark.bottom, box.bottom) - Math.max(mark.top, box.top);
                return mark.width < 16 ? 1 : Math.max(0, wide) * Math.max(0, high) / (box.width * box.height);
            })"""):
                seen += 1
                assert covered < 0.25
    assert seen
