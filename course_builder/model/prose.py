"""A run of Markdown that knows where it stands, and the marks of gaps inside it."""

from __future__ import annotations

from typing import Literal

from course_builder.diagnostics import Span
from course_builder.model.base import Located

GAP_OPEN, GAP_CLOSE = "\U000f0001", "\U000f0002"
"""Private-use characters around the number of a gap; the loader refuses them in sources."""


def gap_marker(number: int) -> str:
    """Return what stands in a prompt's text for the part with this index."""
    return f"{GAP_OPEN}{number}{GAP_CLOSE}"


class Prose(Located):
    """A run of Markdown as the author wrote it, without directives.

    Args:
        text: the Markdown. Gaps of a question stand in it as ``gap_marker(n)``.
        indent: how many characters were taken off the start of every line after the first (the indentation of a
            list item, or ``> ``), so that ``at`` finds the column.
    """

    type: Literal["prose"] = "prose"
    text: str
    indent: int = 0

    def at(self, offset: int, length: int = 1) -> Span:
        """Return the place of the character at ``offset`` of ``text``."""
        before = self.text[:offset]
        line = before.count("\n")
        if line == 0:
            return Span(self.span.file, self.span.line, self.span.column + offset, max(1, length))
        column = offset - (before.rfind("\n") + 1) + 1 + self.indent
        return Span(self.span.file, self.span.line + line, column, max(1, length))
