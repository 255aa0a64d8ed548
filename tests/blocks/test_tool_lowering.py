"""Tools as their rooms read them: ids, kinds of columns, values; and that no text whatever makes them fall over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import course_builder
from course_builder.model import Block, Page, walk
from tests.courses_on_disk import page, write


def lowered(root: Path, text: str) -> tuple[Any, list[str]]:
    """Return the tool of a page, and the codes of what is wrong."""
    result = course_builder.check(write(root, page(text)))
    screen = next(one for one in result.course.screens if isinstance(one, Page))
    blocks = [one for one in walk(screen.content) if isinstance(one, Block) and one.data]
    return (blocks[0].data if blocks else None), [one.code for one in result.diagnostics]


SHEET = """
::::worksheet[W]{#w}
Purpose.

- guidance

More guidance.

| Question | Finding {long #f} | Finding | Size {choice="none at all, large"} |
|---|---|---|---|
| Who *moves*? | | | |
| Who moves? | | | |
| مَن؟ {#who} | | | |
| | | | |

After.
::::
"""


def test_ids_are_made_from_words_and_unique(tmp_path: Path) -> None:
    tool, codes = lowered(tmp_path, SHEET)
    assert codes == []
    (sheet,) = tool.sheets
    assert [one.id for one in sheet.columns] == ["question", "f", "finding", "size"]
    assert [one.type for one in sheet.columns] == ["given", "long", "text", "choice"]
    assert [(one.value, one.label) for one in sheet.columns[3].options] == [
        ("none-at-all", "none at all"),
        ("large", "large"),
    ]
    assert [one.id for one in sheet.rows] == ["who-moves", "who-moves-2", "who"]
    assert [one.cells["question"].text for one in sheet.rows] == ["Who *moves*?", "Who moves?", "مَن؟"]
    assert (sheet.adds, sheet.blank) == (True, 1)
    assert tool.purpose.text == "Purpose.\n\n- guidance\n\nMore guidance."
    assert [one.text for one in tool.after] == ["After."]


@pytest.mark.parametrize(
    ("table", "attributes", "blank"),
    [
        ("| A | B |\n|---|---|", "", 1),
        ("| A | B |\n|---|---|\n| | |", "", 1),
        ("| A | B |\n|---|---|\n| | |\n| | |", "", 2),
        ("| A | B |\n|---|---|", "rows=3", 3),
        ("| A | B |\n|---|---|\n| x | |", "", 0),
        ("| A | B |\n|---|---|\n| x | |", "rows=2", 2),
    ],
)
def test_empty_rows(tmp_path: Path, table: str, attributes: str, blank: int) -> None:
    tool, codes = lowered(tmp_path, f":::worksheet[W]{{#w {attributes}}}\nFor.\n\n{table}\n:::")
    assert codes == []
    assert tool.sheets[0].blank == blank


def test_what_looks_like_html_stays_text_in_the_data(tmp_path: Path) -> None:
    text = ":::worksheet[</script><b>]{#w}\nFor.\n\n| A | B |\n|---|---|\n| `</script>` | |\n:::"
    result = course_builder.build(write(tmp_path, page(text)), ["html"], tmp_path / "out")
    assert result.ok, result.diagnostics
    html = next((tmp_path / "out").rglob("a.html")).read_text("utf-8")
    data = html.split("data-tool-data>", 1)[1].split("</script>", 1)[0]
    assert "\\u003c/script>" in data
    assert "<" not in data


LINES = st.lists(
    st.sampled_from([
        "| A | B {long} |", "|---|---|", "| x | |", "| | |", "|", "| A", "| {#x} | y |", '| A {choice=} | B {scale="1,x"} |', "text", "",
        "- item", "- ", "      > quote", "- item {#a}", "- item {#a}", "1. one", "```", "### H", ":::example[E]", ":::", ":::band[B]{to=1}",
        ":::band[B]{to=-3}", "| Item | State | Evidence |", "|---|---|---|", "| 1 | Yes | z |", "| 9 | Maybe | z |", "| A \\| b | {long} |",
    ]),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["worksheet", "checklist", "diagnostic"]), lines=LINES)
def test_any_inside_is_read_or_told(tmp_path: Path, kind: str, lines: list[str]) -> None:
    text = "\n".join(lines)
    result = course_builder.check(write(tmp_path, page(f"::::{kind}[T]{{#t}}\n{text}\n::::")))
    assert all(one.message for one in result.diagnostics)


def test_a_huge_table_is_quick(tmp_path: Path) -> None:
    rows = "\n".join(f"| Question {number} | | |" for number in range(2000))
    tool, codes = lowered(tmp_path, f":::worksheet[W]{{#w}}\nFor.\n\n| A | B | C |\n|---|---|---|\n{rows}\n:::")
    assert codes == []
    assert len(tool.sheets[0].rows) == 2000
