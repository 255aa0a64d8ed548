"""The learner sees whether the LMS has everything, and nothing is lost where it has not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.learner import Learner
from tests.browser.lms import Launch, Lms
from tests.browser.reports import compare

Build = Callable[..., Path]

ELEMENTS = {
    "scorm12": [
        "SetValue",
        "cmi.suspend_data",
        "cmi.core.lesson_location",
        "cmi.core.score.raw",
        "cmi.core.lesson_status",
    ],
    "scorm2004": [
        "SetValue",
        "cmi.suspend_data",
        "cmi.location",
        "cmi.score.scaled",
        "cmi.completion_status",
        "cmi.success_status",
    ],
}


def expect_saved(launch: Launch, state: str) -> None:
    """The indicator says so, and in words."""
    saving = launch.course.locator("[data-save]")
    expect(saving).to_have_attribute("data-save", state)
    words = launch.course.evaluate("courseBuilderData.words")
    expect(saving).to_contain_text(words[f"save.{state}.lms"])


def take_quiz(launch: Launch, plan: str = "right") -> Learner:
    learner = Learner(plan, launch.course)
    learner.go("quiz/tea")
    learner.work()
    return learner


@pytest.mark.parametrize(
    ("output", "element"), [(output, one) for output, elements in ELEMENTS.items() for one in elements]
)
def test_every_refused_write_is_noticed(
    output: str, element: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("small", output), refuse=element)
    launch = lms.launch(registration, window)
    learner = Learner("right", launch.course)
    learner.play()
    expect_saved(launch, "unsaved")
    launch.refuse("")
    launch.course.locator("[data-save] button").click()
    expect_saved(launch, "saved")
    launch.leave()
    assert registration.status == ("passed" if output == "scorm12" else "completed passed")
    assert registration.score == "100"
    compare(registration.interactions(), learner.entries, registration.version)


@pytest.mark.parametrize("element", ["cmi.interactions.0.id", "cmi.interactions.2.id", "cmi.interactions.0.result"])
def test_r38_refused_answers_lose_answers_and_nothing_else(
    element: str, scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("small", scorm), refuse=element)
    launch = lms.launch(registration, window)
    learner = Learner("right", launch.course)
    learner.play()
    expect_saved(launch, "saved")
    launch.leave()
    assert registration.status == ("passed" if scorm == "scorm12" else "completed passed")
    assert registration.score == "100"
    told = len(registration.interactions())
    assert told == {"cmi.interactions.0.id": 0, "cmi.interactions.2.id": 2}.get(element, told)
    assert told > 10 or element.endswith("id")


def test_refused_commits_are_noticed_and_replayed_at_the_next_launch(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("small", scorm))
    launch = lms.launch(registration, window)
    launch.refuse("Commit Finish Terminate")
    learner = take_quiz(launch)
    learner.go("kettle/leaves")
    launch.course.locator("textarea").fill("Half a thought")
    expect_saved(launch, "unsaved")
    stored = dict(registration.cmi)
    launch.leave()
    assert registration.cmi == stored
    assert registration.score == ""

    launch = lms.launch(registration, window)
    expect_saved(launch, "saved")
    assert registration.score == "100"
    launch.course.locator("dialog[data-dialog] [data-primary]").click()
    expect(launch.course.locator("textarea")).to_have_value("Half a thought")
    Learner("right", launch.course).go("quiz/tea")
    expect(launch.course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
    launch.leave()
    assert launch.problems() == []
    assert [one["result"] for one in registration.interactions()] == ["correct"] * len(learner.entries)


def test_journal_is_never_replayed_for_somebody_else(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    package = build("small", scorm)
    first = lms.register(package, learner="anna")
    launch = lms.launch(first, window)
    launch.refuse("Commit Finish Terminate")
    take_quiz(launch)
    expect_saved(launch, "unsaved")
    launch.leave()
    # On the same computer.
    second = lms.register(package, learner="bela")
    launch = lms.launch(second, window)
    expect(launch.course.locator("dialog")).to_have_count(0)
    launch.leave()
    assert second.score == ""
    assert second.interactions() == []

    launch = lms.launch(first, window)
    expect_saved(launch, "saved")
    assert first.score == "100"
    launch.course.locator("dialog[data-dialog] [data-primary]").click()
    learner = Learner("right", launch.course)
    learner.at("quiz/tea")
    launch.refuse("Commit Finish Terminate")
    learner.go("kettle/leaves")
    expect_saved(launch, "unsaved")
    launch.leave()
    # Nor when the LMS has begun an attempt anew: the old one must not come back.
    first.cmi.clear()
    launch = lms.launch(first, window)
    expect(launch.course.locator("dialog")).to_have_count(0)
    launch.leave()
    assert first.score == ""


def test_lost_network_is_noticed_and_made_up_for(scorm: str, lms: Lms, build: Build, window: BrowserContext) -> None:
    registration = lms.register(build("small", scorm))
    launch = lms.launch(registration, window)
    learner = Learner("right", launch.course)
    learner.go("quiz/tea")
    window.set_offline(True)
    learner.work()
    expect_saved(launch, "unsaved")
    # A page that cannot be fetched is said to be missing, and what is shown stays.
    launch.course.locator('[data-menu] [data-screen-link="kettle/pouring"]').click()
    notice = launch.course.locator("[data-notice=error]")
    expect(notice).to_be_visible()
    expect(launch.course.locator("[data-quiz-result]")).to_be_visible()
    window.set_offline(False)
    expect_saved(launch, "saved")
    notice.locator("button").first.click()
    learner.at("kettle/pouring")
    launch.leave()
    assert float(registration.score) == 100
    assert len(registration.interactions()) == len(learner.entries)


def test_r32_a_server_that_is_away_is_never_called_saved(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("small", scorm), profile="moodle")
    launch = lms.launch(registration, window)
    expect_saved(launch, "saved")
    learner = Learner("right", launch.course)
    learner.go("quiz/tea")
    window.set_offline(True)
    learner.work()
    expect_saved(launch, "unsaved")
    window.set_offline(False)
    expect_saved(launch, "saved")
    assert float(registration.score) == 100
    assert [one["result"] for one in registration.interactions()] == ["correct"] * len(learner.entries)
    launch.leave()
    assert launch.problems() == []


def test_r32_whoever_was_signed_out_is_told_so_and_loses_nothing(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("small", scorm), profile="moodle")
    launch = lms.launch(registration, window)
    expect_saved(launch, "saved")
    window.route("**/probe.txt", lambda route: route.fulfill(status=303, headers={"location": "/login"}))
    registration.away = True
    take_quiz(launch)
    saving = launch.course.locator("[data-save]")
    expect(saving).to_contain_text(launch.course.evaluate("courseBuilderData.words['save.signed-out.lms']"))
    expect(saving).to_have_attribute("data-save", "unsaved")
    assert registration.score == ""
    launch.page.close()
    window.unroute("**/probe.txt")
    registration.away = False
    launch = lms.launch(registration, window)
    expect_saved(launch, "saved")
    assert registration.score == "100"
    launch.leave()


def test_r32_an_lms_that_empties_the_storage_at_the_sign_in_loses_nothing(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    """As Moodle does (core/storage_validation.js), in another tab than that in which the learner was signed out."""
    registration = lms.register(build("small", scorm), beacons=False)
    launch = lms.launch(registration, window)
    expect_saved(launch, "saved")
    registration.away = True
    take_quiz(launch)
    launch.page.close()
    page = window.new_page()
    page.goto(f"{lms.address}/shell")
    assert registration.score == ""
    registration.away = False
    page.evaluate("localStorage.clear()")
    launch = lms.launch(registration, window, tab=page)
    expect_saved(launch, "saved")
    assert registration.score == "100"
    launch.leave()


@pytest.mark.parametrize("embedding", ["frame", "popup"])
@pytest.mark.parametrize("moment", ["answer", "typing", "hand-in"])
def test_window_closed_at_the_worst_moment(
    moment: str, embedding: str, scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    """At once after the answer, with an LMS that cannot store anything while its window closes."""
    registration = lms.register(build("small", scorm), beacons=False)
    window.new_page()  # the browser itself stays open
    launch = lms.launch(registration, window, embedding)
    learner = Learner("right", launch.course)
    if moment == "hand-in":
        learner.go("quiz/tea")
        learner.work()
    else:
        learner.go("kettle/leaves")
        if moment == "answer":
            form = launch.course.locator('form[data-question="herbs"]')
            learner.answer(form, learner.page()["herbs"])
            form.locator("[data-check]").click()
        else:
            launch.course.locator("textarea").fill("A thought")
    close_all(launch)

    launch = lms.launch(registration, window, embedding)
    launch.course.locator("dialog[data-dialog] [data-primary]").click()
    learner = Learner("right", launch.course)
    learner.at("quiz/tea" if moment == "hand-in" else "kettle/leaves")
    if moment == "answer":
        expect(launch.course.locator('form[data-question="herbs"] [data-verdict=correct]')).to_be_visible()
    elif moment == "typing":
        expect(launch.course.locator("textarea")).to_have_value("A thought")
    else:
        expect(launch.course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
    expect_saved(launch, "saved")
    results = {"answer": ["correct"], "typing": [], "hand-in": ["correct"] * 5}[moment]
    assert [one["result"] for one in registration.interactions()] == results
    assert registration.score == ("100" if moment == "hand-in" else "")


def close_all(launch: Launch) -> None:
    """Close the course's window and the LMS's."""
    if launch.course is not launch.page and hasattr(launch.course, "close"):
        launch.course.close(run_before_unload=False)
    launch.page.close(run_before_unload=False)
