"""A quiz from its beginning to what is practised afterwards: what is offered when, the time, and what stays in sight."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pages import learner
from tests.pages.axe import violations
from tests.pages.test_widths import too_wide
from tests.shared import SharedBuilds
from tests.windows import Windows

QUIZ = """---
time_limit: 10 min
extra_time: 2 x 50%
attempts: 2
---

# Quiz: wells

## Where does the water of a well come from? {#from objectives="find"}

- (x) From the ground
- ( ) From the tap

## What keeps a well clean? {#clean objectives="keep"}

- (x) A lid
- ( ) A rope

## What lifts the water? {#lift objectives="keep"}

- (x) A pump
- ( ) A lid
"""
MODULE = """---
assessment: wells
objectives:
  find: Find a place for a well.
  keep: Keep a well clean.
---

# Wells

Text.

## The lid {#lid}

Text.

:::question{objectives="keep"}
A lid keeps leaves out.

- (x) True
- ( ) False
:::
"""
PHONE = {"viewport": {"width": 360, "height": 640}}
Timed = Callable[[str], Path]
Serve = Callable[[Path], str]


def write(folder: Path) -> None:
    for name, text in {
        "course.yml": "title: Wells\n",
        "modules/wells.md": MODULE,
        "assessments/wells.md": QUIZ,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def timed(shared: SharedBuilds) -> Timed:
    return lambda output: shared("timed-quiz", ("html", "single"), write)[output]


def opened(page: Page, built: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto((built / "quiz-wells.html").as_uri() if built.is_dir() else f"{built.as_uri()}#screen-quiz-wells")
    learner.at(page, "quiz/wells")


def primary(page: Page) -> list[str]:
    """Return what looks like the thing to do next: what is painted in the accent, the page's own links among it."""
    return page.evaluate("""() => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.background = 'var(--accent)';
        const accent = getComputedStyle(probe).backgroundColor;
        probe.remove();
        return [...document.querySelectorAll('button, .button, .pager-link')]
            .filter((one) => one.checkVisibility() && getComputedStyle(one).backgroundColor === accent)
            .map((one) => one.innerText.trim());
    }""")


def pager(page: Page) -> list[str]:
    return page.locator("[data-next]:visible, [data-previous]:visible").all_inner_texts()


@pytest.mark.parametrize("output", ["html", "single"])
def test_one_thing_is_to_be_done_next(timed: Timed, window: Windows, output: str) -> None:
    page = window(**PHONE).new_page()
    opened(page, timed(output))
    assert pager(page)
    assert primary(page) == ["Start the quiz"]
    page.locator("[data-begin]:visible").click()
    assert pager(page) == []
    assert primary(page) == ["Next question"]
    forms = []
    for form, question in learner.walk(page):
        forms.append((form, question))
        if question["id"] != "from":
            learner.answer(form, question, right=question["id"] == "clean")
    assert primary(page) == ["1 not answered"]
    page.locator("[data-quiz-submit]:visible").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(forms[0][0]).to_be_visible()
    learner.answer(*forms[0], right=True)
    assert primary(page) == ["Hand in"]
    page.locator("[data-quiz-submit]:visible").click()
    page.locator("dialog [data-primary]").click()

    expect(page.locator("[data-points]:visible")).to_have_text("2 of 3 points. You need 80% to pass.")
    assert primary(page) == ["Try the quiz again"]
    rows = page.locator("[data-points-table]:visible tr")
    expect(rows).to_have_count(2)
    assert "1 of 1 point" in rows.first.inner_text()
    assert "1 of 2 points" in rows.last.inner_text()
    assert pager(page)
    again = page.locator("[data-go-back]:visible a")
    expect(again).to_have_text("The lid")
    again.click()
    learner.at(page, "wells/lid")


def test_what_went_wrong_is_practised_and_changes_nothing(timed: Timed, serve: Serve, window: Windows) -> None:
    page = window(**PHONE).new_page()
    page.goto(f"{serve(timed('html'))}quiz-wells.html")
    learner.at(page, "quiz/wells")
    page.locator("[data-begin]").click()
    for form, question in learner.walk(page):
        learner.answer(form, question, right=question["id"] == "clean")
    page.locator("[data-quiz-submit]").click()
    page.locator("dialog [data-primary]").click()
    found = violations(page, "result") + too_wide(page)
    expect(page.locator("[data-save]")).to_have_attribute("data-save", "saved")
    kept = "Object.entries(localStorage).filter(([key]) => !key.includes(':launched')).sort().join()"
    before = page.evaluate(kept)
    page.locator("[data-practise]").click()
    forms = learner.forms(page)
    assert {one["id"] for _, one in forms} == {"from", "lift"}
    assert pager(page) == []
    for form, question in forms:
        learner.answer(form, question, right=True)
        form.locator("[data-check]").click()
        expect(form.locator("[data-verdict=correct]")).to_be_visible()
    found += violations(page, "practice") + too_wide(page)
    page.locator("[data-practice-end]").click()
    expect(page.locator("[data-points]")).to_contain_text("1 of 3 points")
    assert page.evaluate(kept) == before
    page.goto(page.url.replace("quiz-wells", "results"))
    learner.at(page, "results")
    row = page.locator("[data-result]")
    expect(row).to_have_attribute("data-state", "failed")
    assert [one.inner_text() for one in row.locator("th, td").all()] == [
        "Quiz: wells", "Not passed yet", "1 of 3", "33%", "80%",
    ]  # fmt: skip
    found += violations(page, "results") + too_wide(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("output", ["html", "single"])
def test_the_time_stays_in_sight_and_can_be_extended(timed: Timed, window: Windows, output: str) -> None:
    page = window(viewport={"width": 360, "height": 420}).new_page()
    # What is set forward goes on by itself, so the time is known to some seconds.
    page.clock.install()
    opened(page, timed(output))
    page.locator("[data-begin]:visible").click()
    clock, more = page.locator("[data-time-left]:visible"), page.locator("[data-more-time]:visible")
    expect(clock).to_have_text(re.compile(r": (10:0\d|09:5\d)$"))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(clock).to_be_in_viewport()
    page.clock.run_for("09:05")
    expect(page.locator("[data-quiz-clock]:visible")).to_have_attribute("data-low", "last")
    said = page.locator("body > [role=status][data-visually-hidden]")
    expect(said).to_contain_text("If you need more time, press the button beside the clock.")
    more.click()
    expect(said).to_have_text("You have 5 more minutes.")
    expect(clock).to_have_text(re.compile(r": 05:[345]\d$"))
    # It is kept: also how often it can be done again.
    page.reload()
    learner.at(page, "quiz/wells")
    expect(clock).to_have_text(re.compile(r": 05:[345]\d$"))
    more.click()
    expect(more).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('[data-time-left]')")
    page.reload()
    learner.at(page, "quiz/wells")
    expect(clock).to_have_text(re.compile(r": 10:[345]\d$"))
    expect(more).to_have_count(0)
    page.clock.run_for("11:05")
    expect(page.locator("[data-notice]")).to_contain_text("The time is up")
    expect(page.locator("[data-quiz-result]:visible")).to_have_attribute("data-state", "failed")
