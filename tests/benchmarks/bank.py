"""What a bank does at every key that is typed into its search."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import courses
from tests.benchmarks.measure import Builder
from tests.benchmarks.table import Row


def rows(builder: Builder, runs: int) -> Iterator[Row]:
    course = courses.bank_course(builder.work / "bank")
    times = searches(builder, course, 6 * runs)
    yield Row("a key typed into the search of a bank of 200 entries", statistics.median(times) * 1000, "ms")


def searches(builder: Builder, course: Path, runs: int) -> list[float]:
    """Time what a bank does at every key that is typed into its search."""
    from playwright.sync_api import sync_playwright

    from tests.browser_install import chromium

    builder.cost("build", course, "--output", "single")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(next((course / "output").glob("*.html")).as_uri())
        page.locator("a[data-resume]").first.click()
        page.locator(".bank-card").first.wait_for()
        found: list[float] = page.evaluate(
            """(runs) => {
                const field = document.querySelector('[data-bank] [type=search]');
                return Array.from({ length: runs }, (_, run) => {
                    const start = performance.now();
                    field.value = ['w', 'wo', 'words about 1', ''][run % 4];
                    field.dispatchEvent(new Event('input'));
                    return (performance.now() - start) / 1000;
                });
            }""",
            runs,
        )
        browser.close()
    return found
