"""The package in docs/architecture.md works as shown: it adds a question type, a block and an output."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, blocks

pytestmark = pytest.mark.long

PAGE = ROOT / "docs" / "architecture.md"


@pytest.fixture
def course(tmp_path: Path) -> tuple[Path, Path]:
    site, folder = tmp_path / "site", tmp_path / "course"
    for block in blocks(PAGE):
        if not block.title:
            continue
        path = (folder if block.title.endswith((".yml", ".md")) else site) / block.title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    project = tomllib.loads((site / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # What pip would write.
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    groups = [
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in points.items())
        for group, points in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n\n".join(groups) + "\n", encoding="utf-8")
    return site, folder


def test_the_examples_work_together(course: tuple[Path, Path]) -> None:
    site, folder = course
    done = subprocess.run(
        # Quiet: what is printed is mistakes, and not how far a slow machine is.
        [sys.executable, "-m", "course_builder", "build", str(folder), "--quiet"],
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "output" / "example.txt").read_text(encoding="utf-8") == "Example\n- First\n    - Second\n"
    with zipfile.ZipFile(folder / "output" / "example-scorm12.zip") as package:
        page = package.read("first-second.html").decode()
        style = package.read("style.css").decode()
    assert "<figcaption>2030 Agenda, 2015</figcaption>" in page
    assert "I am not sure" in page
    assert ".quotation figcaption" in style


def test_the_question_needs_its_package(course: tuple[Path, Path]) -> None:
    _, folder = course
    done = subprocess.run(
        [sys.executable, "-m", "course_builder", "check", str(folder)],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    for code in ("question-kind-unknown", "directive-unknown", "output-unknown"):
        assert f"[{code}]" in done.stderr
    assert "Traceback" not in done.stderr
