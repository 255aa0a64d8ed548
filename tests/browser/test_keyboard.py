"""A whole course by keyboard alone, in an LMS."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.learner import Learner
from tests.browser.lms import Lms

Build = Callable[..., Path]


class Keyboard:
    """A learner who has no pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Press Tab until the focus is there; wherever it comes by, it is visible."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                assert self.page.evaluate(
                    """() => {
                      const { width, height, top, bottom } = document.activeElement.getBoundingClientRect();
                      return document.activeElement.matches(':focus-visible') && width > 0 && height > 0 && bottom > 0 && top < innerHeight;
                    }"""
                ), f"the focus on {selector} cannot be seen"
                return
        pytest.fail(f"the focus never comes to {selector}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def use(self, selector: str, key: str = "Enter") -> None:
        self.to(selector)
        self.press(key)


def test_whole_course_by_keyboard_alone(lms: Lms, build: Build, window: BrowserContext) -> None:
    registration = lms.register(build("small", "scorm12"))
    launch = lms.launch(registration, window, "popup")
    page = launch.course
    assert isinstance(page, Page)
    keys = Keyboard(page)
    learner = Learner("right", page)
    keys.use("a[data-resume]")
    for screen in learner.screens():
        learner.at(screen["id"])
        if screen["kind"] == "results":
            break
        questions = learner.page()
        if screen["kind"] == "assessment":
            keys.use("[data-begin]")
            while True:
                form = page.locator("[data-question-item]:visible form")
                answer_by_keyboard(keys, page, questions[str(form.get_attribute("data-question"))])
                if not page.locator("[data-quiz-next]").is_visible():
                    break
                keys.use("[data-quiz-next]")
            keys.use("[data-quiz-submit]")
            keys.press("Enter")
            expect(page.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
        else:
            for name in questions:
                form = page.locator(f'form[data-question="{name}"]')
                answer_by_keyboard(keys, page, questions[name])
                if questions[name]["endings"]:
                    continue
                keys.use(f'form[data-question="{name}"] [data-check]')
                expect(form.locator("[data-verdict=correct], [data-verdict=saved]")).to_be_visible()
                if page.locator("[data-gate]:visible").count():
                    keys.use("[data-gate] button")
        keys.use("a[data-next]")
    expect(page.locator("[data-overall]")).to_have_attribute("data-overall", "passed")
    keys.to("main [data-exit]")
    with contextlib.suppress(Error):  # the window closes under the key
        page.keyboard.press("Enter")
    launch.ended()
    assert (registration.status, registration.score) == ("passed", "100")
    assert launch.problems() == []


def answer_by_keyboard(keys: Keyboard, page: Page, question: dict[str, Any]) -> None:
    form = f'form[data-question="{question["id"]}"]'
    if question["endings"]:
        for step, option in (("start", 1), ("warm", 0)):
            choose(keys, page, f'{form} [data-step="{step}"]', option)
            keys.use(f"{form} [data-check]")
        expect(page.locator(f"{form} [data-verdict]")).to_be_visible()
        return
    for part in question["parts"]:
        interaction = part["interaction"]
        place = f'{form} [data-part="{part["id"]}"]'
        match interaction["type"]:
            case "choice" if interaction["presentation"] == "menu":
                pick(keys, page, f"{place} select", next(one["id"] for one in interaction["options"] if one["correct"]))
            case "choice" if interaction["multiple"]:
                for option in interaction["options"]:
                    if option["correct"]:
                        keys.use(f'{place} input[value="{option["id"]}"]', "Space")
            case "choice":
                wanted = next(
                    (one["id"] for one in interaction["options"] if one["correct"]), interaction["options"][0]["id"]
                )
                values = page.locator(f"{place} input").evaluate_all("all => all.map((one) => one.value)")
                choose(keys, page, place, values.index(wanted))
            case "match":
                for source, target in interaction["pairs"]:
                    pick(keys, page, f'{place} [data-source="{source}"] select', target)
            case "order":
                order(keys, page, place, [one["id"] for one in interaction["items"]])
            case "number":
                keys.to(f"{place} input")
                page.keyboard.type(interaction["ranges"][0]["low"])
            case _:
                keys.to(f"{place} :is(input, textarea)")
                page.keyboard.insert_text(interaction["accepted"][0] if interaction["accepted"] else "A thought")


def choose(keys: Keyboard, page: Page, place: str, index: int) -> None:
    """Radio buttons: Tab comes to the first, arrows go on."""
    keys.to(f"{place} input")
    keys.press("Space", *["ArrowDown"] * index)
    expect(page.locator(f"{place} input").nth(index)).to_be_checked()


def pick(keys: Keyboard, page: Page, select: str, value: str) -> None:
    """A menu: arrows change what is chosen."""
    keys.to(select)
    values = page.locator(f"{select} option").evaluate_all("all => all.map((one) => one.value)")
    keys.press(*["ArrowDown"] * values.index(value))
    expect(page.locator(select)).to_have_value(value)


def order(keys: Keyboard, page: Page, place: str, wanted: list[str]) -> None:
    """Items are moved by their buttons; the focus stays on the button that was pressed."""
    shown: list[str] = page.locator(f"{place} [data-item]").evaluate_all("rows => rows.map((row) => row.dataset.item)")
    for index, item in enumerate(wanted):
        if shown.index(item) == index:
            continue
        page.evaluate("document.activeElement.blur()")
        keys.to(f'{place} [data-item="{item}"] [data-up]')
        keys.press(*["Enter"] * (shown.index(item) - index))
        shown.remove(item)
        shown.insert(index, item)
    assert page.locator(f"{place} [data-item]").evaluate_all("rows => rows.map((row) => row.dataset.item)") == wanted
