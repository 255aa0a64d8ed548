"""What authors bring from other tools is read as what it means, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder import check
from course_builder.model import Block
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


@pytest.mark.parametrize(
    ("written", "block", "label"),
    [
        ("::: {.callout-note}\nInside.\n:::", "note", ""),
        ('::: {.callout-tip title="A title"}\nInside.\n:::', "tip", "A title"),
        ('::: {.callout-note collapse="true" title="A title"}\nInside.\n:::', "reveal", "A title"),
        (":::{tip}\nInside.\n:::", "tip", ""),
        (":::{warning} A title\nInside.\n:::", "warning", "A title"),
        (":::tip A title\nInside.\n:::", "tip", "A title"),
        (":::tip[A title]\nInside.\n:::", "tip", "A title"),
        ("::: info\nInside.\n:::", "note", ""),
        (":::danger\nInside.\n:::", "caution", ""),
        ("::: details A title\nInside.\n:::", "reveal", "A title"),
        ('!!! note "A title"\n    Inside.', "note", "A title"),
        ("!!! danger\n\n    Inside.\n\n    More.", "caution", ""),
        ('??? tip "A title"\n    Inside.', "reveal", "A title"),
        ("???+ tip\n    Inside.", "reveal", ""),
    ],
)
def test_containers_are_the_blocks_that_they_mean(written: str, block: str, label: str, tmp_path: Path) -> None:
    result = result_of(tmp_path, f"# A\n\nBefore.\n\n{written}\n\nBehind.\n")
    assert result.diagnostics == []
    assert result.course
    _, node, _ = result.course.modules[0].pages[0].content
    assert isinstance(node, Block)
    assert (node.name, node.label.text if node.label else "") == (block, label)
    assert "Inside." in shown(result)
    if node.label:
        line = result.sources["modules/a.md"].split("\n")[node.label.span.line - 1]
        assert line[node.label.span.column - 1 :].startswith(label)
