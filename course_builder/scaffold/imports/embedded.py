"""Embedded answers of Moodle, ``{1:SHORTANSWER:=Paris~%50%Lyon#Nearly}``: a text with gaps."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from course_builder.model import gap_marker
from course_builder.scaffold.imports.material import Answer, CannotError, Gap, number

_START = re.compile(
    r"(?<!\\)\{(?P<weight>\d*):(?P<kind>NUMERICAL|NM|MULTICHOICE(?:_H|_V|_S|_HS|_VS)?|MC(?:H|V|S|HS|VS)?"
    r"|SHORTANSWER(?:_C)?|SAC?|MWC?|MULTIRESPONSE(?:_H|_S|_HS)?|MR(?:H|S|HS)?):"
)
_ENTITY = re.compile(r"&(?:amp;)?(#?\w{2,8};)")
_SIGN = re.compile(r"&#(35|37|42|61|92|123|125|126);")
_SHARE = re.compile(r"\s*(?:(?P<all>=)|%(?P<share>-?\d+(?:\.\d+)?)%)?")


def cloze(text: str, convert: Callable[[str], str]) -> tuple[str, list[Gap]]:
    """Take a text apart.

    Args:
        convert: makes Markdown of an option or of feedback.

    Returns:
        The text with a marker in the place of each gap, and the gaps.

    Raises:
        CannotError: a gap asks for what a gap cannot be here.
    """
    pieces, gaps, position = [], list[Gap](), 0
    while found := _START.search(text, position):
        end = _end(text, found.end())
        if end < 0:
            raise CannotError("A gap of it is opened and never closed.")
        pieces += [text[position : found.start()], gap_marker(len(gaps))]
        gaps.append(_gap(found["kind"], number(found["weight"], Decimal(1)), text[found.end() : end], convert))
        position = end + 1
    return "".join(pieces) + text[position:], gaps


def _end(text: str, start: int) -> int:
    """Return where the bracket stands that closes a gap; -1 where none does."""
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "}":
            return at
        at += 1
    return -1


def _gap(kind: str, weight: Decimal, inside: str, convert: Callable[[str], str]) -> Gap:
    if kind.startswith(("MULTIRESPONSE", "MR")):
        raise CannotError("In a gap of it several answers can be chosen.")
    choice = kind.startswith(("MULTICHOICE", "MC"))
    numeric = kind in {"NUMERICAL", "NM"}
    answers = []
    for one in _split(inside):
        found = _SHARE.match(one)
        share = Decimal(100) if found and found["all"] else number(found["share"] if found else None, Decimal(0))
        answer, feedback = _parted(one[found.end() if found else 0 :], "#")
        tolerance = ""
        if numeric:
            answer, tolerance = _parted(answer, ":")
        text = convert(_unescaped(answer)) if choice else _typed(answer)
        answers.append(Answer(text, share, convert(_unescaped(feedback)), tolerance.strip()))
    if not answers:
        raise CannotError("A gap of it has no answer.")
    return Gap(
        "choice" if choice else "number" if numeric else "words",
        tuple(answers),
        kind in {"SHORTANSWER_C", "SAC", "MWC"},
        weight,
    )


def _split(text: str) -> Iterator[str]:
    """Yield what stands between ``~``; one behind a backslash parts nothing."""
    for one in re.split(r"(?<!\\)~", text):
        if one.strip():
            yield one


def _parted(text: str, sign: str) -> tuple[str, str]:
    # A # behind & belongs to an entity.
    found = re.search(rf"(?<![\\&]){sign}", text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _unescaped(text: str) -> str:
    # Signs that would end an answer stand as numbers; what they make of the letters beside them is read after them.
    text = _SIGN.sub(lambda found: chr(int(found[1])), text)
    return _ENTITY.sub(r"&\1", re.sub(r"\\([}~#{\"'/\\])", r"\1", text)).strip()


def _typed(text: str) -> str:
    """Return an answer as it is typed: what is HTML around it is not."""
    return html.unescape(re.sub(r"<[^<>]*>", "", _unescaped(text))).replace("\xa0", " ").strip()
