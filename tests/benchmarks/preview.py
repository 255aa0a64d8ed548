"""From a save in the editor to the new page drawn in the browser."""

from __future__ import annotations

import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import courses
from tests.benchmarks.measure import Builder
from tests.benchmarks.table import Row
from tests.waiting import until

_PATIENCE = 300


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    """Save a course of 1,000 pages again and again."""
    large = courses.thousand(builder.work / "preview")
    for what, times in saves(builder, large, 6 * runs).items():
        yield Row(f"1,000 pages in the preview, a save {what}", statistics.median(times) * 1000, "ms")


_NOTE_DRAWING = """() => {
    new MutationObserver(() => {
        const found = /Save number (\\d+)\\./.exec(document.querySelector('#main').textContent);
        if (!found || window.last?.[0] === +found[1]) return;
        requestAnimationFrame(() => (window.last = [+found[1], performance.timeOrigin + performance.now()]));
    }).observe(document.body, { childList: true, subtree: true });
}"""
_STATE = (
    "document.querySelector('course-builder-preview')?.shadowRoot.querySelector('.count').dataset.checked === 'true'"
)


def saves(builder: Builder, course: Path, runs: int) -> dict[str, list[float]]:
    """Time saves of a course under preview, from the write to the new page drawn in a browser.

    The first saves wait until the checks of the one before are done, as they are when a person writes. The others do not.
    """
    from playwright.sync_api import sync_playwright

    from tests.browser_install import chromium

    words = builder.command("preview", course, "--port", "0")
    process = subprocess.Popen(words, env=builder.environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    address = process.stdout.readline().split()[0]
    times: dict[str, list[float]] = {"after the checks": [], "while the checks run": []}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            page.goto(f"{address}course/010-module-page-10-3.html")
            until(page, _STATE, patience=_PATIENCE)
            # The page itself notes when the words of a save are drawn: asking it over and over would slow it down.
            page.evaluate(_NOTE_DRAWING)
            source = course / "modules" / "010-module.md"
            head, mark, rest = source.read_text(encoding="utf-8").partition("{#page-10-3}\n")
            number = 0
            for what, found in times.items():
                for _ in range(runs):
                    number += 1
                    start = time.time()
                    source.write_text(f"{head}{mark}\nSave number {number}.\n{rest}", encoding="utf-8")
                    until(page, "number => window.last?.[0] === number", number)
                    found.append(page.evaluate("window.last[1]") / 1000 - start)
                    if what == "after the checks":
                        until(page, _STATE, patience=_PATIENCE)
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    return times
