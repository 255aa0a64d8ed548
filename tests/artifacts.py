"""What is kept of a browser test that failed: a picture and the log of each page that was open."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

FOLDER = Path(__file__).parent / ".artifacts"


def keep(browser: Browser, test: str) -> Path | None:
    """Write pictures and logs of all open pages; returns their folder, or None where no page was open.

    Args:
        test: the test's id in pytest.
    """
    pages = [page for context in browser.contexts for page in context.pages]
    if not pages:
        return None
    folder = FOLDER / re.sub(r"[^\w.-]+", "-", test.removeprefix("tests/"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, page in enumerate(pages, 1):
        (folder / f"{number}.log").write_text(_log(page), encoding="utf-8")
        try:
            page.screenshot(path=folder / f"{number}.png", timeout=5000)
        except Error as error:  # a page that hangs or was closed has no picture; the log says so
            with (folder / f"{number}.log").open("a", encoding="utf-8") as log:
                log.write(f"no picture: {error.message}\n")
    return folder


def _log(page: Page) -> str:
    lines = [page.url]
    lines += [f"console {one.type}: {one.text}" for one in page.console_messages()]
    lines += [f"threw: {one}" for one in page.page_errors()]
    for request in page.requests():
        answer = request.existing_response
        lines.append(f"{request.method} {request.url}: {request.failure or (answer.status if answer else 'no answer')}")
    return "\n".join(lines) + "\n"
