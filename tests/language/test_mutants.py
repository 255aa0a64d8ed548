"""Changed sources never end in an exception: a short run of what ``make fuzz`` does at length."""

from __future__ import annotations

import pytest

from tests.language.mutants import failures, mutant, pieces


@pytest.mark.long
def test_mutants() -> None:
    assert list(failures(0, 120)) == []


def test_there_is_much_to_change() -> None:
    sources = pieces()
    assert len(sources) > 500
    assert {one.quiz for one in sources} == {True, False}
    assert sum(mutant(number, sources).text not in {one.text for one in sources} for number in range(50)) > 40


@pytest.mark.parametrize(
    "text", ["## Q\n\nText [[a]] [[b]]\n\n- (x) a\n- ( ) b", ":::glossary\nA\n:   b\n:   c\n:   d\n:::"]
)
def test_what_was_found(text: str) -> None:
    from tests.courses_on_disk import page
    from tests.language.test_fuzz import told

    assert list(told(page(text))) == []
