"""What these tests share: one LMS, courses that are built once."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Request

import course_builder
from tests.browser import lms as test_lms

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "tests" / "browser" / "courses"
FLAGSHIP = ("course.yml", "course.lock", "modules", "assessments", "media")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Watched:
    """A browser window whose requests and errors are watched."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(
            **{"viewport": {"width": 1100, "height": 900}, "reduced_motion": "reduce"} | options
        )
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.context.on("request", self._request)
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.context.on("console", self._console)

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in {"file", "data", "blob", "about"} and url.hostname != "127.0.0.1":
            self.foreign.append(request.url)

    def _console(self, message: Any) -> None:
        # The browser's own reports of requests that failed are no errors of the player.
        if message.type in {"error", "warning"} and not re.match(
            r"Failed to load resource|Access to|The resource .* was preloaded", message.text
        ):
            self.warnings.append(message.text)


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Open windows; at the end no page may have asked another host, nor thrown."""
    opened: list[Watched] = []

    def open_window(**options: Any) -> Watched:
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield open_window
    for one in opened:
        one.context.close()
    assert not [url for one in opened for url in one.foreign], "a request left for another host"
    assert not [text for one in opened for text in one.errors], "a page threw"


@pytest.fixture
def window(watch: Callable[..., Watched]) -> BrowserContext:
    return watch().context


@pytest.fixture(scope="session")
def lms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[test_lms.Lms]:
    with test_lms.running(tmp_path_factory.mktemp("lms")) as running:
        yield running


Build = Callable[..., Path]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a course of tests/browser/courses (or the flagship, or `kinds`, which has every question kind) once for each output; returns the built file or folder."""
    folders: dict[str, Path] = {}
    done: dict[tuple[str, str], Path] = {}

    def built(name: str, output: str, change: Callable[[Path], None] | None = None, label: str = "") -> Path:
        """Build `name`; `change` may change the copy of its sources, which is then called `label`."""
        key = label or name
        if key not in folders:
            folders[key] = tmp_path_factory.mktemp("course") / key
            copy(name, folders[key])
            if change:
                change(folders[key])
        if (key, output) not in done:
            done[key, output] = build_once(folders[key], output)
        return done[key, output]

    return built


def copy(name: str, target: Path) -> None:
    if name != "flagship":
        shutil.copytree(ROOT / "tests" / "pages" / "course" if name == "kinds" else COURSES / name, target)
        return
    target.mkdir(parents=True)
    for one in FLAGSHIP:
        place = ROOT / one
        if place.is_dir():
            shutil.copytree(place, target / one)
        else:
            shutil.copy(place, target / one)


def build_once(folder: Path, output: str) -> Path:
    result = course_builder.build(folder, outputs=[output])
    assert result.ok, "\n".join(f"{one.span}: {one.message}" for one in result.diagnostics)
    return result.built[0].path


@pytest.fixture(scope="session", params=["scorm12", "scorm2004"])
def scorm(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# The axe and scorm-again packages are the player's; without them the tests say what to do rather than fail strangely.
if not test_lms.RUNTIMES.is_dir() and not os.environ.get("PYTEST_XDIST_WORKER"):
    pytest.exit("npm packages are missing: run npm ci in course_builder/player", returncode=4)
