"""The text of a question taken apart: prompt, options with their feedback, gaps, explanation, and its own directives.

This knows how questions are written, not what kinds there are: the rooms in ``questions/`` decide that from what was
found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose, gap_marker
from course_builder.source.directives import Directive, Element, Text
from course_builder.source.lines import Line, prose
from course_builder.source.literal import Literals, without_code

Marker = Literal["radio", "box", "scale", "number", "plain"]

PARTS = frozenset({"hint", "correct", "incorrect", "partial", "model", "step", "ending"})
"""Directives that belong to a question itself; any other is a block of its prompt."""

_BULLET = re.compile(r"^(?P<indent> {0,3})(?P<bullet>[-*+])(?P<space> +|$)")
_NUMBER = re.compile(r"^(?P<indent> {0,3})(?P<bullet>\d{1,9}[.)])(?P<space> +)")
_RADIO = re.compile(r"\((?P<mark>[xX ]?)\)(?:\s+|$)")
_BOX = re.compile(r"\[(?P<mark>[xX ])\](?:\s+|$)")
_SCALE = re.compile(r"\((?P<mark>\d{1,2})\)(?:\s+|$)")
_ODD = re.compile(r"[(\[]\s*(?P<mark>[xX✓✔])?\s*[)\]](?![(\[])\s*")
_QUOTE = re.compile(r"^\s*> ?")
_ARROW = re.compile(r"(?:^|\s)->(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list under a question, with what is nested below it.

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
        found = _ARROW.search(self.text.text) if self.text else None
        if not found or self.text is None:
            return None
        left, right = self.text.text[: found.start()].rstrip(), self.text.text[found.end() :].strip()
        return (
            replace_text(self.text, left, 0) if left else None,
            replace_text(self.text, right, self.text.text.find(right, found.end())) if right else None,
        )


def replace_text(run: Prose, text: str, offset: int) -> Prose:
    """Return the part ``text`` of a run, which begins at ``offset`` of it, with its own place."""
    return Prose(text=text, span=run.at(offset, len(text.split("\n", maxsplit=1)[0])), indent=run.indent)


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between ``[[`` and ``]]``."""

    text: str
    span: Span


@dataclass(slots=True)
class QuestionText:
    """A question taken apart. ``parts`` holds the directives named in ``PARTS`` in the order they stand in."""

    heading: Prose | None
    prompt: list[Element] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    explanation: Prose | None = None
    parts: list[Directive] = field(default_factory=list)

    def named(self, name: str) -> list[Directive]:
        """Return the question's own directives of this name."""
        return [one for one in self.parts if one.name == name]


def read_question(
    heading: Prose | None, elements: Sequence[Element], report: Report, *, numbered: bool = False
) -> QuestionText:
    """Take a question apart.

    Args:
        heading: the question's heading, which may hold gaps; None where there is none.
        elements: what stands below, from ``scan``.
        numbered: whether a numbered list is the list of options (it is prompt text otherwise).
    """
    question = QuestionText(heading)
    if heading:
        cut = _with_gaps(Line(heading.text, heading.span.file, heading.span.line, heading.span.column - 1), question)
        question.heading = Prose(text=cut.text, span=heading.span) if cut.text != heading.text else heading
    with_options = _option_list(elements, numbered)
    after = False
    for element in elements:
        if isinstance(element, Directive) and element.name in PARTS:
            question.parts.append(element)
        elif isinstance(element, Text):
            lines = element.lines
            if with_options and element is with_options.element:
                question.items = [item(group, report) for group in with_options.groups]
                _keep(question, lines[: with_options.start])
                lines, after = lines[with_options.end :], True
            if after:
                _after(question, lines, report)
            else:
                _keep(question, lines)
        else:
            question.prompt.append(element)
    if question.items:
        _tell_second_list(question, report)
    if not question.items and question.gaps:
        _trailing_quote(question)
    return question


def _tell_second_list(question: QuestionText, report: Report) -> None:
    """Tell of options that stand above the list of options, cut off from it by other text."""
    kinds = {item.marker for item in question.items}
    for element in question.prompt:
        lines = element.lines if isinstance(element, Text) else ()
        literals = Literals([line.text for line in lines])
        index = 0
        while index < len(lines):
            body = _body(lines[index])
            if body is not lines[index] and _marker(body)[0] in kinds - {"plain", "number"}:
                report.add(
                    "question-marker",
                    body.span(0, 3),
                    "This option stands above other text, apart from the list of options.",
                    "Write all options in one list below the text.",
                )
                return
            index += _literal(literals, index) or 1


@dataclass(frozen=True, slots=True)
class _OptionList:
    element: Text
    start: int
    end: int
    groups: list[list[Line]]


def _option_list(elements: Sequence[Element], numbered: bool) -> _OptionList | None:
    """Find the last list that can be the list of options."""
    for element in reversed(elements):
        if not isinstance(element, Text):
            continue
        found = None
        index = 0
        literals = Literals([line.text for line in element.lines])
        while index < len(element.lines):
            start = _item_start(element.lines[index], numbered)
            if not start:
                index += _literal(literals, index) or 1
                continue
            end, groups = list_at(element.lines, index, numbered)
            marks = [_marker(_body(group[0])) for group in groups]
            if (
                numbered
                or any(mark[0] != "plain" for mark in marks)
                or any(_ARROW.search(_body(group[0]).text) for group in groups)
            ):
                found = _OptionList(element, index, end, groups)
            index = end
        if found:
            return found
    return None


def _literal(literals: Literals, index: int) -> int:
    return literals.fence(index)[0] or literals.comment(index)[0]


def _item_start(line: Line, numbered: bool) -> re.Match[str] | None:
    return (_NUMBER if numbered else _BULLET).match(line.text)


def list_at(lines: Sequence[Line], start: int, numbered: bool) -> tuple[int, list[list[Line]]]:
    """Group the lines of a list by item. Returns where it ends, and the groups."""
    groups: list[list[Line]] = []
    index = start
    while index < len(lines):
        line = lines[index]
        if not line.text.strip():
            while index < len(lines) and not lines[index].text.strip():
                groups[-1].append(lines[index])
                index += 1
            following = lines[index] if index < len(lines) else None
            if following is None or not (_item_start(following, numbered) or re.match(r"(\t| {2,})", following.text)):
                break
            continue
        if _item_start(line, numbered):
            groups.append([])
        # An unindented line right below an item continues it (Markdown's lazy continuation), but a quote does not.
        elif line.text[0] not in " \t" and (line.text.startswith(">") or not lines[index - 1].text.strip()):
            break
        groups[-1].append(line)
        index += 1
    return index, groups


def _body(line: Line) -> Line:
    found = _BULLET.match(line.text) or _NUMBER.match(line.text)
    return line.cut(found.end()) if found else line


def _marker(body: Line) -> tuple[Marker, re.Match[str] | None]:
    table: list[tuple[Marker, re.Pattern[str]]] = [("radio", _RADIO), ("box", _BOX), ("scale", _SCALE)]
    for name, pattern in table:
        found = pattern.match(body.text)
        if found:
            return name, found
    return "plain", None


def item(group: Sequence[Line], report: Report) -> Item:
    first = group[0]
    body = _body(first)
    kind, found = _marker(body)
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
        quote = _QUOTE.match(line.text)
        if quote:
            quoted.append(line.cut(quote.end()))
        else:
            text.append(line.dedent(width))
    return Item(kind, first.span(), mark.lower() == "x", mark if kind == "scale" else "", prose(text), prose(quoted))


def _with_gaps(line: Line, question: QuestionText) -> Line:
    """Put markers where gaps are, and note the gaps. Code keeps its brackets."""
    if "[[" not in line.text:
        return line
    plain = without_code(line.text)
    pieces, position = [], 0
    while (start := plain.find("[[", position)) >= 0 and (end := plain.find("]]", start + 3)) >= 0:
        # The last brackets of `[[/[ab]]]` close: those before belong to the answer.
        while plain.startswith("]", end + 2):
            end += 1
        pieces += [line.text[position:start], gap_marker(len(question.gaps))]
        question.gaps.append(Gap(line.text[start + 2 : end], line.span(start, end + 2 - start)))
        position = end + 2
    return replace(line, text="".join(pieces) + line.text[position:])


def _keep(question: QuestionText, lines: Sequence[Line]) -> None:
    """Add lines to the prompt."""
    kept: list[Line] = []
    index = 0
    literals = Literals([line.text for line in lines])
    while index < len(lines):
        length = _literal(literals, index)
        kept += lines[index : index + length] if length else [_with_gaps(lines[index], question)]
        index += length or 1
    if any(line.text.strip() for line in kept):
        question.prompt.append(Text(tuple(kept)))


def _after(question: QuestionText, lines: Sequence[Line], report: Report) -> None:
    """Take what stands below the options: a quote is the explanation, and nothing else belongs there."""
    quoted: list[Line] = []
    for line in lines:
        found = _QUOTE.match(line.text)
        if found:
            quoted.append(line.cut(found.end()))
        elif line.text.strip():
            report.add(
                "question-feedback-misplaced",
                line.span(),
                "This text stands below the options.",
                "Put it above them, or make it the explanation with '> ' in front.",
            )
            return
        else:
            quoted.append(line)
    explanation = prose(quoted)
    if explanation:
        question.explanation = explanation


def _trailing_quote(question: QuestionText) -> None:
    """In a question without options the quote at its end is the explanation."""
    last = question.prompt[-1] if question.prompt else None
    if not isinstance(last, Text):
        return
    lines = list(last.lines)
    while lines and not lines[-1].text.strip():
        lines.pop()
    start = len(lines)
    while start and _QUOTE.match(lines[start - 1].text):
        start -= 1
    before_is_blank = start == 0 or not lines[start - 1].text.strip()
    if start == len(lines) or not before_is_blank:
        return
    question.explanation = prose([line.cut(_QUOTE.match(line.text).end()) for line in lines[start:]])  # type: ignore[union-attr]
    rest = tuple(lines[:start])
    question.prompt[-1:] = [Text(rest)] if any(line.text.strip() for line in rest) else []
