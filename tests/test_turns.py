"""Whoever waits for a turn gets one."""

from __future__ import annotations

import pytest

from tests import turns
from tests.turns import Turns


@pytest.mark.parametrize(("count", "of"), [(1, 2), (2, 2), (3, 2), (8, 2), (133, 36), (5, 9), (0, 3)])
def test_every_case_comes_in_as_many_turns_as_there_are(monkeypatch: pytest.MonkeyPatch, count: int, of: int) -> None:
    cases = list(range(count))
    seen: list[int] = []
    for number in range(7, 7 + of):
        monkeypatch.setattr(turns, "turn", lambda number=number: number)
        share = Turns(whole=False).share(cases, of, "name")
        assert share == sorted(share)
        assert bool(share) == bool(cases)
        seen += share
    assert sorted(set(seen)) == cases
    assert Turns(whole=True).share(cases, of, "name") == cases


def test_cases_that_alternate_come_both() -> None:
    cases = [(moment, version) for moment in "abcd" for version in ("1.2", "2004")]
    share = Turns(whole=False).share(cases, 2, "saving")
    assert [moment for moment, _ in share] == list("abcd")
    assert {version for _, version in share} == {"1.2", "2004"}
