"""Patterns that could freeze a browser are refused, those that authors write are not."""

from __future__ import annotations

import pytest

from course_builder import check
from course_builder.questions.patterns import is_slow
from tests.courses_on_disk import quiz, write

FINE = [
    r"\d+,\d*", "(very )*good", "colou?rs?", r"(\d{1,3}\.){3}\d{1,3}", ".*a.*b.*", "(cat|dog)*", "([a-z])+", "((a))+", "[|a]+", "a|b|c|a",
    r"(\+|00)?\d{2} ?\d+", "(?:Monday|Tuesday)s?", "(?=.*x).*", "(ab)+c", r"\w{2,40}", "", "(red|blue|green)( (red|blue|green))*",
]  # fmt: skip
SLOW = [
    "(a+)+", r"(\w+\s?)*", "(a|ab)*", ".*.*.*.*", "(a|a)*", "(a|b|a)*", r"(\w|\d)*", "(é|e)*", "(a|A)*", "(a*)*b", "(aa?)*", "(x{1,50}){1,50}", "(?=(a+)+).*",
    "(?:a{0,3})+", "(a|)+", "((a|ab)(c|bcd))*", "(.*)*", "(" * 3000 + "a" + ")" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("pattern", FINE)
def test_fine(pattern: str) -> None:
    assert not is_slow(pattern)


@pytest.mark.parametrize("pattern", SLOW, ids=range(len(SLOW)))
def test_slow(pattern: str) -> None:
    assert is_slow(pattern)


def test_a_slow_pattern_is_told(tmp_path) -> None:
    result = check(write(tmp_path, quiz("## Q\n\nIt is [[/(a+)+b/]].\n")))
    assert [(one.code, str(one.span)) for one in result.diagnostics] == [("pattern-slow", "assessments/q.md:5:7")]
