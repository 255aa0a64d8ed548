"""Draws the screens that learners see most, of two builds beside each other: ``python -m tests.docs.screens BEFORE AFTER``.

Both are folders of the output ``html`` of the course of this repository. The pictures are those of the guide's page
"What learners see": on a phone (360 pixels) and on a desktop (1,440 pixels), before on the left, after on the right.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.pages import learner
from tests.waiting import until

FOLDER = Path(__file__).parents[2] / "docs" / "guide" / "pictures" / "screens"
WIDTHS = {"phone": (360, 720, 1.0), "desktop": (1440, 900, 0.5)}
GAP = 20


_QUESTIONS = """() => {
  const page = document.querySelector('[data-page]');
  return page ? JSON.parse(page.textContent).questions
    : [...document.querySelectorAll('[data-question-data]')].map((one) => JSON.parse(one.textContent));
}"""


def _read(page: Page, *screens: str) -> None:
    for screen in screens:
        page.evaluate("id => courseBuilder.session.visit(id)", screen)


def _quiz(page: Page) -> None:
    page.locator("[data-begin]:visible").click()


def _half(page: Page) -> None:
    """Answer the first questions of the quiz."""
    for _ in range(3):
        page.locator("[data-question-item]:visible input:visible").first.check(force=True)
        page.locator("[data-quiz-next]:visible").click()


def _handed_in(page: Page) -> None:
    questions = {one["id"]: one for one in page.evaluate(_QUESTIONS)}
    _quiz(page)
    attempt = page.evaluate("courseBuilder.session.attempt('quiz/health').questions")
    for at, name in enumerate(attempt):
        form = page.locator(f'form[data-question="{name}"]')
        learner.answer(form, questions[name], right=at % 4 > 0)
        onward = page.locator("[data-quiz-next]:visible")
        if onward.count():
            onward.click()
    page.locator("[data-quiz-submit]:visible").first.click()
    page.get_by_role("dialog").locator("[data-primary]").click()
    page.locator("[data-quiz-result]:visible").wait_for()


def _filled(page: Page) -> None:
    box = page.locator("[data-tool]:visible").first
    box.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 80)")


SCREENS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "start": ("index.html", lambda _: None),
    "going-on": ("index.html", lambda _: None),
    "module": ("health.html", lambda _: None),
    "page": ("health-migration-shapes-health.html", lambda _: None),
    "quiz": ("quiz-health.html", lambda _: None),
    "question": ("quiz-health.html", _quiz),
    "half": ("quiz-health.html", lambda page: (_quiz(page), _half(page))[0]),
    "result": ("quiz-health.html", _handed_in),
    "results": ("results.html", lambda _: None),
    "tool": ("toolbox-t1-quick-diagnostic.html", _filled),
}


def picture(browser: Browser, course: Path, name: str, width: str) -> Image.Image:
    """Return what a learner sees who has read a module in part."""
    wide, high, scale = WIDTHS[width]
    href, act = SCREENS[name]
    context = browser.new_context(viewport={"width": wide, "height": high}, reduced_motion="reduce")
    page = context.new_page()
    page.goto((course / "index.html").as_uri())
    until(page, "() => window.courseBuilder?.session")
    if name != "start":
        screens = [one["id"] for one in learner.course(page)["screens"] if one["module"] in ("start", "introduction")]
        _read(page, *screens, "health", "health/migration-shapes-health")
        page.locator("[data-save=saved]").wait_for()
    page.goto((course / href).as_uri())
    until(page, "() => window.courseBuilder?.session")
    for dialog in page.locator("dialog button:not([data-primary])").all():
        dialog.click()
    act(page)
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return shot.resize((round(shot.width * scale), round(shot.height * scale)), Image.Resampling.LANCZOS)


def main(before: Path, after: Path) -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name in SCREENS:
            for width in WIDTHS:
                left, right = (picture(browser, course, name, width) for course in (before, after))
                pair = Image.new("RGB", (left.width + GAP + right.width, left.height), "#c8ced3")
                pair.paste(left, (0, 0))
                pair.paste(right, (left.width + GAP, 0))
                pair.save(FOLDER / f"{name}-{width}.webp", quality=62, method=6)
                print(name, width)
        browser.close()


if __name__ == "__main__":
    main(*(Path(one).resolve() for one in sys.argv[1:3]))
