"""The starter course: it builds without a word in every output, and shows what it should."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from course_builder import build
from course_builder.diagnostics import Report
from course_builder.scaffold import STARTER, NotEmptyError, create
from course_builder.source import yaml

pytestmark = pytest.mark.long

SCRIPT = Path(sys.executable).parent / "course-builder"


def test_it_builds_in_every_output_without_a_word(tmp_path: Path) -> None:
    create(tmp_path)
    result = build(tmp_path, ["scorm12", "scorm2004", "html", "single"], strict=True)
    assert result.diagnostics == []
    assert [one.output for one in result.built] == ["scorm12", "scorm2004", "html", "single"]
    assert all(one.path.exists() for one in result.built)


def test_what_is_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "course"
    written = create(folder)
    assert written == sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix() for path in written}
    assert names >= {"course.yml", "modules/welcome.md", "assessments/check.md", ".gitignore"}
    assert any(name.startswith("media/") and name.endswith(".svg") for name in names)


def test_it_shows_the_main_features(tmp_path: Path) -> None:
    create(tmp_path)
    course = build(tmp_path).course
    assert course is not None
    assert {one.kind for one in course.questions} >= {
        "single", "multiple", "true-false", "fill-in", "number", "matching", "ordering", "hotspot", "cloze", "likert",
    }  # fmt: skip
    text = "\n".join(path.read_text(encoding="utf-8") for path in STARTER.rglob("*.md"))
    for sign in (
        "> [!TIP]",
        ":::figure",
        "::::columns",
        "::gate",
        ":::reveal",
        ":::warning",
        ":::hint",
        "[^",
        "*[WHO]",
        "$$",
        "| Step",
        "- [x]",
    ):
        assert sign in text, sign


def test_every_setting_that_is_commented_out_works(tmp_path: Path) -> None:
    create(tmp_path)
    path = tmp_path / "course.yml"
    text = path.read_text(encoding="utf-8")
    assert re.search(r"^# outputs: ", text, re.MULTILINE)
    text = re.sub(r"^outputs: .*\n# outputs", "outputs", text, flags=re.MULTILINE)
    text = text.replace("  # logo: media/logo.svg", "  logo: media/vessel.svg")
    path.write_text(text, encoding="utf-8")
    report = Report()
    assert yaml.parse(text, "course.yml", report)
    assert report.diagnostics == []
    assert build(tmp_path).diagnostics == []


@pytest.mark.parametrize("name", [".git", ".venv", ".gitignore"])
def test_entries_with_a_dot_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    written = create(tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert tmp_path / name not in written
    assert tmp_path / "course.yml" in written


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotEmptyError, match=r"is not empty: 'notes\.txt' is in it"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "course"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(NotEmptyError, match="is a file"):
        create(path)


def test_the_command_refuses_too_and_says_what_comes_next(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(SCRIPT), *words], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
        )

    first = run("new", "my course")
    assert first.returncode == 0
    assert 'course-builder build "my course"' in first.stdout
    again = run("new", "my course")
    assert again.returncode == 2
    assert "is not empty" in again.stderr
    assert run("build", "my course").returncode == 0


def test_it_is_in_the_wheel() -> None:
    """Everything of the starter course is a plain file that no pattern of the wheel leaves out."""
    text = (STARTER.parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert "scaffold" not in text.partition("[tool.hatch.build]")[2].partition("[tool.pytest")[0].replace(
        "course_builder.scaffold", ""
    )
    ignored = subprocess.run(
        ["git", "check-ignore", *map(str, STARTER.rglob("*"))], cwd=STARTER, capture_output=True, text=True, check=False
    )
    assert ignored.stdout == ""
