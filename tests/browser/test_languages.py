"""The package of another language takes over where the one before was left: the LMS holds the same of both."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from course_builder.building import build
from tests.browser.learner import Learner
from tests.browser.lms import Launch, Lms, Registration
from tests.translation.water import water
from tests.waiting import until
from tests.windows import Windows

QUIZ = "quiz/final"


def packages(folder: Path, scorm: str) -> dict[str, Path]:
    """Build the course; returns its packages by the names of their products."""
    result = build(water(folder), [scorm])
    assert result.is_whole
    return {one.output: one.path for one in result.built}


def opened(lms: Lms, registration: Registration, windows: Windows, language: str) -> Launch:
    launch = lms.launch(registration, windows())
    assert launch.course.evaluate("document.documentElement.lang") == language
    return launch


def choose(launch: Launch, question: str, option: str) -> None:
    launch.course.locator(f'[data-question="{question}"] [data-option="{option}"]').click()


def finish(launch: Launch, word: str) -> None:
    """Answer what is left in the quiz, and hand it in."""
    course = launch.course
    last = course.locator('[data-question="what-is-in-a-well"] input')
    while not last.is_visible():
        course.locator("[data-quiz-next]").click()
    last.fill(word)
    course.locator("[data-quiz-submit]").click()
    course.locator("dialog [data-primary]").click()
    expect(course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")


def begin(launch: Launch, *, again: bool = False) -> None:
    if again:
        launch.course.locator("dialog button").first.click()
        Learner("right", launch.course).at(QUIZ)
    else:
        Learner("right", launch.course).go(QUIZ)
    launch.course.locator("[data-begin]").click()


def answers(registration: Registration) -> list[tuple[str, str, str]]:
    """Return what the LMS holds of answers: id, kind, and result of each."""
    return sorted((one["id"], one["type"], one["result"]) for one in registration.interactions())


def test_a_quiz_that_is_begun_in_one_language_is_handed_in_in_another(
    scorm: str, lms: Lms, windows: Windows, tmp_path: Path
) -> None:
    built = packages(tmp_path / "course", scorm)
    registration = lms.register(built[scorm])
    launch = opened(lms, registration, windows, "en")
    begin(launch)
    choose(launch, "is-water-wet", "o1")
    launch.course.locator("[data-quiz-next]").click()
    choose(launch, "which-digs", "o2")
    until(launch.course, "document.querySelector('[data-save]').dataset.save === 'saved'")
    launch.leave()

    lms.republish(registration, built[f"{scorm}-fr"])
    launch = opened(lms, registration, windows, "fr")
    begin(launch, again=True)
    expect(launch.course.locator('[data-question="which-digs"] input[value="o2"]')).to_be_checked()
    expect(launch.course.locator('[data-question="is-water-wet"] input[value="o1"]')).to_be_checked()
    finish(launch, "eau")
    launch.exit()
    assert launch.problems() == []

    # One who stayed in English has the same result.
    other = lms.register(built[scorm])
    launch = opened(lms, other, windows, "en")
    begin(launch)
    choose(launch, "is-water-wet", "o1")
    launch.course.locator("[data-quiz-next]").click()
    choose(launch, "which-digs", "o2")
    finish(launch, "water")
    launch.exit()
    assert (registration.score, registration.status) == (other.score, other.status)
    assert answers(registration) == answers(other) != []
