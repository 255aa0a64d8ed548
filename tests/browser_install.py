"""Installs a Chromium for the browser tests where there is none: Debian's when root on Debian, else Playwright's own.

Chromium's headless shell is the same engine without the windows, and needs a third less of the processor.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the Chromium to use, or None: the one named by COURSE_BUILDER_CHROMIUM, or the system's."""
    named = os.environ.get("COURSE_BUILDER_CHROMIUM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """Return the path of the Chromium that Playwright installed, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> None:
    if os.environ.get("COURSE_BUILDER_CHROMIUM") or shutil.which(SHELL):
        return
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", SHELL, "fonts-noto-core"]
        # Where it cannot be had, the tests run in the Chromium that is there.
        needed = not chromium()
        subprocess.run(["apt-get", "update", "-qq"], check=needed, env=environment)
        subprocess.run(install, check=needed, env=environment, stdout=subprocess.DEVNULL)
    elif not chromium() and not playwrights_own():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    main()
