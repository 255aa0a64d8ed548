"""The tree of blocks (CommonMark 0.31, 3.1), which grows at its open end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from course_builder.source.commonmark.references import Target, definition, normalised
from course_builder.source.commonmark.told import Notes

RAW = frozenset({"fence", "code", "html", "math"})
TEXT = frozenset({"paragraph", "table", *RAW})


@dataclass(slots=True, eq=False)
class Node:
    """A block.

    Args:
        kind: what it is.
        line: on which it begins; ``end`` is the last that belongs to it.
        lines: the text of a block that holds text.
        info: a fence's language and options, a heading's level, an item's marker, as the kind has it.
    """

    kind: str
    line: int
    parent: Node | None = None
    depth: int = 0
    end: int = 0
    open: bool = True
    children: list[Node] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    info: str = ""
    number: int = 0
    width: int = 0
    fence: str = ""
    until: re.Pattern[str] | None = None
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    @property
    def around(self) -> Node:
        """The block that it stands in; of a document itself."""
        return self.parent or self


class Tree:
    """Blocks, of which the last ones are open.

    Args:
        references: targets of reference links by their labels; those of the document are added.
    """

    def __init__(self, notes: Notes, references: dict[str, Target]) -> None:
        self.notes, self.references = notes, references
        self.document = Node("document", 0)
        self.tip = self.document
        self.number = 0
        self.paragraphs: list[Node] = []

    def _add(self, kind: str, parent: Node, **more: object) -> Node:
        while (
            parent.kind in TEXT
            or (parent.kind == "list" and kind != "item")
            or (parent.kind == "definitions" and kind not in {"term", "meaning"})
        ):
            self._close(parent)
            parent = parent.around
        made = Node(kind, self.number, parent, parent.depth + 1, self.number)
        for name, value in more.items():
            setattr(made, name, value)
        parent.children.append(made)
        self.tip = made
        return made

    def _close(self, node: Node) -> None:
        node.open = False
        if node.parent:
            node.parent.end = max(node.parent.end, node.end)
            self.tip = node.parent
        if node.kind == "paragraph":
            self._take_definitions(node)
            self.paragraphs.append(node)

    def _close_to(self, node: Node) -> None:
        while self.tip is not node:
            self._close(self.tip)

    def _take_definitions(self, node: Node) -> None:
        """Take definitions of reference links off the start of a paragraph (4.7)."""
        if not node.lines or not node.lines[0].startswith("["):
            return
        text = "\n".join(node.lines)
        taken = 0
        while text.startswith("[", taken):
            # A definition has a few lines; looking at more of a long paragraph again and again would take for ever.
            found = definition(text[taken : taken + 4000])
            if not found:
                break
            self.references.setdefault(normalised(found[0]), found[1])
            taken += found[2]
        if taken:
            node.line += text.count("\n", 0, taken)
            rest = text[taken:]
            node.lines = rest.split("\n") if rest else []


def is_loose(listed: Node) -> bool:
    """Whether a blank line stands between a list's items, or between what an item is made of (5.3)."""
    for item, following in _pairs(listed.children):
        if following.line - item.end > 1:
            return True
    return any(second.line - first.end > 1 for item in listed.children for first, second in _pairs(item.children))


def _pairs(nodes: list[Node]) -> Iterator[tuple[Node, Node]]:
    return pairwise(nodes)
