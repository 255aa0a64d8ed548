"""What the tests of pages share: the built courses, windows that are watched, and a web server."""

from __future__ import annotations

import functools
import http.server
import itertools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar

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


class _Server(http.server.ThreadingHTTPServer):
    """Serves folders, each below a number of its own; one server lives as long as the process."""

    daemon_threads = True
    folders: ClassVar[dict[str, Path]] = {}
    numbers = itertools.count(1)

    def finish_request(self, request: Any, client_address: Any) -> None:
        _Handler(request, client_address, self, directory=os.devnull)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        number, _, rest = path.lstrip("/").partition("/")
        if not (folder := _Server.folders.get(number)):
            return os.devnull
        self.directory = str(folder)
        return super().translate_path("/" + rest)

    def log_message(self, *_: object) -> None:
        pass


@functools.cache
def _server() -> _Server:
    server = _Server(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address, which ends with a slash."""
    number = str(next(_Server.numbers))
    _Server.folders[number] = folder
    yield f"http://127.0.0.1:{_server().server_port}/{number}/"
    del _Server.folders[number]


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))
