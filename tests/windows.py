"""Windows of the browser, and what no page in them may do: ask another host, throw, complain."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Request


class Windows:
    """Opens windows, each without what other windows keep, and notes what their pages do wrong.

    Args:
        browser: the browser to open them in.
        width, height: of each window, in CSS pixels.
    """

    def __init__(self, browser: Browser, width: int = 1280, height: int = 900) -> None:
        self._browser = browser
        self._viewport = {"width": width, "height": height}
        self._opened: list[BrowserContext] = []
        self.faults: list[str] = []
        """Requests to other hosts, and errors that nobody caught."""
        self.complaints: list[str] = []
        """Errors and warnings in the console."""

    def __call__(self, **options: Any) -> BrowserContext:
        """Open a window with these options of Playwright's ``Browser.new_context``."""
        # What a service worker keeps no test can keep from a page; those of the service worker let it work.
        usual = {"viewport": self._viewport, "reduced_motion": "reduce", "service_workers": "block"}
        context = self._browser.new_context(**usual | options)
        context.on("request", self._request)
        context.on("weberror", lambda error: self.faults.append(f"threw: {error.error}"))
        context.on("console", lambda message: self._console(message.type, message.text))
        self._opened.append(context)
        return context

    def close(self) -> None:
        """Close all of them."""
        for context in self._opened:
            context.close()

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in {"file", "data", "blob", "about"} and url.hostname != "127.0.0.1":
            self.faults.append(f"asked another host: {request.url}")

    def _console(self, kind: str, text: str) -> None:
        # What the browser itself says of requests that a test makes fail is no fault of the page, nor what Playwright says.
        own = ("Failed to load resource", "Service Worker registration blocked by Playwright")
        if kind in {"error", "warning"} and not text.startswith(own):
            self.complaints.append(f"{kind}: {text}")
