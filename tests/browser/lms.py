"""A small LMS for the tests: serves packages, and plays them in the runtime of the preview's LMS, with its profiles.

It keeps a learner's data between launches as an LMS does: on the server, and only what was committed. The page (lms.ts) logs
every call, and lms-forms.ts, which the player's own tests use as well, checks the log.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import mimetypes
import os
import re
import subprocess
import threading
import time
import urllib.parse
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lxml import etree
from playwright.sync_api import BrowserContext, Error, Frame, Page, expect

from tests.waiting import until, until_held

HERE = Path(__file__).parent
PLAYER = HERE.parents[1] / "course_builder" / "player"
MODULES = PLAYER / "node_modules"
RUNTIMES = MODULES / "scorm-again" / "dist"
SHELL = "<!doctype html><html lang=en><title>Frame</title><style>body{margin:0}iframe{display:block;width:100%;height:100vh;border:0}</style>"

EMBEDDINGS = ("frame", "nested", "popup", "popup-above")


@dataclass
class Call:
    """One call of the API, and how the LMS answered."""

    method: str
    args: list[Any]
    result: Any
    error: str

    @property
    def name(self) -> str:
        """The method as SCORM 2004 calls it."""
        return self.method.removeprefix("LMS").replace("Finish", "Terminate")

    @property
    def key(self) -> str:
        return str(self.args[0])


@dataclass
class Registration:
    """One learner in one course: what the LMS holds, and how it behaves."""

    number: int
    course: str  # address of the launch file
    version: str  # "1.2" or "2004"
    learner: str = "learner-1"
    mode: str = "normal"
    credit: str = "credit"
    language: str = ""  # the learner's, as the LMS has it
    refuse: str = ""  # methods and elements that are refused from the launch on
    away: bool = False  # the server hangs up on whatever is sent, also by a window that is closing
    beacons: bool = True  # the LMS sends what it is told while the window closes; old ones do not
    profile: str = ""  # of the preview's LMS; empty: the standard to the letter
    pace: float = 0.02  # how long the waits of a profile are; 1: as in the preview
    measure: str | None = None  # the pass mark of the manifest's primary objective
    cmi: dict[str, str] = field(default_factory=dict)
    total: float = 0.0
    stores: int = 0
    ends: int = 0
    storing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def core(self) -> str:
        return "cmi.core." if self.version == "1.2" else "cmi."

    def at_launch(self) -> dict[str, Any]:
        """Return what the runtime is told: what is kept, and what the LMS itself sets."""
        core, old = self.core, self.version == "1.2"
        exited = self.cmi.get(f"{core}exit", "")
        own = {f"{core}exit", f"{core}session_time", f"{core}entry"}
        kept = {key: value for key, value in self.cmi.items() if key not in own}
        given = {
            f"{core}{'student' if old else 'learner'}_id": self.learner,
            f"{core}{'student' if old else 'learner'}_name": "Müller, Zoë",
            f"{core}{'lesson_mode' if old else 'mode'}": self.mode,
            f"{core}credit": self.credit,
            f"{core}entry": "ab-initio" if not self.cmi else "resume" if exited == "suspend" else "",
            f"{core}total_time": in_clock(self.total) if old else f"PT{self.total:.2f}S",
        }
        if self.language:
            given[f"cmi.{'student' if old else 'learner'}_preference.language"] = self.language
        if old and not self.cmi:
            given["cmi.core.lesson_status"] = "not attempted"
        return {"kept": kept, "given": given, "exited": exited, "ended": self.ends > 0, "measure": self.measure}

    def store(self, data: dict[str, Any]) -> None:
        """Take what the page sends at the launch, and at Commit, Finish and Terminate."""
        with self.storing:
            if data.get("began"):
                own = {f"{self.core}exit", f"{self.core}session_time"}
                kept = {} if data["anew"] else self.cmi
                self.cmi = {key: value for key, value in kept.items() if key not in own} | data["cmi"]
                return
            self.cmi |= data["cmi"]
            self.stores += 1
            if data["ended"]:
                self.ends += 1
                self.total += seconds(self.cmi.get(f"{self.core}session_time", ""))

    def __getitem__(self, key: str) -> str:
        return self.cmi.get(key, "")

    @property
    def status(self) -> str:
        """The status in words: one in 1.2, two in 2004."""
        if self.version == "1.2":
            return self["cmi.core.lesson_status"]
        return f"{self['cmi.completion_status']} {self['cmi.success_status']}".replace("unknown", "").strip()

    @property
    def score(self) -> str:
        return self[f"{self.core}score.raw"]

    @property
    def bookmark(self) -> str:
        return self["cmi.core.lesson_location" if self.version == "1.2" else "cmi.location"]

    def interactions(self) -> list[dict[str, str]]:
        """Return the entries of the journal of interactions, each by the names of its elements."""
        found: dict[int, dict[str, str]] = {}
        for key, value in self.cmi.items():
            match = re.fullmatch(r"cmi\.interactions\.(\d+)\.(.+)", key)
            if match:
                found.setdefault(int(match[1]), {})[match[2]] = value
        return [found[index] for index in sorted(found)]


class Launch:
    """A course that runs in the LMS."""

    def __init__(self, registration: Registration, page: Page, course: Page | Frame, asked: float) -> None:
        self.registration = registration
        self.page = page  # the LMS's
        self.course = course
        # When the course was asked for, was at work, was left and had ended: the session lies between these.
        self.asked = asked
        self.begun = self.left = self.over = 0.0
        self.ends = registration.ends
        self.log: list[Call] = []

    def ready(self) -> Launch:
        """Wait until the player has begun."""
        until(self.course, "!!document.querySelector('header [data-save]')?.dataset.save")
        self.begun = time.monotonic()
        return self

    def refuse(self, what: str) -> None:
        """Refuse from now on these methods and elements."""
        self.page.evaluate("what => { lms.refuse = what }", what)

    def calls(self) -> list[Call]:
        """Return the calls of this launch."""
        if not self.page.is_closed():
            self.log = [Call(**one) for one in self.page.evaluate("lms.calls")]
        return self.log

    def written(self, key: str = "") -> list[Call]:
        """Return the calls that set something (or the element `key`)."""
        return [call for call in self.calls() if call.name == "SetValue" and key in {"", call.key}]

    def problems(self) -> list[str]:
        """Return everything in the log that an LMS could take offence at, and a commit beside the end (R33)."""
        if not self.page.is_closed():
            self.found: list[str] = self.page.evaluate("lms.problems()")
        names = [call.name for call in self.calls() if call.key != "adl.nav.request"]
        beside = names[-2:] == ["Commit", "Terminate"]
        return [*self.found, *(["a Commit beside the end"] if beside else [])]

    def exit(self) -> None:
        """Leave by the course's own button."""
        self.left = time.monotonic()
        with contextlib.suppress(Error):  # a window of its own closes under the click
            self.course.locator("header [data-exit]").click()
        self.ended()
        self.page.close()

    def leave(self) -> None:
        """Leave as most learners do: the LMS takes the course away, or its window is closed."""
        self.left = time.monotonic()
        if isinstance(self.course, Page):
            self.course.close(run_before_unload=False)
        else:
            self.page.evaluate("document.getElementById('place').replaceChildren()")
        self.ended()
        self.page.close()

    def ended(self) -> None:
        """Wait until the session has ended and what was sent has come."""
        self.page.wait_for_function("lms.calls.some(({ method, error }) => error && /Finish|Terminate/.test(method))")
        self.over = time.monotonic()
        self.problems()
        if self.calls()[-1].result == "true":
            # What was sent as a beacon is under way.
            until_held(self.page, lambda: self.registration.ends > self.ends, "the end of the session at the LMS")


class Lms:
    """The server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.compresses = False  # Moodle sends a package's files as they are
        self.registrations: list[Registration] = []
        self.script = bundle(HERE / "lms.ts")
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def install(self, package: Path) -> tuple[str, str]:
        """Unzip a package; return the address of its launch file and its version of SCORM."""
        folder = self.folder / f"{package.stem}-{package.stat().st_mtime_ns}"
        if not folder.exists():
            with zipfile.ZipFile(package) as archive:
                archive.extractall(folder)
        manifest = (folder / "imsmanifest.xml").read_text(encoding="utf-8")
        href = re.search(r"<resource [^>]*href=\"([^\"]+)\"", manifest)
        version = re.search(r"<schemaversion>([^<]+)<", manifest)
        assert href
        assert version
        return f"/files/{folder.name}/{href[1]}", "1.2" if version[1] == "1.2" else "2004"

    def measure(self, course: str) -> str | None:
        """Return the pass mark of the manifest's primary objective; empty where it has none."""
        manifest = self.folder / course.split("/")[2] / "imsmanifest.xml"
        package = etree.parse(manifest)
        for objective in package.iter("{*}primaryObjective"):
            return objective.findtext("{*}minNormalizedMeasure", "")
        return None

    def register(self, package: Path, **options: Any) -> Registration:
        """Enrol a learner."""
        course, version = self.install(package)
        options.setdefault("measure", self.measure(course))
        registration = Registration(len(self.registrations), course, version, **options)
        self.registrations.append(registration)
        return registration

    def republish(self, registration: Registration, package: Path) -> None:
        """Replace a learner's package by a new edition."""
        registration.course, _ = self.install(package)

    def launch(
        self, registration: Registration, context: BrowserContext, embedding: str = "frame", tab: Page | None = None
    ) -> Launch:
        """Open the course in the LMS, in a tab of its own or in this one."""
        page = tab or context.new_page()
        asked = time.monotonic()
        page.goto(f"{self.address}/play/{registration.number}/{embedding}")
        if embedding in {"popup", "popup-above"}:
            within = page if embedding == "popup" else page.frame_locator("[name=shell]")
            with page.expect_popup() as popup:
                within.get_by_role("button").click()
            return Launch(registration, page, popup.value, asked).ready()
        expect(page.locator("iframe")).to_be_attached()
        course = wait_for_frame(page, "course")
        return Launch(registration, page, course, asked).ready()


def bundle(path: Path) -> bytes:
    """Return the TypeScript module as a script."""
    esbuild = next(
        path for path in (MODULES / "@esbuild").glob("*/**/esbuild*") if path.is_file() and path.suffix in {"", ".exe"}
    )
    command = [str(esbuild), str(path), "--bundle", "--format=iife"]
    return subprocess.run(command, check=True, capture_output=True, env=os.environ | {"NODE_PATH": str(MODULES)}).stdout


def wait_for_frame(page: Page, name: str) -> Frame:
    """Return the frame of this name as soon as it has a document."""
    found = page.frame(name=name)
    while found is None:
        page.wait_for_event("framenavigated")
        found = page.frame(name=name)
    found.wait_for_load_state("domcontentloaded")
    return found


def in_clock(value: float) -> str:
    whole = int(value)
    return f"{whole // 3600:04}:{whole // 60 % 60:02}:{whole % 60:02}.{int(value * 100) % 100:02}"


def seconds(text: str) -> float:
    """Return the length of a time in either notation."""
    match = re.fullmatch(r"(\d+):(\d+):(\d+(?:\.\d+)?)", text) or re.fullmatch(
        r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?", text
    )
    return (
        sum(float(part or 0) * unit for part, unit in zip(match.groups(), (3600, 60, 1), strict=True)) if match else 0.0
    )


def handler(lms: Lms) -> type[BaseHTTPRequestHandler]:
    """Return the class that answers requests for this LMS."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with contextlib.suppress(ConnectionError):  # a page that has gone
                super().handle()

        def log_message(self, *arguments: Any) -> None:
            pass

        def answer(self, content: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if lms.compresses and kind.startswith("text/"):
                content = gzip.compress(content, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(content)

        def do_GET(self) -> None:
            url = urllib.parse.urlsplit(self.path)
            parts = urllib.parse.unquote(url.path).strip("/").split("/")
            match parts:
                case ["play", number, embedding]:
                    self.answer(play(lms.registrations[int(number)], embedding).encode(), "text/html; charset=utf-8")
                case ["shell"]:
                    course = urllib.parse.parse_qs(url.query).get("course", [""])[0]
                    inner = f'<iframe name="course" title="Course" src="{course}"></iframe>' if course else ""
                    self.answer((SHELL + inner).encode(), "text/html; charset=utf-8")
                case ["lms.js"]:
                    self.answer(lms.script, "text/javascript; charset=utf-8")
                case ["files", *rest] if (path := lms.folder.joinpath(*rest)).is_file():
                    self.answer(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream")
                case _:
                    self.answer(b"not found", "text/plain", 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            data = json.loads(body)
            registration = lms.registrations[int(self.path.rsplit("/", 1)[1])]
            if registration.away:
                self.close_connection = True
                return
            time.sleep(data.get("takes", 0))
            registration.store(data)
            self.answer(b"{}", "application/json")

    return Handler


def play(registration: Registration, embedding: str) -> str:
    """Return the LMS's page."""
    config = {
        "version": "scorm12" if registration.version == "1.2" else "scorm2004",
        "profile": registration.profile,
        "pace": registration.pace,
        "embedding": embedding,
        "course": registration.course,
        "store": f"/store/{registration.number}",
        "refuse": registration.refuse,
        "beacons": registration.beacons,
        **registration.at_launch(),
    }
    text = json.dumps(config).replace("<", "\\u003c")
    return (HERE / "lms.html").read_text(encoding="utf-8").replace("CONFIG", text)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Lms]:
    """Run an LMS that keeps its files in this folder."""
    lms = Lms(folder)
    try:
        yield lms
    finally:
        lms.stop()
