"""scormhost: packages behind FastAPI. Its API sends everything with each commit, unheard, and answers "true" to all."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser.runtimes import Served, started

SERVE = """
import uvicorn
from scormhost import create_scorm_app

app = create_scorm_app(data_dir={folder!r}, secret_key="of-the-rehearsal-and-of-nothing-else")
uvicorn.run(app, port={port}, log_level="warning")
"""


class Scormhost:
    name = "scormhost"
    requirements = ("scormhost",)
    frame = "#scormhost-content"

    def serve(self, python: Path, folder: Path, package: Path, port: int) -> subprocess.Popen[bytes]:
        return started(python, folder, SERVE, port=port)

    def enrol(self, served: Served, context: BrowserContext) -> str:
        # Whoever registers first may bring packages in.
        learner = {
            "email": "learner@example.com",
            "username": "learner",
            "password": "rehearsal-1",
            "display_name": "L",
        }
        assert context.request.post(f"{served.address}/api/auth/register", data=learner).ok
        file = {"name": served.package.name, "mimeType": "application/zip", "buffer": served.package.read_bytes()}
        answer = context.request.post(f"{served.address}/api/packages?package_id=course", multipart={"file": file})
        assert answer.ok, answer.text()
        return f"{served.address}/launch/course"

    def held(self, served: Served, context: BrowserContext) -> dict[str, str]:
        answer = context.request.get(f"{served.address}/api/scorm/course/cmi?launch=index.html")
        held: dict[str, str] = answer.json()["elements"]
        return held
