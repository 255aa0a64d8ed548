"""Lists of objects of one kind as tables, as ``course.js`` carries them: a third of the bytes, for slow lines.

``player/src/outline.ts`` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

Rows = tuple[list[str], list[list[Any]]]


def rows(items: Sequence[Mapping[str, Any]]) -> Rows:
    """Return the names of the columns and a row for each item; what a row leaves out is as in the row above.

    Columns that change most stand first, so that most rows end early. What an item does not have counts as nothing of
    its kind: 0, false, an empty text.
    """
    nothing = {name: type(value)() for item in reversed(items) for name, value in reversed(item.items())}
    whole = [{**nothing, **item} for item in items]
    names = dict.fromkeys(name for item in items for name in item)
    changes = {name: sum(above[name] != one[name] for above, one in pairwise(whole)) for name in names}
    columns = sorted(names, key=lambda name: -changes[name])
    found: list[list[Any]] = []
    above: Mapping[str, Any] = {}
    for one in whole:
        row = [None if name in above and above[name] == one[name] else one[name] for name in columns]
        while row and row[-1] is None:
            row.pop()
        found.append(row)
        above = one
    return columns, found
