"""openedx-scorm-xblock, the SCORM of Open edX, in the workbench of the XBlock SDK. It puts values into a queue that it sends
later, answers "true" to all, and has no error codes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser.runtimes import Served, started

SERVE = """
import os
from pathlib import Path

folder = Path({folder!r})
(folder / "var").mkdir(exist_ok=True)
os.environ["EXCLUDE_SAMPLE_XBLOCKS"] = "yes"
os.environ["DJANGO_SETTINGS_MODULE"] = "workbench.settings"
import django
from django.conf import settings

settings.INSTALLED_APPS.remove("djpyfs")  # it is not needed, and does not run with the Django that the others need
settings.MEDIA_ROOT, settings.MEDIA_URL = str(folder / "media"), "/media/"
django.setup()
from django.core.management import call_command
from django.urls import path
from django.views.static import serve
from workbench import scenarios, urls

urls.urlpatterns.append(path("media/<path:path>", serve, {{"document_root": settings.MEDIA_ROOT}}))
call_command("migrate", run_syncdb=True, verbosity=0)
# The scenario that the block brings along names it by a name that it does not have.
scenarios.get_scenarios.initialized = True
scenarios.add_xml_scenario("course", "Course", "<scorm/>")
call_command("runserver", "127.0.0.1:{port}", use_reloader=False, verbosity=0)
"""

HELD = """
import json, sqlite3, sys
for (state,) in sqlite3.connect(sys.argv[1]).execute("select state from workbench_xblockstate where scope = 'user_state' or 1"):
    found = json.loads(state or "{}")
    if "scorm_data" in found:
        print(json.dumps({**found["scorm_data"], **{"status": found.get("lesson_status"), "success": found.get("success_status"), "score": found.get("lesson_score")}}))
"""

FIELDS = {
    "display_name": "Course",
    "width": "",
    "height": "600",
    "has_score": "1",
    "enable_navigation_menu": "0",
    "enable_fullscreen_button": "0",
    "navigation_menu_width": "",
    "weight": "1",
    "popup_on_launch": "0",
}


class OpenEdx:
    name = "openedx-scorm-xblock"
    requirements = ("openedx-scorm-xblock", "xblock-sdk", "django-pyfs", "lazy")
    frame = "iframe.scorm-embedded"

    def serve(self, python: Path, folder: Path, package: Path, port: int) -> subprocess.Popen[bytes]:
        return started(python, folder, SERVE, port=port)

    def enrol(self, served: Served, context: BrowserContext) -> str:
        page = context.new_page()
        page.goto(served.address)
        launch = page.locator("a[href*='course']").first.get_attribute("href")
        page.goto(f"{served.address}{launch}")
        usage = page.locator("[data-usage]").first.get_attribute("data-usage")
        page.close()
        file = {"name": "course.zip", "mimeType": "application/zip", "buffer": served.package.read_bytes()}
        answer = context.request.post(
            f"{served.address}/handler/{usage}/studio_submit/?student=student_1", multipart={**FIELDS, "file": file}
        )
        assert answer.ok, answer.text()[:300]
        return f"{served.address}{launch}"

    def held(self, served: Served, context: BrowserContext) -> dict[str, str]:
        command = [str(served.python), "-c", HELD, str(served.folder / "var" / "workbench.db")]
        held: dict[str, str] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return held
