"""What these tests share: one LMS, courses that are built once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import lms as test_lms
from tests.pages.conftest import OUTPUTS, SMALL
from tests.shared import SharedBuilds
from tests.shared import build as build_course
from tests.windows import Windows

COURSES = Path(__file__).parent / "courses"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    """Open windows; at the end no page in them may have asked another host, nor thrown."""
    opened = Windows(browser, width=1100)
    yield opened
    opened.close()
    assert not opened.faults


@pytest.fixture
def window(windows: Windows) -> BrowserContext:
    return windows()


@pytest.fixture(scope="session")
def lms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[test_lms.Lms]:
    with test_lms.running(tmp_path_factory.mktemp("lms")) as running:
        yield running


Build = Callable[..., Path]


@pytest.fixture(scope="session")
def build(shared: SharedBuilds, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return an output of a course of tests/browser/courses, of the flagship, or of `kinds`, which has every question kind."""
    changed: dict[tuple[str, str], Path] = {}

    def built(name: str, output: str, change: Callable[[Path], None] | None = None, label: str = "") -> Path:
        """Return an output of `name`; `change` may change the copy of its sources, which is then called `label`."""
        if name == "flagship":
            return shared.flagship(output)
        if not change:
            return shared(name, OUTPUTS, lambda folder: copy(name, folder))[output]
        if (label, output) not in changed:
            folder = tmp_path_factory.mktemp("course") / label
            copy(name, folder)
            change(folder)
            changed[label, output] = build_course(folder, output)
        return changed[label, output]

    return built


def copy(name: str, target: Path) -> None:
    shutil.copytree(SMALL if name == "kinds" else COURSES / name, target)


@pytest.fixture(scope="session", params=["scorm12", "scorm2004"])
def scorm(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# The axe and scorm-again packages are the player's; without them the tests say what to do rather than fail strangely.
if not test_lms.RUNTIMES.is_dir() and not os.environ.get("PYTEST_XDIST_WORKER"):
    pytest.exit("npm packages are missing: run npm ci in course_builder/player", returncode=4)
