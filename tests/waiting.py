"""Waiting for what a page's script knows. Playwright's own way evaluates text in the page, which the pages' policy forbids."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Frame, Page

PATIENCE = 30.0
"""Seconds."""


def until(page: Page | Frame, expression: str, arg: Any = None) -> None:
    """Wait until an expression, or a function of ``arg``, is true in the page."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"never true: {expression}"
        time.sleep(0.02)
