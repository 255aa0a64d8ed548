"""A course with every question kind, from the first page to the result, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from course_builder.load import load
from course_builder.questions import question_types
from tests.pages import learner
from tests.pages.keys import Keys
from tests.pages.learner import Data
from tests.windows import Windows

Small = Callable[[str], Path]
Serve = Callable[[Path], str]


def test_the_small_course_has_every_question_kind() -> None:
    course = load(Path(__file__).parent / "course").course
    assert {question.kind for question in course.questions} == set(question_types())


def answer(keys: Keys, question: Data) -> None:
    """Answer a question rightly."""
    form = f'form[data-question="{question["id"]}"]'
    if question["endings"]:
        way = max(learner.ways(question), key=lambda one: one[1])[0]
        for step, option in way:
            keys.choose(f'{form} [data-step="{step}"]', option)
            keys.to(f"{form} [data-check]")
            keys.press("Enter")
        return
    for part in question["parts"]:
        place, interaction = f'{form} [data-part="{part["id"]}"]', part["interaction"]
        match interaction["type"]:
            case "choice" | "region":
                options = interaction.get("options") or interaction["areas"]
                key = [one["id"] for one in options if one["correct"]] or [options[-1]["id"]]
                if interaction.get("presentation") == "menu":
                    keys.pick(f"{place} select", key[0])
                elif interaction["multiple"]:
                    for one in key:
                        keys.to(f"{place} [value='{one}']")
                        keys.press("Space")
                        assert keys.focused(":checked")
                else:
                    keys.choose(place, key[0])
            case "match":
                for source, target in interaction["pairs"]:
                    keys.pick(f'{place} [data-source="{source}"] select', target)
            case "order":
                order(keys, place, [one["id"] for one in interaction["items"]])
            case "number":
                keys.to(f"{place} input")
                keys.page.keyboard.type(interaction["ranges"][0]["low"])
            case _:
                keys.to(f"{place} :is(input, textarea)")
                keys.page.keyboard.type((interaction["accepted"] or ["I close the tap."])[0])


def order(keys: Keys, place: str, wanted: list[str]) -> None:
    items = keys.page.locator(f"{place} [data-item]")
    shown = items.evaluate_all("rows => rows.map((row) => row.dataset.item)")
    for at, item in enumerate(wanted):
        for _ in range(shown.index(item) - at):
            keys.to(f'{place} [data-item="{item}"] [data-up]')
            keys.press("Enter")
            # The focus goes along with the item.
            assert keys.focused(f'{place} [data-item="{item}"] [data-up]')
        shown = items.evaluate_all("rows => rows.map((row) => row.dataset.item)")
    if shown == wanted:  # Not moved yet, or moved into place: an order counts once something was moved.
        keys.to(f'{place} [data-item="{wanted[0]}"] [data-down]')
        keys.press("Enter")
        keys.to(f'{place} [data-item="{wanted[0]}"] [data-up]')
        keys.press("Enter")
    assert items.evaluate_all("rows => rows.map((row) => row.dataset.item)") == wanted


def turn(keys: Keys, screen: str) -> None:
    """Go to a screen by the link to it at the end of the page; the focus is at its heading then."""
    keys.to(f'a[data-next][data-screen-link="{screen}"]')
    keys.press("Enter")
    learner.at(keys.page, screen)
    keys.page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert keys.focused(f'[data-screen="{screen}"] h1')


def trapped(keys: Keys) -> None:
    """Go round the open dialog, both ways: nothing behind it gets the focus (the browser's own buttons may)."""
    for back in (False, True):
        for _ in range(8):
            keys.tab(back=back)
            assert keys.page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            )


@pytest.mark.parametrize("output", ["html", "single"])
def test_a_whole_course(small: Small, serve: Serve, window: Windows, output: str) -> None:
    page = window().new_page()
    keys = Keys(page)
    built = small(output)
    page.goto(urljoin(serve(built if built.is_dir() else built.parent), "index.html" if built.is_dir() else built.name))
    learner.at(page, "home")

    # The first stop leads past the menu.
    keys.tab()
    assert keys.focused(".skip")
    keys.press("Enter")
    keys.to("[data-resume]")
    keys.press("Enter")
    learner.at(page, "tank")
    screens = [one["id"] for one in learner.course(page)["screens"]]
    quiz = learner.course(page)["assessments"][0]["screen"]
    for before, screen in zip(["home", *screens[1:]], screens[1:], strict=False):
        if screen != "tank":
            turn(keys, screen)
        if screen == quiz:
            break
        assert before
        for form, question in learner.forms(page):
            answer(keys, question)
            check = f'form[data-question="{question["id"]}"] [data-check]'
            if page.locator(check).is_visible():
                keys.to(check)
                keys.press("Enter")
            expect(form.locator("[data-verdict=correct], [data-verdict=saved]")).to_be_visible()
            # What can be answered anew keeps the focus where it is; what is done leads to what is said of it.
            place = "[data-outcome]" if form.get_attribute("data-locked") is not None else "[data-check]"
            assert keys.focused(f'form[data-question="{question["id"]}"] {place}')
        if page.locator("[data-gate]:visible").count():
            keys.to("[data-gate] button")
            keys.press("Enter")
            expect(page.get_by_text("Only now the page tells of the pump.")).to_be_visible()
            keys.to(".reveal summary")
            keys.press("Enter")
            expect(page.get_by_text("A handle moves a piston")).to_be_visible()
        hints = page.locator("[data-hint]:visible summary")
        if hints.count():
            keys.to("[data-hint] summary")
            keys.press("Enter")
            expect(page.get_by_text("It begins with a p.")).to_be_visible()

    keys.to("[data-begin]")
    keys.press("Enter")
    while True:
        assert keys.focused("[data-quiz-position]")
        for _, question in learner.forms(page):
            answer(keys, question)
        if not page.locator("[data-quiz-next]:visible").count():
            break
        keys.to("[data-quiz-next]")
        keys.press("Enter")
    keys.to("[data-quiz-submit]")
    keys.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    assert page.evaluate("!!document.activeElement.closest('dialog')")
    trapped(keys)
    keys.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert keys.focused("[data-quiz-submit]")
    keys.press("Enter")
    keys.to("dialog [data-primary]")
    keys.press("Enter")
    expect(page.locator("[data-quiz-result][data-state=passed] [data-score]")).to_contain_text("100%")
    assert keys.focused("[data-quiz-result]")
    keys.to("[data-review]")
    keys.press("Enter")
    assert keys.focused("[data-quiz-position]")
    turn(keys, "results")
    expect(page.locator("[data-result][data-state=passed]")).to_have_count(1)
    assert not keys.unseen, "\n".join(sorted(set(keys.unseen)))


def test_search_by_keyboard(small: Small, serve: Serve, window: Windows) -> None:
    page = window().new_page()
    keys = Keys(page)
    page.goto(urljoin(serve(small("html")), "index.html"))
    learner.at(page, "home")
    keys.to("[data-search]")
    keys.press("Enter")
    expect(page.locator("#course-search")).to_be_focused()
    keys.page.keyboard.type("pump")
    expect(page.locator("[data-search-results] a")).not_to_have_count(0)
    trapped(keys)
    keys.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert keys.focused("[data-search]")
    keys.press("Enter")
    expect(page.locator("#course-search")).to_be_focused()
    keys.page.keyboard.type("pump")
    keys.press("Enter")
    assert keys.focused("[data-search-results] a")
    keys.press("Enter")
    learner.at(page, "tank")
    page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert not keys.unseen


def test_the_menu_on_a_phone_by_keyboard(small: Small, serve: Serve, window: Windows) -> None:
    page = window(viewport={"width": 360, "height": 640}).new_page()
    keys = Keys(page)
    page.goto(urljoin(serve(small("html")), "tank.html"))
    learner.at(page, "tank")
    keys.to("[data-menu-toggle]")
    keys.press("Enter")
    expect(page.locator("[data-menu-toggle]")).to_have_attribute("aria-expanded", "true")
    assert keys.focused("[data-menu] [aria-current]")
    for back in (False, True):
        for _ in range(12):
            keys.tab(back=back)
            assert keys.focused("[data-menu] *, [data-menu-toggle]")
    keys.press("Escape")
    expect(page.locator("[data-menu-toggle]")).to_have_attribute("aria-expanded", "false")
    assert keys.focused("[data-menu-toggle]")
    # Closed, the menu is no stop on the way.
    for _ in range(6):
        keys.tab()
        assert not keys.focused("[data-menu] *")
    assert not keys.unseen


def test_the_menu_comes_before_the_page(small: Small, serve: Serve, window: Windows) -> None:
    """Its entries are passed on the way to the page, or skipped by the first stop of all."""
    page = window(viewport={"width": 1280, "height": 800}).new_page()
    keys = Keys(page)
    page.goto(urljoin(serve(small("html")), "tank.html"))
    learner.at(page, "tank")
    order: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
          .filter((one) => one.getClientRects().length)
          .map((one) => (one.matches('.skip') ? 'skip' : one.closest('.bar, .menu, main, .pager').className.split(' ')[0]))"""
    )
    assert list(dict.fromkeys(order)) == ["skip", "bar", "menu", "screen", "pager"]
    assert order == sorted(order, key=["skip", "bar", "menu", "screen", "pager"].index)
    keys.tab()
    assert keys.focused(".skip")
    keys.press("Enter")
    keys.tab()
    assert keys.focused("main *")


def test_on_the_start_the_contents_stand_once(small: Small, serve: Serve, window: Windows) -> None:
    page = window(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(urljoin(serve(small("html")), "index.html"))
    learner.at(page, "home")
    expect(page.locator(".menu")).to_be_hidden()
    titles = page.locator("a[data-screen-link]:visible").evaluate_all(
        "all => all.filter((one) => !one.matches('.brand, [data-resume]')).map((one) => one.dataset.screenLink)"
    )
    assert len(titles) == len(set(titles)) > 2


def test_the_offer_to_go_on_by_keyboard(small: Small, serve: Serve, window: Windows) -> None:
    context, address = window(), serve(small("html"))
    first: Page = context.new_page()
    first.goto(urljoin(address, "tap.html"))
    learner.at(first, "tap")
    first.goto("about:blank")
    first.close()
    page = context.new_page()
    keys = Keys(page)
    page.goto(urljoin(address, "index.html"))
    expect(page.locator("dialog [data-primary]")).to_be_focused()
    trapped(keys)
    keys.to("dialog [data-primary]")
    keys.press("Enter")
    learner.at(page, "tap")
    page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert not keys.unseen
