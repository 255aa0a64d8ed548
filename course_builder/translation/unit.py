"""What a translator translates at a time, what it is called in another language, and a source file made of that.

A translation is the course's own sources with each unit put into the other language: everything after the reading of
files treats it as any other course, and every rule holds for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from course_builder.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A text of the course that is translated as a whole.

    Args:
        context: where it stands and as what, in words that stay when lines move (``msgctxt``).
        text: the Markdown, with the line breaks of the source's layout taken out (``msgid``).
        span: where it begins in the source.
        notes: what a translator should know of it: what is right, what marks in it mean.
    """

    context: str
    text: str
    span: Span
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A unit in another language.

    Args:
        text: the Markdown.
        span: where it stands in its catalogue.
        stale: whether the source was changed after it was written.
    """

    text: str
    span: Span
    stale: bool = False


Wordings: TypeAlias = Callable[[Unit], Wording | None]
"""Gives the wording of a unit in a language; None where there is none yet."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A source file in another language.

    Args:
        text: the whole file.
        origin: for a place in ``text``, the place to mend: in the catalogue where a wording stands there, else in the
            source.
    """

    text: str
    origin: Callable[[Span], Span]
