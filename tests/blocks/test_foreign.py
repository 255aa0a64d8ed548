"""A block of another package brings its own script and style, for the pages that need them alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from course_builder import blocks, plugins
from tests.blocks.conftest import course_of
from tests.pages.conftest import served
from tests.shared import build
from tests.windows import Windows


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "clock"
    folder.mkdir()
    (folder / "block.html.jinja").write_text('<p class="clock" data-needs="clock" data-clock>{{ label }}</p>', "utf-8")
    (folder / "style.css").write_text(".clock { font-weight: 700; }", "utf-8")
    (folder / "script.js").write_text(
        "courseBuilder.behaviour('clock', (root) => {"
        " for (const one of root.querySelectorAll('[data-clock]')) one.append(' ticks'); });",
        "utf-8",
    )
    rooms = {**blocks.block_rooms(), "clock": blocks.BlockRoom("clock", folder, parts=("clock",))}
    known = plugins.plugged_in
    monkeypatch.setattr(blocks, "plugged_in", lambda group: rooms if group.endswith("blocks") else known(group))


@pytest.mark.usefixtures("clock")
def test_a_script_of_its_own(tmp_path: Path, window: Windows) -> None:
    with served(build(course_of(tmp_path / "course", "::clock[It]"), "html")) as address:
        page = window().new_page()
        page.goto(address + "first-example.html")
        expect(page.get_by_text("It ticks")).to_have_css("font-weight", "700")
        assert "clock.part" not in page.request.get(address + "first.html").text()
