"""What these tests share: one small course, and a server of the LMS alone."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext
from starlette.applications import Starlette
from starlette.routing import Mount

import course_builder
from course_builder.serve.lms import routes
from tests.serve.lms.author import Author

HERE = Path(__file__).parent


class Server:
    """The LMS on a port of this machine. It can be stopped and started again at the same place."""

    def __init__(self, package: Callable[[str], bytes], state: Path) -> None:
        self.package = package
        self.state = state
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/lms/"

    def start(self) -> None:
        app = Starlette(routes=[Mount("/lms", routes=routes(self.package, self.state))])
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        self._listener = listener
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("lms") / "course"
    shutil.copytree(HERE / "course", folder)
    result = course_builder.build(folder)
    assert result.ok, [str(one) for one in result.diagnostics]
    return {one.output: one.path.read_bytes() for one in result.built}


@pytest.fixture
def server(packages: dict[str, bytes], tmp_path: Path) -> Iterator[Server]:
    running = Server(packages.__getitem__, tmp_path / "state")
    yield running
    running.stop()


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    yield context
    context.close()
    assert not errors, "a page threw, or broke the policy of its content"


@pytest.fixture
def author(server: Server, window: BrowserContext) -> Author:
    return Author(server, window.new_page())


@pytest.fixture(params=["scorm12", "scorm2004"])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)
