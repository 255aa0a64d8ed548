"""Reads the questions of a page from its data, and answers them through the page.

Buttons and options get their clicks by script, without the mouse: it is many of them. How they are reached by pointer and by
keyboard has tests of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Locator, Page, expect

Data = dict[str, Any]
WRONG_WORD = "something else"
# The data of the questions on the screen that is shown.
QUESTIONS = """[...document.querySelectorAll('[data-question-data]')]
  .filter((one) => !one.closest('[data-screen]').hidden).map((one) => one.textContent)"""


def course(page: Page) -> Data:
    return page.evaluate("courseBuilderData")


def at(page: Page, screen: str) -> Locator:
    """Wait until a screen is shown and works; returns it."""
    shown = page.locator(f'[data-screen="{screen}"]:visible')
    expect(shown).to_be_visible()
    page.wait_for_function("name => window.courseBuilder?.screen?.id === name", arg=screen)
    return shown


def questions(page: Page) -> dict[str, Data]:
    """Return the questions of the screen that is shown, by their ids."""
    told = page.evaluate(QUESTIONS)
    return {one["id"]: one for one in map(json.loads, told)}


def forms(page: Page) -> list[tuple[Locator, Data]]:
    """Return the questions that can be seen, with their data."""
    known = questions(page)
    return [
        (form, known[str(form.get_attribute("data-question"))])
        for form in page.locator("form[data-question]:visible").all()
    ]


def walk(page: Page) -> Iterator[tuple[Locator, Data]]:
    """Yield the questions of a running quiz, going on from one to the next; the last one stays."""
    following = page.locator("[data-quiz-next]:visible")
    while True:
        yield from forms(page)
        if not following.count():
            return
        press(following)


def press(element: Locator) -> None:
    element.dispatch_event("click")


def check(form: Locator) -> None:
    """Check an answer, where that is offered."""
    button = form.locator("[data-check]")
    if button.is_visible():
        press(button)


def unfold(page: Page) -> None:
    """Open every gate and everything that folds."""
    page.evaluate("""() => {
        for (const gate of document.querySelectorAll('[data-gate]')) {
            gate.removeAttribute('data-gate-until');
            if (gate.getClientRects().length) gate.querySelector('button').click();
        }
        for (const one of document.querySelectorAll('details:not([hidden])')) one.open = true;
    }""")
    expect(page.locator("[data-gate]:visible")).to_have_count(0)


def ways(question: Data, start: str = "") -> Iterator[tuple[list[tuple[str, str]], float]]:
    """Yield the ways through a scenario: steps with their options, and the score of the ending."""
    ending = next((one for one in question["endings"] if one["id"] == start), None)
    if ending:
        yield [], ending["score"]
        return
    part = next(one for one in question["parts"] if not start or one["id"] == start)
    for option in part["interaction"]["options"]:
        for way, score in ways(question, option["leadsTo"]):
            yield [(part["id"], option["id"]), *way], score


def answer(form: Locator, question: Data, *, right: bool) -> None:
    """Answer a question; whether it is checked is for the caller to say."""
    if question["endings"]:
        way = sorted(ways(question), key=lambda one: one[1])[-1 if right else 0][0]
        for step, option in way:
            press(form.locator(f'[data-step="{step}"] input[value="{option}"]'))
            press(form.locator("[data-check]"))
        return
    for part in question["parts"]:
        give(form.locator(f'[data-part="{part["id"]}"]'), part["interaction"], right=right)


def give(element: Locator, interaction: Data, *, right: bool) -> None:
    match interaction["type"]:
        case "choice" | "region":
            options = interaction.get("options") or interaction["areas"]
            key = [one["id"] for one in options if one["correct"]] or [options[0]["id"]]
            other = [one["id"] for one in options if one["id"] not in key] or key
            wanted = (key if interaction["multiple"] else key[:1]) if right else other[:1]
            if interaction.get("presentation") == "menu":
                element.locator("select").select_option(wanted[0])
                return
            for one in options:
                label = element.locator(f'[data-option="{one["id"]}"]')
                chosen = label.locator("input").is_checked()
                if chosen != (one["id"] in wanted) and (interaction["multiple"] or not chosen):
                    press(label)
        case "match":
            pairs = dict(interaction["pairs"])
            for source, target in pairs.items():
                wrong = next(one["id"] for one in interaction["targets"] if one["id"] != target)
                element.locator(f'[data-source="{source}"] select').select_option(target if right else wrong)
        case "order":
            order(element, [one["id"] for one in interaction["items"]][:: 1 if right else -1])
        case "number":
            element.locator("input").fill(interaction["ranges"][0]["low"] if right else "-98765")
        case _:
            word = interaction["accepted"][0] if right and interaction["accepted"] else WRONG_WORD
            element.locator("textarea, input[type=text]").fill(word)


def order(element: Locator, wanted: list[str]) -> None:
    # What already stands so counts as answered only when it was touched.
    press(element.locator("[data-item]").first.locator("[data-down]"))
    for place, item in enumerate(wanted):
        shown = element.locator("[data-item]").evaluate_all("rows => rows.map((row) => row.dataset.item)")
        for _ in range(shown.index(item) - place):
            press(element.locator(f'[data-item="{item}"] [data-up]'))
