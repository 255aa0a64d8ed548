"""Takes the pictures of the guide's page on the preview: ``python -m tests.serve.pictures``."""

from __future__ import annotations

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser_install import chromium
from tests.conftest import SWITCHES
from tests.serve.conftest import COMMAND, ROOT, end, run
from tests.shared import copy_flagship

PICTURES = ROOT / "docs" / "guide" / "pictures"


def take(page: Page, name: str) -> None:
    """Save what the window shows, small enough for version control."""
    PICTURES.mkdir(exist_ok=True)
    with Image.open(BytesIO(page.screenshot(animations="disabled"))) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        root = copy_flagship(folder / "flagship")
        subprocess.run([COMMAND, "preview", str(root), "--share-folder", str(folder / "review")], check=True)
        preview = run(root)
        browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        page = browser.new_page(viewport={"width": 1000, "height": 640})
        try:
            page.goto(preview.url("/course/education-education-entry-points.html"))
            source = root / "modules" / "education.md"
            text = source.read_text(encoding="utf-8")
            source.write_text(text.replace("- (x)", "- ( )", 1), encoding="utf-8")
            expect(page.locator("course-builder-preview section mark").first).to_be_visible()
            take(page, "mistakes")
            source.write_text(text, encoding="utf-8")
            expect(page.locator("course-builder-preview section")).to_be_hidden()
            page.goto(preview.url("/-/view#/course/education.html"))
            page.get_by_label("Phone").check()
            page.get_by_label("Dark").check()
            expect(page.frame_locator("iframe").locator("html")).to_have_attribute("data-theme", "dark")
            take(page, "phone")
            page.goto((folder / "review" / "education-education-entry-points.html").as_uri())
            expect(page.locator(".review-banner")).to_be_visible()
            key = page.locator(".review-key").first
            key.evaluate("one => one.closest('form').scrollIntoView({ block: 'end' })")
            take(page, "review")
        finally:
            browser.close()
            end(preview)


if __name__ == "__main__":
    main()
