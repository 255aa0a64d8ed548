"""The examples of the rules: the wrong one gives exactly its rule, the right one none."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder import check
from course_builder.diagnostics import RULES, as_text
from tests.docs.rules import WITHOUT, examples


def test_every_rule_has_its_examples() -> None:
    assert list(examples()) == [code for code in RULES if code not in WITHOUT]
    assert all(wrong.files and wrong != right for wrong, right in examples().values())


LARGE = {"file-large", "state-too-large", "state-text-short", "media-large"}
WRONG = [pytest.param(code, marks=[pytest.mark.long] * (code in LARGE)) for code in examples()]


@pytest.mark.parametrize("code", WRONG)
def test_the_wrong_one_breaks_this_rule_and_no_other(code: str, tmp_path: Path) -> None:
    examples()[code][0].write(tmp_path)
    result = check(tmp_path)
    assert {one.code for one in result.diagnostics} == {code}, as_text(result.diagnostics, result.sources)
    assert len(result.diagnostics) == 1, as_text(result.diagnostics, result.sources)


@pytest.mark.parametrize("code", examples())
def test_the_right_one_breaks_none(code: str, tmp_path: Path) -> None:
    examples()[code][1].write(tmp_path)
    result = check(tmp_path)
    assert result.diagnostics == [], as_text(result.diagnostics, result.sources)
