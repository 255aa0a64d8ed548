"""Shares of long passes: `make test` goes over some of the flagship's pages, and over others whenever what they are made of
changes; `make test-whole` (``pytest --whole``) goes over all of them.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from typing import TypeVar

import pytest

from tests.shared import FLAGSHIP, ROOT

SOURCES = (*FLAGSHIP, "course_builder/render", "course_builder/blocks", "course_builder/player/src")
"""What the flagship's pages are made of."""

T = TypeVar("T")


@functools.cache
def turn() -> int:
    """Return a number that stays the same until a page of the flagship may look otherwise."""
    digest = hashlib.sha256()
    for name in SOURCES:
        place = ROOT / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return int.from_bytes(digest.digest()[:8], "big")


class Turns:
    """Whose turn it is.

    Args:
        whole: everybody's.
    """

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole

    def share(self, things: Sequence[T], of: int = 9) -> list[T]:
        """Return one of ``of`` things, in their order; at least one where there are any."""
        return list(things) if self.whole else list(things[turn() % min(of, max(len(things), 1)) :: of])

    def leave_out(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """Take the cases out whose turn it is not; returns them.

        They are marked ``turns(of=…)``. The cases of a test take turns with one another; with ``group="…"`` those of
        several tests.
        """
        groups: dict[tuple[str, int], list[pytest.Item]] = {}
        for item in items:
            if mark := item.get_closest_marker("turns"):
                group = mark.kwargs.get("group") or item.nodeid.partition("[")[0]
                groups.setdefault((group, mark.kwargs["of"]), []).append(item)
        out = {case for (_, of), cases in groups.items() for case in set(cases) - set(self.share(cases, of))}
        items[:] = [item for item in items if item not in out]
        return list(out)
