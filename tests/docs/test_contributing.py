"""CONTRIBUTING.md names every dependency, and its table of commands is complete."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.docs.blocks import ROOT
from tests.docs.test_commands import targets

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PLAYER = json.loads((ROOT / "course_builder" / "player" / "package.json").read_text(encoding="utf-8"))

PYTHON = [
    *PROJECT["project"]["dependencies"],
    *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
    *PROJECT["build-system"]["requires"],
]
NAMES = (
    # The extra for developers asks for the other one.
    {re.split(r"[<>=!~\[; ]", one)[0] for one in PYTHON} - {"course-builder"}
    | set(PLAYER.get("dependencies", {}))
    | set(PLAYER.get("devDependencies", {}))
)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_dependency_has_its_reason(name: str) -> None:
    assert re.search(rf"^\|[^|]*\|[^|]*`{re.escape(name)}`[^|]*\|[^|]+\|$", TEXT, re.MULTILINE)


def test_no_dependency_is_left_over() -> None:
    table = TEXT.partition("## Dependencies")[2].partition("\n## ")[0]
    rows = [row.split("|")[2] for row in table.split("\n") if row.startswith("|")]
    assert {name for row in rows for name in re.findall(r"`([@\w/-]+)`", row)} == NAMES


def test_every_target_of_make_is_listed() -> None:
    assert set(re.findall(r"^\| `make ([\w-]+)` \|", TEXT, re.MULTILINE)) == targets()


def test_the_changelog_has_a_place_for_what_is_new() -> None:
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_version_is_said_once() -> None:
    package = (ROOT / "course_builder" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{PROJECT["project"]["version"]}"' in package
