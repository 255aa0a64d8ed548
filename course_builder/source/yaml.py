"""YAML with the place of every key and value, in which plain words stay words.

PyYAML's composed nodes are used, not its constructors: ``no`` must stay ``no`` and ``1.10`` must stay ``1.10``; what a
value means is decided by the settings model that it is validated against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from course_builder.diagnostics import Report, Span
from course_builder.source.located import LocatedData, Path

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"

# YAML counts these as ends of lines, and nothing else does.
_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")

_MOST_DEEP, _MOST_VALUES = 20, 20_000
"""No course needs more. Aliases can hold themselves, and a few of them multiply without end."""


def parse(text: str, file: str, report: Report, first_line: int = 1) -> LocatedData | None:
    """Read a YAML mapping.

    Args:
        text: the YAML.
        file: for places.
        first_line: the line of the file on which ``text`` begins.

    Returns:
        The mapping with places (empty for empty text), or None where it is not YAML or not a mapping; then ``report``
        says why.
    """
    start = Span(file, first_line)
    text = text.translate(_BREAKS)
    try:
        if deep := _too_deep(text):
            span = Span(file, first_line + deep.line, deep.column + 1)
            report.add("yaml-value", span, "This is nested too deeply.", "Write lines of 'key: value'.")
            return None
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        lines = text.split("\n")
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and not "".join(lines[mark.line :]).strip():
            mark = error.context_mark  # the end of the text says nothing; what was opened and never closed does
        # The end of a text may lie behind its last line.
        line = min(mark.line, len(lines) - 1) if mark else 0
        column = min(mark.column if mark and mark.line == line else len(lines[line]), len(lines[line])) if mark else 0
        for index in (line, line - 1):
            # In braces everything behind the # is gone, the closing brace too: the fault is there, not where YAML ends.
            if index >= 0 and (found := _COLOUR.search(lines[index])):
                place = Span(file, first_line + index, found.start("colour") + 1, len(found["colour"]))
                hint = f'Write  {found["key"]}: "{found["colour"]}"'
                report.add("yaml-syntax", place, "YAML reads # as the beginning of a comment.", hint)
                return None
        span = Span(file, first_line + line, column + 1)
        report.add(
            "yaml-syntax",
            span,
            f"This is not valid YAML: {error.problem or error.context}.",
            _hint(text, span.line - first_line),
        )
        return None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        before = text[:position] if isinstance(position, int) else ""
        span = Span(file, first_line + before.count("\n"), len(before) - (before.rfind("\n") + 1) + 1)
        said = str(error).splitlines()[0]
        report.add("yaml-syntax", span, f"This is not valid YAML: {said}.", "Delete the character.")
        return None
    if root is None:
        return LocatedData({}, start)
    if not isinstance(root, yaml.MappingNode):
        report.add("yaml-syntax", start, "A mapping is needed here.", "Write lines of 'key: value'.")
        return None
    reader = _Reader(file, first_line, report, text.split("\n"))
    data = reader.value(root, (), depth=0)
    return LocatedData(data, start, reader.keys, reader.values)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that holds no others.

    Args:
        path: the keys that lead to it, and the numbers of entries in lists.
        text: what it says.
        start: its first character in the text.
        end: what follows its last one; line breaks behind a block are not its own.
    """

    path: Path
    text: str
    start: int
    end: int


def scalars(text: str) -> Iterator[Scalar]:
    """Yield the values of YAML in their order, each once; nothing where it cannot be read."""
    text = text.translate(_BREAKS)
    try:
        root = None if _too_deep(text) else yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    seen: set[int] = set()
    waiting: list[tuple[yaml.Node | None, Path]] = [(root, ())]
    while waiting:
        node, path = waiting.pop()
        # What an alias repeats stands where its anchor is.
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            inside = [(value, (*path, str(key.value))) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
            waiting += reversed(inside)
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed([(value, (*path, number)) for number, value in enumerate(node.value)])
        elif isinstance(node, yaml.ScalarNode):
            start = starts[node.start_mark.line] + node.start_mark.column
            end = starts[node.end_mark.line] + node.end_mark.column
            written = text[start:end].rstrip() if node.style in {"|", ">"} else text[start:end]
            yield Scalar(path, node.value, start, start + len(written))


def _too_deep(text: str) -> Any:
    """Return the mark where a text is nested too deeply; None where it is not."""
    # PyYAML's composer dives as deep as a text is nested, in C without any guard. Its events come one by one.
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_DEEP:
            return event.start_mark
    return None


def _hint(text: str, index: int) -> str:
    lines = text.split("\n")
    line = lines[index] if 0 <= index < len(lines) else ""
    before = lines[index - 1] if 0 < index <= len(lines) else ""
    if "\t" in line or "\t" in before:
        return "YAML is indented with spaces, never with tabs."
    if re.match(r"\s*[^:\"']+:\s[^\"'].*:\s", line) or re.match(r"\s*[^:\"']+:\s[^\"'].*:\s", before):
        return "Put quotes around a value that has a colon in it."
    return "Check the indentation, and quotes around values with : # [ ] { } or @."


_COLOUR = re.compile(r"(?P<key>[\w-]+)\s*:\s+(?P<colour>#[0-9A-Fa-f]{3,8})\b")


class _Reader:
    def __init__(self, file: str, first_line: int, report: Report, lines: Sequence[str]) -> None:
        self.lines = lines
        self.file, self.first_line, self.report = file, first_line, report
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self.left = _MOST_VALUES

    def span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.file, self.first_line + start.line, start.column + 1, max(1, length))

    def value(self, node: yaml.Node, path: Path, depth: int) -> Any:
        self.left -= 1
        if depth > _MOST_DEEP or self.left < 0:
            if self.left >= 0 or self.left == -1:
                much = "is nested too deeply" if depth > _MOST_DEEP else "holds too much"
                self.report.add("yaml-value", self.span(node), f"This {much}.", "Write it without aliases (& and *).")
                self.left = -2
            return ""
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            values = []
            for index, item in enumerate(node.value):
                self.values[*path, index] = self.span(item)
                values.append(self.value(item, (*path, index), depth + 1))
            return values
        return node.value

    def tell_comment(self, key: yaml.Node, name: str) -> None:
        """Tell of a colour without quotes: a # behind a space begins a comment (YAML 1.2.2, 6.6)."""
        found = _COLOUR.match(self.lines[key.start_mark.line], key.start_mark.column)
        if found:
            span = self.span(key)
            place = Span(span.file, span.line, found.start("colour") + 1, len(found["colour"]))
            self.report.add(
                "yaml-value",
                place,
                f"{name!r} has no value here: YAML reads # as a comment.",
                f'Write  {name}: "{found["colour"]}"',
            )

    def mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            span = self.span(key_node)
            if not key:
                self.report.add(
                    "yaml-value", span, "A key must be a plain word.", "Put quotes around the value before it."
                )
                continue
            if key in data:
                self.report.add(
                    "yaml-duplicate-key", span, f"The key {key!r} stands here a second time.", "Keep one of them."
                )
                continue
            self.keys[*path, key] = span
            self.values[*path, key] = self.span(value_node)
            # `key:` with nothing behind it is as good as left out
            if isinstance(value_node, yaml.ScalarNode) and value_node.tag == _NULL and not value_node.style:
                self.tell_comment(key_node, key)
                continue
            data[key] = self.value(value_node, (*path, key), depth + 1)
        return data
