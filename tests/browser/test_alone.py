"""Courses outside an LMS: from a file, and in one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.learner import Learner
from tests.turns import Turns

Build = Callable[..., Path]


def start(output: str, build: Build, window: BrowserContext) -> Page:
    """Open the course by double-click."""
    path = build("small", output)
    page = window.new_page()
    page.goto((path / "index.html" if path.is_dir() else path).as_uri())
    return page


@pytest.mark.parametrize("output", ["html", "single"])
def test_plays_from_a_file_and_keeps_progress(output: str, build: Build, window: BrowserContext) -> None:
    page = start(output, build, window)
    expect(page.locator("[data-save]")).to_have_attribute("data-save", "saved")
    learner = Learner("mixed", page)
    learner.play()
    expect(page.locator("[data-overall]")).to_be_visible()
    screens = ["kettle/water", "kettle/leaves", "quiz/tea", "cup/end"]
    left = []
    for screen in screens:
        learner.go(screen)
        left.append(learner.seen())
    page.close()

    page = start(output, build, window)
    learner = Learner("mixed", page)
    page.locator("dialog[data-dialog] [data-primary]").click()
    learner.at("cup/end")
    for screen, before in zip(screens, left, strict=True):
        learner.go(screen)
        assert learner.seen() == before


@pytest.mark.parametrize("output", ["html", "single"])
def test_r40_two_tabs_keep_the_work_of_both(output: str, build: Build, window: BrowserContext) -> None:
    first, second = start(output, build, window), start(output, build, window)
    one, other = Learner("right", first), Learner("right", second)
    one.go("kettle/water")
    other.go("kettle/leaves")
    one.work()
    other.work()
    water, leaves = one.seen(), other.seen()
    one.go("quiz/tea")
    other.go("kettle/pouring")
    one.work()
    for page in (first, second):
        expect(page.locator("[data-save]")).to_have_attribute("data-save", "saved")
        page.close()

    page = start(output, build, window)
    if page.locator("dialog[data-dialog]").count():
        page.locator("dialog[data-dialog] button").last.click()
    learner = Learner("right", page)
    learner.go("quiz/tea")
    expect(page.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
    for screen, left in (("kettle/water", water), ("kettle/leaves", leaves)):
        learner.go(screen)
        assert learner.seen() == left


@pytest.mark.turns(of=3, group="the flagship is played")
def test_the_flagship_plays_to_a_pass(build: Build, window: BrowserContext, turns: Turns) -> None:
    page = window.new_page()
    page.goto((build("flagship", "html") / "index.html").as_uri())
    learner = Learner("right", page)
    learner.play(turns.share(learner.modules(), of=3))
    assert learner.has_passed() == turns.whole
    expect(page.locator("[data-overall]")).to_have_attribute("data-overall", "passed" if turns.whole else "incomplete")
    assert all(
        learner.quizzes[one["id"]] >= one["passMark"]
        for one in learner.data["assessments"]
        if one["id"] in learner.quizzes
    )
    assert learner.quizzes
