"""Running previews: the command itself, in a process of its own, and pages that follow it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.serve.asking import OnePiece

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).parent / "course-builder")

COURSE = {
    "course.yml": "title: Boats\nid: boats\nmodules: [sailing, rowing]\noutputs: [html]\n",
    "modules/sailing.md": """# Sailing {#sailing}

The first words about sailing.

![A sail](../media/sail.svg)

## Knots {#knots}

A long way down.

:::question{#knot}
Which knot?

- ( ) The granny
- (x) The bowline
:::

:::question{#say}
Say why.

[[____]]
:::

""" + "\n\n".join(f"Paragraph {number} of a page that is long enough to be scrolled. " * 6 for number in range(40)) + "\n",
    "modules/rowing.md": "# Rowing {#rowing}\n\nThe first words about rowing. See [knots](sailing.md#knots).\n",
    "media/sail.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><title>Sail</title><path d="M0 40 20 0v40z"/></svg>\n',
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Most of these tests start the preview in a process of its own."""
    for item in items:
        if Path(__file__).parent == item.path.parent:
            item.add_marker(pytest.mark.long)


@dataclass
class Running:
    """A preview that runs."""

    process: subprocess.Popen[str]
    root: Path
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def url(self, path: str) -> str:
        return self.address.rstrip("/") + path

    def write(self, file: str, text: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text
        self.write(file, text.replace(old, new))

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request exactly as it is written, and return status, headers and body of the answer."""
        assert all(name == name.lower() for name in headers), "a second Host header would go out beside the first"
        connection = OnePiece(self.port)
        try:
            connection.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def until(self, done: Callable[[], Any]) -> Any:
        """Ask again and again until it is so."""
        end = time.monotonic() + 20
        while not (found := done()):
            assert time.monotonic() < end, "it did not come to be"
            time.sleep(0.02)
        return found


def write_course(root: Path, files: dict[str, str] = COURSE) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def run(root: Path, *options: str) -> Running:
    if "--port" not in options:
        options = (*options, "--port", "0")
    environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [COMMAND, "preview", str(root), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    assert process.stdout
    line = process.stdout.readline()
    if not line.startswith("http://"):
        process.kill()
        pytest.fail(f"the preview did not start: {line}{process.stdout.read()}")
    return Running(process, root, line.split()[0])


def end(running: Running) -> tuple[int, str]:
    """End a preview as an author does, and return its status and what else it said."""
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGINT)
    try:
        said, _ = running.process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        running.process.kill()
        raise
    return running.process.returncode, said


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start previews; at the end each must have said nothing and end well."""
    begun: list[Running] = []

    def starting(*options: str, root: Path | None = None) -> Running:
        begun.append(run(root or write_course(tmp_path / "course"), *options))
        return begun[-1]

    yield starting
    for one in begun:
        if one.process.poll() is None:
            assert end(one) == (0, "")


@pytest.fixture
def boats(start: Start) -> Running:
    return start()


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open pages; none may throw."""
    errors: list[str] = []
    contexts = []

    def opening(url: str, **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1100, "height": 800}, "reduced_motion": "reduce"} | options
        )
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert not errors
