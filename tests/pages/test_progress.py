"""The folder and the single file play from a USB stick: no server, plain links, progress kept by the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.pages import learner
from tests.windows import Windows

both = pytest.mark.parametrize("output", ["html", "single"])
Flagship = Callable[..., Path]


def start(context: BrowserContext, built: Path) -> Page:
    """Open the course by a double click."""
    page = context.new_page()
    page.goto((built / "index.html" if built.is_dir() else built).as_uri())
    learner.at(page, learner.course(page)["screens"][0]["id"])
    return page


def leave(page: Page) -> None:
    """Leave as learners do: the page is told that it goes, which a window that is torn down is not."""
    page.goto("about:blank")
    page.close()


def go(page: Page, screen: str) -> Locator:
    """Go to a screen by the menu, which lists the pages of the module that is open, or from the start by its list."""

    def link(name: str) -> Locator:
        return page.locator(f':is(.menu, .cards) [data-screen-link="{name}"]:visible')

    if not link(screen).count():  # (of the quizzes, that of the open module and the final one)
        module = screen.removeprefix("quiz/").partition("/")[0]
        link(module).click()
        learner.at(page, module)
    link(screen).click()
    return learner.at(page, screen)


def question(page: Page, name: str) -> tuple[Locator, learner.Data]:
    return page.locator(f'form[data-question="{name}"]'), learner.questions(page)[name]


def tick(page: Page, screen: str) -> Locator:
    return page.locator(f'.menu [data-screen-link="{screen}"][data-state=seen]')


@both
def test_answers_ticks_and_the_place_are_kept(flagship: Flagship, window: Windows, output: str) -> None:
    context, built = window(), flagship(output)
    page = start(context, built)
    expect(page.locator("dialog")).to_have_count(0)
    go(page, "introduction/two-way-link")
    form, asked = question(page, "which-direction")
    learner.answer(form, asked, right=False)
    form.locator("[data-check]").click()
    page.locator("[data-gate]:visible button").click()
    expect(page.locator("[data-gate]:visible")).to_have_count(0)
    go(page, "introduction/who-moves")
    form, asked = question(page, "flood-family")
    learner.answer(form, asked, right=True)
    form.locator("[data-check]").click()
    expect(form.locator("[data-verdict=correct]")).to_be_visible()
    go(page, "health/health-workers")
    form, _ = question(page, "nurse-advice")
    typed = 'Un café à Ñuñoa, <b>نعم</b> & "so" on 🙂'
    form.locator("textarea").fill(typed)
    leave(page)

    page = start(context, built)
    dialog = page.locator("dialog[data-dialog]")
    expect(dialog).to_contain_text("Health workers who leave")
    dialog.locator("[data-primary]").click()
    learner.at(page, "health/health-workers")
    expect(question(page, "nurse-advice")[0].locator("textarea")).to_have_value(typed)
    go(page, "introduction/who-moves")
    expect(tick(page, "introduction/two-way-link")).to_have_count(1)
    expect(tick(page, "introduction/key-figures")).to_have_count(0)
    page.reload()
    learner.at(page, "introduction/who-moves")
    form, asked = question(page, "flood-family")
    key = next(one["id"] for one in asked["parts"][0]["interaction"]["options"] if one["correct"])
    expect(form.locator(f'input[value="{key}"]')).to_be_checked()
    expect(form.locator("[data-verdict=correct]")).to_be_visible()
    go(page, "introduction/two-way-link")
    expect(page.locator("[data-gate]:visible")).to_have_count(0)
    expect(question(page, "which-direction")[0].locator("[data-verdict=incorrect]")).to_be_visible()


@both
def test_who_does_not_want_to_go_on_stays_and_can_still_do_it(flagship: Flagship, window: Windows, output: str) -> None:
    context, built = window(), flagship(output)
    page = start(context, built)
    go(page, "health/clinic-walk")
    leave(page)
    page = start(context, built)
    page.locator("dialog button:not([data-primary])").click()
    expect(page.locator("dialog")).to_have_count(0)
    # In the same tab nothing is asked a second time.
    page.reload()
    learner.at(page, learner.course(page)["screens"][0]["id"])
    resume = page.locator("[data-resume]:visible")
    course = learner.course(page)
    at = next(one for one in course["screens"] if one["id"] == "health/clinic-walk")
    words = course["words"]["home.continue-left"]
    expect(resume).to_have_text(words.replace("{title}", at["title"]).replace("{minutes}", str(at["left"])))
    pages = [one for one in course["screens"] if one["module"] == "health" and one["kind"] == "page"]
    states = page.locator("[data-module-state][data-state=begun]")
    expect(states).to_have_count(1)
    # The way leads over the module's first page.
    expect(states).to_have_text(f"2 of {len(pages)} pages")
    expect(page.locator("dialog")).to_have_count(0)
    resume.click()
    learner.at(page, "health/clinic-walk")


@both
@pytest.mark.parametrize("quiz", ["quiz/introduction", "quiz/final"])
@pytest.mark.turns(of=4)
def test_a_quiz_goes_on_in_its_middle(flagship: Flagship, window: Windows, output: str, quiz: str) -> None:
    context, built = window(), flagship(output)
    page = start(context, built)
    go(page, quiz)
    page.locator("[data-begin]:visible").click()
    before: list[tuple[str, list[str]]] = []
    for index, (form, one) in enumerate(learner.walk(page)):
        if index < 3:
            learner.answer(form, one, right=True)
            learner.check(form)
        before.append((one["id"], state(form)))
    assert len(before) == {"quiz/introduction": 12, "quiz/final": 20}[quiz]
    page.locator("[data-quiz-overview] button").nth(3).click()
    leave(page)

    page = start(context, built)
    page.locator("dialog [data-primary]").click()
    learner.at(page, quiz)
    begin = page.locator("[data-begin]:visible")
    expect(begin).to_have_text(page.evaluate("courseBuilder.t('quiz.resume')"))
    begin.click()
    # Where the first question stands that was not answered.
    expect(page.locator("[data-quiz-overview] button").nth(3)).to_have_attribute("aria-current", "step")
    page.locator("[data-quiz-overview] button").first.click()
    after: list[tuple[str, list[str]]] = []
    for index, (form, one) in enumerate(learner.walk(page)):
        after.append((one["id"], state(form)))
        if index >= 3:
            learner.answer(form, one, right=True)
            learner.check(form)
    assert after == before
    page.locator("[data-quiz-submit]:visible").click()
    page.locator("dialog [data-primary]").click()
    expect(page.locator("[data-quiz-result][data-state=passed]:visible [data-score]")).to_contain_text("100%")


def state(form: Locator) -> list[str]:
    """Return what stands in a question: its options in their order, and what was chosen and typed."""
    return form.locator("input, select, option, textarea, [data-item]").evaluate_all(
        "all => all.map((one) => `${one.dataset.item ?? one.value} ${one.checked ?? ''}`)"
    )


@contextmanager
def before_the_player(page: Page, address: str) -> Iterator[None]:
    """Open a page as on a slow connection: it is there to be read, and its scripts come at the end of the block."""
    held: list[Route] = []
    page.route("**/player.js", lambda route: held.append(route))
    with page.expect_request("**/player.js"):
        page.goto(address, wait_until="commit")
    yield
    assert page.evaluate("window.courseBuilder") is None
    held[0].continue_()
    page.unroute("**/player.js")


def test_what_is_given_before_the_player_is_there_is_kept(
    flagship: Flagship, serve: Callable[[Path], str], window: Windows
) -> None:
    page = window().new_page()
    form = page.locator('form[data-question="nurse-advice"]')
    with before_the_player(page, f"{serve(flagship('html'))}health-health-workers.html"):
        form.locator("textarea").fill("They came by night.")
    learner.at(page, "health/health-workers")
    expect(form.locator("textarea")).to_have_value("They came by night.")
    form.locator("[data-check]").click()
    expect(form.locator("[data-verdict]")).to_be_visible()
    page.reload()
    learner.at(page, "health/health-workers")
    expect(form.locator("textarea")).to_have_value("They came by night.")


def test_enter_loses_nothing_before_the_player_is_there(
    small: Callable[[str], Path], serve: Callable[[Path], str], window: Windows
) -> None:
    """Browsers send a form away at Enter, which would load the page anew, without what was typed."""
    page = window().new_page()
    field = page.locator('form[data-question="how-much"] input')
    with before_the_player(page, f"{serve(small('html'))}tank-counting.html"):
        field.fill("20")
        page.evaluate("window.sameAsBefore = true")
        field.press("Enter")
    learner.at(page, "tank/counting")
    expect(field).to_have_value("20")
    assert page.evaluate("window.sameAsBefore")
