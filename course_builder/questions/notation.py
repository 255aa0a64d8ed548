"""What an author wrote in another notation, or nearly in ours: told at its line, rewritten as it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from course_builder.diagnostics import Report
from course_builder.source.directives import Element, Text
from course_builder.source.lines import Line
from course_builder.source.literal import Literals, without_code
from course_builder.source.question_text import QuestionText

OTHER_ARROW = re.compile(r"\s*(?:→|⇒|⟶|➔|➜|=>|-->|==>|—>|–>|&rarr;|:=)\s*")
"""Arrows that are not the one of a pair."""

_SHORT = 80
"""A longer line is not written again as a whole."""

_BULLET = re.compile(r"\s{0,3}[-*+•]\s+")
_BARE = re.compile(r"\s{0,3}(?P<marker>\([xX ]?\)|\[[xX ]\])\s+(?P<text>\S.*)")
_LETTERED = re.compile(r"\s{0,3}(?:[-*+]\s+)?(?:\([a-hA-H]\)|[a-hA-H][.)])\s+(?P<text>\S.*)")
_NUMBERED = re.compile(r"\s{0,3}\d{1,2}[.)]\s+(?P<text>\S.*)")
_SINGLE = re.compile(r"(?<![\[\]\w!\\])\[(?P<text>[^\[\]^][^\[\]]*)\](?![\[\](:{])")
_OPEN = re.compile(r"\[\[(?P<text>[^\[\]]+)\](?!\])")


def tell_notation(text: QuestionText, elements: Sequence[Element], report: Report) -> bool:
    """Tell of the first line of a question that shows what was meant; return whether there is one."""
    lines = list(_lines(elements))
    if text.heading:
        span = text.heading.span
        lines.insert(0, Line(text.heading.text, span.file, span.line, span.column - 1))
    numbered = partial(_numbered, behind="what is asked" if text.heading else ":::question")
    return any(tell(lines, report) for tell in (_arrow, _gap, _options, numbered, _plain_list))


def tell_open_gap(elements: Sequence[Element], report: Report) -> None:
    """Tell of ``[[x]`` in a question that has other gaps: it would be shown, with its answer."""
    for line in _lines(elements):
        if found := _OPEN.search(without_code(line.text)):
            _tell_gap(line, found, report)


def pair(line: str) -> str:
    """Return a line with another arrow as a pair."""
    return " -> ".join(OTHER_ARROW.split(line.strip(), maxsplit=1)).replace("  ", " ")


def _lines(elements: Sequence[Element]) -> Iterator[Line]:
    for element in elements:
        if not isinstance(element, Text):
            continue
        literals = Literals([line.text for line in element.lines])
        index = 0
        while index < len(element.lines):
            length = literals.fence(index)[0] or literals.comment(index)[0]
            if not length:
                yield element.lines[index]
            index += length or 1


def _arrow(lines: Sequence[Line], report: Report) -> bool:
    for line in lines:
        if _BULLET.match(line.text) and OTHER_ARROW.search(without_code(line.text)):
            report.add(
                "matching-pair", line.span(), "This arrow is not the one of a pair.", f"Write  {pair(line.text)}"
            )
            return True
    return False


def _gap(lines: Sequence[Line], report: Report) -> bool:
    for line in lines:
        plain = without_code(line.text)
        found = _OPEN.search(plain) or (None if _BARE.match(plain) else _SINGLE.search(plain))
        if found:
            _tell_gap(line, found, report)
            return True
    return False


def _tell_gap(line: Line, found: re.Match[str], report: Report) -> None:
    gap = f"[[{found['text']}]]"
    whole = f"{line.text[: found.start()]}{gap}{line.text[found.end() :]}"
    report.add(
        "question-gap",
        line.span(found.start(), len(found[0])),
        "A gap stands between two brackets on each side.",
        f"Write  {whole.strip()}" if len(whole) <= _SHORT else f"Write {gap}.",
    )


def _options(lines: Sequence[Line], report: Report) -> bool:
    for line in lines:
        if found := _BARE.match(line.text):
            marker = found["marker"].replace("X", "x").replace("()", "( )")
            hint = f"Write  - {marker} {found['text'].rstrip()}"
        elif found := _LETTERED.match(line.text):
            hint = f"Write  - ( ) {found['text'].rstrip()}  and (x) for the right one; the builder gives the letters."
        else:
            continue
        report.add("question-marker", line.span(), "This option has no marker that can be read.", hint)
        return True
    return False


def _numbered(lines: Sequence[Line], report: Report, behind: str) -> bool:
    for line in lines:
        if found := _NUMBERED.match(line.text):
            report.add(
                "question-kind-unknown",
                line.span(),
                "A numbered list may be things to put in order, or options.",
                f"Write {{type=ordering}} behind {behind}; or  - ( ) {found['text'].rstrip()}  "
                "and (x) for the right one.",
            )
            return True
    return False


def _plain_list(lines: Sequence[Line], report: Report) -> bool:
    for line in lines:
        if (found := _BULLET.match(line.text)) and line.text[found.end() :].strip():
            words = line.text[found.end() :].strip()
            report.add(
                "question-kind-unknown",
                line.span(),
                "This list has no markers of options.",
                f"Write  - ( ) {words}  and (x) for the right one.",
            )
            return True
    return False
