"""The blocks that a text is made of, found line by line (CommonMark 0.31, appendix: A parsing strategy).

Every line first says which of the open containers it goes on with, then what it begins (``openings``), and the rest of
it is text.
"""

from __future__ import annotations

import re

from course_builder.source import dialects
from course_builder.source.commonmark import maths, tables
from course_builder.source.commonmark.nodes import RAW, TEXT, Node
from course_builder.source.commonmark.openings import CODE_INDENT, Openings

_FENCE_END = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*$")
# One sign alone may be a hashtag or a colour; a title is one line without a full stop.
_NO_SPACE = re.compile(r"#{2,6}(?![#\s!{])\S|#(?![0-9A-Fa-f]{3,8}\b)[^\W\d_a-z][^#\n]*[^\s#.!?:;,…]\s*$")
_SPECIAL = frozenset("#`~*+_=<>-0123456789:|$\\[!")

MARK_OPEN, MARK_CLOSE = "\U000f0003", "\U000f0004"
"""What stands around the number of a run, on a line of its own."""


class Blocks(Openings):
    """Reads a document's blocks."""

    def read(self, lines: list[str]) -> Node:
        """Return the document that the lines make."""
        self.maths = maths.Blocks(lines)
        for number, text in enumerate(lines):
            self.number = number
            if text.startswith(MARK_OPEN):
                self._close_to(self.document)
                self._close(self._add("mark", self.document, lines=[text]))
                continue
            self._line(text)
        self._close_to(self.document)
        return self.document

    def _line(self, text: str) -> None:
        self._at(text)
        container = self.document
        while container.children and container.children[-1].open:
            following = container.children[-1]
            self._look()
            goes_on = self._goes_on(following)
            if goes_on is None:
                return
            if not goes_on:
                break
            container = following
        self.matched, self.all_closed = container, container is self.tip
        while container.kind not in RAW:
            self._look()
            if self.blank or (self.indent < CODE_INDENT and self.text[self.next] not in _SPECIAL):
                break
            if self.indent >= CODE_INDENT and self.tip.kind == "paragraph":
                # It goes on with the paragraph, lazily or not.
                break
            started = self._start(container)
            if started is None:
                break
            container = started
            if not started.open or started.kind in TEXT:
                if self.inside:
                    inside, self.inside = self.inside, None
                    self._text(inside)
                self._tail()
                return
        self._text(container)
        self._tail()

    def _tail(self) -> None:
        """Put the end of an element that was written on one line with its Markdown."""
        if self.closing:
            parent, text = self.closing
            self.closing = None
            self._close_to(parent)
            self._close(self._add("html", parent, lines=[text]))

    def _text(self, container: Node) -> None:
        self._look()
        if not self.all_closed and self.text.startswith("{:", self.next):
            above = container.children[-1]
            if above.kind == "quote" and above.open:
                # It says what the quotation is, as in kramdown, and does not go on with its last paragraph.
                self._begin()
                self._to_next()
                above.info = self._rest().strip()
                self._tell_class(above.info)
                return
        if not self.all_closed and not self.blank and self.tip.kind == "paragraph":
            self._to_next()
            self._put(self.tip, self._rest())
            return
        self._begin()
        if container.kind in RAW:
            rest = self._rest()
            container.lines.append(rest)
            if rest.strip() or container.kind != "code":
                container.end = self.number
            if container.kind == "html" and container.until and container.until.search(rest):
                self._close(container)
        elif container.kind == "table":
            self._row(container)
        elif container.kind == "paragraph":
            self._to_next()
            self._put(container, self._rest())
        elif not self.blank:
            self._to_next()
            made = self._add("paragraph", container)
            self._put(made, self._rest())

    def _tell_class(self, attributes: str) -> None:
        """Tell of a class by which another tool makes a callout of a quotation."""
        for name in dialects.classes(attributes):
            if wanted := dialects.below_quotation(name):
                self.notes.add("container-unknown", self.number, attributes, *wanted)

    def _put(self, paragraph: Node, text: str) -> None:
        paragraph.lines.append(text)
        paragraph.end = self.number
        # What stands first may be the title of a module, which is told to have none.
        if _NO_SPACE.match(text) and (text.startswith("##") or self._first() is not paragraph):
            marks = text[: len(text) - len(text.lstrip("#"))]
            self.notes.add(
                "heading-space",
                self.number,
                marks,
                f"A {'page' if marks == '##' else 'heading'} seems to begin here; without a space it is text.",
                f"Write '{marks} {text.lstrip('#').strip()[:40]}'.",
            )

    def _first(self) -> Node:
        return next(one for one in self.document.children if one.kind != "mark")

    def _goes_on(self, node: Node) -> bool | None:
        """Whether the line goes on with an open block; None where that was all of the line."""
        kind = node.kind
        if kind == "quote":
            if self.indent < CODE_INDENT and self.text[self.next : self.next + 1] == ">":
                self._to_next()
                self._jump(self.position + 1)
                self._optional_space()
                node.end = self.number
                return True
            return False
        if kind == "item":
            if self.blank:
                if not node.children:
                    return False
                self._to_next()
                return True
            if self.indent >= node.width:
                self._advance(node.width)
                return True
            return False
        if kind in {"list", "definitions"}:
            return True
        if kind in {"meaning", "footnote", "admonition"}:
            if self.blank:
                self._to_next()
                return True
            if self.indent >= CODE_INDENT:
                self._advance(CODE_INDENT)
                return True
            return False
        if kind == "fence":
            closing = _FENCE_END.match(self.text, self.next) if self.indent < CODE_INDENT else None
            if closing and closing["fence"].startswith(node.fence):
                node.end = self.number
                self._close_to(node)
                self._close(node)
                return None
            self._advance(min(node.width, self.indent))
            return True
        if kind == "code":
            if self.indent >= CODE_INDENT:
                self._advance(CODE_INDENT)
                return True
            if self.blank:
                self._to_next()
                return True
            return False
        if kind == "html":
            return not (self.blank and node.until is None)
        if kind == "math":
            if node.number <= self.number:
                return False
            self._advance(min(node.width, self.indent))
            return True
        if kind in {"paragraph", "table"}:
            return not self.blank
        return False

    def _row(self, table: Node) -> None:
        text = self.text[self.next :]
        found = tables.cells(text, len(table.columns))
        table.end = self.number
        if len(found) != len(table.columns):
            self.notes.add(
                "table-cells",
                self.number,
                "",
                f"This row has {len(found)} cells, and the table's head has {len(table.columns)}.",
                "Give it as many cells; a vertical line inside a cell is \\|.",
            )
        table.rows.append((self.number, tables.texts(text, found)))
