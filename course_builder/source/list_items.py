"""Lists as authors write them: items with their markers, their feedback, and the arrows of pairs.

Questions read their options so, and blocks the lists that they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source.as_typed import as_typed
from course_builder.source.lines import Line, part_of, prose

Marker = Literal["radio", "box", "scale", "number", "plain"]

_BULLET = re.compile(r"^(?P<indent> {0,3})(?P<bullet>[-*+])(?P<space> +|$)")
# Bullets of word processors, spaces that do not break, and no space at all: what follows leaves no doubt.
_LOOSE = re.compile(r"^[ \u00a0]{0,3}(?:[-+•‣◦∙·–—]|[*](?=\s))\s*(?=[(\[](?:\s*(?:[xX✓✔]\s*)?|\d{1,2})[)\]](?:\s|$))")
_BARE = re.compile(r" {0,3}(?=[(\[][xX ]?[)\]]\s+\S)")
_NUMBER = re.compile(r"^(?P<indent> {0,3})(?P<bullet>\d{1,9}[.)])(?P<space> +)")
_RADIO = re.compile(r"\((?P<mark>[xX ]?)\)(?:\s+|$)")
_BOX = re.compile(r"\[(?P<mark>[xX ])\](?:\s+|$)")
_SCALE = re.compile(r"\((?P<mark>\d{1,2})\)(?:\s+|$)")
_ODD = re.compile(r"[(\[]\s*(?:(?P<mark>[xX✓✔])\s*)?[)\]](?![(\[])\s*")
QUOTE = re.compile(r"^\s*> ?")
"""What a line of a quote begins with."""

ARROW = re.compile(r"(?:^|\s)->(?:\s|$)")
"""What stands between the two sides of a pair."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with what is nested below it.

    Args:
        marker: what it begins with: ``( )`` radio, ``[ ]`` box, ``(3)`` scale, ``1.`` number, else plain.
        checked: an ``x`` stands in the marker.
        value: the number in a scale's marker.
        text: what follows the marker; None where nothing does.
        feedback: the quote nested below.
    """

    marker: Marker
    span: Span
    checked: bool = False
    value: str = ""
    text: Prose | None = None
    feedback: Prose | None = None

    def arrow(self) -> tuple[Prose | None, Prose | None] | None:
        """Split ``left -> right``; None where there is no arrow. A side that is empty is None."""
        found = ARROW.search(self.text.text) if self.text else None
        if not found or self.text is None:
            return None
        left, right = self.text.text[: found.start()].rstrip(), self.text.text[found.end() :].strip()
        return (
            as_typed(part_of(self.text, left, 0)) if left else None,
            as_typed(part_of(self.text, right, self.text.text.find(right, found.end()))) if right else None,
        )


def item_start(line: Line, numbered: bool) -> re.Match[str] | None:
    """Match the marker of an item at the start of a line; None where no item begins."""
    return _NUMBER.match(line.text) if numbered else _LOOSE.match(line.text) or _BULLET.match(line.text)


def list_at(lines: Sequence[Line], start: int, numbered: bool) -> tuple[int, list[list[Line]]]:
    """Group the lines of a list by item.

    Args:
        lines: of a text, with their places.
        start: where the list begins.
        numbered: whether its items have numbers.

    Returns:
        Where it ends, and the lines of each item.
    """
    groups: list[list[Line]] = []
    index = start
    while index < len(lines):
        line = lines[index]
        if not line.text.strip():
            while index < len(lines) and not lines[index].text.strip():
                groups[-1].append(lines[index])
                index += 1
            following = lines[index] if index < len(lines) else None
            if following is None or not (item_start(following, numbered) or re.match(r"(\t| {2,})", following.text)):
                break
            continue
        if item_start(line, numbered):
            groups.append([])
        elif (found := _BARE.match(line.text)) and groups and _is_like(groups[-1][0], line.cut(found.end())):
            # An option whose bullet was forgotten is no part of the one above.
            groups.append([line.cut(found.end())])
            index += 1
            continue
        # An unindented line right below an item continues it (Markdown's lazy continuation), but a quote does not.
        elif line.text[0] not in " \t" and (line.text.startswith(">") or not lines[index - 1].text.strip()):
            break
        groups[-1].append(line)
        index += 1
    return index, groups


def _is_like(first: Line, bare: Line) -> bool:
    """Whether a line without a bullet has the marker of the item above."""
    kind = marker_of(bare)[0]
    return kind in {"radio", "box"} and kind == marker_of(body_of(first))[0]


def body_of(line: Line) -> Line:
    """Return an item's first line without its bullet or number."""
    found = _LOOSE.match(line.text) or _BULLET.match(line.text) or _NUMBER.match(line.text)
    return line.cut(found.end()) if found else line


def marker_of(body: Line) -> tuple[Marker, re.Match[str] | None]:
    """Return the marker that an item's text begins with, and what of the text it is; None of it for a plain item."""
    table: list[tuple[Marker, re.Pattern[str]]] = [("radio", _RADIO), ("box", _BOX), ("scale", _SCALE)]
    for name, pattern in table:
        found = pattern.match(body.text)
        if found:
            return name, found
    return "plain", None


def read_item(group: Sequence[Line], report: Report) -> Item:
    """Read an item.

    Args:
        group: its lines, as ``list_at`` gives them.
        report: told of a marker that cannot be read, and of tabs.
    """
    first = group[0]
    body = body_of(first)
    kind, found = marker_of(body)
    if kind == "plain" and _NUMBER.match(first.text):
        kind = "number"
    mark = found["mark"] if found else ""
    if kind == "plain" and (odd := _ODD.match(body.text)):
        # It is clear what is meant; so the mistake is told once, and the other rules see what they would.
        kind, found, mark = "radio" if body.text[0] == "(" else "box", odd, "x" if odd["mark"] else ""
        report.add(
            "question-marker",
            body.span(0, 3),
            "This option's marker cannot be read.",
            "Write ( ) or (x) for one right answer, [ ] or [x] for several.",
        )
    text = [body.cut(found.end()) if found else body]
    quoted: list[Line] = []
    width = body.offset - first.offset
    for line in group[1:]:
        if "\t" in line.text[: len(line.text) - len(line.text.lstrip())]:
            report.add(
                "tab-indentation",
                line.span(0, 1),
                "This line is indented with a tab.",
                "Use spaces; editors can turn tabs into spaces.",
            )
        quote = QUOTE.match(line.text)
        if quote:
            quoted.append(line.cut(quote.end()))
        else:
            text.append(line.dedent(width))
    return Item(kind, first.span(), mark.lower() == "x", mark if kind == "scale" else "", prose(text), prose(quoted))
