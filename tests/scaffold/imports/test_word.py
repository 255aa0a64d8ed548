"""Word files: what they say comes over, and the keys that they say clearly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scaffold.imports.keys import imported, shares
from tests.scaffold.imports.word_files import FILES, UNCLEAR

pytestmark = pytest.mark.long


def test_keys_are_those_of_the_files(tmp_path: Path) -> None:
    assert len(FILES) >= 30
    wrong = shares(FILES, tmp_path, ".docx")
    count = sum(len(expected) for _, expected in FILES.values())
    share = 1 - len(wrong) / count
    assert not wrong, f"{share:.1%} of {count} have the right key:\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", UNCLEAR)
def test_a_key_is_never_guessed(tmp_path: Path, name: str) -> None:
    content, why = UNCLEAR[name]
    taken, found = imported(tmp_path, "test.docx", content)
    assert not found
    assert [(one.state, one.lost) for one in taken.outcomes if one.kind == "question"] == [("part", [why])]
