"""Every SCORM version in every profile of an LMS: a learner fails, comes back and passes, and the server is away for a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.learner import Learner
from tests.browser.lms import Lms
from tests.browser.rehearsal import Play, Rehearsal, profiles
from tests.windows import Windows

Build = Callable[..., Path]

PLAYS = [(name, output) for name, outputs in profiles().items() for output in outputs]


@pytest.mark.parametrize(("profile", "output"), PLAYS)
def test_a_learner_fails_comes_back_and_passes(
    profile: str, output: str, lms: Lms, build: Build, windows: Windows
) -> None:
    Rehearsal(Play(profile, output), lms, build("small", output), windows).run()


def test_review_in_moodle_stores_nothing(scorm: str, lms: Lms, build: Build, window: BrowserContext) -> None:
    registration = lms.register(build("small", scorm), profile="moodle")
    status = "cmi.core.lesson_status" if scorm == "scorm12" else "cmi.completion_status"
    registration.cmi |= {status: "completed", "cmi.core.exit" if scorm == "scorm12" else "cmi.exit": "suspend"}
    launch = lms.launch(registration, window)
    assert launch.page.evaluate("lms.mode") == "review"
    learner = Learner("right", launch.course)
    learner.go("kettle/water")
    learner.work()
    launch.leave()
    assert launch.written() == []
    assert registration.interactions() == []


def test_whoever_was_signed_out_of_moodle_is_told_so(
    scorm: str, lms: Lms, build: Build, window: BrowserContext
) -> None:
    registration = lms.register(build("small", scorm), profile="moodle")
    launch = lms.launch(registration, window)
    saving = launch.course.locator("header [data-save]")
    expect(saving).to_have_attribute("data-save", "saved")
    launch.page.evaluate("lms.signedOut = true")
    learner = Learner("right", launch.course)
    learner.go("kettle/water")
    learner.work()
    expect(saving).to_have_attribute("data-save", "unsaved")
    assert registration.interactions() == []
    launch.page.close()


def test_a_beacon_is_as_large_as_the_browser_makes_it(lms: Lms, build: Build, window: BrowserContext) -> None:
    """The profile works its size out; the limit of 64 KiB is of what the browser writes."""
    launch = lms.launch(lms.register(build("small", "scorm2004"), profile="moodle"), window)
    ours, written = launch.page.evaluate(
        """async () => {
          const form = new FormData();
          const sent = {};
          for (let index = 0; index < 300; index++) {
            const key = `cmi.interactions.${index}.learner_response`;
            sent[key] = `é${index}`;
            form.append(key.replaceAll('.', '__'), sent[key]);
          }
          return [lms.sizeOf(sent), (await new Response(form).blob()).size];
        }"""
    )
    assert 0 <= ours - written <= 800  # Moodle's own fields are in ours
    launch.leave()
