"""Takes the pictures of the guide's pages on blocks: ``python -m tests.blocks.pictures [NAME …]``.

Each is the first example of its page, on a phone and on a desktop.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.blocks.conftest import course_of
from tests.blocks.test_every_block import PAGES, PICTURES, files_of, text_of
from tests.browser_install import chromium
from tests.conftest import SWITCHES
from tests.pages.conftest import served
from tests.shared import build

SIZES = {"phone": {"width": 390, "height": 780}, "desktop": {"width": 1000, "height": 700}}


def main(names: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        for guide in PAGES:
            if names and guide.stem not in names:
                continue
            folder = build(course_of(Path(name) / guide.stem, text_of(guide), files_of(guide)), "html")
            with served(folder) as address:
                for size, viewport in SIZES.items():
                    page = browser.new_page(viewport=viewport, device_scale_factor=1)
                    page.goto(f"{address}first-example.html")
                    page.wait_for_function("window.courseBuilder?.screen")
                    page.evaluate("document.fonts.ready")
                    if page.locator("video").count():
                        # The browser's own controls fade out what they show while a poster comes.
                        page.wait_for_timeout(1000)
                    # Only the page itself, not what stands around it in every page.
                    page.add_style_tag(content=".bar, .pager, main h1, .eyebrow { display: none !important }")
                    shot = page.locator("main").screenshot(animations="disabled")
                    with Image.open(BytesIO(shot)) as picture:
                        cut = picture.crop((0, 0, picture.width, min(picture.height, 1400)))
                        small = cut.convert("RGB").quantize(128, dither=Image.Dither.NONE)
                        small.save(PICTURES / f"{guide.stem}-{size}.png", optimize=True)
                    page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
