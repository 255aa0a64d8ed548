"""The text of a question taken apart: prompt, options with their feedback, gaps, explanation, and its own directives.

This knows how questions are written, not what kinds there are: the rooms in ``questions/`` decide that from what was
found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose, gap_marker
from course_builder.source.as_typed import as_typed, shows
from course_builder.source.directives import Directive, Element, Text, tell_unread
from course_builder.source.lines import Line, prose
from course_builder.source.list_items import ARROW, QUOTE, Item, body_of, item_start, list_at, marker_of, read_item
from course_builder.source.literal import Literals, without_code

PARTS = frozenset({"hint", "correct", "incorrect", "partial", "model", "step", "ending"})
"""Directives that belong to a question itself; any other is a block of its prompt."""


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
    with_options = option_list(elements, numbered)
    after = False
    for element in elements:
        if isinstance(element, Directive) and element.name in PARTS:
            tell_unread(element, report)
            question.parts.append(element)
        elif isinstance(element, Text):
            lines = element.lines
            if with_options and element is with_options.element:
                question.items = [_option(group, report) for group in with_options.groups]
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


def _option(group: Sequence[Line], report: Report) -> Item:
    """Read an option; its text is what stands there."""
    item = read_item(group, report)
    if item.marker in {"radio", "box", "scale"}:
        literals = Literals([line.text for line in group])
        index = 1
        while index < len(group):
            inner = group[index].cut(len(group[index].text) - len(group[index].text.lstrip(" \u00a0")))
            if item_start(inner, numbered=False) and marker_of(body_of(inner))[0] == item.marker:
                report.add(
                    "question-marker",
                    inner.span(),
                    "This option stands inside the option above.",
                    f"Write  {inner.text.rstrip()}  at the beginning of the line.",
                )
                break
            index += _literal(literals, index) or 1
    text = as_typed(item.text) if item.text else None
    return replace(item, text=text if text and shows(text.text) else None)


def _tell_second_list(question: QuestionText, report: Report) -> None:
    """Tell of options that stand above the list of options, cut off from it by other text."""
    kinds = {item.marker for item in question.items}
    for element in question.prompt:
        lines = element.lines if isinstance(element, Text) else ()
        literals = Literals([line.text for line in lines])
        index = 0
        while index < len(lines):
            body = body_of(lines[index])
            if body is not lines[index] and marker_of(body)[0] in kinds - {"plain", "number"}:
                report.add(
                    "question-marker",
                    body.span(0, 3),
                    "This option stands above other text, apart from the list of options.",
                    "Write all options in one list below the text.",
                )
                return
            index += _literal(literals, index) or 1


@dataclass(frozen=True, slots=True)
class OptionList:
    """The list of options: the text that it stands in, its lines there, and those of each option."""

    element: Text
    start: int
    end: int
    groups: list[list[Line]]


def option_list(elements: Sequence[Element], numbered: bool) -> OptionList | None:
    """Find the last list that can be the list of options."""
    for element in reversed(elements):
        if not isinstance(element, Text):
            continue
        found = None
        index = 0
        literals = Literals([line.text for line in element.lines])
        while index < len(element.lines):
            start = item_start(element.lines[index], numbered)
            if not start:
                index += _literal(literals, index) or 1
                continue
            end, groups = list_at(element.lines, index, numbered)
            marks = [marker_of(body_of(group[0])) for group in groups]
            if (
                numbered
                or any(mark[0] != "plain" for mark in marks)
                or any(ARROW.search(body_of(group[0]).text) for group in groups)
            ):
                found = OptionList(element, index, end, groups)
            index = end
        if found:
            return found
    return None


def _literal(literals: Literals, index: int) -> int:
    return literals.fence(index)[0] or literals.comment(index)[0]


def gap_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each gap of a line begins and ends, brackets included. Code keeps its brackets."""
    plain = without_code(text)
    position = 0
    while (start := plain.find("[[", position)) >= 0 and (end := plain.find("]]", start + 3)) >= 0:
        # The last brackets of `[[/[ab]]]` close: those before belong to the answer.
        while plain.startswith("]", end + 2):
            end += 1
        yield start, end + 2
        position = end + 2


def _with_gaps(line: Line, question: QuestionText) -> Line:
    """Put markers where gaps are, and note the gaps."""
    if "[[" not in line.text:
        return line
    pieces, position = [], 0
    for start, end in gap_places(line.text):
        pieces += [line.text[position:start], gap_marker(len(question.gaps))]
        text = line.text[start + 2 : end - 2]
        # In the row of a table a bar is escaped so that other readers of Markdown see one cell.
        text = text.replace("\\|", "|") if line.text.lstrip().startswith("|") else text
        question.gaps.append(Gap(text, line.span(start, end - start)))
        position = end
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
    literals = Literals([line.text for line in lines])
    index = 0
    while index < len(lines):
        if length := literals.comment(index)[0]:
            index += length
            continue
        line = lines[index]
        index += 1
        found = QUOTE.match(line.text)
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
    while start and QUOTE.match(lines[start - 1].text):
        start -= 1
    before_is_blank = start == 0 or not lines[start - 1].text.strip()
    if start == len(lines) or not before_is_blank:
        return
    question.explanation = prose([line.cut(QUOTE.match(line.text).end()) for line in lines[start:]])  # type: ignore[union-attr]
    rest = tuple(lines[:start])
    question.prompt[-1:] = [Text(rest)] if any(line.text.strip() for line in rest) else []
