"""What in raw Markdown is not markup: code fences, comments, and code in a line. One pass, whatever stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

_FENCE = re.compile(r"(?P<indent>[ \t]*(?:>[ \t]?|[-*+] +|\d+[.)] +)*)(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_CLOSING = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})\s*")
_TICKS = re.compile("`+")


class Literals:
    """Finds code fences and comments among the lines of a text.

    Args:
        texts: the lines.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @cached_property
    def _last_comment_end(self) -> int:
        return max((index for index, text in enumerate(self._texts) if "-->" in text), default=-1)

    def fence(self, index: int) -> tuple[int, re.Match[str] | None]:
        """Return how many lines from ``index`` are a code fence (0: none), and how it opens if it is never closed."""
        opening = _FENCE.match(self._texts[index])
        if not opening or (opening["fence"][0] == "`" and "`" in opening["info"]):
            return 0, None
        for end in range(index + 1, len(self._texts)):
            closing = _CLOSING.fullmatch(self._texts[end])
            if closing and closing["fence"].startswith(opening["fence"]):
                return end - index + 1, None
        return len(self._texts) - index, opening

    def comment(self, index: int) -> tuple[int, bool]:
        """Return how many lines from ``index`` are a comment (0: none), and whether it is closed.

        A comment that begins inside a line counts only if it is closed further down: who writes about ``<!--`` has not
        begun one.
        """
        text = self._texts[index]
        if "<!--" not in text:
            return 0, True
        begins = text.lstrip().startswith("<!--")
        plain = text if begins else without_code(text)
        start = plain.rfind("<!--")
        if "-->" in plain[start:] or (start < 0 and not begins):
            return int(begins), True
        if self._last_comment_end <= index:
            return (len(self._texts) - index, False) if begins else (0, True)
        end = next(end for end in range(index + 1, len(self._texts)) if "-->" in self._texts[end])
        return end - index + 1, True


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each piece of code in backticks: as many close it as open it."""
    runs = [found.span() for found in _TICKS.finditer(text)]
    # For each length of backticks the runs that have it, last first.
    by_length: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        by_length.setdefault(end - start, []).append(number)
    number = 0
    while number < len(runs):
        start, end = runs[number]
        same = by_length[end - start]
        while same and same[-1] <= number:
            same.pop()
        if same:
            closing = same[-1]
            yield start, runs[closing][1]
            number = closing
        number += 1


def without_code(text: str) -> str:
    """Return a line with its code blanked out, every character in its place."""
    if "`" not in text:
        return text
    pieces, position = [], 0
    for start, end in code_spans(text):
        pieces += [text[position:start], " " * (end - start)]
        position = end
    return "".join(pieces) + text[position:]


def markup(text: str) -> str:
    """Return a whole text with code and comments blanked out, every line and column in its place."""
    if "`" not in text and "~~~" not in text and "<!--" not in text:
        return text
    lines = text.split("\n")
    literals = Literals(lines)
    kept: list[str] = []
    index = 0
    while index < len(lines):
        length = literals.fence(index)[0] if "```" in lines[index] or "~~~" in lines[index] else 0
        length = length or literals.comment(index)[0]
        if length:
            # What stands before a comment, or behind it, on its first or last line is rare; it is blanked as well.
            kept += [" " * len(line) for line in lines[index : index + length]]
        else:
            kept.append(without_code(lines[index]))
        index += length or 1
    return "\n".join(kept)
