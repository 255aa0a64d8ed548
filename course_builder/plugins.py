"""Finding what is plugged in: built-in and foreign rooms come through the same entry points."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import Any


@cache
def plugged_in(group: str) -> dict[str, Any]:
    """Return what the entry points of ``group`` name, loaded, by entry point name.

    Args:
        group: such as ``course_builder.outputs``.

    A foreign package may not take a built-in's name: the built-in one stays.
    """
    found: dict[str, Any] = {}
    for point in sorted(
        entry_points(group=group), key=lambda one: (not one.value.startswith("course_builder."), one.name)
    ):
        if point.name not in found:
            found[point.name] = point.load()
    return found
