"""Courses are played from their first page to their final result inside an LMS runtime; then every value that the LMS holds is
compared with what the learner did. The flagship to a pass in each version and from files; a small course with every question
kind in every embedding and with every learner. Of the flagship `make test` plays every third module, by turns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, expect

from tests.browser.learner import NEAR, Learner
from tests.browser.lms import Lms, seconds
from tests.browser.reports import compare
from tests.shared import SharedBuilds
from tests.turns import Turns
from tests.windows import Windows

ROUTE = ["start", "introduction", "principles", "cycle", "health", "shocks", "partnerships", "toolbox", "resources"]
"""One sector of nine, and what is for everybody."""

LANGUAGES = ["fr", "es", "ar", "ne"]
"""The flagship's translations."""

FLAGSHIP = [pytest.mark.turns(of=3, group="the flagship is played")]
MOUSE = [pytest.mark.mouse]
# Every version with every embedding, and every version with every learner.
PLAYS = [
    pytest.param(
        *(output, course, embedding, plan),
        marks=FLAGSHIP if course == "flagship" else MOUSE if plan == "mixed" else [],
    )
    for output in ("scorm12", "scorm2004")
    for course, embedding, plan in (
        ("flagship", "frame", "right"),
        ("kinds", "nested", "wrong"),
        ("kinds", "popup", "mixed"),
        ("kinds", "popup-above", "right"),
    )
]


@pytest.mark.parametrize(("output", "course", "embedding", "plan"), PLAYS)
def test_lms_holds_what_the_learner_did(
    output: str,
    course: str,
    embedding: str,
    plan: str,
    lms: Lms,
    build: Callable[..., Path],
    windows: Windows,
    turns: Turns,
) -> None:
    registration = lms.register(build(course, output))
    launch = lms.launch(registration, windows(), embedding)
    learner = Learner(plan, launch.course)
    share = course == "flagship" and not turns.whole
    learner.play(turns.share(learner.modules(), of=3) if share else None)

    passed = plan == "right" and not share
    assert learner.has_passed() == passed
    expect(launch.course.locator("[data-overall]")).to_have_attribute(
        "data-overall", "passed" if passed else "incomplete"
    )
    launch.exit() if plan == "right" else launch.leave()

    version = registration.version
    assert launch.problems() == []
    assert windows.complaints == []
    if version == "1.2":
        assert registration.status == ("passed" if passed else "incomplete")
        assert (registration["cmi.core.score.min"], registration["cmi.core.score.max"]) == ("0", "100")
    else:
        assert registration.status == ("completed passed" if passed else "incomplete")
        assert float(registration["cmi.score.scaled"]) == pytest.approx(float(registration.score) / 100, abs=1e-4)
        progress = float(registration["cmi.progress_measure"])
        assert 0.2 < progress < 0.6 if share else progress == (1 if passed else 0.99)
    expected = learner.expected_score()
    assert expected is not None
    assert float(registration.score) == pytest.approx(expected, abs=NEAR)
    # A text that learners mark themselves after handing in scores nothing before.
    assert share or {"right": expected > 95, "wrong": expected < 40, "mixed": 0 < expected < 100}[plan]
    assert registration.bookmark == learner.visited[-1].replace("/", "_")
    assert registration[f"{registration.core}exit"] == "suspend"
    spent = seconds(registration[f"{registration.core}session_time"])
    # SCORM 1.2 counts in hundredths; the page's clock and ours may differ by as little.
    assert launch.left - launch.begun - 0.1 < spent < launch.over - launch.asked + 0.1
    assert len(learner.entries) > (10 if course != "flagship" else 60 if share else 200)
    compare(registration.interactions(), learner.entries, version)
    if plan == "right":
        compare_with_card(registration.interactions(), build(course, output))
    # Questions of one page are there at the same time, so their latencies overlap.
    assert max(seconds(one["latency"]) for one in registration.interactions()) <= spent + 1


def compare_with_card(interactions: list[dict[str, str]], package: Path) -> None:
    """Hold the right answers that the LMS got against the page for teachers beside the package."""
    card = html.parse(package.with_name(f"{package.stem}-answers.html"))
    keys = {
        section.xpath("p[@class='id']/code")[0].text_content(): section.xpath("string(p[last()]/code)")
        for section in card.xpath("//section")
    }
    compared = 0
    for one in interactions:
        key = keys[one["id"]]
        if one["type"] in {"choice", "matching", "sequencing", "true-false"} and key:
            compared += 1
            assert one.get("student_response", one.get("learner_response")) in {key, *key.split(" or ")}, one["id"]
    assert compared > 5


@pytest.mark.parametrize("output", ["scorm12", "scorm2004"])
@pytest.mark.turns(of=4, group="a route of the flagship")
def test_a_route_of_the_flagship_leads_to_its_certificate(
    output: str, lms: Lms, build: Callable[..., Path], windows: Windows
) -> None:
    registration = lms.register(build("flagship", output))
    launch = lms.launch(registration, windows())
    learner = Learner("right", launch.course)
    learner.take_route(ROUTE)
    expect_certificate(learner)
    launch.exit()
    assert registration.status == ("passed" if output == "scorm12" else "completed passed")
    assert float(registration.score) == pytest.approx(learner.expected_score(), abs=NEAR)
    assert launch.problems() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("output", ["scorm12", "scorm2004"])
@pytest.mark.turns(of=8, group="a route of the flagship in other languages")
def test_a_route_of_the_flagship_in_each_language(
    output: str, language: str, lms: Lms, shared: SharedBuilds, windows: Windows
) -> None:
    registration = lms.register(shared.translated(f"{output}-{language}"))
    launch = lms.launch(registration, windows())
    assert launch.course.evaluate("document.documentElement.lang") == language
    learner = Learner("right", launch.course)
    learner.take_route(ROUTE)
    launch.exit()
    assert registration.status == ("passed" if output == "scorm12" else "completed passed")
    assert float(registration.score) == pytest.approx(learner.expected_score(), abs=NEAR)
    assert launch.problems() == []


@pytest.mark.parametrize("output", ["html", "single"])
@pytest.mark.turns(of=4, group="a route of the flagship")
def test_a_route_of_the_flagship_from_files(output: str, build: Callable[..., Path], window: BrowserContext) -> None:
    path = build("flagship", output)
    page = window.new_page()
    page.goto((path / "index.html" if path.is_dir() else path).as_uri())
    learner = Learner("right", page)
    learner.take_route(ROUTE)
    expect_certificate(learner)


def expect_certificate(learner: Learner) -> None:
    """The sectors that were not taken are not asked for: the certificate is there."""
    learner.go(learner.data["certificate"])
    expect(learner.course.locator("[data-certificate-sheet]:visible")).to_be_visible()
    learner.go("home")
    expect(learner.course.locator("[data-part-state][data-state=done]")).to_have_count(1)
    assert {name.partition("/")[0] for name in learner.visited} - {"quiz"} == set(ROUTE)
