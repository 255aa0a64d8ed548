"""Lists as tables: what is read from them is what was written, and `outline.test.ts` reads the same example."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from course_builder.render.rows import Rows, rows

EXAMPLE = [
    {"id": "home", "slot": -1, "module": "", "href": "index.html"},
    {"id": "tea", "slot": 0, "module": "tea"},
    {"id": "tea/pot", "slot": 1, "module": "tea", "gates": 2},
    {"id": "cup", "slot": 2, "module": "cup"},
]


def read(table: Rows) -> list[dict[str, Any]]:
    columns, lines = table
    above: dict[str, Any] = {}
    found = []
    for line in lines:
        above = {**above, **{name: one for name, one in zip(columns, line, strict=False) if one is not None}}
        found.append(above)
    return found


def test_a_row_says_what_is_new() -> None:
    assert rows(EXAMPLE) == (
        ["id", "slot", "module", "gates", "href"],
        [["home", -1, "", 0, "index.html"], ["tea", 0, "tea", None, ""], ["tea/pot", 1, None, 2], ["cup", 2, "cup", 0]],
    )


def test_of_nothing_there_is_a_table_too() -> None:
    assert rows([]) == ([], [])


_NOTHING = {"slot": 0, "required": False, "pools": {}}
_VALUES = {
    "slot": st.integers(),
    "required": st.booleans(),
    "pools": st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
}


@given(st.lists(st.fixed_dictionaries({"id": st.text(max_size=3)}, optional=_VALUES), max_size=9))
def test_nothing_is_lost(items: list[dict[str, Any]]) -> None:
    names = {name for item in items for name in item}
    usual = {name: _NOTHING[name] for name in names - {"id"}}
    assert read(rows(items)) == [{**usual, **item} for item in items]
