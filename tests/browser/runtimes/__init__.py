"""SCORM runtimes that others have written, as `make rehearse` installs them from PyPI: one file each.

They are no dependency of anything here. Each is installed into an environment of its own that is thrown away.
"""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import BrowserContext


class Runtime(Protocol):
    """One runtime.

    Args:
        requirements: what pip installs.
        frame: finds the frame in which the course runs.
    """

    name: str
    requirements: tuple[str, ...]
    frame: str

    def serve(self, python: Path, folder: Path, package: Path, port: int) -> subprocess.Popen[bytes]:
        """Start its server, which keeps its data in the folder."""
        ...

    def enrol(self, served: Served, context: BrowserContext) -> str:
        """Bring the package in, sign a learner in; return the address at which the course is launched."""
        ...

    def held(self, served: Served, context: BrowserContext) -> dict[str, str]:
        """Return the elements that it holds at the end."""
        ...


@dataclass
class Served:
    """A server that runs."""

    python: Path
    folder: Path
    package: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait(self, seconds: float = 60) -> None:
        """Wait until it answers.

        Raises:
            RuntimeError: it ended, or does not answer in this time.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"its server ended: {last_line(self.folder / 'log')}")
            try:
                urllib.request.urlopen(self.address, timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError("its server does not answer")


def started(python: Path, folder: Path, script: str, **values: Any) -> subprocess.Popen[bytes]:
    """Run a script in an environment; what it says goes to `log` in the folder."""
    path = folder / "serve.py"
    path.write_text(script.format(folder=str(folder), **values), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([str(python), str(path)], cwd=folder, stdout=log, stderr=subprocess.STDOUT)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def last_line(path: Path) -> str:
    lines = [one for one in path.read_text(encoding="utf-8", errors="replace").split("\n") if one.strip()]
    return lines[-1] if lines else "nothing was said"
