"""The blocks that a text is made of (CommonMark 0.31, chapters 4 and 5), found line by line.

Every line first says which of the open containers it goes on with, then what it begins, and the rest of it is text.
Beside CommonMark's: tables (GitHub's 4.10), formulas, definition lists (PHP Markdown Extra), footnotes, abbreviations,
and Python-Markdown's admonitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from course_builder.source import dialects
from course_builder.source.commonmark import maths, tables
from course_builder.source.commonmark.html import MARKDOWN_INSIDE, block_start
from course_builder.source.commonmark.references import Target, definition, normalised
from course_builder.source.commonmark.told import DEEPEST, Notes

_CODE_INDENT = 4
_FENCE = re.compile(r"(?:`{3,}(?=[^`]*$)|~{3,})")
_FENCE_END = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*$")
_ATX = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+|$)")
_NO_SPACE = re.compile(r"#{2,6}(?![#\s!{])\S")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$")
_BULLET = re.compile(r"[*+-](?=[ \t]|$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_ABBREVIATION = re.compile(r"\*\[([^\]\\]+)\][ ]?:[ \t]*(.+)$")
_ADMONITION = re.compile(r"!!! ?([\w-]+(?: +[\w-]+)*)(?: +\"(.*?)\")? *$")
_MEANING = re.compile(r":[ \t]{1,3}(?=\S)")
_SPECIAL = frozenset("#`~*+_=<>-0123456789:|$\\[!")
_RAW = frozenset({"fence", "code", "html", "math"})
_TEXT = frozenset({"paragraph", "table", *_RAW})

MARK_OPEN, MARK_CLOSE = "\U000f0003", "\U000f0004"
"""What stands around the number of a run, on a line of its own."""


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


class Blocks:
    """Reads a document's blocks.

    Args:
        references: targets of reference links by their labels; those of the document are added.
    """

    def __init__(self, notes: Notes, references: dict[str, Target]) -> None:
        self.notes, self.references = notes, references
        self.document = Node("document", 0)
        self.tip = self.document
        self.footnotes: dict[str, Node] = {}
        self.abbreviations: dict[str, str] = {}
        self.paragraphs: list[Node] = []

    def read(self, lines: list[str]) -> Node:
        """Return the document that the lines make."""
        self.maths = maths.Blocks(lines)
        self.skip_maths = -1
        self.closing: tuple[Node, str] | None = None
        for number, text in enumerate(lines):
            self.number = number
            if text.startswith(MARK_OPEN):
                self._close_to(self.document)
                self._close(self._add("mark", self.document, lines=[text]))
                continue
            self._line(text)
        self._close_to(self.document)
        return self.document

    # Reading a line: where we are in it.

    def _at(self, text: str) -> None:
        self.text, self.position, self.column, self.in_tab = text, 0, 0, False
        self.next, self.next_column, self.blank = -1, 0, False

    def _look(self) -> None:
        """Find what stands behind the spaces; what was found of a line is still true further on in them."""
        if self.next < self.position:
            text, position, column = self.text, self.position, self.column
            length = len(text)
            while position < length:
                character = text[position]
                if character == " ":
                    column += 1
                elif character == "\t":
                    column += 4 - column % 4
                else:
                    break
                position += 1
            self.next, self.next_column = position, column
            self.blank = position >= length
        self.indent = self.next_column - self.column

    def _advance(self, columns: int) -> None:
        """Go on by columns of spaces and tabs; a tab may be left half used."""
        text, length = self.text, len(self.text)
        while columns > 0 and self.position < length:
            if text[self.position] == "\t":
                to_stop = 4 - self.column % 4
                self.in_tab = to_stop > columns
                used = min(columns, to_stop)
                self.column += used
                self.position += not self.in_tab
                columns -= used
            else:
                self.in_tab = False
                self.position += 1
                self.column += 1
                columns -= 1

    def _to_next(self) -> None:
        self.position, self.column, self.in_tab = self.next, self.next_column, False

    def _jump(self, position: int) -> None:
        """Go to a character further on, with no tabs between."""
        self.column += position - self.position
        self.position, self.in_tab = position, False

    def _rest(self) -> str:
        if self.in_tab:
            # What is left of a tab are spaces.
            return " " * (4 - self.column % 4) + self.text[self.position + 1 :]
        return self.text[self.position :]

    # Nodes.

    def _add(self, kind: str, parent: Node, **more: object) -> Node:
        while (
            parent.kind in _TEXT
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

    # The lines.

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
        while container.kind not in _RAW:
            self._look()
            if self.blank or (self.indent < _CODE_INDENT and self.text[self.next] not in _SPECIAL):
                break
            if self.indent >= _CODE_INDENT and self.tip.kind == "paragraph":
                # It goes on with the paragraph, lazily or not.
                break
            started = self._start(container)
            if started is None:
                break
            container = started
            if not started.open or started.kind in _TEXT:
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
        if container.kind in _RAW:
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
        if _NO_SPACE.match(text):
            marks = text[: len(text) - len(text.lstrip("#"))]
            self.notes.add(
                "heading-space",
                self.number,
                marks,
                f"A {'page' if marks == '##' else 'heading'} seems to begin here; without a space it is text.",
                f"Write '{marks} {text.lstrip('#').strip()[:40]}'.",
            )

    def _goes_on(self, node: Node) -> bool | None:
        """Whether the line goes on with an open block; None where that was all of the line."""
        kind = node.kind
        if kind == "quote":
            if self.indent < _CODE_INDENT and self.text[self.next : self.next + 1] == ">":
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
            if self.indent >= _CODE_INDENT:
                self._advance(_CODE_INDENT)
                return True
            return False
        if kind == "fence":
            closing = _FENCE_END.match(self.text, self.next) if self.indent < _CODE_INDENT else None
            if closing and closing["fence"].startswith(node.fence):
                node.end = self.number
                self._close_to(node)
                self._close(node)
                return None
            self._advance(min(node.width, self.indent))
            return True
        if kind == "code":
            if self.indent >= _CODE_INDENT:
                self._advance(_CODE_INDENT)
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

    def _optional_space(self) -> None:
        if self.text[self.position : self.position + 1] in {" ", "\t"}:
            self._advance(1)

    def _begin(self) -> None:
        """Close what the line did not go on with, as something new begins."""
        if not self.all_closed:
            self._close_to(self.matched)
            self.all_closed = True

    def _start(self, container: Node) -> Node | None:
        """Begin the block that the rest of the line begins, if it does."""
        text, at = self.text, self.next
        sign = text[at]
        if self.indent >= _CODE_INDENT:
            if container.kind in {"paragraph", "table"}:
                return None
            self._begin()
            self._advance(_CODE_INDENT)
            return self._add("code", container, lines=[self._rest()])
        paragraph = container.kind == "paragraph"
        if sign == ">":
            if not self._may_nest(container):
                return None
            self._begin()
            self._to_next()
            self._jump(self.position + 1)
            self._optional_space()
            return self._add("quote", container)
        if sign == "#" and (found := _ATX.match(text, at)):
            self._begin()
            words = text[found.end() :].strip(" \t")
            bare = words.rstrip("#")
            # `## Title ##` may be closed; the sharp of `C#` is its own.
            words = bare.rstrip(" \t") if not bare or bare[-1] in " \t" else words
            return self._closed("heading", container, [words], number=len(found["marks"]))
        if sign in "`~" and (found := _FENCE.match(text, at)):
            self._begin()
            info = text[found.end() :].strip()
            return self._add("fence", container, fence=found[0], info=info, width=self.indent)
        if sign == "<" and (started := self._html(container)):
            return started
        if paragraph and sign in "=-" and _SETEXT.match(text, at):
            self._take_definitions(container)
            if container.lines:
                self._begin()
                container.kind, container.number = "heading", 1 if sign == "=" else 2
                container.lines = ["\n".join(container.lines).strip()]
                container.end = self.number
                self._close(container)
                return container
        if paragraph and sign in "|:-" and (table := self._table(container)):
            return table
        if sign in "*-_" and _RULE.match(text, at):
            self._begin()
            return self._closed("rule", container, [])
        if (sign in "*+-" or sign.isdecimal()) and (item := self._item(container)):
            return item
        return self._other(container, sign)

    def _closed(self, kind: str, container: Node, lines: list[str], number: int = 0) -> Node:
        made = self._add(kind, container, lines=lines, number=number)
        self._close(made)
        return made

    def _may_nest(self, container: Node) -> bool:
        if container.depth < 2 * DEEPEST:
            return True
        self.notes.too_deep(self.number)
        return False

    def _html(self, container: Node) -> Node | None:
        text, at = self.text, self.next
        inside = MARKDOWN_INSIDE.match(text, at)
        if inside:
            self._begin()
            tag = f"<{inside['name']}{inside['before']}{inside['after']}>"
            made = self._closed("html", container, [tag])
            self._to_next()
            self._jump(inside.end())
            end = re.search(rf"</{re.escape(inside['name'])}\s*>\s*$", text[inside.end() :], re.IGNORECASE)
            if end:
                self.closing = made.around, end[0].strip()
                self.text, self.next = text[: inside.end() + end.start()], -1
            self._text(made.around)
            return made
        lazy = container.kind == "paragraph" or (not self.all_closed and self.tip.kind == "paragraph")
        kind, until = block_start(text[at:], lazy)
        if not kind:
            return None
        self._begin()
        made = self._add("html", container, lines=[self._rest()], until=until)
        # `<!-->` is a whole comment.
        if until and until.search(text, at + 2 if kind == 2 else at):
            self._close(made)
        return made

    def _item(self, container: Node) -> Node | None:
        text, at = self.text, self.next
        found = _BULLET.match(text, at) or _NUMBER.match(text, at)
        if not found:
            return None
        numbered = found[0][0].isdecimal()
        rest = text[found.end() :]
        if container.kind == "paragraph" and (not rest.strip() or (numbered and int(found[1]) != 1)):
            # It does not interrupt a paragraph (5.3).
            return None
        if not self._may_nest(container):
            return None
        indent = self.indent
        self._begin()
        self._to_next()
        self._jump(found.end())
        start = self.position, self.column, self.in_tab
        while self.column - start[1] < 5 and self.text[self.position : self.position + 1] in {" ", "\t"}:
            self._advance(1)
        spaces = self.column - start[1]
        if spaces >= 5 or spaces < 1 or not rest.strip():
            self.position, self.column, self.in_tab = start
            self._optional_space()
            spaces = 1
        marker = found[0][-1]
        if container.kind != "list" or container.info != marker:
            container = self._add("list", container, info=marker, number=int(found[1]) if numbered else -1)
        return self._add("item", container, width=indent + len(found[0]) + spaces)

    def _table(self, paragraph: Node) -> Node | None:
        rule = self.text[self.next :]
        if not tables.is_rule(rule) or not paragraph.lines:
            return None
        head = paragraph.lines[-1]
        columns = tables.alignments(rule)
        found = tables.cells(head, len(columns))
        if len(found) != len(columns):
            if "|" in head and "|" in rule:
                self.notes.add(
                    "table-cells",
                    self.number,
                    "",
                    f"A table's head has {len(found)} cells, and the line below it has {len(columns)}.",
                    "Give both as many cells; a vertical line inside a cell is \\|.",
                )
            return None
        self._begin()
        paragraph.lines.pop()
        paragraph.end = self.number - 2
        parent = paragraph.around
        self._close(paragraph)
        made = self._add("table", parent, columns=columns)
        made.line = self.number - 1
        made.rows.append((self.number - 1, _cells(head, found)))
        return made

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
        table.rows.append((self.number, _cells(text, found)))

    def _other(self, container: Node, sign: str) -> Node | None:
        """Begin one of the blocks that CommonMark does not have."""
        text, at = self.text, self.next
        if sign in "$\\" and (found := self.maths.end(self.number, text[at:])):
            self._begin()
            made = self._add("math", container, lines=[text[at:]], number=self.number + found[0], width=self.indent)
            made.fence = found[1]
            return made
        if sign == "[" and (note := _FOOTNOTE.match(text, at)):
            if not self._may_nest(container):
                return None
            self._begin()
            self._to_next()
            self._jump(note.end())
            made = self._add("footnote", container, info=note[1])
            self.footnotes.setdefault(note[1], made)
            return made
        if sign == "*" and (short := _ABBREVIATION.match(text, at)):
            self._begin()
            self.abbreviations[short[1].strip()] = short[2].strip()
            return self._closed("nothing", container, [])
        if sign == "!" and (told := _ADMONITION.match(text, at)):
            self._begin()
            self._jump(len(text))
            return self._add("admonition", container, info=told[1], lines=[told[2] or ""])
        if sign == ":" and (meaning := _MEANING.match(text, at)):
            return self._meaning(container, meaning.end())
        return None

    def _meaning(self, container: Node, end: int) -> Node | None:
        """Begin what is said of a term, which is the text above."""
        if container.kind == "definitions":
            listed, above = container, container.children[-1]
            self._begin()
        else:
            parent = container.around if container.kind == "paragraph" else container
            above = parent.children[-1] if parent.children else parent
            if above.kind != "paragraph" or self.number - above.end > 2 or not self._may_nest(parent):
                return None
            self._begin()
            if above.open:
                self._close(above)
            if not above.lines:
                return None
            parent.children.pop()
            before = parent.children[-1] if parent.children else None
            if before and before.kind == "definitions":
                listed, before.open = before, True
            else:
                listed = self._add("definitions", parent)
            for number, term in enumerate(above.lines):
                listed.children.append(
                    Node("term", above.line + number, listed, listed.depth + 1, open=False, lines=[term])
                )
            self.tip = listed
        self._to_next()
        self._jump(end)
        return self._add("meaning", listed, width=int(self.number - above.end > 1))


def _cells(text: str, found: list[tuple[int, int]]) -> list[str]:
    return [text[start:end].strip().replace("\\|", "|") for start, end in found]


def is_loose(listed: Node) -> bool:
    """Whether a blank line stands between a list's items, or between what an item is made of (5.3)."""
    for item, following in _pairs(listed.children):
        if following.line - item.end > 1:
            return True
    return any(second.line - first.end > 1 for item in listed.children for first, second in _pairs(item.children))


def _pairs(nodes: list[Node]) -> Iterator[tuple[Node, Node]]:
    return pairwise(nodes)
