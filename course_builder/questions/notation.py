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

_ANY_ARROW = re.compile(rf"{OTHER_ARROW.pattern}|\s*->\s*")
_BULLET = re.compile(r"\s{0,3}[-*+•]\s+")
_BARE = re.compile(r"\s{0,3}(?:\d{1,2}[.)]\s+)?(?P<marker>\([xX ]?\)|\[[xX ]\])\s+(?P<text>\S.*)")
_SLOPPY = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s*(?P<marker>\(\s*[xX✓]?\s*\)|\[\s*[xX✓]?\s*\])\s*(?P<text>\S.*)")
_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}|\{\{(?P<text>[^{}\n]+)\}\}|<input\b[^<>]*>")
_LIASCRIPT = re.compile(r"\s*(?:[-*+]\s+)?\[(?P<marker>\([xX ]\)|\[[xX ]\])\]\s*(?P<text>\S.*)")
_LIASCRIPT_HINT = re.compile(r"\s*\[\[\?\]\]\s*(?P<text>\S.*)")
_LIASCRIPT_SCRIPT = re.compile(r"\s*\[\[!\]\]\s*")
_TICKED = re.compile(r"\s*(?:[-*+]\s+)?(?P<marker>[☐☑☒✓✔✗✘◯○◉●])\s*(?P<text>\S.*)")
_GIFT = re.compile(r"\{\s*(?P<answers>[=~#][^{}]*|T|F|TRUE|FALSE|\d*:[A-Z_]+:[^{}]*)\}?")
_GIFT_ANSWER = re.compile(r"(?P<sign>[=~])(?:%-?[\d.]+%)?(?P<text>[^=~#}\n]+)")
_LETTERED = re.compile(r"\s{0,3}(?:[-*+]\s+)?(?:\([a-hA-H]\)|[a-hA-H][.)])\s+(?P<text>\S.*)")
_NUMBERED = re.compile(r"\s{0,3}\d{1,2}[.)]\s+(?P<text>\S.*)")
_SINGLE = re.compile(r"(?<![\[\]\w!\\])\[(?P<text>[^\[\]^][^\[\]]*)\](?![\[\](:{])")
_OPEN = re.compile(r"\[\[(?P<text>[^\[\]]+)\](?!\])")


_MARKERS = dict.fromkeys("◯○✗✘", "( )") | dict.fromkeys("✓✔◉●", "(x)") | {"☐": "[ ]"} | dict.fromkeys("☑☒", "[x]")


def tell_notation(text: QuestionText, elements: Sequence[Element], report: Report) -> bool:
    """Tell of the first line of a question that shows what was meant; return whether there is one."""
    lines = list(_lines(elements))
    if text.heading:
        span = text.heading.span
        lines.insert(0, Line(text.heading.text, span.file, span.line, span.column - 1))
    numbered = partial(_numbered, behind="what is asked" if text.heading else ":::question")
    return any(tell(lines, report) for tell in (_gift, _arrow, _options, _gap, numbered, _plain_list))


def tell_liascript(elements: Sequence[Element], report: Report) -> bool:
    """Tell of LiaScript's options and hints, which would be read as gaps; return whether there are any."""
    for line in _lines(elements):
        plain = without_code(line.text)
        if found := _LIASCRIPT.match(plain):
            _tell_option(line, f"Write  {option(line.text)}", report)
        elif found := _LIASCRIPT_HINT.match(plain):
            report.add(
                "question-gap",
                line.span(),
                "This looks like a hint of LiaScript; here it is a gap whose answer is ?.",
                f"Write  :::hint  on a line of its own, below it  {found['text'].rstrip()}  and below that  :::",
            )
        elif _LIASCRIPT_SCRIPT.fullmatch(plain):
            report.add(
                "question-gap",
                line.span(),
                "This looks like a question of LiaScript whose answer is checked by a script.",
                "Write the answer between the brackets: [[answer]].",
            )
        else:
            continue
        return True
    return False


def option(written: str) -> str:
    """Return the line of an option, with the marker that it has here."""
    for pattern in (_LIASCRIPT, _BARE, _TICKED, _SLOPPY):
        if found := pattern.match(written.lstrip(" \t>")):
            bare = re.sub(r"\s", "", found["marker"].lower()).replace("✓", "x")
            marker = _MARKERS.get(found["marker"], bare.replace("()", "( )").replace("[]", "[ ]"))
            return f"- {marker} {found['text'].rstrip()}"
    found = _LETTERED.match(written.lstrip(" \t>"))
    return f"- ( ) {found['text'].rstrip()}" if found else ""


def options_of_gift(written: str) -> str:
    """Return what an answer in Moodle's GIFT, or an embedded one, is here: its options one behind the other."""
    found = _GIFT.search(written)
    answers = found["answers"] if found else written
    if answers in {"T", "TRUE", "F", "FALSE"}:
        return "- (x) True  - ( ) False" if answers[0] == "T" else "- ( ) True  - (x) False"
    if answers.startswith("#"):
        return f"[[{answers[1:].strip().replace(':', ' +- ', 1)}]]"
    parts = [(one["sign"], one["text"].strip()) for one in _GIFT_ANSWER.finditer(answers)]
    if any("->" in text for _, text in parts):
        return "  ".join(f"- {text}" for _, text in parts)
    if re.search(r":(?:SHORTANSWER|SA|MW|NUMERICAL|NM)(?:_?C)?:", written) or not any(sign == "~" for sign, _ in parts):
        return f"[[{'|'.join(text for sign, text in parts if sign == '=')}]]"
    return "  ".join(f"- ({'x' if sign == '=' else ' '}) {text}" for sign, text in parts)


def tell_open_gap(elements: Sequence[Element], report: Report) -> None:
    """Tell of ``[[x]`` in a question that has other gaps: it would be shown, with its answer."""
    for line in _lines(elements):
        if found := _OPEN.search(without_code(line.text)):
            _tell_gap(line, found, report)


def pair(line: str) -> str:
    """Return a line with another arrow as a pair."""
    return " -> ".join(_ANY_ARROW.split(line.strip(), maxsplit=1)).replace("  ", " ")


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
        if _BULLET.match(line.text) and _ANY_ARROW.search(without_code(line.text)):
            report.add(
                "matching-pair",
                line.span(),
                "This arrow is not the one of a pair, which has spaces around it.",
                f"Write  {pair(line.text)}",
            )
            return True
    return False


def _gap(lines: Sequence[Line], report: Report) -> bool:
    for line in lines:
        plain = without_code(line.text)
        found = _OPEN.search(plain) or _SINGLE.search(plain)
        if found:
            _tell_gap(line, found, report)
            return True
    for line in lines:
        if found := _BLANK.search(without_code(line.text)):
            _tell_gap(line, found, report)
            return True
    return False


def _tell_gap(line: Line, found: re.Match[str], report: Report) -> None:
    gap = f"[[{found['text'] or 'answer'}]]"
    whole = f"{line.text[: found.start()]}{gap}{line.text[found.end() :]}"
    report.add(
        "question-gap",
        line.span(found.start(), len(found[0])),
        "A gap stands between two brackets on each side.",
        f"Write  {whole.strip()}" if len(whole) <= _SHORT else f"Write {gap}.",
    )


def _gift(lines: Sequence[Line], report: Report) -> bool:
    """Tell of an answer in the notation of Moodle's GIFT."""
    text = "\n".join(without_code(line.text) for line in lines)
    found = _GIFT.search(text)
    if not found or not (answer := options_of_gift(found[0])) or answer == "[[]]":
        return False
    number = text.count("\n", 0, found.start())
    start = found.start() - (text.rfind("\n", 0, found.start()) + 1)
    length = len(found[0].split("\n")[0])
    report.add(
        "question-kind-unknown",
        lines[number].span(start, length),
        "This looks like an answer in Moodle's notation.",
        f"Write below what is asked, one a line:  {answer}",
    )
    return True


def _options(lines: Sequence[Line], report: Report) -> bool:
    for line in lines:
        if any(pattern.match(line.text) for pattern in (_BARE, _TICKED, _SLOPPY)):
            _tell_option(line, f"Write  {option(line.text)}", report)
        elif _LETTERED.match(line.text):
            _tell_option(
                line, f"Write  {option(line.text)}  and (x) for the right one; the builder gives the letters.", report
            )
        else:
            continue
        return True
    return False


def _tell_option(line: Line, hint: str, report: Report) -> None:
    report.add("question-marker", line.span(), "This option has no marker that can be read.", hint)


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
