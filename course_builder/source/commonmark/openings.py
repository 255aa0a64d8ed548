"""What a line begins: the leaf blocks (CommonMark 0.31, 4) and the containers (5).

Beside CommonMark's: tables (GitHub's 4.10), formulas, definition lists (PHP Markdown Extra), footnotes, abbreviations,
and Python-Markdown's admonitions.
"""

from __future__ import annotations

import re

from course_builder.source.commonmark import maths, tables
from course_builder.source.commonmark.cursor import Cursor
from course_builder.source.commonmark.html import MARKDOWN_INSIDE, block_start
from course_builder.source.commonmark.nodes import Node, Tree
from course_builder.source.commonmark.references import Target
from course_builder.source.commonmark.told import DEEPEST, Notes

CODE_INDENT = 4
_FENCE = re.compile(r"(?:`{3,}(?=[^`]*$)|~{3,})")
_ATX = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+|$)")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$")
_BULLET = re.compile(r"[*+-](?=[ \t]|$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_ABBREVIATION = re.compile(r"\*\[([^\]\\]+)\][ ]?:[ \t]*(.+)$")
_ADMONITION = re.compile(r"!!! ?([\w-]+(?: +[\w-]+)*)(?: +\"(.*?)\")? *$")
_MEANING = re.compile(r":[ \t]{1,3}(?=\S)")


class Openings(Cursor, Tree):
    """Begins the blocks that lines begin."""

    def __init__(self, notes: Notes, references: dict[str, Target]) -> None:
        super().__init__(notes, references)
        self.maths = maths.Blocks([])
        self.footnotes: dict[str, Node] = {}
        self.abbreviations: dict[str, str] = {}
        # Of the container that the line reached, whether it is the innermost open one.
        self.matched, self.all_closed = self.document, True
        # Where the rest of a line belongs that began an element with Markdown inside; and the element's end, if it
        # stands on the same line.
        self.inside: Node | None = None
        self.closing: tuple[Node, str] | None = None

    def _begin(self) -> None:
        """Close what the line did not go on with, as something new begins."""
        if not self.all_closed:
            self._close_to(self.matched)
            self.all_closed = True

    def _start(self, container: Node) -> Node | None:
        """Begin the block that the rest of the line begins, if it does."""
        text, at = self.text, self.next
        sign = text[at]
        if self.indent >= CODE_INDENT:
            if container.kind in {"paragraph", "table"}:
                return None
            self._begin()
            self._advance(CODE_INDENT)
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
            self.inside = made.around
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
        made.rows.append((self.number - 1, tables.texts(head, found)))
        return made

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
