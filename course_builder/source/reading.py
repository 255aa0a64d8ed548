"""Which file of a course the builder is at, so that a fault of the builder can be told with the file that shows it."""

from __future__ import annotations

from contextvars import ContextVar

_at: ContextVar[str] = ContextVar("file", default="")


def at(file: str) -> None:
    """Note that a file is being read, or that pages are being made of it.

    Args:
        file: relative to the course, with forward slashes.
    """
    _at.set(file)


def last() -> str:
    """Return the file that was noted last; empty where none was."""
    return _at.get()
