"""Learners leave at any page and come back to what they left; what they reached is never taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import copy
from tests.browser.learner import Learner
from tests.browser.lms import Launch, Lms, Registration
from tests.shared import build as build_course
from tests.waiting import until
from tests.windows import Windows


def come_back(lms: Lms, registration: Registration, windows: Windows, plan: str = "right") -> tuple[Launch, Learner]:
    """Launch in a browser that has never seen the course, so that only the LMS can know, and go on where the learner left."""
    launch = lms.launch(registration, windows())
    if registration.bookmark:
        launch.course.locator("dialog[data-dialog] [data-primary]").click()
        launch.course.locator('#main:not([data-screen="home"])').wait_for()
    return launch, Learner(plan, launch.course)


def test_same_page_answers_and_order_after_leaving_at_any_page(
    scorm: str, lms: Lms, build: Callable[..., Path], windows: Windows
) -> None:
    registration = lms.register(build("small", scorm))
    launch, learner = come_back(lms, registration, windows, "mixed")
    screens = [one["id"] for one in learner.screens()[:-1]]
    for index, screen in enumerate(screens):
        learner.go(screen)
        if not screen.startswith("quiz/"):
            learner.work()
        left = learner.seen()
        launch.exit() if index % 2 else launch.leave()
        assert launch.problems() == []
        launch, learner = come_back(lms, registration, windows, "mixed")
        learner.at(screen)
        assert learner.seen() == left
        learner.turn = index


def test_running_quiz_keeps_its_draw_order_and_answers(
    scorm: str, lms: Lms, build: Callable[..., Path], windows: Windows
) -> None:
    registration = lms.register(build("small", scorm))
    launch, learner = come_back(lms, registration, windows)
    learner.go("quiz/tea")
    learner.course.locator("[data-begin]").click()
    questions = learner.page()
    for _ in range(3):
        item = learner.course.locator("[data-question-item]:visible")
        learner.answer(item.locator("form"), questions[str(item.get_attribute("data-question-item"))])
        learner.course.locator("[data-quiz-next]").click()
    left = learner.seen()
    assert len(left["questions"]) == 5
    launch.leave()
    assert registration.score == ""

    launch, learner = come_back(lms, registration, windows)
    expect(learner.course.locator("[data-begin]")).to_have_text(
        learner.course.evaluate("courseBuilder.t('quiz.resume')")
    )
    learner.course.locator("[data-begin]").click()
    assert learner.seen() == left
    while True:
        item = learner.course.locator("[data-question-item]:visible")
        learner.answer(item.locator("form"), questions[str(item.get_attribute("data-question-item"))])
        if not learner.course.locator("[data-quiz-next]").is_visible():
            break
        learner.course.locator("[data-quiz-next]").click()
    learner.hand_in(learner.course.locator("[data-assessment]"))
    result = learner.seen()
    launch.exit()
    assert registration.score == "100"
    assert [one["result"] for one in registration.interactions()] == ["correct"] * 5

    launch, learner = come_back(lms, registration, windows)
    assert learner.seen() == result
    assert learner.seen()["questions"] == left["questions"]
    assert learner.seen()["fields"][: len(left["fields"])]
    expect(learner.course.locator("[data-verdict=correct]")).to_have_count(5)


def test_nothing_that_was_reached_is_taken_back(
    scorm: str, lms: Lms, build: Callable[..., Path], windows: Windows
) -> None:
    registration = lms.register(build("small", scorm))
    launch, learner = come_back(lms, registration, windows)
    learner.play()
    launch.exit()
    reached = ("passed" if scorm == "scorm12" else "completed passed", "100")
    assert (registration.status, registration.score) == reached

    # Looking again, and failing a further attempt, changes nothing.
    for plan in ("look", "wrong"):
        launch, learner = come_back(lms, registration, windows, plan)
        learner.go("cup/holding")
        if plan == "wrong":
            learner.go("quiz/tea")
            learner.work()
            expect(learner.course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
            assert learner.quizzes["quiz/tea"] == 0
        launch.leave()
        assert launch.problems() == []
        assert (registration.status, registration.score) == reached
        statuses = [call.args[1] for call in launch.written() if call.key.endswith("_status")]
        assert {"incomplete", "failed"}.isdisjoint(statuses)


def test_r31_a_failed_quiz_with_attempts_left_may_still_be_passed(
    scorm: str, lms: Lms, build: Callable[..., Path], windows: Windows
) -> None:
    registration = lms.register(build("small", scorm))
    launch, learner = come_back(lms, registration, windows, "wrong")
    learner.play()
    launch.leave()
    assert registration.status == "incomplete"  # attempts are left (R31)
    assert float(registration.score) == 0
    launch, learner = come_back(lms, registration, windows)
    learner.go("quiz/tea")
    learner.work()
    launch.leave()
    assert registration.status == ("passed" if scorm == "scorm12" else "completed passed")
    assert registration.score == "100"


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_review_and_browse_write_nothing(
    mode: str, scorm: str, lms: Lms, build: Callable[..., Path], windows: Windows
) -> None:
    registration = lms.register(build("small", scorm))
    launch, learner = come_back(lms, registration, windows, "mixed")
    learner.play()
    launch.leave()
    before = dict(registration.cmi)

    registration.mode = mode
    launch, learner = come_back(lms, registration, windows, "right")
    learner.go("kettle/water")
    expect(learner.course.locator("[data-verdict]")).to_have_count(3)
    learner.go("cup/end")
    learner.course.locator("[data-exit]").first.wait_for()
    saving = learner.course.locator("[data-save]")
    expect(saving).to_have_attribute("data-save", "offline")
    expect(saving).to_have_text(learner.data["words"][f"save.{mode}"])
    launch.exit()
    assert launch.written() == []
    assert launch.problems() == []
    own = {
        f"{registration.core}{name}" for name in ("mode", "lesson_mode", "entry", "exit", "session_time", "total_time")
    }
    assert {key: value for key, value in registration.cmi.items() if key not in own} == {
        key: value for key, value in before.items() if key not in own
    }


def test_without_credit_no_result_is_told(scorm: str, lms: Lms, build: Callable[..., Path], windows: Windows) -> None:
    registration = lms.register(build("small", scorm), credit="no-credit")
    launch, learner = come_back(lms, registration, windows)
    learner.play()
    launch.exit()
    assert launch.problems() == []
    assert registration.interactions() == []
    assert registration.score == ""
    launch, learner = come_back(lms, registration, windows)
    learner.go("quiz/tea")
    expect(learner.course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")


def republish(folder: Path) -> None:
    """Add a page, remove a question, and change the order of pages, options and questions; the lock file stays."""
    kettle = folder / "modules" / "kettle.md"
    head, water, leaves, pouring = kettle.read_text(encoding="utf-8").split("\n## ")
    leaves = leaves.replace(
        "- [x] Mint\n- [x] Sage\n- [ ] Stone\n- [ ] Glass", "- [ ] Glass\n- [ ] Stone\n- [x] Sage\n- [x] Mint"
    )
    start, end = leaves.index(":::question{#thought}"), leaves.rindex(":::") + 3
    leaves = leaves[:start] + leaves[end:]
    added = "Before {#before}\n\nA page that was not there.\n\n:::question{#new}\nIs this new?\n\n- (x) Yes\n- ( ) No\n:::\n"
    kettle.write_text(f"{head}\n## {added}\n## {leaves}\n## {water}\n## {pouring}", encoding="utf-8")
    tea = folder / "assessments" / "tea.md"
    parts = tea.read_text(encoding="utf-8").split("\n## ")
    tea.write_text("\n## ".join([parts[0], *reversed(parts[1:])]), encoding="utf-8")
    course = folder / "course.yml"
    course.write_text(course.read_text(encoding="utf-8").replace("[kettle, cup]", "[cup, kettle]"), encoding="utf-8")


def test_republished_course_resumes(scorm: str, lms: Lms, windows: Windows, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    copy("small", folder)
    registration = lms.register(build_course(folder, scorm))
    launch, learner = come_back(lms, registration, windows)
    for screen in ("kettle", "kettle/water", "kettle/leaves", "quiz/tea", "cup/holding"):
        learner.go(screen)
        learner.work()
        until(learner.course, "document.querySelector('[data-save]').dataset.save === 'saved'")
    water, leaves, quiz = {}, {}, {}
    for screen, kept in (("kettle/water", water), ("kettle/leaves", leaves), ("quiz/tea", quiz)):
        learner.go(screen)
        kept.update(learner.seen())
    learner.go("kettle/leaves")
    launch.leave()
    reached, score = registration.status, registration.score

    republish(folder)
    lms.republish(registration, build_course(folder, scorm))
    launch, learner = come_back(lms, registration, windows)
    learner.at("kettle/leaves")
    now = learner.seen()
    kept = [one for one in leaves["fields"] if not one[0].startswith("thought")]
    assert sorted(now["fields"]) == sorted(kept)
    assert now["said"] == leaves["said"][:-1]
    learner.go("kettle/water")
    assert learner.seen() == water
    learner.go("quiz/tea")
    assert learner.seen()["result"] == quiz["result"]
    assert learner.seen()["questions"] == quiz["questions"]
    learner.go("kettle/before")
    expect(learner.course.locator('form[data-question="new"] [data-verdict]')).to_have_count(0)
    learner.work()
    launch.leave()
    assert launch.problems() == []
    assert registration.score == score == "100"
    assert registration.status == reached
