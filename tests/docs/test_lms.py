"""docs/lms.md, which `make rehearse` writes, has a row for every profile and version, and for every runtime of others."""

from __future__ import annotations

import re

import pytest

from tests.browser.foreign import ALL
from tests.browser.rehearsal import profiles
from tests.browser.rehearse import PROFILES, RUNTIMES, VERSIONS
from tests.docs.blocks import ROOT

TEXT = (ROOT / "docs" / "lms.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in TEXT.split("\n") if row.startswith("| ")]


@pytest.mark.parametrize(("name", "outputs"), profiles().items())
def test_every_profile_and_version_has_a_row(name: str, outputs: list[str]) -> None:
    assert [row[1] for row in ROWS if row[0] == f"`{name}`"] == [VERSIONS[output] for output in outputs]


def test_no_row_is_left_over() -> None:
    assert {row[0].strip("`") for row in ROWS if row[0].startswith("`")} == set(profiles())


@pytest.mark.parametrize("runtime", ALL)
def test_every_runtime_of_others_has_a_row_that_says_what_came_of_it(runtime: type) -> None:
    rows = [row for row in ROWS if re.match(rf"{runtime.name}( |$)", row[0])]
    assert rows
    assert all(row[2] or row[3].startswith("not played: ") for row in rows)


def test_its_words_are_those_of_the_command() -> None:
    assert PROFILES in TEXT
    assert RUNTIMES in TEXT
