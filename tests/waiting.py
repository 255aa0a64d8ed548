"""Waiting for what a page's script knows. Playwright's own way evaluates text in the page, which the pages' policy forbids."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Frame, Page

PATIENCE = 30.0
"""Seconds."""


def until(page: Page | Frame, expression: str, arg: Any = None, patience: float = PATIENCE) -> None:
    """Wait until an expression, or a function of ``arg``, is true in the page."""
    end = time.monotonic() + patience
    while not _value(page, expression, arg):
        assert time.monotonic() < end, f"never true: {expression}"
        time.sleep(0.02)


def until_held(page: Page, condition: Callable[[], bool], what: str) -> None:
    """Wait until something is true outside of the page.

    Playwright answers for a test (`route`) in the test's own thread, and only while it is asked something: a test that
    waits in another way may wait for itself.
    """
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never held: {what}"
        page.evaluate("0")
        time.sleep(0.02)


def _value(page: Page | Frame, expression: str, arg: Any) -> Any:
    try:
        return page.evaluate(expression, arg)
    except Error as error:
        if "context was destroyed" not in error.message and "navigation" not in error.message:
            raise
        return False  # another page is on its way
