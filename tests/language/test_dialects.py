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
    return b"\n".join(result.edition.pages.all()).decode()


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
        ("```{note}\nInside.\n```", "note", ""),
        ("```{tip} A title\n:class: wide\n\nInside.\n```", "tip", "A title"),
        ("````{admonition} A title\n:class: warning\n\nInside.\n\n```\ncode\n```\n````", "warning", "A title"),
        ("~~~{note}\n:class: dropdown\nInside.\n~~~", "reveal", ""),
        (":::{tip} A title\n:class: dropdown\n:name: here\nInside.\n:::", "reveal", "A title"),
        ("::: {.callout-tip}\n## A title\n\nInside.\n:::", "tip", "A title"),
        ("::: {#tip-one .callout-tip collapse=true}\n\n### A title\nInside.\n:::", "reveal", "A title"),
        (":::::: callout\n\n## A title\n\nInside.\n\n::::::::::", "note", "A title"),
        ("::::::: solution :::::\nInside.\n:::", "reveal", ""),
        (":::note\nInside.\n::::", "note", ""),
        ("::::note\nInside.\n:::", "note", ""),
        ('=== "A title"\n\n    Inside.\n\n=== "Another"\n    More.', "tabs", ""),
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


UNKNOWN = {
    ":::foo\nInside *it*.\n:::": "foo",
    "::: warning-box\nInside *it*.\n:::": "warning-box",
    "::::: {.panel-tabset}\n::: {.tip}\nMore.\n:::\nInside *it*.\n::::::": "panel-tabset",
    ":::{foo} A title\nInside *it*.\n:::": "foo",
    ":::foo A title\nInside *it*.\n:::": "foo",
    "```{foo} A title\nInside *it*.\n```": "foo",
    "!!! foo\n    Inside *it*.": "foo",
    "> [!foo]- A title\n> Inside *it*.": "foo",
    "::: challenge\n\n## A title\n\nInside *it*.\n\n:::::": "challenge",
}


@pytest.mark.parametrize("written", UNKNOWN)
def test_what_stands_in_an_unknown_container_is_shown(written: str, tmp_path: Path) -> None:
    result = result_of(tmp_path, f"# A\n\nBefore.\n\n{written}\n\nBehind.\n")
    (found,) = result.diagnostics
    assert (found.code, found.span.line) == ("container-unknown", 5)
    assert repr(UNKNOWN[written]) in found.message
    assert "<p>Inside <em>it</em>.</p>" in shown(result)
    assert ("A title" in written) == ("A title" in shown(result))


def test_a_page_that_begins_in_an_unknown_container_takes_its_end_along(tmp_path: Path) -> None:
    result = result_of(tmp_path, "# A\n\n::: {.panel-tabset}\n## One\nText.\n\n## Two\nText.\n:::\n\nBehind.\n")
    assert [one.code for one in result.diagnostics] == ["container-unknown"]
    assert result.course
    assert [one.title.text for one in result.course.modules[0].pages] == ["A", "One", "Two"]


@pytest.mark.parametrize("name", ["code-cell} python", "python", "r", "math", "code-block} c", "mermaid"])
def test_fences_of_code_stay_code(name: str, tmp_path: Path) -> None:
    fence = f"```{{{name}\nx = 1\n```" if "}" in name else f"```{{{name}}}\nx = 1\n```"
    result = result_of(tmp_path, f"# A\n\n{fence}\n")
    assert "container-unknown" not in [one.code for one in result.diagnostics]
    assert "text-lost" not in [one.code for one in result.diagnostics]
    assert "<pre" in shown(result) or "<math" in shown(result)


def test_admonitions_in_items_are_callouts(tmp_path: Path) -> None:
    result = result_of(tmp_path, '# A\n\n- Item\n\n    !!! tip "A title"\n        Inside.\n')
    assert result.diagnostics == []
    assert '<div class="callout tip" role="note">' in shown(result)


def test_a_solution_below_a_task_is_folded_and_told(tmp_path: Path) -> None:
    text = "# A\n\n> What is it?\n>\n> > It is *two*.\n> {: .solution}\n{: .challenge}\n\n> Text.\n{: .red #here}\n"
    result = result_of(tmp_path, text)
    assert [(one.code, one.span.line) for one in result.diagnostics] == [
        ("container-unknown", 6),
        ("container-unknown", 7),
    ]
    page = " ".join(shown(result).split())
    assert (
        '<blockquote class="challenge"> <p>What is it?</p> <details class="reveal"> <summary>Solution</summary>' in page
    )
    assert '<blockquote class="red" id="here">' in page
