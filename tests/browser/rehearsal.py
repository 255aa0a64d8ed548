"""Plays of the small course in an LMS of a profile: a learner comes back, fails and passes, loses the server, and closes.

What the LMS holds at the end is compared with what the learner did, and the page must not have said "Saved" of what was lost.
`test_profiles.py` plays a few of these; `rehearse.py` plays all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.browser.learner import Learner
from tests.browser.lms import PLAYER, Launch, Lms, Registration
from tests.windows import Windows

SMALL = Path(__file__).parent / "courses" / "small"
PROFILES = PLAYER.parent / "serve" / "lms" / "client" / "profiles"

LEARNERS = {
    "right": "answers all right",
    "wrong": "fails the quiz, and has attempts left",
    "second": "fails the quiz, comes back, and passes",
}

INTERACTIONS = {"small": 10}
"""How many answers an LMS takes, where it does not take all."""

WATCH = """() => {
  const saving = document.querySelector('header [data-save]');
  window.saidWhileAway = [];
  window.watching = new MutationObserver(() => window.saidWhileAway.push(saving.dataset.save));
  window.watching.observe(saving, { attributes: true, attributeFilter: ['data-save'] });
}"""


def profiles() -> dict[str, list[str]]:
    """Return the names of the profiles, each with the outputs that it is for."""
    found = {}
    for path in sorted(PROFILES.glob("*.ts")):
        text = path.read_text(encoding="utf-8")
        if name := re.search(r"^  name: '(\w+)',$", text, re.MULTILINE):
            versions = re.search(r"^  versions: \[(.+)\],$", text, re.MULTILINE)
            assert versions
            found[name[1]] = re.findall(r"'(\w+)'", versions[1])
    return found


@dataclass(frozen=True)
class Play:
    """One play. ``pace`` shortens the waits of the profile."""

    profile: str
    output: str
    embedding: str = "frame"
    learner: str = "second"
    pace: float = 0.02


class Rehearsal:
    """A learner in an LMS, from launch to launch, each in a browser that has never seen the course."""

    def __init__(self, play: Play, lms: Lms, package: Path, windows: Windows) -> None:
        self.play, self.lms, self.windows = play, lms, windows
        self.registration: Registration = lms.register(package, profile=play.profile, pace=play.pace)
        self.window: BrowserContext
        self.asked: set[str] = set()
        self.launch: Launch

    def come(self) -> Learner:
        """Launch in order to work, and go on where the learner was."""
        learner = self.look()
        assert self.launch.page.evaluate("lms.mode") == "normal", "the LMS lets the attempt only be looked at"
        self.saved()
        return learner

    def look(self) -> Learner:
        """Launch; after the end there may be nothing to save."""
        self.window = self.windows()
        if self.play.embedding.startswith("popup"):
            self.window.new_page()  # the browser itself stays open
        self.launch = self.lms.launch(self.registration, self.window, self.play.embedding)
        if self.registration.bookmark:
            self.launch.course.locator("dialog[data-dialog] [data-primary]").click()
        return Learner("wrong" if self.play.learner == "wrong" else "right", self.launch.course)

    def saved(self) -> None:
        """Wait until the page says "Saved"."""
        expect(self.launch.course.locator("header [data-save]")).to_have_attribute("data-save", "saved")

    def run(self) -> None:
        """Play it.

        Raises:
            AssertionError: the LMS holds something else than the learner did, or the learner was told so.
        """
        learner = self.come()
        learner.go("kettle/water")
        learner.work()
        self.saved()
        self.seen = self.work_of(learner)
        self.launch.leave()

        learner = self.come()
        learner.at("kettle/water")
        assert self.work_of(learner) == self.seen, "what was answered is not there"
        self.without_server(learner)
        if self.play.learner != "right":
            learner.plan = "wrong"
            self.take_quiz(learner)
            self.saved()
        self.launch.leave()

        learner = self.come()
        for screen in ("kettle/leaves", "kettle/pouring", "cup/holding", "cup/end"):
            learner.go(screen)
            if screen != "kettle/leaves":
                learner.work()
        if self.play.learner != "wrong":
            self.take_quiz(learner)
        learner.go("cup/end")
        self.saved()
        self.launch.exit()
        self.holds()
        self.unchanged()

    def work_of(self, learner: Learner) -> dict[str, Any]:
        """Return what the learner sees of the own work; which help is offered beside it is no matter of the LMS."""
        return {name: seen for name, seen in learner.seen().items() if name != "buttons"}

    def take_quiz(self, learner: Learner) -> None:
        learner.go("quiz/tea")
        before = len(learner.entries)
        learner.work()
        self.asked = {entry.id for entry in learner.entries[before:]}

    def without_server(self, learner: Learner) -> None:
        """Answer while the server is away; it comes back."""
        learner.go("kettle/leaves")
        self.saved()
        course = self.launch.course
        course.evaluate(WATCH)
        self.window.set_offline(True)
        learner.work()
        expect(course.locator("header [data-save]")).to_have_attribute("data-save", "unsaved")
        said = course.evaluate("watching.disconnect(), saidWhileAway")
        assert "saved" not in said, "the page said Saved while the server was away"
        self.window.set_offline(False)
        self.saved()

    def holds(self) -> None:
        """Compare what the LMS holds with what the learner did."""
        registration, old = self.registration, self.registration.version == "1.2"
        if self.play.learner == "wrong":
            assert registration.status == "incomplete", f"status {registration.status}"
            assert float(registration.score) == 0, f"score {registration.score}"
        else:
            passed = "passed" if old else "completed passed"
            assert registration.status == passed, f"status {registration.status}"
            assert float(registration.score) == 100, f"score {registration.score}"
        answers = registration.interactions()
        most = INTERACTIONS.get(self.play.profile)
        ids = {one["id"] for one in answers}
        if most:
            assert len(answers) == most, f"{len(answers)} answers of {most}"
        else:
            # Practice has a share of what an LMS is told of answers; what was answered first, and the quiz, are always there.
            expected = {"boils", "word", "steps", *self.asked}
            assert expected <= ids, f"without the answers to {', '.join(sorted(expected - ids))}"
        assert registration["cmi.suspend_data"], "no state"

    def unchanged(self) -> None:
        """Come back once more: everything is there, and looking changes nothing."""
        before = {key: value for key, value in self.registration.cmi.items() if key in (*KEPT, "cmi.core.score.raw")}
        learner = self.look()
        learner.go("kettle/water")
        assert self.work_of(learner) == self.seen, "answers are missing after the end"
        self.launch.exit()
        after = {key: value for key, value in self.registration.cmi.items() if key in before}
        assert after == before, "looking at it again changed what the LMS holds"


KEPT = ("cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status", "cmi.score.raw", "cmi.score.scaled")
