"""axe-core finds nothing wrong with any page of the flagship, in any state that learners see it in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.pages import learner
from tests.pages.axe import violations
from tests.shared import SharedBuilds
from tests.turns import Turns
from tests.windows import Windows

Flagship = Callable[..., Path]
Serve = Callable[[Path], str]

HERE = "[data-screen]:not([hidden])"
ways_to_look = pytest.mark.parametrize("width", [1280, 360])
directions = pytest.mark.parametrize("language", ["en", "ar"])


def opened(window: Windows, address: str, width: int, screen: str = "") -> Page:
    """Open the course at a screen; on the home page first, so that nothing is asked there later."""
    page = window(viewport={"width": width, "height": 800}).new_page()
    page.goto(address)
    learner.at(page, learner.course(page)["screens"][0]["id"])
    if screen:
        show(page, screen)
    return page


def show(page: Page, screen: str) -> None:
    """Show a screen anew, by its address."""
    href = page.evaluate("id => courseBuilderData.screens.find((one) => one.id === id).href", screen)
    page.goto(urljoin(page.url, href))
    learner.at(page, screen)


@directions
@ways_to_look
def test_every_page_and_every_question_answered(
    flagship: Flagship, serve: Serve, window: Windows, turns: Turns, language: str, width: int
) -> None:
    address = serve(flagship("html", language))
    page = opened(window, address, width)
    assert page.evaluate("document.dir") == {"en": "ltr", "ar": "rtl"}[language]
    found: list[str] = []
    answered: set[str] = set()
    screens = turns.share(learner.course(page)["screens"], of=36)
    for screen in screens:
        show(page, screen["id"])
        learner.unfold(page)
        found += violations(page, screen["id"])
        asked = learner.forms(page)
        for form, question in asked:
            # One after the other right and wrong, over all pages, for many have one question.
            right = len(answered) % 2 == 0
            learner.answer(form, question, right=right)
            learner.check(form)
            expect(form.locator("[data-verdict]")).to_be_visible()
            if form.locator("[data-self-mark]").is_visible():
                form.locator(f'[data-self-mark] input[value="{int(right)}"]').check()
            answered.add(question["id"])
        if asked:
            found += violations(page, f"{screen['id']}, answered", within=f"{HERE} form[data-question]")
    shown = {screen["id"] for screen in screens}
    questions = learner.course(page)["questions"]
    practice = {name for name, one in questions.items() if not one["assessment"] and one["screen"] in shown}
    assert answered == practice
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["fr", "es", "ar", "ne"])
@ways_to_look
@pytest.mark.turns(of=4, group="the flagship in other languages")
def test_every_page_in_its_translations(
    shared: SharedBuilds, serve: Serve, window: Windows, turns: Turns, language: str, width: int
) -> None:
    page = opened(window, urljoin(serve(shared.translated("html")), f"{language}/index.html"), width)
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    found: list[str] = []
    for screen in turns.share(learner.course(page)["screens"], of=18):
        show(page, screen["id"])
        learner.unfold(page)
        found += violations(page, screen["id"])
    assert not found, "\n".join(found)


@directions
@ways_to_look
def test_quizzes_in_all_their_states(
    flagship: Flagship, serve: Serve, window: Windows, turns: Turns, language: str, width: int
) -> None:
    address = serve(flagship("html", language))
    page = opened(window, address, width)
    found: list[str] = []
    for number, quiz in enumerate(turns.share(learner.course(page)["assessments"])):
        # What stands around the questions is the same in every quiz.
        first = number == 0
        show(page, quiz["screen"])
        page.locator("[data-begin]").click()
        if first:
            found += violations(page, f"{quiz['id']} running")
        for index, (form, question) in enumerate(learner.walk(page)):
            learner.answer(form, question, right=index % 2 == 0)
            learner.check(form)
        if first:
            found += violations(page, f"{quiz['id']} answered")
        page.locator("[data-quiz-submit]").click()
        if first:
            found += violations(page, f"{quiz['id']}, about to be handed in")
        page.locator("dialog [data-dialog-actions] button").first.click()
        expect(page.locator("[data-quiz-result]")).to_be_visible()
        if first:
            found += violations(page, f"{quiz['id']}, result")
        # All its questions below one another, with what was answered and what is said of it.
        page.locator("[data-review]").click()
        found += violations(page, f"{quiz['id']}, review", within=f"{HERE} [data-assessment]")
    show(page, "results")
    found += violations(page, "results of quizzes")
    assert not found, "\n".join(found)


@directions
@ways_to_look
@pytest.mark.turns(of=4)
def test_what_opens_over_a_page(flagship: Flagship, serve: Serve, window: Windows, language: str, width: int) -> None:
    address = serve(flagship("html", language))
    page = opened(window, address, width, "introduction/two-way-link")
    found: list[str] = []

    page.locator("[data-gate]:visible button").click()
    expect(page.locator("[data-notice]")).to_be_visible()
    found += violations(page, "notice at a gate")
    page.locator("[data-notice-close]").click()

    if width < 1000:
        page.locator("[data-menu-toggle]").click()
        expect(page.locator("[data-menu]")).to_have_attribute("data-open", "")
        found += violations(page, "menu open")
        page.keyboard.press("Escape")

    page.locator("[data-search]").click()
    page.locator("#course-search").fill("mig")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    found += violations(page, "search with results")
    page.locator("#course-search").fill("qqqq")
    expect(page.locator("[data-search-results] a")).to_have_count(0)
    found += violations(page, "search without results")
    page.keyboard.press("Escape")

    show(page, "education/school-scenario")
    form, scenario = next((form, one) for form, one in learner.forms(page) if one["endings"])
    step, option = max(learner.ways(scenario), key=lambda way: len(way[0]))[0][0]
    form.locator("[data-check]").click()
    found += violations(page, "scenario, nothing chosen")
    form.locator(f'[data-step="{step}"] input[value="{option}"]').check()
    form.locator("[data-check]").click()
    expect(form.locator("[data-step]:visible")).to_have_count(2)
    found += violations(page, "scenario half-way")

    # A quiz with questions left, about to be handed in.
    show(page, "quiz/health")
    page.locator("[data-begin]").click()
    page.locator("[data-quiz-early]").click()
    expect(page.locator("dialog ul button").first).to_be_visible()
    found += violations(page, "handing in with questions left")
    page.keyboard.press("Escape")

    # In a new tab the course offers to go on.
    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("dialog[data-dialog]")).to_be_visible()
    found += violations(again, "offer to go on")
    assert not found, "\n".join(found)


@directions
@ways_to_look
@pytest.mark.turns(of=4)
def test_what_could_not_be_saved(flagship: Flagship, serve: Serve, window: Windows, language: str, width: int) -> None:
    page = opened(window, serve(flagship("html", language)), width, "introduction/who-moves")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    form, question = learner.forms(page)[0]
    learner.answer(form, question, right=True)
    form.locator("[data-check]").click()
    said = page.locator("[data-save=unsaved]")
    expect(said.locator("button")).to_be_visible()
    # The words can be read, and not only by screen readers; nothing covers them or their button.
    assert len(said.inner_text().strip()) > 10
    for part in ("words", "button"):
        shown = said.evaluate(
            """(said, part) => {
                const range = document.createRange();
                range.selectNodeContents(part === 'words' ? said.firstChild : said.querySelector('button'));
                const { left, right, top, bottom } = range.getBoundingClientRect();
                const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                return left >= 0 && right <= innerWidth && top >= 0 && right - left > 20 && said.contains(hit);
            }""",
            part,
        )
        assert shown, part
    assert not violations(page, "not saved")


@directions
def test_the_single_file(flagship: Flagship, window: Windows, turns: Turns, language: str) -> None:
    page = window().new_page()
    page.goto(flagship("single", language).as_uri())
    # Its screens are looked at one by one below; all at once takes as long as fifty of them.
    found = violations(page, "the whole file") if turns.whole and language == "en" else []
    for screen in turns.share(learner.course(page)["screens"], of=36):
        page.evaluate("href => { location.hash = href }", screen["href"])
        learner.at(page, screen["id"])
        learner.unfold(page)
        # axe goes through hidden screens as well and says nothing of them: without them it takes a tenth of the time.
        page.evaluate("""() => {
            window.aside = [...document.querySelectorAll('[data-screen][hidden]')].map((one) => [one, document.createComment('')]);
            for (const [one, place] of aside) one.replaceWith(place);
        }""")
        found += violations(page, screen["id"])
        page.evaluate("() => { for (const [one, place] of aside) place.replaceWith(one); }")
    assert not found, "\n".join(found)


@directions
def test_without_scripts(
    flagship: Flagship, serve: Serve, window: Windows, turns: Turns, language: str, tmp_path: Path
) -> None:
    # axe needs scripts: so the pages lose their own.
    folder = shutil.copytree(flagship("html", language), tmp_path / "bare")
    address = serve(folder)
    page = window().new_page()
    found: list[str] = []
    # Their content is that of the pages with scripts, which are all looked at.
    for source in turns.share(sorted(folder.glob("*.html")), of=36):
        text = source.read_text("utf-8")
        source.write_text(re.sub(r"<script\b.*?</script>|</?noscript>", "", text, flags=re.DOTALL), "utf-8")
        page.goto(address + source.name)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found += violations(page, source.name)
    assert not found, "\n".join(found)
