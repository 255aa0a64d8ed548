"""What was converted before is taken over, also from an edition that is still at work."""

from __future__ import annotations

from typing import Any

from course_builder.render.conversions import Conversions


class Key:
    """A key that lets another thread in while it is compared, as any key written in Python may."""

    def __init__(self, before: Conversions, name: str) -> None:
        self.before, self.name = before, name

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        kept: dict[Any, Any] = self.before.kept
        kept[f"made meanwhile {len(kept)}"] = None
        return isinstance(other, Key) and other.name == self.name


def test_an_edition_is_taken_over_while_it_converts() -> None:
    before = Conversions()
    old: dict[Any, Any] = before.old
    kept: dict[Any, Any] = before.kept
    for name in ("a", "b", "c"):
        old[Key(before, name)] = "old"
        kept[Key(before, name)] = "kept"
    after: dict[Any, Any] = Conversions(before).old
    assert sorted(after.values()) == ["kept"] * 3
