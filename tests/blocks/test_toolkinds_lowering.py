"""Trees, matrices, builders and banks as their rooms read them; no text whatever makes them fall over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import course_builder
from course_builder.source.names import plain_text, verbatim
from tests.blocks.test_bank import BANK, FILES
from tests.blocks.test_builder import CHAIN
from tests.blocks.test_decision_tree import TREE
from tests.blocks.test_matrix import BANDS, QUADRANTS
from tests.blocks.test_tool_lowering import lowered
from tests.courses_on_disk import page, write


def test_a_tree(tmp_path: Path) -> None:
    tool, codes = lowered(tmp_path, TREE.replace("(first.md)", "(a.md)"))
    assert codes == []
    assert [(one.id, one.data.number) for one in tool.own] == [
        ("begin", 1),
        ("time", 2),
        ("report", 3),
        ("short", 4),
        ("long", 5),
    ]
    first, *_ = tool.own
    assert [(way.id, way.to, way.number) for way in first.data.ways] == [
        ("at-the-start", "time", 2),
        ("at-the-end", "report", 3),
    ]
    # A list without arrows is text of the step.
    assert [one.text for one in first.data.prompt] == ["Think of *today*.", "- one\n- two", "Then choose."]


def test_the_first_step_starts_wherever_it_stands(tmp_path: Path) -> None:
    text = "::::decision-tree[T]{#t}\n:::outcome[O]{#o}\nEnd.\n:::\n\n:::step[S]{#s}\n- A -> o\n:::\n::::"
    tool, codes = lowered(tmp_path, text)
    assert codes == []
    assert [one.id for one in tool.own] == ["s", "o"]


def test_a_deep_tree(tmp_path: Path) -> None:
    steps = "\n".join(f":::step[Step {one}]{{#s{one}}}\n- On -> s{one + 1}\n- Out -> o\n:::" for one in range(1500))
    tool, codes = lowered(
        tmp_path,
        f"::::decision-tree[T]{{#t}}\n{steps}\n:::step[Last]{{#s1500}}\n- Out -> o\n:::\n:::outcome[O]{{#o}}\nEnd.\n:::\n::::",
    )
    assert codes == []
    assert len(tool.own) == 1502


def test_a_matrix(tmp_path: Path) -> None:
    tool, codes = lowered(tmp_path, BANDS.replace("(first.md)", "(a.md)"))
    assert codes == []
    rows = [[square.zone for square in row] for row in tool.own.rows]
    assert rows == [[2, 3, 3, 3, 3], [1, 2, 3, 3, 3], [1, 2, 2, 3, 3], [1, 1, 2, 2, 3], [1, 1, 1, 1, 2]]
    entries = tool.examples[0].sheets["rows"]
    assert [(one.id, dict(one.cells)) for one in entries][1][1] == {
        "risk": "Theft",
        "likelihood": "2",
        "impact": "2",
        "owner": "Guards",
    }


@pytest.mark.parametrize(
    ("points", "high", "said"),
    [(2, "", "1"), (3, "", "1–2"), (4, "", "1–2"), (5, "", "1–3"), (5, "high=3", "1–2"), (10, "", "1–5")],
)
def test_what_is_low(tmp_path: Path, points: int, high: str, said: str) -> None:
    text = QUADRANTS.replace('scale="1 Little, 2 Some, 3 Much, 4 Very much"', f"scale={points} {high}")
    tool, codes = lowered(tmp_path, text)
    assert codes == []
    assert tool.own.zones[-1].data == f"Interest {said}, Influence {said}"
    assert sum(square.corner for row in tool.own.rows for square in row) == 4


def test_a_builder(tmp_path: Path) -> None:
    tool, codes = lowered(tmp_path, CHAIN)
    assert codes == []
    assert [(one.id, one.adds, one.blank) for one in tool.sheets] == [("goal", False, 0), ("links", True, 1)]
    assert dict(tool.examples[0].sheets["goal"][0].cells) == {"goal": "People earn a steadier income."}


def test_a_bank(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    tool, codes = lowered(tmp_path, BANK)
    assert codes == []
    (entry,) = tool.examples[0].sheets["picked"]
    # The bank says how the entry is written; the example only names it.
    assert (entry.id, dict(entry.cells)) == (
        "b-1",
        {"code": "B-1", "name": "Roads *repaired*", "baseline": "41 (2024)", "target-value": "70"},
    )
    assert [one.id for one in tool.own.entries] == ["a-1", "a-2", "b-1", "b-2"]


def test_a_bank_whose_columns_are_called_alike(tmp_path: Path) -> None:
    write(tmp_path, {"media/b.csv": "Code,Note\nA,x\n"})
    tool, codes = lowered(
        tmp_path, '::::bank[B]{#b src=../media/b.csv pick="Code, Note"}\n| Note | Note |\n|---|---|\n::::'
    )
    assert codes == []
    assert [one.id for one in tool.sheets[0].columns] == ["code", "note", "note-2", "note-2-2"]


LINES = st.lists(
    st.sampled_from([
        "| R | Likelihood | Impact |", "|---|---|---|", "| a | | |", "| | | |", "| 1 | 2 | 9 |", "|", "text", "", "- A -> b", "- A -> s", "- A ->",
        "-> s", "- A", "      > said", "> said", "```", ":::", ":::step[S]{#s}", ":::step{#b}", ":::step", ":::outcome[O]{#o}", ":::outcome",
        ":::band[B]{to=4}", ":::band[B]{to=25}", ":::band", ":::quadrant[Q]{across=low down=low}", ":::quadrant[Q]", ":::example[E]", "**Impact:** x",
        "| Code | Note |", "| A1 | x |", "| If {long} | then |", "1. one",
    ]),
    max_size=14,
)  # fmt: skip
HEADS = (
    "decision-tree[T]{#t}",
    "matrix[T]{#t across=Impact down=Likelihood}",
    "matrix[T]{#t across=Impact down=Likelihood scale=2 high=2}",
    "builder[T]{#t goal=Impact}",
    'bank[T]{#t src=../media/b.csv facets="Kind" pick="Code"}',
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.sampled_from(HEADS), lines=LINES)
def test_any_inside_is_read_or_told(tmp_path: Path, head: str, lines: list[str]) -> None:
    text = "\n".join(lines)
    files = {**page(f"::::{head}\n{text}\n::::"), "media/b.csv": "Code,Kind\nA1,x;y\n"}
    result = course_builder.check(write(tmp_path, files))
    assert all(one.message for one in result.diagnostics)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"])))
def test_verbatim_text_is_read_as_it_was(text: str) -> None:
    assert plain_text(verbatim(text)) == " ".join(text.split())
