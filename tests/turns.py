"""Shares of long passes: `make test` goes over some of the flagship's pages, and over others whenever what they are made of
changes; `make test-whole` (``pytest --whole``) goes over all of them.
"""

from __future__ import annotations

import functools
import hashlib
import zlib
from collections.abc import Sequence
from typing import TypeVar

import pytest

from tests.shared import FLAGSHIP, ROOT, TRANSLATIONS

SOURCES = (
    *FLAGSHIP,
    TRANSLATIONS,
    *(f"course_builder/{room}" for room in ("render", "blocks", "player/src", "packaging", "outputs", "serve")),
)
"""What the flagship's pages are made of, and what they are played in."""

T = TypeVar("T")


@functools.cache
def turn() -> int:
    """Return a number that stays the same until a page of the flagship may look otherwise."""
    digest = hashlib.sha256()
    for name in SOURCES:
        place = ROOT / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            # Compiled templates come into being while tests run, and differ from clone to clone.
            if path.is_file() and path.suffix != ".pyc" and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return int.from_bytes(digest.digest()[:8], "big")


class Turns:
    """Whose turn it is.

    Args:
        whole: everybody's.
    """

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole

    def share(self, things: Sequence[T], of: int = 9, name: str = "") -> list[T]:
        """Return one of ``of`` things, in their order; at least one where there are any.

        Of every ``of`` that follow one another it is another place: cases that alternate (SCORM 1.2, SCORM 2004) come both.

        Args:
            name: what they are; things of other names begin with another one.
        """
        if self.whole or not things:
            return list(things)
        first = turn() + zlib.crc32(name.encode())
        if len(things) < of:
            return [things[first % len(things)]]
        return [thing for place, thing in enumerate(things) if (place + place // of + first) % of == 0]

    def leave_out(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """Take the cases out whose turn it is not; returns them.

        The cases of a test in the browser take turns with one another (SCORM 1.2 and 2004, folder and single file,
        English and Arabic …): every second one runs. A mark ``turns(of=…)`` says otherwise; with ``group="…"`` several
        tests take turns.
        """
        groups: dict[tuple[str, int], list[pytest.Item]] = {}
        for item in items:
            test, _, case = item.nodeid.partition("[")
            mark = item.get_closest_marker("turns")
            if mark or (case and item.get_closest_marker("browser")):
                how = mark.kwargs if mark else {}
                groups.setdefault((how.get("group", test), how.get("of", 2)), []).append(item)
        out = {case for (name, of), cases in groups.items() for case in set(cases) - set(self.share(cases, of, name))}
        items[:] = [item for item in items if item not in out]
        return list(out)
