"""What the guide says becomes of a file is what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder.scaffold.imports import take
from tests.docs.blocks import ROOT, Block, blocks
from tests.docs.office import write_file

pytestmark = pytest.mark.long

PAGE = ROOT / "docs/guide/16-in-and-out.md"


def cases() -> list[tuple[list[Block], Block]]:
    found = blocks(PAGE)
    return [
        ([one for one in found if one.heading == made.heading and one.title], made)
        for made in found
        if "made" in made.words
    ]


@pytest.mark.parametrize(("given", "made"), cases(), ids=lambda one: one.heading if isinstance(one, Block) else "")
def test_it_becomes_what_the_guide_shows(given: list[Block], made: Block, tmp_path: Path) -> None:
    assert given
    for one in given:
        write_file(tmp_path / one.title, one.text)
    taken = take([tmp_path / one.title for one in given], tmp_path / "course")
    assert {one.state for one in taken.outcomes} == {"whole"}
    modules = [text.decode() for name, text in taken.files.items() if name.startswith("modules/")]
    assert made.text == modules[0]
