"""Runs the preview: finds a port, listens on this machine only, and ends at once when asked to."""

from __future__ import annotations

import contextlib
import os
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.routing import BaseRoute

from course_builder.journal import finish
from course_builder.packaging.zip import Zip
from course_builder.serve.app import application
from course_builder.serve.editor import Editor
from course_builder.serve.events import Events
from course_builder.serve.lms import NoPackage, routes
from course_builder.serve.preview import Preview
from course_builder.serve.shown import Options
from course_builder.serve.watch import Watcher

HOST = "127.0.0.1"

_TRIED = 100
"""How many ports are tried, one after the other."""

KEPT = ".course-builder"
"""The folder of a course in which the preview keeps what must survive its end: attempts in the LMS."""


class NoPortError(OSError):
    """None of the ports that were tried is free."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the preview is served.

    Args:
        port: the first one to try; 0: any that is free.
        output: what ``/`` shows: ``html``, or ``scorm12`` or ``scorm2004`` in the LMS.
        editor: the command that opens a source file.
        open: whether the browser is opened.
    """

    port: int = 8000
    output: str = "html"
    editor: str = ""
    open: bool = False


def serve(root: Path, options: Options, settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve a course until the author ends it.

    Args:
        root: the course's folder.
        options: what of it is shown.
        ready: called with the address when pages can be asked for.

    Raises:
        UnknownModuleError: the module to show is not there.
        NoPortError: no port is free.
        ValueError: the editor's command cannot be read.
    """
    editor = Editor(settings.editor)
    finish(root)
    preview = Preview(root, options)
    events = Events(preview)
    preview.changed = events.tell
    with listening(settings.port) as listener:
        port = listener.getsockname()[1]
        preview.start()
        lms = _lms(preview)
        start = "/course/index.html" if settings.output == "html" else f"/lms/#{settings.output}"
        app = application(preview, events, port=port, editor=editor, start=start, lms=lms)
        watcher = Watcher(preview.root, preview.follow, preview.banks)
        watcher.start()
        address = f"http://{HOST}:{port}/"

        def started() -> None:
            ready(address)
            if settings.open:
                webbrowser.open(address)

        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="on", timeout_graceful_shutdown=1)
        try:
            _Server(config, started, events.end).run(sockets=[listener])
        except KeyboardInterrupt:
            # The server hands the signal on when it has ended; that was what the author wanted.
            pass
        finally:
            watcher.stop()
            preview.stop()


class _Server(uvicorn.Server):
    """A server that ends its streams when it is asked to end: otherwise it would wait for every open page."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None], ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = started
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        await super().startup(sockets)
        if self.started:
            self._begun()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End."""
        self._ending()
        super().handle_exit(sig, frame)


@contextlib.contextmanager
def listening(port: int) -> Any:
    """Listen to the first free port from ``port`` on, on this machine only.

    Args:
        port: 0: any that is free.

    Raises:
        NoPortError: none of a hundred is free.
    """
    for number in range(port, min(port + _TRIED, 65536)) if port else (0,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "nt":
            # There, the usual option would let two programs listen to one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        with listener:
            yield listener
        return
    raise NoPortError(f"None of the ports from {port} on is free.")


def _lms(preview: Preview) -> list[BaseRoute]:
    """Return the routes of the LMS."""

    def package(output: str) -> Zip:
        made = preview.package(output)
        if made is None:
            raise NoPackage("The course cannot be packed at the moment. What is wrong with it stands in the preview.")
        return made

    return [*routes(package, preview.root / KEPT / "lms")]
