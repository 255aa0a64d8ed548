"""CommonMark for Python-Markdown: its block parser and its inline tree processor, replaced as an extension.

Python-Markdown parts a text at blank lines and looks for one pattern after the other, and neither can be made to read
lists, quotes, emphasis and HTML as the rest of the world does. What it makes of the tree (abbreviations, serialising)
stays its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from course_builder.source import dialects
from course_builder.source.alerts import ALERTS
from course_builder.source.commonmark import fences, maths
from course_builder.source.commonmark.attributes import attributes_at
from course_builder.source.commonmark.blocks import Blocks
from course_builder.source.commonmark.footnotes import Footnotes
from course_builder.source.commonmark.headings import give_places
from course_builder.source.commonmark.html import known_only
from course_builder.source.commonmark.inline import Context, read_into
from course_builder.source.commonmark.nodes import Node, is_loose
from course_builder.source.commonmark.references import Target
from course_builder.source.commonmark.told import Notes
from course_builder.source.names import plain_text

_TASK = re.compile(r"\[([ xX])\](?=[ \t\n])")
_STORED = re.compile("\u0002h(\\d+)\u0003")
_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\][-+]?[ \t]*(.*)")


@dataclass(slots=True)
class Leaf:
    """An element whose text is still to be read."""

    element: Element
    text: str
    line: int
    box: str = ""


@dataclass(slots=True)
class State:
    """What is known of the document that is being converted.

    Args:
        references: targets of reference links by their labels.
        elsewhere: targets that hold where the document itself says nothing else.
        html: the author's HTML, with the line of each piece.
        trusted: whether it stays as it is.
    """

    notes: Notes = field(default_factory=Notes)
    references: dict[str, Target] = field(default_factory=dict)
    html: list[tuple[int, str]] = field(default_factory=list)
    elsewhere: Mapping[str, Target] = field(default_factory=dict)
    trusted: bool = False
    stored: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    footnotes: Footnotes = field(default_factory=Footnotes)

    def store(self, html: str) -> str:
        """Keep HTML as it is, and return what stands in its place until the end."""
        self.stored.append(html)
        return f"\u0002h{len(self.stored) - 1}\u0003"


class CommonMark(Extension):
    """The extension. ``state`` is new for each document."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Take the places of Python-Markdown's own readers."""
        md.registerExtension(self)
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        md.parser = Reader(md.parser.blockprocessors, md, self)
        md.treeprocessors.register(InlineReader(md, self), "inline", 20)
        for name in ("unescape", "prettify"):
            md.treeprocessors.deregister(name)
        for name in ("raw_html", "amp_substitute"):
            md.postprocessors.deregister(name)
        md.postprocessors.register(Stored(md, self), "stored", 30)

    def reset(self) -> None:
        """Forget the document before."""
        self.state = State()


class Reader(BlockParser):
    """Makes elements of the blocks."""

    def __init__(self, processors: object, md: Markdown, extension: CommonMark) -> None:
        super().__init__(md)
        self.blockprocessors = processors  # type: ignore[assignment]
        self.extension = extension

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 -- Python-Markdown's name
        """Return the tree of a document whose texts are not read yet."""
        state = self.extension.state
        blocks = Blocks(state.notes, state.references)
        document = blocks.read(list(lines))
        for label, target in state.elsewhere.items():
            state.references.setdefault(label, target)
        root = Element(self.md.doc_tag)
        state.footnotes.defined = blocks.footnotes
        maker = Maker(state, self.md)
        maker.children(document, root, tight=False)
        state.footnotes.make = lambda node, into: maker.children(node, into, tight=False)
        for extension in self.md.registeredExtensions:
            if hasattr(extension, "abbrs"):
                extension.abbrs.update(blocks.abbreviations)
        return ElementTree(root)


class Maker:
    """Makes elements of blocks."""

    def __init__(self, state: State, md: Markdown) -> None:
        self.state, self.md = state, md

    def children(self, node: Node, into: Element, *, tight: bool) -> None:
        """Make the elements of what stands in a block.

        Args:
            tight: whether paragraphs are without ``<p>``, as in a list without blank lines.
        """
        for child in node.children:
            match child.kind:
                case "paragraph":
                    self.paragraph(child, into, tight=tight)
                case "heading":
                    self.heading(child, into)
                case "rule":
                    SubElement(into, "hr")
                case "mark":
                    SubElement(into, "p").text = child.lines[0]
                case "quote":
                    self.quote(child, into)
                case "list":
                    self.items(child, into)
                case "code" | "fence":
                    self._raw(into, self.code(child))
                case "html":
                    self.html(child, into)
                case "math":
                    self._raw(into, maths.block_html(maths.inner(child.lines, child.fence)))
                case "table":
                    self.table(child, into)
                case "definitions":
                    self.definitions(child, into)
                case "admonition":
                    self.admonition(child, into)

    def leaf(self, element: Element, text: str, line: int) -> None:
        """Note an element whose text is still to be read."""
        self.state.leaves.append(Leaf(element, text, line))

    def _raw(self, into: Element, html: str) -> None:
        """Put HTML behind what stands in an element."""
        stored = f"\n{self.state.store(html)}\n"
        if len(into):
            into[-1].tail = (into[-1].tail or "") + stored
        else:
            into.text = (into.text or "") + stored

    def paragraph(self, node: Node, into: Element, *, tight: bool) -> None:
        if not node.lines:
            return
        text = "\n".join(node.lines).rstrip(" \t")
        attributes: dict[str, str] = {}
        last = node.lines[-1].strip()
        if last.startswith("{") and len(node.lines) > 1 and (found := attributes_at(last, 0)) and found[1] == len(last):
            attributes = found[0]
            text = "\n".join(node.lines[:-1]).rstrip(" \t")
        if tight and not attributes:
            # Such a text has no element of its own; this one is taken away when it is read.
            self.leaf(SubElement(into, "_text"), text, node.line)
            return
        self.leaf(SubElement(into, "p", attributes), text, node.line)

    def heading(self, node: Node, into: Element) -> None:
        text, attributes = node.lines[0], {}
        start = text.rfind("{") if text.endswith("}") else -1
        if start >= 0 and (found := attributes_at(text, start)) and found[1] == len(text):
            attributes, text = found[0], text[:start].rstrip()
        if "id" not in attributes:
            # Its place is made of its words when all ids of the document are known.
            attributes["data-words"] = plain_text(text)
        self.leaf(SubElement(into, f"h{node.number}", attributes), text, node.line)

    def quote(self, node: Node, into: Element) -> None:
        """Make a quote, or the callout that it is: those outside of lists are blocks, and never come so far."""
        first = node.children[0] if node.children else None
        found = (
            _ALERT.fullmatch(first.lines[0].strip()) if first and first.kind == "paragraph" and first.lines else None
        )
        name = ALERTS.get(found[1].lower()) if found else None
        if not found or not name or not first:
            attributes = attributes_at(node.info, 0) if node.info else None
            folded = next((one for one in dialects.classes(node.info) if dialects.known(one) == "reveal"), "")
            if folded:
                # A solution is not to be seen before it is looked for.
                made = SubElement(into, "details", {"class": "reveal"})
                SubElement(made, "summary").text = folded.capitalize()
                self.children(node, SubElement(made, "div", {"class": "reveal-inner"}), tight=False)
                return
            self.children(node, SubElement(into, "blockquote", attributes[0] if attributes else {}), tight=False)
            return
        title, line = found[2], first.line
        first.lines = first.lines[1:]
        first.line += 1
        self.callout(name, title, line, node, into)

    def callout(self, name: str, title: str, line: int, node: Node, into: Element) -> None:
        made = SubElement(into, "div", {"class": f"callout {name}", "role": "note"})
        head = SubElement(made, "p", {"class": "callout-title", "data-callout": name})
        if title:
            self.leaf(head, title, line)
        self.children(node, made, tight=False)

    def items(self, node: Node, into: Element) -> None:
        numbered = node.number >= 0
        made = SubElement(into, "ol" if numbered else "ul")
        if numbered and node.number != 1:
            made.set("start", str(node.number))
        tight = not is_loose(node)
        for child in node.children:
            item = SubElement(made, "li")
            first = child.children[0] if child.children else None
            task = _TASK.match(first.lines[0] + "\n") if first and first.kind == "paragraph" and first.lines else None
            if task and first:
                made.set("class", "task-list")
                item.set("class", "task-list-item")
                first.lines[0] = first.lines[0][task.end() :]
            before = len(self.state.leaves)
            self.children(child, item, tight=tight)
            if task:
                checked = " checked" if task[1] in "xX" else ""
                self.state.leaves[before].box = f'<input type="checkbox" disabled{checked}/>'

    def code(self, node: Node) -> str:
        lines = node.lines
        if node.kind == "code":
            while lines and not lines[-1].strip():
                lines.pop()
            return fences.code(self.md, "\n".join(lines), "")
        return fences.fence(self.md, node, self.state.notes)

    def html(self, node: Node, into: Element) -> None:
        text = "\n".join(node.lines).rstrip("\n")
        text = known_only(text, node.line, self.state.notes, custom=self.state.trusted)
        self.state.html.append((node.line, text))
        self._raw(into, text)

    def table(self, node: Node, into: Element) -> None:
        made = SubElement(into, "table")
        head = SubElement(SubElement(made, "thead"), "tr")
        self._cells(node, head, "th", *node.rows[0])
        if node.rows[1:]:
            body = SubElement(made, "tbody")
            for line, cells in node.rows[1:]:
                self._cells(node, SubElement(body, "tr"), "td", line, cells)

    def _cells(self, node: Node, row: Element, tag: str, line: int, cells: list[str]) -> None:
        columns = node.columns
        for number in range(max(len(columns), len(cells))):
            # What is too much stays to be seen, and is told.
            cell = SubElement(row, tag)
            if number < len(columns) and columns[number]:
                cell.set("style", f"text-align: {columns[number]};")
            text = cells[number] if number < len(cells) else ""
            start = text.rfind("{") if text.endswith("}") else -1
            if start > 0 and text[start - 1] == " " and (found := attributes_at(text, start)) and found[1] == len(text):
                text = text[:start].rstrip()
                for name, value in found[0].items():
                    cell.set(name, value.replace("&", "&amp;"))
            self.leaf(cell, text, line)

    def definitions(self, node: Node, into: Element) -> None:
        made = SubElement(into, "dl")
        for child in node.children:
            if child.kind == "term":
                self.leaf(SubElement(made, "dt"), child.lines[0].strip(), child.line)
            else:
                loose = child.width or any(
                    b.line - a.end > 1 for a, b in zip(child.children, child.children[1:], strict=False)
                )
                self.children(child, SubElement(made, "dd"), tight=not loose)

    def admonition(self, node: Node, into: Element) -> None:
        written, title = node.info.split()[0], node.lines[0]
        name = ALERTS.get(written.lower())
        if name:
            self.callout(name, title, node.line, node, into)
            return
        self.state.notes.add("container-unknown", node.line, "", *dialects.unknown(written))
        if title:
            self.leaf(SubElement(into, "p"), title, node.line)
        self.children(node, into, tight=False)


class InlineReader(Treeprocessor):
    """Reads the texts of all elements, when every definition of the document is known."""

    def __init__(self, md: Markdown, extension: CommonMark) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        """Read the texts."""
        state = self.extension.state
        context = Context(state.references, state.store, state.footnotes.mark, state.notes, state.trusted)
        done = 0
        # What footnotes say is made when they are used, and may use others.
        while done < len(state.leaves) or state.footnotes.more():
            leaves = state.leaves[done:]
            done += len(leaves)
            for leaf in leaves:
                before = list(leaf.element)
                del leaf.element[:]
                read_into(leaf.element, leaf.text, context, leaf.line)
                if leaf.box:
                    leaf.element.text = state.store(leaf.box) + (leaf.element.text or "")
                leaf.element.extend(before)
        give_places(root)
        state.footnotes.put(root)
        _unwrap(root)


def _unwrap(root: Element) -> None:
    """Take texts that stand between blocks out of the elements that held them."""
    for parent in [one for one in root.iter() if one.find("_text") is not None]:
        children = list(parent)
        for child in children:
            parent.remove(child)
        for child in children:
            if child.tag != "_text":
                parent.append(child)
                continue
            between = "\n" if len(parent) or parent.text else ""
            _append_text(parent, between + (child.text or ""))
            parent.extend(list(child))
            _append_text(parent, child.tail or "")


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class Stored(Postprocessor):
    """Puts HTML back where it was kept."""

    def __init__(self, md: Markdown, extension: CommonMark) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, text: str) -> str:
        """Return the HTML with what was kept."""
        stored = self.extension.state.stored
        return _STORED.sub(lambda found: stored[int(found[1])], text) if stored else text
