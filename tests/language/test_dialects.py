"""What authors bring from other tools is read as what it means, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder import check
from course_builder.result import Result
from tests.courses_on_disk import PAGE, write


def result_of(folder: Path, module: str) -> Result:
    return check(write(folder, {**PAGE, "modules/a.md": module}), ["html"])


def shown(result: Result) -> str:
    assert result.edition
    return "\n".join(result.edition.folder.html.values())


@pytest.mark.parametrize(
    "front", ["title: Title", "title: 'Title'\nauthor: A\ndate: 2024-01-01\ntags: [a, b]\ndraft: no"]
)
@pytest.mark.parametrize("heading", ["", "# Title\n\n"])
def test_front_matter_gives_the_title(front: str, heading: str, tmp_path: Path) -> None:
    result = result_of(tmp_path, f"---\n{front}\n---\n\n{heading}Text.\n")
    assert result.diagnostics == []
    assert result.course
    assert [one.title.text for one in result.course.modules] == ["Title"]
    assert [one.title.text for one in result.course.modules[0].pages] == ["Title"]


def test_a_description_is_the_summary(tmp_path: Path) -> None:
    result = result_of(tmp_path, "---\ndescription: In short.\n---\n# A\n\nText.\n")
    assert result.course
    assert result.course.modules[0].settings.summary == "In short."
    assert result.diagnostics == []


def test_keys_of_other_tools_are_told_once(tmp_path: Path) -> None:
    keys = "layout: lesson\nteaching: 10\nexercises: 5\nsidebar_position: 2\n"
    result = result_of(tmp_path, f"---\n{keys}---\n# A\n\nText.\n")
    (found,) = result.diagnostics
    assert found.severity == "warning"
    assert "layout, teaching, exercises, sidebar_position" in found.message


def test_a_near_miss_of_our_own_keys_is_a_mistake(tmp_path: Path) -> None:
    (found,) = result_of(tmp_path, "---\nobjective: {a: b}\n---\n# A\n\nText.\n").diagnostics
    assert found.code == "yaml-unknown-key"
    assert "objectives" in found.hint


@pytest.mark.parametrize("comment", ["<!-- SPDX: by -->", "<!--\nseveral\n\nlines\n-->\n\n<!-- two -->"])
def test_a_comment_above_the_title_is_for_authors(comment: str, tmp_path: Path) -> None:
    result = result_of(tmp_path, f"{comment}\n\n# Title\n\nText.\n")
    assert result.diagnostics == []
    assert result.course
    assert [one.title.text for one in result.course.modules[0].pages] == ["Title"]
    assert "SPDX" not in shown(result)
    assert "several" not in shown(result)
