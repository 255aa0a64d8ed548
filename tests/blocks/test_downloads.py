"""Files to take along: their kinds and sizes in words, and that they arrive under their own names."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.blocks.conftest import Shown

TEXT = """
:::downloads[To *take* along]
Print them.

- [The handout](../media/handout.pdf) for *two*
- [A film](../media/a%20film.xyz)
:::
"""
FILES = {"media/a film.xyz": b"x" * 2_345_678}


@pytest.mark.parametrize("output", ["html", "single"])
def test_files_arrive_under_their_own_names(shown: Shown, output: str) -> None:
    page = shown(TEXT, FILES, output=output)
    link = page.get_by_role("link", name="The handout (PDF, 1 KB)")
    link.focus()
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "handout.pdf"
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    expect(page.get_by_role("link", name="A film (XYZ file, 2.3 MB)")).to_have_attribute("download", "a film.xyz")
    expect(page.get_by_text("for two")).to_be_visible()
    expect(page.get_by_text("Print them.")).to_be_visible()


def test_sizes_are_said_in_the_language_of_the_course(shown: Shown) -> None:
    page = shown(TEXT, FILES | {"course.yml": "title: E\nid: e\nlanguage: fr\n"}, java_script_enabled=False)
    expect(page.locator(".downloads-kind").nth(1)).to_contain_text("2,3")
