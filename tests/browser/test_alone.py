"""Courses outside an LMS: from a file, in one file, without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watched
from tests.browser.learner import Learner

Build = Callable[..., Path]
Windows = Callable[..., Watched]


def start(output: str, build: Build, window: BrowserContext) -> Page:
    """Open the course by double-click."""
    path = build("small", output)
    page = window.new_page()
    page.goto((path / "index.html" if path.is_dir() else path).as_uri())
    return page


@pytest.mark.parametrize("output", ["html", "single"])
def test_plays_from_a_file_and_keeps_progress(output: str, build: Build, window: BrowserContext) -> None:
    page = start(output, build, window)
    expect(page.locator("[data-save]")).to_have_attribute("data-save", "saved")
    learner = Learner("mixed", page)
    learner.play()
    expect(page.locator("[data-overall]")).to_be_visible()
    screens = ["kettle/water", "kettle/leaves", "quiz/tea", "cup/end"]
    left = []
    for screen in screens:
        learner.go(screen)
        left.append(learner.seen())
    page.close()

    page = start(output, build, window)
    learner = Learner("mixed", page)
    page.locator("dialog[data-dialog] [data-primary]").click()
    learner.at("cup/end")
    for screen, before in zip(screens, left, strict=True):
        learner.go(screen)
        assert learner.seen() == before


def test_html_plays_from_any_web_server_under_any_path(lms: object, build: Build, window: BrowserContext) -> None:
    folder = build("small", "html")
    target = lms.folder / "some" / "where"  # type: ignore[attr-defined]
    target.parent.mkdir(exist_ok=True)
    target.symlink_to(folder, target_is_directory=True)
    page = window.new_page()
    page.goto(f"{lms.address}/files/some/where/index.html")  # type: ignore[attr-defined]
    learner = Learner("right", page)
    learner.play()
    expect(page.locator("[data-overall]")).to_have_attribute("data-overall", "passed")
    page.go_back()
    learner.at("cup/end")
    page.reload()
    learner.at("cup/end")
    expect(page.locator("[data-verdict=correct]")).to_have_count(1)


# What may be left out where there are no scripts: what only scripts fill or work, and answers that nobody may read before.
READABLE = """() => {
  const lost = [];
  const skipped = 'script, style, template, noscript, [data-save], [data-search], [data-exit], [data-menu-toggle], [data-check], [data-again], [data-begin], [data-gate], [data-self-mark], [data-quiz-result], [data-state-text], title, option, progress';
  for (const details of document.querySelectorAll('details')) details.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.trim();
    if (!text || node.parentElement.closest(skipped) || node.parentElement.closest('math, .skip, .hidden, [data-visually-hidden]')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(node.parentElement);
    if (!box.width || !box.height || style.visibility !== 'visible' || Number(style.opacity) < 1) lost.push(text);
  }
  return lost;
}"""


@pytest.mark.parametrize("course", ["flagship", "small"])
def test_every_page_reads_completely_without_scripts(course: str, build: Build, watch: Windows) -> None:
    folder = build(course, "html")
    page = watch(java_script_enabled=False).context.new_page()
    data = json.loads((folder / "course.js").read_text(encoding="utf-8").split("=", 1)[1].strip().rstrip(";"))
    for screen in data["screens"]:
        page.goto((folder / screen["href"]).as_uri())
        assert page.evaluate(READABLE) == [], screen["id"]
        questions = [name for name, one in data["questions"].items() if one["screen"] == screen["id"]]
        assert page.locator("form[data-question]:visible").count() == len(questions), screen["id"]
        for link in ("[data-next]", "[data-previous]"):
            assert page.locator(f"a{link}:visible").count() == page.locator(f"a{link}").count()
        # A button that does nothing without scripts would be a lie.
        assert page.locator("button:visible:not([data-menu-toggle])").count() == 0, screen["id"]


def test_single_file_reads_completely_without_scripts(build: Build, watch: Windows) -> None:
    page = watch(java_script_enabled=False).context.new_page()
    page.goto(build("flagship", "single").as_uri())
    assert page.evaluate(READABLE) == []
