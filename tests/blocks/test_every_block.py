"""What holds for every block: the guide has a page of it, and the page's first example is fit for every learner."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from course_builder.blocks import block_rooms
from tests.blocks.conftest import course_of
from tests.docs.blocks import ROOT, Example, examples
from tests.pages.axe import violations
from tests.pages.conftest import served
from tests.shared import build
from tests.windows import Windows

GUIDE = ROOT / "docs" / "guide" / "blocks"
PICTURES = ROOT / "docs" / "guide" / "pictures" / "blocks"
PAGES = sorted(GUIDE.glob("*.md"))
# Callouts are six names for one block.
SAME = dict.fromkeys(("note", "tip", "important", "warning", "caution", "notes"), "callout")


def first_example(page: Path) -> Example:
    return examples(page)[0]


def text_of(page: Path) -> str:
    """Return the inside of the page that the first example is."""
    return first_example(page).files["modules/first.md"].split("{#example}", 1)[1].strip()


def files_of(page: Path) -> dict[str, str]:
    """Return the other files of the first example, and settings with which all of it is shown."""
    files = {name: text for name, text in first_example(page).files.items() if name != "modules/first.md"}
    return {"course.yml": "title: Example\nid: example\noutputs: {html: {edition: trainer}}\n", **files}


def test_the_guide_has_a_page_of_every_block() -> None:
    alone = {SAME.get(name, name) for name, room in block_rooms().items() if not room.inside}
    assert {page.stem for page in PAGES} >= alone


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_guide_shows_it_on_a_phone_and_on_a_desktop(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in (f"{page.stem}-phone.png", f"{page.stem}-desktop.png"):
        assert (PICTURES / name).is_file(), f"python -m tests.blocks.pictures {page.stem}"
        assert f"](../pictures/blocks/{name})" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_is_fit_for_every_learner(page: Path, tmp_path: Path, window: Windows) -> None:
    folder = build(course_of(tmp_path / "course", text_of(page), files_of(page)), "html")
    with served(folder) as address:
        address += "first-example.html"
        desktop = window().new_page()
        desktop.goto(address)
        desktop.wait_for_function("window.courseBuilder?.screen")
        assert not violations(desktop, page.stem)
        narrow = window(viewport={"width": 320, "height": 640}).new_page()
        narrow.goto(address)
        narrow.wait_for_function("window.courseBuilder?.screen")
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
        plain = window(java_script_enabled=False).new_page()
        plain.goto(address)
        expect(plain.locator("main h1")).to_be_visible()
        # Buttons that nothing stands behind would only disappoint.
        expect(plain.locator("main button:visible")).to_have_count(0)
