"""Of a picture's versions browsers take the one that the window needs; opened large, it is the widest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.assets.test_fitting import phone, photograph, saved
from tests.blocks.conftest import Shown, course_of
from tests.pages.axe import violations
from tests.shared import build
from tests.windows import Windows

TEXT = """
![A place](../media/photo.jpg)

:::gallery[Places]
- ![The first](../media/photo.jpg) One
- ![The second](../media/other.png) Two
:::
"""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {"media/photo.jpg": phone(), "media/other.png": saved(photograph(1000, 500), "PNG")}


def versions(page: Page) -> list[str]:
    """Return the file names of the first picture's versions, from the narrowest to the widest, and of its fallback."""
    picture = page.locator("main picture").first.inner_html()
    return [one.rpartition("/")[2] for one in re.findall(r"(\S+) \d+w|src=\"([^\"]+)\"", picture) for one in one if one]


def taken(page: Page, selector: str) -> str:
    picture = page.locator(selector).first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    return str(picture.evaluate("one => one.currentSrc")).rpartition("/")[2]


@pytest.mark.parametrize(("width", "density", "which"), [(360, 1, 0), (360, 2, 0), (1440, 1, 0), (1440, 2, 1)])
def test_the_window_decides(shown: Shown, files: dict[str, bytes], width: int, density: int, which: int) -> None:
    page = shown(TEXT, files, viewport={"width": width, "height": 900}, device_scale_factor=density)
    assert len(versions(page)) == 3
    assert taken(page, "main picture img") == versions(page)[which]
    # Small pictures that open large are fetched small.
    assert taken(page, ".gallery-one img") == versions(page)[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("main picture img").first.bounding_box()
    assert box
    assert box["width"] == min(608, width - 32)
    assert abs(box["height"] / box["width"] - 4 / 3) < 0.01


def test_opened_large_it_is_the_widest(shown: Shown, files: dict[str, bytes]) -> None:
    page = shown(TEXT, files)
    page.locator(".gallery-open").first.press("Enter")
    assert taken(page, "dialog img") == versions(page)[1]
    assert not violations(page, "open")
    page.keyboard.press("ArrowRight")
    expect(page.locator("dialog img")).to_have_attribute("alt", "The second")
    # Not larger than it is.
    assert taken(page, "dialog img").startswith("other.")
    assert page.locator("dialog img").evaluate("one => one.naturalWidth") == 1000


def test_nothing_jumps_while_pictures_come(shown: Shown, files: dict[str, bytes]) -> None:
    page = shown("Text.", {**files, "modules/b.md": f"# B\n\n{TEXT}\n\nThe end."})
    held: list[Route] = []
    page.route("**/media/*", lambda route: held.append(route))
    page.goto(page.url.replace("first-example", "b"), wait_until="domcontentloaded")
    expect(page.locator("main picture img").first).to_have_js_property("complete", value=False)
    top = page.get_by_text("The end.").evaluate("one => one.offsetTop")
    for route in held:
        route.continue_()
    page.route("**/media/*", lambda route: route.continue_())
    taken(page, "main picture img")
    # Its own height is rounded to whole pixels.
    assert abs(page.get_by_text("The end.").evaluate("one => one.offsetTop") - top) <= 1


def test_from_files_and_on_paper(tmp_path: Path, window: Windows, files: dict[str, bytes]) -> None:
    folder = build(course_of(tmp_path, TEXT, files), "html")
    for javascript in (True, False):
        page = window(java_script_enabled=javascript).new_page()
        page.goto((folder / "first-example.html").as_uri())
        page.emulate_media(media="print")
        expect(page.locator("main picture img").first).to_be_visible()
        assert page.locator("main picture img").first.evaluate("one => one.decode().then(() => one.naturalWidth)")
