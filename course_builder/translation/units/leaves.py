"""A run of Markdown taken apart into what is translated as a whole: paragraphs, headings, cells, terms.

The blocks are those of the reader that pages are made with; what is found of them are the lines of the source, each
without what stands before it and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course_builder.source.commonmark import tables
from course_builder.source.commonmark.blocks import Blocks
from course_builder.source.commonmark.nodes import Node
from course_builder.source.commonmark.told import Notes
from course_builder.source.lines import Line

_TASK = re.compile(r"\[[ xX]\](?:[ \t]+|$)")
_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\][-+]?[ \t]*")
_ABBREVIATION = re.compile(r"\*\[(?P<name>[^\]\\]+)\][ ]?:[ \t]*")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Text that is translated as a whole.

    Args:
        kind: what it is, in a word or two.
        lines: of the source, without the marks of what stands around.
        first: whether it is the first of its list item, quotation or meaning.
        quoted: whether it stands in a quotation.
    """

    kind: str
    lines: tuple[Line, ...]
    first: bool = True
    quoted: bool = False


def leaves(lines: Sequence[Line], kind: str = "text") -> Iterator[Leaf]:
    """Yield the texts of a run in their order.

    Args:
        kind: what a paragraph is that stands in nothing else.
    """
    return _Walk(lines).inside(Blocks(Notes(), {}).read([line.text for line in lines]), kind)


class _Walk:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    def inside(self, node: Node, kind: str) -> Iterator[Leaf]:
        first = True
        for child in node.children:
            yield from self.of(child, kind, first)
            first = False

    def of(self, node: Node, kind: str, first: bool) -> Iterator[Leaf]:
        match node.kind:
            case "paragraph":
                yield from self.paragraph(node, kind, first)
            case "heading":
                lines = node.lines[0].split("\n")
                yield Leaf("heading", tuple(self.piece(node.line + at, text) for at, text in enumerate(lines)))
            case "quote":
                yield from self.inside(node, "quote" if kind == "text" else kind)
            case "list":
                for item in node.children:
                    yield from self.inside(item, "list item" if kind == "text" else kind)
            case "table":
                yield from self.table(node)
            case "term":
                yield Leaf("term", (self.piece(node.line, node.lines[0].strip()),))
            case "meaning":
                yield from self.inside(node, "meaning")
            case "definitions":
                yield from self.inside(node, kind)
            case "footnote":
                yield from self.inside(node, f"footnote {node.info}")
            case "admonition":
                if node.lines[0]:
                    yield Leaf("title", (self.piece(node.line, node.lines[0]),))
                yield from self.inside(node, kind)
            case "html":
                yield Leaf("HTML", tuple(self.piece(node.line + at, text) for at, text in enumerate(node.lines)))
            case "nothing":
                line = self.lines[node.line]
                if found := _ABBREVIATION.search(line.text):
                    yield Leaf(f"abbreviation {found['name'].strip()}", (line.cut(found.end()),))

    def paragraph(self, node: Node, kind: str, first: bool) -> Iterator[Leaf]:
        if not node.lines:
            return
        lines = [self.piece(node.line + at, text) for at, text in enumerate(node.lines)]
        around = node.around.kind
        if around == "quote" and first and (alert := _ALERT.match(lines[0].text)):
            if title := lines[0].text[alert.end() :].strip():
                yield Leaf("title", (lines[0].cut(lines[0].text.index(title, alert.end())),))
            lines = lines[1:]
        elif around == "item" and first and (task := _TASK.match(lines[0].text)):
            lines[0] = lines[0].cut(task.end())
        if lines:
            yield Leaf(kind, tuple(lines), first, around == "quote")

    def piece(self, number: int, text: str) -> Line:
        """Return the part of a line that was read as ``text``."""
        line = self.lines[number]
        at = len(line.text) - len(text) if line.text.endswith(text) else max(0, line.text.find(text.strip()))
        return Line(text if line.text.startswith(text, at) else text.strip(), line.file, line.number, line.offset + at)

    def table(self, node: Node) -> Iterator[Leaf]:
        for row, (number, texts) in enumerate(node.rows):
            line = self.lines[number]
            places = tables.cells(line.text, len(node.columns))
            for (start, end), text in zip(places, texts, strict=False):
                raw = line.text[start:end].strip()
                written = raw if raw.replace("\\|", "|") == text else text.replace("|", "\\|")
                at = line.text.find(written, start, end)
                if text and at >= 0:
                    # What a cell holds is in the source's own writing, so that its length is right.
                    yield Leaf("cell" if row else "column", (Line(written, line.file, line.number, line.offset + at),))
