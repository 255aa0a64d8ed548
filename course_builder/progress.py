"""How far the work is. Whatever takes long tells it step by step; who listens is said by whoever began the work."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told how far the work is, as often as there is something to tell; it decides what is worth showing."""

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """Hear of a step.

        Args:
            name: what is being done, such as ``pages``.
            done: how much of it is done.
            total: how much there is of it; 0 where that is not counted.
        """
        ...


class _Silent:
    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """Tell nobody."""


SILENT: Progress = _Silent()
