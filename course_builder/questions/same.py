"""Which of several texts a learner sees as the same: capitals, accents and code tell them apart."""

from __future__ import annotations

import unicodedata
from typing import Generic, TypeVar

from course_builder.diagnostics import Report
from course_builder.model import Prose
from course_builder.source.markdown import convert
from course_builder.source.names import plain_text

T = TypeVar("T")


class Seen(Generic[T]):
    """What was read so far, by how it looks."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[Prose, T]]] = {}

    def find(self, run: Prose) -> T | None:
        """Return what was added with a text that looks the same."""
        for other, value in self._found.get(_words(run), ()):
            if other.text == run.text or _html(other) == _html(run):
                return value
        return None

    def add(self, run: Prose, value: T) -> T:
        """Note a text, and return what goes with it."""
        self._found.setdefault(_words(run), []).append((run, value))
        return value


def _words(run: Prose) -> str:
    return unicodedata.normalize("NFC", plain_text(run.text))


def _html(run: Prose) -> str:
    # Only texts with the same words are converted for it; their mistakes are told when the page is made.
    (fragment,) = convert([run], Report()).fragments
    return unicodedata.normalize("NFC", " ".join(fragment.split()))
