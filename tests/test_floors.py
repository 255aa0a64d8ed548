"""Each floor imports only floors below it, and outputs, questions and blocks do not know one another."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_contracts() -> None:
    command = shutil.which("lint-imports", path=Path(sys.executable).parent) or "lint-imports"
    ran = subprocess.run(
        [command, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_room_is_in_its_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = [one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "independence"]
    listed = {name for one in contracts for name in one["modules"]}
    points = settings["project"]["entry-points"]
    rooms = {
        value.partition(":")[0]
        for group in ("outputs", "questions", "blocks")
        for value in points[f"course_builder.{group}"].values()
    }
    assert rooms == listed
