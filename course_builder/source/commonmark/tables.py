"""Tables (GitHub's 4.10). A vertical line inside code, a formula or a link's words parts no cells."""

from __future__ import annotations

import re

from course_builder.source.commonmark import maths
from course_builder.source.literal import code_spans

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_LINK = re.compile(r"\[(?:[^\[\]\\]|\\.){0,500}\](?:\([^()\s]{0,500}\)|\[[^\[\]]{0,200}\])")


def is_rule(text: str) -> bool:
    """Whether a line is the one below a table's head."""
    return ("|" in text or ":" in text) and "-" in text and bool(_RULE.fullmatch(text))


def alignments(text: str) -> list[str]:
    """Return how the columns are aligned, from the line below the head; empty where nothing is said."""
    found = []
    for start, end in cells(text):
        cell = text[start:end].strip()
        left, right = cell.startswith(":"), cell.endswith(":")
        found.append("center" if left and right else "left" if left else "right" if right else "")
    return found


def cells(text: str, expected: int = 0) -> list[tuple[int, int]]:
    """Return where each cell of a row begins and ends.

    Args:
        expected: how many cells the head has. Where the row has another number of them, and exactly this many if each
            line parts, each line parts.
    """
    found = _cut(text, _whole(text))
    if expected and len(found) != expected and len(every := _cut(text, [])) == expected:
        return every
    return found


def texts(text: str, found: list[tuple[int, int]]) -> list[str]:
    """Return what stands in the cells of a row, from their places; an escaped line is one that parts nothing."""
    return [text[start:end].strip().replace("\\|", "|") for start, end in found]


def _cut(text: str, whole: list[tuple[int, int]]) -> list[tuple[int, int]]:
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    start += text.startswith("|", start)
    found: list[tuple[int, int]] = []
    spans = iter(whole)
    span = next(spans, None)
    at = start
    while (bar := text.find("|", at)) >= 0 and bar < end:
        while span and span[1] <= bar:
            span = next(spans, None)
        if span and span[0] < bar:
            at = span[1]
            continue
        at = bar + 1
        if not _is_escaped(text, bar):
            found.append((start, bar))
            start = at
    if text[start:end].strip():
        found.append((start, end))
    return found


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return bool((at - before) % 2)


def _whole(text: str) -> list[tuple[int, int]]:
    """Return the places of what no line parts, in their order."""
    found = list(code_spans(text)) if "`" in text else []
    if "](" in text or "][" in text:
        found += [one.span() for one in _LINK.finditer(text) if "|" in one[0]]
    if text.count("$") > 1:
        at = text.find("$")
        while at >= 0:
            formula = maths.dollars(text, at) if not _is_escaped(text, at) else None
            if formula:
                found.append((at, formula[1]))
            at = text.find("$", formula[1] if formula else at + 1)
    found.sort()
    return found
