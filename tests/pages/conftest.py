"""What the tests of pages share: the built courses, windows that are watched, and a web server."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.shared import SharedBuilds

ROOT = Path(__file__).parents[2]
SMALL = Path(__file__).parent / "course"
OUTPUTS = ("scorm12", "scorm2004", "html", "single")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def flagship(shared: SharedBuilds) -> Callable[..., Path]:
    """Return the folder or the file of an output of the flagship, in a language."""
    return shared.flagship


@pytest.fixture(scope="session")
def small(shared: SharedBuilds) -> Callable[[str], Path]:
    """Return an output of the small course with every question kind."""
    return lambda output: shared("kinds", OUTPUTS, lambda folder: shutil.copytree(SMALL, folder))[output]


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
