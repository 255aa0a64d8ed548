"""Measures what learners wait for on a slow line and a slow processor, in Chromium: ``python -m tests.benchmark_line``.

The line has 1.6 Mbit/s and answers after 150 ms, the processor is four times slower than this machine's. Packages are
played as SCORM 1.2 in scorm-again, from a server that compresses and from one that does not, as Moodle's. Never part of
the tests: machines differ.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Frame, Page, sync_playwright

import course_builder
from tests.benchmarks.courses import big_course
from tests.benchmarks.measure import ROOT
from tests.browser.lms import Lms, running
from tests.browser_install import chromium

LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
THROTTLE = 4
RUNS = 5

# In each document: when the player is at work, and every task that holds the page up.
_WATCH = """
window.line = { ready: 0, tasks: [] };
new PerformanceObserver((list) => line.tasks.push(...list.getEntries().map((one) => one.duration)))
  .observe({ type: 'longtask', buffered: true });
new MutationObserver((_, watch) => {
  if (!document.querySelector('[data-save]')?.dataset.save) return;
  watch.disconnect();
  line.ready = performance.now();
}).observe(document, { attributes: true, attributeFilter: ['data-save'], subtree: true });
"""
_AT_WORK = """() => new Promise((resolve) => {
  (function look() {
    const [painted] = performance.getEntriesByName('first-contentful-paint');
    if (painted && line.ready) resolve([painted.startTime, line.ready]);
    else setTimeout(look, 50);
  })();
})"""
# The last page is saved and the next one fetched, and nothing is left to do.
_CALM = """() => new Promise((resolve) => {
  const next = document.querySelector('[data-next]');
  (function look() {
    const isFetched = performance.getEntriesByName(next.href).some((one) => one.responseEnd);
    if (isFetched && document.querySelector('[data-save]').dataset.save === 'saved') {
      requestIdleCallback(() => setTimeout(resolve, 500));
    } else setTimeout(look, 50);
  })();
})"""
# From a click on "next" to the first frame that shows the page.
_NEXT = """() => new Promise((resolve) => {
  const start = performance.now();
  const { screen } = document.querySelector('#main').dataset;
  new MutationObserver((_, watch) => {
    if (document.querySelector('#main').dataset.screen === screen) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  }).observe(document.body, { childList: true, subtree: true });
  document.querySelector('[data-next]').click();
})"""


@contextlib.contextmanager
def slow(browser: Browser, *, line: bool = True) -> Iterator[tuple[BrowserContext, Page]]:
    """Open a window with the slow processor, and the slow line unless what is opened is a file."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(_WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
    yield context, page
    context.close()


def at_work(frame: Frame | Page) -> tuple[float, float]:
    """Return when a page was painted and when its player was at work, in seconds after it was asked for."""
    painted, ready = frame.evaluate(_AT_WORK)
    return painted / 1000, ready / 1000


def median(measure: Callable[[], dict[str, float]]) -> dict[str, float]:
    """Return the median of several runs, by name."""
    runs = [measure() for _ in range(RUNS)]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def start(lms: Lms, browser: Browser, package: Path) -> dict[str, float]:
    """Launch a package in a fresh browser; time its first page, and the next ones, which were fetched ahead."""
    with slow(browser) as (context, page):
        course = lms.launch(lms.register(package), context, tab=page).course
        painted, ready = at_work(course)
        found = {"first page painted": painted, "ready to answer": ready}
        course.locator("a[data-resume]").click()
        course.locator("main.page").wait_for()
        for _ in range(2):
            course.evaluate(_CALM)
            found["next page"] = max(found.get("next page", 0), course.evaluate(_NEXT) / 1000)
        return found


def quiz(browser: Browser, page_file: Path) -> dict[str, float]:
    """Open a quiz, begin it, answer, hand it in: the longest task of the page."""
    with slow(browser, line=False) as (_, page):
        page.goto(page_file.as_uri())
        at_work(page)
        opened = page.evaluate("Math.max(0, ...line.tasks)")
        page.locator("[data-begin]").click()
        page.locator("[data-quiz-bar]").wait_for()
        page.locator("[data-question]:visible input").first.check()
        page.evaluate("new Promise((resolve) => requestIdleCallback(resolve))")
        begun = page.evaluate("Math.max(0, ...line.tasks)")
        return {"longest task while it opens": opened / 1000, "longest task of all": begun / 1000}


def single(browser: Browser, file: Path) -> dict[str, float]:
    """Open the single file."""
    with slow(browser, line=False) as (_, page):
        page.goto(file.as_uri())
        painted, ready = at_work(page)
        return {"first page painted": painted, "ready to answer": ready}


def quiz_course(folder: Path, questions: int = 200) -> Path:
    """Write a course whose one quiz asks so many questions, all on one page."""
    big_course(folder, modules=1, questions=questions, pages=1)
    quiz = folder / "assessments" / "quiz-0.md"
    quiz.write_text(f"---\ndisplay: all\n---\n\n{quiz.read_text('utf-8')}", encoding="utf-8")
    return folder


def measured(only: Sequence[str] = ()) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield what was measured, and its figures in seconds by name; ``only``: where it has one of these words."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "lms").mkdir()

        def built(course: Path, output: str) -> Path:
            result = course_builder.build(course, [output], folder / "out" / course.name)
            assert result.ok
            return result.built[0].path

        def large(pages: int) -> Path:
            # As many questions as the saved state has room for.
            return built(big_course(folder / f"{pages}", modules=pages // 5, questions=pages // 5), "scorm12")

        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])

        def launched(package: Path, *, compresses: bool) -> dict[str, float]:
            lms.compresses = compresses
            return start(lms, browser, package)

        packages = {
            "the flagship": lambda: built(ROOT, "scorm12"),
            "10 pages": lambda: large(10),
            "1,000 pages": lambda: large(1000),
        }
        with running(folder / "lms") as lms:
            for what, make in packages.items():
                if not only or any(word in what for word in only):
                    package = make()
                    for compresses in (True, False):
                        server = f"{what}, {'' if compresses else 'not '}compressed"
                        yield server, median(partial(launched, package, compresses=compresses))
        if not only or "quiz" in only:
            html = built(quiz_course(folder / "quiz"), "html")
            yield "a quiz of 200 questions", median(lambda: quiz(browser, html / "quiz-quiz-0.html"))
        if not only or "single" in only:
            file = built(ROOT, "single")
            yield "the flagship in one file", median(lambda: single(browser, file))
        browser.close()


def figures() -> dict[str, dict[str, float]]:
    """Return all figures in seconds, by what was measured and name."""
    return dict(measured())


def main() -> None:
    print(f"1.6 Mbit/s, 150 ms, processor {THROTTLE} times slower; median of {RUNS}, in seconds")
    for what, times in measured(sys.argv[1:]):
        print(f"{what}: " + ", ".join(f"{name} {time:.2f}" for name, time in times.items()), flush=True)


if __name__ == "__main__":
    main()
