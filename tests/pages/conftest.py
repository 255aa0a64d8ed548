"""What the tests of pages share: the built courses, windows that are watched, and a web server."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Request

import course_builder

ROOT = Path(__file__).parents[2]
FLAGSHIP = ("course.yml", "course.lock", "modules", "assessments", "media")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build the flagship, once for each output and language; returns the folder or the single file."""

    @functools.cache
    def built(output: str, language: str = "en") -> Path:
        folder = tmp_path_factory.mktemp(f"flagship-{language}")
        for name in FLAGSHIP:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name)
            else:
                shutil.copy(ROOT / name, folder / name)
        settings = folder / "course.yml"
        text = settings.read_text("utf-8")
        assert "\nlanguage: en\n" in text
        settings.write_text(text.replace("\nlanguage: en\n", f"\nlanguage: {language}\n"), "utf-8")
        return build(folder, output)

    return built


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the small course with every question kind, once for each output."""

    @functools.cache
    def built(output: str) -> Path:
        folder = tmp_path_factory.mktemp("small") / "course"
        shutil.copytree(Path(__file__).parent / "course", folder)
        return build(folder, output)

    return built


def build(folder: Path, output: str) -> Path:
    result = course_builder.build(folder, [output])
    assert result.ok, result.diagnostics
    return result.built[0].path


class Watch:
    """Opens windows and notes what no page may do: ask another host, throw, complain."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def __call__(self, **options: Any) -> BrowserContext:
        context = self._browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
        )
        context.on("request", self._request)
        context.on("weberror", lambda error: self.faults.append(f"threw: {error.error}"))
        context.on("console", lambda said: self._console(said.type, said.text))
        self.contexts.append(context)
        return context

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in {"file", "data", "blob", "about"} and url.hostname != "127.0.0.1":
            self.faults.append(f"asked another host: {request.url}")

    def _console(self, kind: str, text: str) -> None:
        # What the browser itself says of requests that a test makes fail is no fault of the page.
        if kind in {"error", "warning"} and not text.startswith("Failed to load resource"):
            self.faults.append(f"{kind}: {text}")


@pytest.fixture
def window(browser: Browser) -> Iterator[Watch]:
    watch = Watch(browser)
    yield watch
    for context in watch.contexts:
        context.close()
    assert not watch.faults


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address, which ends with a slash."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))
