"""Lines of a source file that know where they stand, also after something was cut off their start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_builder.diagnostics import Report, Span
from course_builder.model import GAP_CLOSE, GAP_OPEN, Prose

# What must never be in a source: it cannot be stored in XML (XML 1.0, 2.2) or is used between our own stages.
_CONTROLS = bytes(code for code in (*range(32), 0x7F) if code not in b"\t\n\r")
_OTHERS = (GAP_OPEN, GAP_CLOSE, "\ufffe", "\uffff")
FORBIDDEN = frozenset(_CONTROLS.decode()) | frozenset(_OTHERS)
"""Characters that no source may have."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or what is left of it.

    Args:
        text: the characters.
        file: the source file.
        number: the line's number, from 1.
        offset: how many characters of the line stand before ``text``.
    """

    text: str
    file: str
    number: int
    offset: int = 0

    def span(self, start: int = 0, length: int = 0) -> Span:
        """Return the place of ``length`` characters from ``start``; of the whole text where length is 0."""
        if not length:
            start = start or len(self.text) - len(self.text.lstrip())
            length = len(self.text.rstrip()) - start
        return Span(self.file, self.number, self.offset + start + 1, max(1, length))

    def cut(self, count: int) -> Line:
        """Return the line without its first ``count`` characters."""
        return Line(self.text[count:], self.file, self.number, self.offset + count)

    def dedent(self, count: int) -> Line:
        """Return the line without up to ``count`` leading spaces."""
        spaces = len(self.text) - len(self.text.lstrip(" "))
        return self.cut(min(count, spaces))


def lines_of(text: str, file: str, first: int = 1) -> list[Line]:
    """Split ``text``, which begins on line ``first`` of ``file``."""
    return [Line(line, file, first + index) for index, line in enumerate(text.split("\n"))]


def prose(lines: Sequence[Line]) -> Prose | None:
    """Return the lines as one run of Markdown without blank lines around it; None where nothing is left."""
    start, end = 0, len(lines)
    while start < end and not lines[start].text.strip():
        start += 1
    while end > start and not lines[end - 1].text.strip():
        end -= 1
    if start == end:
        return None
    kept = lines[start:end]
    indent = min((line.offset for line in kept[1:]), default=0)
    first = kept[0]
    return Prose(
        text="\n".join(line.text for line in kept),
        span=Span(first.file, first.number, first.offset + 1, max(1, len(first.text))),
        indent=indent,
    )


def read_text(raw: bytes, file: str, report: Report) -> str | None:
    r"""Decode a source file: UTF-8 with or without a BOM, line endings of either kind.

    Returns:
        The text with ``\n`` as line ending, or None where it is not UTF-8.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.add("file-encoding", Span(file), "This file is UTF-16.", "Save it as UTF-8 in your editor.")
        return None
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        report.add(
            "file-encoding",
            Span(file, line, column),
            f"Byte {raw[error.start]:#04x} here is not UTF-8.",
            "Save the file as UTF-8 in your editor.",
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Nearly no file has one, and this sees it without looking at each character by itself.
    if len(raw.translate(None, _CONTROLS)) == len(raw) and not any(one in text for one in _OTHERS):
        return text
    found = FORBIDDEN.intersection(text)
    for character in sorted(found):
        at = text.index(character)
        line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
        report.add(
            "file-control-character",
            Span(file, line, column),
            f"The character U+{ord(character):04X} cannot stand in a course.",
            "Delete it.",
        )
    # Another character takes its place, so that all columns stay what they are.
    return "".join("\ufffd" if one in found else one for one in text)


def part_of(run: Prose, text: str, offset: int) -> Prose:
    """Return the part ``text`` of a run, which begins at ``offset`` of it, with its own place."""
    return Prose(text=text, span=run.at(offset, len(text.split("\n", maxsplit=1)[0])), indent=run.indent)
