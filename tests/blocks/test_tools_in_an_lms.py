"""Every kind of tool, filled in inside an LMS: nothing of it reaches the LMS, its record, or the player's own state."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.blocks import (
    test_bank,
    test_builder,
    test_checklist,
    test_decision_tree,
    test_diagnostic,
    test_matrix,
    test_tool,
)
from tests.blocks.conftest import course_of
from tests.browser import lms
from tests.shared import build
from tests.windows import Windows

TOOLS = (
    test_tool.TOOL, test_checklist.ONCE, test_diagnostic.TOOL, test_decision_tree.TREE, test_matrix.BANDS,
    test_builder.CHAIN, test_bank.BANK,
)  # fmt: skip
SECRET = "Xylophone-of-Orvane"
# The words of the tree, of the bank and of what was scored are the author's, but the choice of them is the learner's.
CHOSEN = ("At the start", "at-the-start", "B-2", "b-2", "very high")


def fill(course: Any) -> None:
    """Write into every field of the page, and do what only some kinds have."""
    course.get_by_role("button", name="At the start").click()
    course.get_by_role("button", name="Pick B-2").click()
    for add in course.get_by_role("button", name="Add a row").all():
        add.click()
    for area in course.locator(".tool textarea").all():
        area.fill(SECRET)
    course.get_by_label("Impact: Rain", exact=True).select_option("5")
    course.get_by_label("Likelihood: Rain", exact=True).select_option("5")
    # The tree keeps answers only.
    course.wait_for_function(
        "([secret, count]) => Object.values(localStorage).filter((one) => one.includes(secret)).length === count",
        arg=[SECRET, len(TOOLS) - 1],
    )


@pytest.mark.parametrize("output", ["scorm12", "scorm2004"])
def test_nothing_reaches_the_lms(tmp_path: Path, window: Windows, output: str) -> None:
    path = build(course_of(tmp_path / "course", "\n\n".join(TOOLS), test_bank.FILES), output)
    with lms.running(tmp_path / "lms") as server:
        registration = server.register(path)
        context = window(viewport={"width": 1300, "height": 900})
        posted: list[str] = []

        def watched(route: Route) -> None:
            posted.append(route.request.post_data or "")
            route.continue_()

        context.route("**/*", watched)
        launch = server.launch(registration, context)
        course: Any = launch.course
        course.get_by_role("link", name="Start the course").click()
        course.locator("[data-next]").click()
        fill(course)
        # What was typed last is kept a moment later.
        course.wait_for_function(
            "([secret, start]) => Object.values(localStorage).filter((one) => one.includes(secret) || one.includes(start)).length >= 7",
            arg=[SECRET, "at-the-start"],
        )
        stored = course.evaluate("Object.entries(localStorage)")
        calls = json.dumps([[call.method, call.args, call.result] for call in launch.calls()])
        launch.leave()
        sent = "".join((calls, json.dumps(registration.cmi), *posted))
        assert any("suspend_data" in call for call in calls.split('"'))
        for words in (SECRET, *CHOSEN):
            assert words not in sent
        kept = {key for key, text in stored if SECRET in text or "at-the-start" in text}
        # Under the tool's and the learner's key, and in no journal.
        assert {key.rpartition(":")[0] for key in kept} == {
            f"course-builder:tool:example:{tool}"
            for tool in ("know", "far", "now", "risks", "why", "indicators", "opens")
        }
