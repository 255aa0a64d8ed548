"""The runtimes of others: installed, started, played in, and asked what they hold."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Frame, Page

from tests.browser.learner import Learner
from tests.browser.runtimes import Runtime, Served, free_port
from tests.browser.runtimes.openedx import OpenEdx
from tests.browser.runtimes.scormhost import Scormhost
from tests.browser.runtimes.wagtail_lms import WagtailLms

ALL: tuple[Callable[[], Runtime], ...] = (OpenEdx, Scormhost, WagtailLms)
VERSIONS = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004"}
PATIENCE = 300
"""Seconds that pip may take."""

STATUS = ("cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status")
SCORE = ("cmi.core.score.raw", "cmi.score.raw")


def foreign(browser: Browser, packages: dict[str, Path]) -> list[str]:
    """Play in all of them; return the rows of their table."""
    rows = []
    for make in ALL:
        runtime = make()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                python, name = installed(runtime, Path(folder) / "environment")
            except (subprocess.SubprocessError, OSError) as problem:
                rows.append(f"| {runtime.name} | | | not played: it cannot be installed ({type(problem).__name__}) |")
                continue
            for output, package in packages.items():
                own = Path(folder) / output
                own.mkdir()
                held, said = played(runtime, python, own, package, browser)
                print(name, output, held, said, flush=True)
                rows.append(f"| {name} | {VERSIONS[output]} | {held} | {said} |")
    return rows


def installed(runtime: Runtime, folder: Path) -> tuple[Path, str]:
    """Install it; return its Python, and its name with its version."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", *runtime.requirements],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    show = f"import importlib.metadata as m; print(m.version({runtime.requirements[0]!r}))"
    version = subprocess.run([str(python), "-c", show], check=True, capture_output=True, text=True).stdout.strip()
    return python, f"{runtime.name} {version}"


def played(runtime: Runtime, python: Path, folder: Path, package: Path, browser: Browser) -> tuple[str, str]:
    """Return what it held at the end, and what is to be said."""
    port = free_port()
    served = Served(python, folder, package, port, runtime.serve(python, folder, package, port))
    context = browser.new_context(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    try:
        served.wait()
        said = visit(runtime, served, context)
        held = runtime.held(served, context)
    except (AssertionError, Error, OSError, RuntimeError, subprocess.SubprocessError, json.JSONDecodeError) as problem:
        words = (str(problem).strip() or type(problem).__name__).split("\n", 1)[0]
        return "", "not played: " + words.replace("|", "/")[:200]
    finally:
        context.close()
        served.process.terminate()
        served.process.wait(timeout=20)
    return in_words(held), said


def visit(runtime: Runtime, served: Served, context: BrowserContext) -> str:
    """Play; return what is to be said of it."""
    address = runtime.enrol(served, context)
    page = context.new_page()
    course = launched(runtime, page, address)
    said = saving(course)
    if said == "none":
        return "the course found no API that it can use, and said that nothing is saved"
    learner = Learner("right", course)
    learner.go("kettle/water")
    learner.work()
    seen = learner.seen()
    settle(course, page)
    page.goto("about:blank")

    course = launched(runtime, page, address)
    learner = Learner("right", course)
    dialog = course.locator("dialog[data-dialog] [data-primary]")
    back = "came back to the same page and answers"
    try:
        dialog.click(timeout=5000)
        learner.at("kettle/water")
        if learner.seen() != seen:
            back = "came back to the page, not to the answers"
    except Error:
        back = "did not come back to the page"
    for screen in ("kettle/leaves", "kettle/pouring", "cup/holding", "cup/end", "quiz/tea"):
        learner.go(screen)
        learner.work()
    learner.go("cup/end")
    settle(course, page)
    told = saving(course)
    course.locator("header [data-exit]").click()
    page.wait_for_timeout(2000)
    page.close()
    return f"the learner {back}; at the end the page said “{told}”"


def launched(runtime: Runtime, page: Page, address: str) -> Frame:
    page.goto(address)
    element = page.wait_for_selector(runtime.frame)
    assert element
    frame = element.content_frame()
    assert frame
    frame.wait_for_function("document.querySelector('header [data-save]')?.dataset.save", timeout=40_000)
    return frame


def saving(course: Frame) -> str:
    return str(course.locator("header [data-save]").get_attribute("data-save"))


def settle(course: Frame, page: Page) -> None:
    """Wait until nothing is under way: what these runtimes send, they send unheard."""
    course.wait_for_function("document.querySelector('header [data-save]').dataset.save !== 'saving'")
    page.wait_for_load_state("networkidle")


def in_words(held: dict[str, str]) -> str:
    status = " ".join(held[one] for one in STATUS if held.get(one)) or "no status"
    score = next((f"score {held[one]}" for one in SCORE if held.get(one)), "no score")
    answers = len({one.split(".")[2] for one in held if one.startswith("cmi.interactions.") and one.endswith(".id")})
    state = f"state of {len(held.get('cmi.suspend_data', ''))} characters"
    return f"{status}, {score}, {answers} answers, {state}"
