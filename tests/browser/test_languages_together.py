"""One package holds all languages: it opens in the learner's, and the LMS's session lives on through every switch."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course_builder.building import build
from tests.browser.learner import Learner
from tests.browser.lms import Launch, Lms, Registration
from tests.pages import axe
from tests.translation.water import WATER, water
from tests.waiting import until
from tests.windows import Windows

QUIZ = "quiz/final"
FIRST, SECOND, TYPED = "is-water-wet", "which-digs", "what-is-in-a-well"
TOGETHER: Mapping[str, str | bytes] = {
    "course.yml": f"{WATER['course.yml']!s}outputs: {{scorm12: {{languages: together}}, scorm2004: {{languages: together}}}}\n"
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the packages by the names of their outputs."""
    result = build(water(tmp_path_factory.mktemp("together") / "course", TOGETHER))
    assert result.is_whole
    assert [one.output for one in result.built] == ["scorm12", "scorm2004"]
    return {one.output: one.path for one in result.built}


@pytest.fixture
def package(packages: dict[str, Path], scorm: str) -> Path:
    return packages[scorm]


def is_in(launch: Launch, language: str) -> None:
    """Wait until the course is in a language, and nothing of it is on its way."""
    until(launch.course, "!!window.courseBuilder?.opening")
    launch.course.evaluate("() => courseBuilder.opening")
    until(launch.course, f"document.documentElement.lang === '{language}' && !document.querySelector('[aria-busy]')")


def switch(launch: Launch, language: str) -> None:
    """Choose a language as a learner does, and wait for it."""
    launch.course.locator("[data-languages] > summary").click()
    launch.course.locator(f'[data-languages] a[hreflang="{language}"]').click()
    is_in(launch, language)
    expect(launch.course.locator("[data-languages] > summary")).to_be_focused()


def is_one_session(launch: Launch) -> bool:
    names = [call.name for call in launch.calls()]
    return (names.count("Initialize"), names.count("Terminate")) == (1, 1)


def choose(launch: Launch, question: str, option: str) -> None:
    launch.course.locator(f'[data-question="{question}"] [data-option="{option}"]').click()


def shown(launch: Launch, question: str) -> None:
    """Go on in the quiz until a question is shown."""
    while not launch.course.locator(f'[data-question="{question}"]').is_visible():
        launch.course.locator("[data-quiz-next]").click()


def results(registration: Registration) -> list[tuple[str, str, str]]:
    return sorted((one["id"], one["type"], one["result"]) for one in registration.interactions())


@pytest.mark.parametrize("profile", ["", "moodle"])
def test_a_quiz_is_switched_in_its_middle_and_passed_in_one_session(
    package: Path, lms: Lms, windows: Windows, profile: str
) -> None:
    registration = lms.register(package, language="fr", profile=profile)
    launch = lms.launch(registration, windows())
    course = launch.course
    is_in(launch, "fr")
    expect(course.locator("h1")).to_have_text("Eau")
    Learner("right", course).go(QUIZ)
    course.locator("[data-begin]").click()
    choose(launch, FIRST, "o1")
    course.locator("[data-quiz-next]").click()
    choose(launch, SECOND, "o2")

    switch(launch, "en")
    expect(course.locator("h1")).to_have_text("The end")
    expect(course.locator(f'[data-question="{SECOND}"] input[value="o2"]')).to_be_checked()
    expect(course.locator(f'[data-question="{FIRST}"] input[value="o1"]')).to_be_checked()
    shown(launch, TYPED)
    course.locator(f'[data-question="{TYPED}"] input').fill("eau")

    switch(launch, "fr")
    shown(launch, TYPED)
    expect(course.locator(f'[data-question="{TYPED}"] input')).to_have_value("eau")
    course.locator("[data-quiz-submit]").click()
    expect(course.locator("dialog")).to_contain_text("Remettre")
    course.locator("dialog [data-primary]").click()
    expect(course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
    switch(launch, "ar")
    expect(course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
    for screen in ("a", "a/digging", "b"):
        Learner("right", course).go(screen)
    launch.exit()
    assert launch.problems() == []
    assert is_one_session(launch)
    assert (registration.ends, registration.score) == (1, "100")
    assert "passed" in registration.status

    # One who stayed in one language has the same results.
    other = lms.register(package, language="fr", profile=profile)
    launch = lms.launch(other, windows())
    is_in(launch, "fr")
    Learner("right", launch.course).go(QUIZ)
    launch.course.locator("[data-begin]").click()
    choose(launch, FIRST, "o1")
    launch.course.locator("[data-quiz-next]").click()
    choose(launch, SECOND, "o2")
    shown(launch, TYPED)
    launch.course.locator(f'[data-question="{TYPED}"] input').fill("eau")
    launch.course.locator("[data-quiz-submit]").click()
    launch.course.locator("dialog [data-primary]").click()
    expect(launch.course.locator("[data-quiz-result]")).to_have_attribute("data-state", "passed")
    launch.exit()
    assert results(registration) == results(other) != []


def opens(package: Path, lms: Lms, windows: Windows, said: str, locale: str, opened: str) -> None:
    launch = lms.launch(lms.register(package, language=said), windows(locale=locale))
    is_in(launch, opened)
    launch.exit()
    assert launch.problems() == []
    assert is_one_session(launch)


@pytest.mark.parametrize(
    ("said", "locale", "opened"),
    [
        ("fr-CA", "ar", "fr"),
        ("fra", "ar", "fr"),
        ("en", "fr-FR", "en"),
        ("", "fr-FR", "fr"),
        ("de", "ar-EG", "ar"),
        ("de", "de-DE", "en"),
    ],
)
def test_the_course_opens_in_the_language_that_the_lms_has_for_the_learner(
    package: Path, lms: Lms, windows: Windows, said: str, locale: str, opened: str
) -> None:
    opens(package, lms, windows, said, locale, opened)


@pytest.mark.parametrize(
    ("said", "opened"), [("fr_CA", "fr"), ("FRENCH", "fr"), ("العربية", "ar"), ("klingon ?", "en")]
)
def test_scorm_12_lets_an_lms_name_the_language_in_any_way(
    packages: dict[str, Path], lms: Lms, windows: Windows, said: str, opened: str
) -> None:
    opens(packages["scorm12"], lms, windows, said, "en-GB", opened)


def test_a_choice_is_kept_and_the_lms_is_not_asked_again(package: Path, lms: Lms, windows: Windows) -> None:
    registration = lms.register(package, language="fr")
    window = windows()
    launch = lms.launch(registration, window)
    is_in(launch, "fr")
    switch(launch, "ar")
    Learner("right", launch.course).go("b")
    launch.exit()

    launch = lms.launch(registration, window)
    is_in(launch, "ar")
    # The learner is asked in the language that was chosen, when it is there.
    expect(launch.course.locator("dialog h2")).to_have_text("مرحبًا بعودتك")
    launch.course.locator("dialog [data-primary]").click()
    Learner("right", launch.course).at("b")
    launch.exit()
    assert is_one_session(launch)

    # A choice is one learner's, not the computer's.
    other = lms.launch(lms.register(package, language="fr", learner="learner-2"), window)
    is_in(other, "fr")
    other.leave()


def test_everything_speaks_the_other_language(package: Path, lms: Lms, windows: Windows) -> None:
    launch = lms.launch(lms.register(package, language="en"), windows())
    course = launch.course
    is_in(launch, "en")
    Learner("right", course).go("a")
    course.locator("[data-reading]").click()
    expect(course.locator("#reading-title")).to_have_text("Reading aids")
    course.locator("#reading-note").fill("Mine.")
    course.locator("[data-search]").click()
    course.locator("#course-search").fill("spade")
    expect(course.locator("[data-search-results] a")).to_have_text("Pumps")
    launch.page.keyboard.press("Escape")

    switch(launch, "fr")
    expect(course.locator("html")).to_have_attribute("dir", "ltr")
    assert "Puits" in course.title()
    expect(course.locator(".brand-title")).to_have_text("Eau")
    expect(course.locator("[data-save]")).to_contain_text("Enregistr")
    expect(course.locator("[data-languages] > summary")).to_have_accessible_name("Langue : Français")
    expect(course.locator("#menu")).to_have_accessible_name("Sommaire")
    expect(course.locator("#reading-title")).to_be_visible()
    expect(course.locator("#reading-title")).to_have_text("Aides à la lecture")
    expect(course.locator("#reading-note")).to_have_value("Mine.")
    course.locator("[data-search]").click()
    course.locator("#course-search").fill("bêche")
    expect(course.locator("[data-search-results] a")).to_have_text("Pompes")
    course.locator("[data-search-results] a").click()
    Learner("right", course).at("b")
    expect(course.locator("h1")).to_have_text("Pompes")

    switch(launch, "ar")
    expect(course.locator("html")).to_have_attribute("dir", "rtl")
    course.locator("[data-previous]").click()
    Learner("right", course).at("a/digging")
    expect(course.locator("h1")).to_have_text("الحفر")
    assert course.evaluate("getComputedStyle(document.querySelector('.bar')).position") != "static"
    sheets = course.evaluate("[...document.styleSheets].map(one => one.href).filter(Boolean)")
    assert len(sheets) == len(set(sheets))
    launch.exit()
    assert is_one_session(launch)


def test_back_leads_to_pages_in_the_language_that_is_read(package: Path, lms: Lms, windows: Windows) -> None:
    launch = lms.launch(lms.register(package, language="en"), windows())
    is_in(launch, "en")
    learner = Learner("right", launch.course)
    learner.go("a")
    launch.course.locator("a[data-next]").click()
    learner.at("a/digging")
    switch(launch, "fr")
    launch.course.evaluate("history.back()")
    learner.at("a")
    expect(launch.course.locator("h1")).to_have_text("Puits")
    launch.exit()
    assert is_one_session(launch)


def test_a_language_that_does_not_come_is_told_and_comes_later(package: Path, lms: Lms, windows: Windows) -> None:
    launch = lms.launch(lms.register(package, language="en"), windows())
    is_in(launch, "en")
    launch.page.route("**/fr/course.js", lambda route: route.abort())
    launch.course.locator("[data-languages] > summary").click()
    launch.course.locator('[data-languages] a[hreflang="fr"]').click()
    expect(launch.course.locator("[data-notice=error]")).to_be_visible()
    assert launch.course.evaluate("document.documentElement.lang") == "en"
    launch.page.unroute("**/fr/course.js")
    launch.course.locator("[data-notice] button").first.click()
    is_in(launch, "fr")
    launch.exit()
    assert is_one_session(launch)


def test_a_switched_page_breaks_no_rule(package: Path, lms: Lms, windows: Windows) -> None:
    launch = lms.launch(lms.register(package, language="en"), windows(), "popup")
    course = launch.course
    assert isinstance(course, Page)
    is_in(launch, "en")
    switch(launch, "ar")
    course.locator("[data-languages] > summary").click()
    assert not axe.violations(course, "the switch is open")
    launch.exit()


def test_without_an_lms_the_links_lead_on(package: Path, windows: Windows, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    page = windows(locale="ar").new_page()
    page.goto((tmp_path / "a.html").as_uri())
    expect(page.locator("[data-save]")).not_to_be_empty()
    page.locator("[data-languages] > summary").click()
    page.locator('[data-languages] a[hreflang="fr"]').click()
    expect(page.locator("h1")).to_have_text("Puits")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
