"""Sources that are no files, and sources without bounds: each is told, and nothing waits for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.source import files
from tests.courses_on_disk import PAGE, page, write


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize(
    "name",
    ["course.yml", "modules/b.md", "assessments/q.md", "media/p.png", "media/t.csv", "course.lock", "theme/style.css"],
)
def test_a_pipe_among_the_sources(tmp_path: Path, name: str) -> None:
    text = "![A](../media/p.png)\n\n:::chart[A]{type=bars src=../media/t.csv}\n:::\n"
    root = write(tmp_path, {**page(text), "course.yml": "title: T\nassessment: q\n"})
    (root / name).unlink(missing_ok=True)
    (root / name).parent.mkdir(exist_ok=True)
    os.mkfifo(root / name)
    told = [str(one.span.file) for one in check(root, ["html"]).diagnostics]
    assert told or name in {"course.lock", "theme/style.css"}


def test_a_folder_that_is_called_like_a_source(tmp_path: Path) -> None:
    root = write(tmp_path, {**PAGE, "assessments/q.md/x": "", "course.yml": "title: T\nassessment: q\n"})
    assert [one.code for one in check(root).diagnostics] == ["file-kind"]


def test_a_source_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 2_000_000)
    root = write(tmp_path, {**PAGE, "modules/b.md": b"# B\n\n" + b"x" * 2_000_000})
    assert [one.code for one in check(root).diagnostics] == ["file-large"]


@pytest.mark.long
def test_includes_that_double(tmp_path: Path) -> None:
    sources: dict[str, str | bytes] = {
        f"shared/{number}.md": f"::include{{src={number + 1}.md}}\n\n::include{{src={number + 1}.md}}\n"
        for number in range(19)
    }
    root = write(tmp_path, {**page("::include{src=../shared/0.md}"), **sources, "shared/19.md": "Text.\n"})
    assert {one.code for one in check(root).diagnostics} == {"include-limit"}


def test_includes_that_go_deep(tmp_path: Path) -> None:
    sources: dict[str, str | bytes] = {
        f"shared/{number}.md": f"::include{{src={number + 1}.md}}\n" for number in range(40)
    }
    root = write(tmp_path, {**page("::include{src=../shared/0.md}"), **sources, "shared/40.md": "Text.\n"})
    (told,) = check(root).diagnostics
    assert (told.code, told.span.file) == ("include-limit", "shared/19.md")
    assert not build(root).ok
