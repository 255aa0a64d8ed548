"""The traps that players of courses fall into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.learner import Learner
from tests.browser.lms import Launch, Lms
from tests.waiting import until
from tests.windows import Windows

Build = Callable[..., Path]

TYPED = "  été à l'œuvre — “ça” & <b> \\ [,] شاي بالنعناع 🍵 é नेपाली  "


def go_on(launch: Launch) -> Learner:
    launch.course.locator("dialog[data-dialog] [data-primary]").click()
    return Learner("right", launch.course)


def test_typed_text_survives_a_relaunch(scorm: str, lms: Lms, build: Build, windows: Windows) -> None:
    registration = lms.register(build("small", scorm))
    launch = lms.launch(registration, windows())
    learner = Learner("right", launch.course)
    learner.go("kettle/water")
    word = launch.course.locator('form[data-question="word"]')
    word.locator("input").fill(TYPED)
    word.locator("[data-check]").click()
    learner.go("kettle/leaves")
    # This one is not even checked: a draft is kept as well.
    launch.course.locator('form[data-question="thought"] textarea').fill(f"{TYPED}\n{TYPED}")
    launch.leave()
    assert launch.problems() == []
    said = registration.interactions()[0]["student_response" if scorm == "scorm12" else "learner_response"]
    assert said == (TYPED if scorm == "scorm12" else TYPED.replace("[,]", "(,)"))

    launch = lms.launch(registration, windows())
    learner = go_on(launch)
    learner.at("kettle/leaves")
    expect(launch.course.locator('form[data-question="thought"] textarea')).to_have_value(f"{TYPED}\n{TYPED}")
    learner.go("kettle/water")
    expect(launch.course.locator('form[data-question="word"] input')).to_have_value(TYPED)


def test_half_a_quiz_right_and_half_untouched_is_not_failed(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("small", scorm))
    launch = lms.launch(registration, window)
    learner = Learner("right", launch.course)
    learner.go("quiz/tea")
    launch.course.locator("[data-begin]").click()
    questions = learner.page()
    for _ in range(2):
        item = launch.course.locator("[data-question-item]:visible")
        learner.answer(item.locator("form"), questions[str(item.get_attribute("data-question-item"))])
        launch.course.locator("[data-quiz-next]").click()
    launch.exit()
    assert launch.problems() == []
    assert registration.status == "incomplete"
    assert registration.score == ""


@pytest.mark.parametrize("course", ["small", "reading"])
def test_nothing_is_passed_or_completed_at_launch(
    course: str, scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build(course, scorm))
    launch = lms.launch(registration, window)
    launch.leave()
    assert launch.problems() == []
    assert registration.status == "incomplete"
    assert registration.score == ""
    assert registration.interactions() == []


def test_course_without_a_quiz_completes_when_its_pages_are_seen(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("reading", scorm))
    launch = lms.launch(registration, window)
    learner = Learner("right", launch.course)
    launch.course.locator("a[data-resume]").first.click()
    learner.at("text")
    launch.course.locator("a[data-next]").click()
    learner.at("text/second")
    statuses = {call.args[1] for call in launch.written() if call.key.endswith("_status")}
    assert statuses == {"incomplete"}
    launch.course.locator("a[data-next]").click()
    learner.at("text/third")
    launch.leave()
    assert launch.problems() == []
    assert registration.status == "completed"
    assert registration.score == ""


def many_questions(folder: Path) -> None:
    """Make of a course one of 500 questions on ten pages."""
    question = ":::question{{#q{0}}}\nIs {0} a number?\n\n- (x) Yes, {0} is\n- ( ) No\n:::\n"
    pages = [
        f"## Page {page} {{#p{page}}}\n\n" + "\n".join(question.format(page * 50 + index) for index in range(50))
        for page in range(10)
    ]
    (folder / "modules" / "text.md").write_text("# Many questions\n\n" + "\n".join(pages), encoding="utf-8")


def test_500_questions_say_little_at_launch_and_commit_once_for_each_answer(
    scorm: str, lms: Lms, build: Build, windows: Windows
) -> None:
    registration = lms.register(build("reading", scorm, change=many_questions, label="many"))
    launch = lms.launch(registration, windows())
    learner = Learner("right", launch.course)
    assert len(learner.data["questions"]) == 500
    assert len(launch.written()) <= 15
    assert [call.name for call in launch.calls()].count("Commit") == 1

    learner.go("text/p0")
    questions = learner.page()
    saved = "courseBuilder.session.saving === 'saved'"
    for name in ("q0", "q1", "q2"):
        form = launch.course.locator(f'form[data-question="{name}"]')
        before = len(launch.calls())
        learner.answer(form, questions[name])
        form.locator("[data-check]").click()
        until(launch.course, saved)
        assert [call.name for call in launch.calls()[before:]].count("Commit") == 1
        expect(form.locator("[data-verdict=correct]")).to_be_visible()
    # The others are answered without the pointer, for the time's sake.
    script = """([from, to]) => {
      const questions = [...document.querySelectorAll('[data-question-data]')].slice(from, to).map((one) => JSON.parse(one.textContent));
      for (const one of questions) courseBuilder.session.check(one, [{ type: 'choice', chosen: [one.parts[0].interaction.options[0].id] }], 1);
    }"""
    before = len(launch.calls())
    for index in range(3, 8):
        launch.course.evaluate(script, [index, index + 1])
        until(launch.course, saved)
    assert [call.name for call in launch.calls()[before:]].count("Commit") == 5
    for page in range(10):
        learner.go(f"text/p{page}")
        launch.course.evaluate(script, [0, 50])
    launch.leave()
    assert launch.problems() == []
    # There is room for some of them (R35).
    assert 25 < len(registration.interactions()) < 500

    # Also for a learner who has answered everything.
    launch = lms.launch(registration, windows())
    assert len(launch.written()) <= 15
    assert [call.name for call in launch.calls()].count("Commit") == 1
    assert launch.course.evaluate(
        "Object.keys(courseBuilderData.questions).every((one) => courseBuilder.session.answer(one).score === 1)"
    )
    launch.leave()
    assert launch.problems() == []


def test_without_an_lms_the_course_keeps_progress_in_the_browser(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    address, _ = lms.install(build("small", scorm))
    page = window.new_page()
    page.goto(lms.address + address)
    learner = Learner("right", page)
    saving = page.locator("[data-save]")
    expect(saving).to_have_attribute("data-save", "saved")
    expect(saving).to_have_text(learner.data["words"]["save.saved.browser"])
    expect(page.locator("header [data-exit]")).to_be_hidden()
    learner.play()
    expect(page.locator("[data-overall]")).to_have_attribute("data-overall", "passed")
    page.close()
    page = window.new_page()
    page.goto(lms.address + address)
    page.locator("dialog[data-dialog] button").last.click()
    Learner("right", page).go("quiz/tea")
    expect(page.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
