"""The compiler scores answers as the player does: both run every case of one table."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_builder.checks.compare import number_matches, text_matches
from course_builder.checks.example import example
from course_builder.checks.scoring import key, score, wrong

CASES: list[dict[str, Any]] = json.loads((files("course_builder.player") / "scoring-cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    result = score(case["question"], case["responses"], case["hints"])
    assert result == (None if case["score"] is None else pytest.approx(case["score"], abs=1e-12))


def test_there_are_cases() -> None:
    assert len(CASES) > 100


def proven(question: dict[str, Any]) -> bool:
    """Whether a question's key can be proven: patterns that cannot be read, and keys that are none, cannot."""
    best, worst = key(question), wrong(question)
    return best is not None and worst is not None and score(question, best, 0) == 1 and score(question, worst, 0) == 0


def test_most_keys_of_the_table_are_proven() -> None:
    questions = {json.dumps(case["question"], sort_keys=True): case["question"] for case in CASES}
    scored = [one for one in questions.values() if one["endings"] or any(part["scored"] for part in one["parts"])]
    assert sum(proven(one) for one in scored) > 0.8 * len(scored)


@pytest.mark.parametrize(
    "pattern",
    [
        "colou?r",
        "a|b",
        "[A-Z]{2}",
        "[eé]cole",
        r"\d{2,3}",
        r"a\Wb",
        r"(ab|cd)+e",
        r"(?:x(y(z)))?q",
        r"\w+\s\w+",
        "[^,]+",
        "a.c",
        r"\.",
        r"(\w)\1",
        "x*y",
        "a{3}",
        "a+?b",
        r"[\d-]+",
        r"(?<year>\d{4})",
        "^a$",
        "(?=a)a",
        r"[]a]b",
    ],
)
def test_examples_of_patterns(pattern: str) -> None:
    data = {"caseMatters": True, "accentsMatter": True, "accepted": [], "patterns": [pattern]}
    assert text_matches(example(pattern), data), example(pattern)


@settings(max_examples=300)
@given(st.text(alphabet="ab()[]{}|?*+\\.^$-0,1dwsb<>:=!P", max_size=20))
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    example(pattern)
    text_matches("ab", {"caseMatters": False, "accentsMatter": False, "accepted": [], "patterns": [pattern]})


@given(st.text(max_size=30), st.text(max_size=30), st.booleans(), st.booleans())
def test_any_text_is_compared(typed: str, accepted: str, case: bool, accents: bool) -> None:
    data = {"caseMatters": case, "accentsMatter": accents, "accepted": [accepted], "patterns": []}
    assert text_matches(accepted, data) or not re.sub(r"[\s\ufeff\u0300-\u036f]", "", accepted)
    text_matches(typed, data)
    number_matches(typed, {"ranges": [{"low": "1", "high": "2.5"}]})
