"""A fault of the builder: a sentence, a report without the course's contents, and an exit status of its own."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_builder.commands import main
from course_builder.faults import report
from course_builder.render.content import Renderer
from tests.courses_on_disk import page, write


def fails(*_: object, **__: object) -> None:
    try:
        int("a secret of the author")
    except ValueError as error:
        raise KeyError("another secret") from error


@pytest.mark.parametrize("command", ["build", "check", "preview"])
def test_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(Renderer, "content", fails)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    root = write(tmp_path / "course", page("A secret text."))
    more = ["--share-folder", str(tmp_path / "copy")] if command == "preview" else []
    result = CliRunner().invoke(main, [command, str(root), *more])
    assert result.exit_code == 3
    assert "Error: course-builder has a fault and ended at modules/a.md: KeyError." in result.output
    assert "Traceback" not in result.output
    (file,) = tmp_path.glob("course-builder-fault-*.txt")
    assert str(file) in result.output
    text = file.read_text("utf-8")
    assert "secret" not in text
    assert str(tmp_path) not in text
    assert "while reading: modules/a.md" in text
    assert re.search(r"builtins\.ValueError\n  .*builtins\.KeyError\n", text, re.DOTALL)
    assert re.search(r"^  course_builder/render/pages\.py:\d+ in _page$", text, re.MULTILINE)
    assert re.search(r"course-builder \d.*lxml \d", text)
    assert not (root / "output").exists()


def test_a_deep_recursion() -> None:
    def deep() -> None:
        deep()

    with pytest.raises(RecursionError) as caught:
        deep()
    assert len(report(caught.value, "").splitlines()) < 100


def test_wrong_usage_is_no_fault(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["build", str(tmp_path / "none")]).exit_code == 2
    assert CliRunner().invoke(main, ["build", str(write(tmp_path, {"course.yml": "title: T"}))]).exit_code == 1
