"""Every page of the flagship under axe-core, on the smallest phones, and by keyboard alone."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.conftest import Watched
from tests.browser.learner import Learner
from tests.browser.lms import MODULES, Lms

Build = Callable[..., Path]
Windows = Callable[..., Watched]

AXE = MODULES / "axe-core" / "axe.min.js"
# Rules of good practice count as well.
RUN = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
  .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.any.concat(node.all, node.none).map(({ message }) => message)}`))"""


def in_arabic(folder: Path) -> None:
    """Say that the course is in Arabic: its interface is, and everything runs from right to left."""
    course = folder / "course.yml"
    course.write_text(course.read_text(encoding="utf-8").replace("language: en", "language: ar"), encoding="utf-8")


def flagship(build: Build, direction: str) -> tuple[Path, dict[str, Any]]:
    folder = (
        build("flagship", "html")
        if direction == "ltr"
        else build("flagship", "html", change=in_arabic, label="flagship-ar")
    )
    return folder, json.loads((folder / "course.js").read_text(encoding="utf-8").split("=", 1)[1].strip().rstrip(";"))


def violations(page: Page) -> list[str]:
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_on_any_page(direction: str, colours: str, lms: Lms, build: Build, watch: Windows) -> None:
    folder, _ = flagship(build, direction)
    page = open_from_server(lms, folder, watch(color_scheme=colours).context)
    assert page.evaluate("getComputedStyle(document.body).direction") == direction
    learner = Learner("right", page)
    found = {"home": violations(page)}
    page.locator("a[data-resume]").first.click()
    for screen in learner.screens():
        learner.at(screen["id"])
        found[screen["id"]] = violations(page)
        if screen["kind"] != "results":
            page.locator("a[data-next]").click()
    assert {screen: one for screen, one in found.items() if one} == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_while_the_course_is_played(
    direction: str, colours: str, lms: Lms, build: Build, watch: Windows
) -> None:
    folder, _ = flagship(build, direction)
    page = open_from_server(lms, folder, watch(color_scheme=colours).context)
    learner = Learner("mixed", page)
    found = {}
    # Answered in pages: right, wrong, half, with hints, a scenario, a text marked by its writer.
    for screen in (
        "introduction/two-way-link",
        "introduction/who-moves",
        "introduction/key-figures",
        "education/schools-shape-migration",
        "education/school-scenario",
        "health/clinic-walk",
        "health/health-workers",
    ):
        learner.go(screen)
        learner.work()
        found[screen] = violations(page)
    # A quiz: a question answered with feedback, the dialog before handing in, the result, the review.
    for quiz, mode in (("quiz/introduction", "now"), ("quiz/education", "after")):
        learner.go(quiz)
        box = page.locator("[data-assessment]")
        box.locator("[data-begin]").click()
        questions = learner.page()
        for index in range(3):
            form = box.locator("[data-question-item]:visible form")
            question = questions[str(form.get_attribute("data-question"))]
            found[f"{quiz} running {index}"] = violations(page)
            learner.answer(form, question)
            if mode == "now":
                learner.finish(form, question)
            found[f"{quiz} answered {index}"] = violations(page)
            box.locator("[data-quiz-next]").click()
        box.locator("[data-quiz-submit]").click()
        expect(page.locator("dialog[data-dialog]")).to_be_visible()
        found[f"{quiz} dialog"] = violations(page)
        page.locator("[data-dialog-actions]").get_by_role("button", name=learner.data["words"]["quiz.submit"]).click()
        expect(box.locator("[data-quiz-result]")).to_be_visible()
        found[f"{quiz} result"] = violations(page)
        box.locator("[data-review]").click()
        found[f"{quiz} review"] = violations(page)
    learner.go("results")
    found["results"] = violations(page)
    page.locator("[data-search]").click()
    page.locator("dialog input").fill("school" if direction == "ltr" else "migration")
    expect(page.locator("dialog a").first).to_be_visible()
    found["search"] = violations(page)
    assert {screen: one for screen, one in found.items() if one} == {}


def open_from_server(lms: Lms, folder: Path, window: BrowserContext) -> Page:
    target = lms.folder / f"pages-{folder.parent.parent.name}"
    if not target.exists():
        target.symlink_to(folder, target_is_directory=True)
    page = window.new_page()
    page.goto(f"{lms.address}/files/{target.name}/index.html")
    return page


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_scrolls_sideways_on_the_smallest_phone(direction: str, lms: Lms, build: Build, watch: Windows) -> None:
    folder, _ = flagship(build, direction)
    page = open_from_server(lms, folder, watch(viewport={"width": 320, "height": 568}).context)
    learner = Learner("right", page)
    wide = {}
    page.locator("a[data-resume]").first.click()
    for screen in learner.screens():
        learner.at(screen["id"])
        if page.locator("[data-begin]:visible").count():
            # With all questions at once.
            page.locator("[data-begin]").click()
            page.evaluate("document.querySelectorAll('[data-question-item]').forEach((one) => { one.hidden = false })")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[screen["id"]] = (
                width,
                page.evaluate(
                    "[...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > 321).slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"
                ),
            )
        if screen["kind"] != "results":
            page.locator("a[data-next]").click()
    assert wide == {}


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
