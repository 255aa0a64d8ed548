"""Banks in GIFT: the keys of their questions come over, and what cannot be read is told at its line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.scaffold.imports.gift_files import FILES
from tests.scaffold.imports.keys import imported, shares

pytestmark = pytest.mark.long


def test_keys_are_those_of_the_files(tmp_path: Path) -> None:
    assert len(FILES) >= 30
    wrong = shares(FILES, tmp_path, ".gift")
    count = sum(len(expected) for _, expected in FILES.values())
    share = 1 - len(wrong) / count
    assert not wrong, f"{share:.1%} of {count} have the right key:\n" + "\n".join(wrong)


def test_it_is_written_as_a_person_would(tmp_path: Path) -> None:
    bank = (
        "$CATEGORY: $course$/Sky\n\n::Star::The sun is a {=star#Yes. =sun} of *ours*.\n\n"
        "So?{FALSE#It is not.#Right.####Because.}\n\n::Many::Which?{~%50%a#One ~%50%b ~%-50%c}\n"
    )
    taken, _ = imported(tmp_path, "bank.txt", bank)
    assert taken.files["assessments/sky.md"].decode() == (
        "# Sky\n\n## The sun is a [[star|sun]] of \\*ours\\*. {#star}\n\n:::correct\nYes.\n:::\n\n"
        "## So? {#so}\n\n- ( ) True\n      > It is not.\n- (x) False\n      > Right.\n\n> Because.\n\n"
        "## Which? {#many scoring=right-minus-wrong}\n\n- [x] a\n      > One\n- [x] b\n- [ ] c\n"
    )
    assert [(one.line, one.state) for one in taken.outcomes] == [(3, "whole"), (5, "whole"), (7, "whole")]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Which?{=a ~b", "Its braces { } do not belong together."),
        ("Which? a}", "Its braces { } do not belong together."),
        ("A {=a} and {=b}.", "It has answers in more than one pair of braces."),
        ("Match{=a->b =c}", "'c' has no arrow."),
        ("N?{#many}", "'many' is not a number."),
        ("N?{#1..x}", "'1..x' is no range of numbers."),
        ("Which?{~a ~b}", "No option of it gives points."),
        ("Which?{=a =b ~c}", "More than one option gives all the points, and one can be chosen."),
        ("x" * 300_000 + "{=a}", "It has more than 200,000 characters."),
    ],
)
def test_what_cannot_be_said_is_left_out(tmp_path: Path, question: str, why: str) -> None:
    taken, found = imported(tmp_path, "bank.txt", f"::Good::So?{{T}}\n\n{question}\n")
    assert found == {"good": "True"}
    assert [(one.line, one.state, one.lost) for one in taken.outcomes[1:]] == [(3, "not", [why])]


@pytest.mark.parametrize(
    "text",
    [
        "{" * 300_000,
        "Which?{" + "~" * 150_000 + "}",
        "a\n" * 500_000,
        "\\" * 500_000,
        "::" * 100_000,
        "{a\n\n" * 50_000,
    ],
)
def test_it_ends_whatever_stands_there(tmp_path: Path, text: str) -> None:
    started = time.process_time()
    imported(tmp_path, "bank.txt", text)
    assert time.process_time() - started < 20


def test_ids_and_tags_stand_in_comments(tmp_path: Path) -> None:
    text = (
        "// [id:a-1] [tag:wells]\n// more\nWhich?{=a ~b}\n\nWhich other?{=a ~b}\n\n// [id:c\\]]\nWhich third?{=a ~b}\n"
    )
    taken, _ = imported(tmp_path, "bank.txt", text)
    assert [one.identifier for one in taken.outcomes] == ["a-1", "which-other", "c"]
    assert taken.outcomes[0].lost == []
    assert "tags=wells" in taken.files["assessments/bank.md"].decode()
