"""Footnotes, numbered in the order of their use (as GitHub does; how they are written is PHP Markdown Extra's)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from course_builder.source.commonmark.nodes import Node


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a document.

    Args:
        defined: what each label says.
        make: makes the elements of a block inside another.
    """

    defined: Mapping[str, Node] = field(default_factory=dict)
    make: Callable[[Node, Element], None] = lambda _, __: None
    _uses: dict[str, int] = field(default_factory=dict)
    _made: dict[str, Element] = field(default_factory=dict)

    def mark(self, label: str) -> str | None:
        """Return the HTML of a footnote's mark; None where nothing is said under this label."""
        if label not in self.defined:
            return None
        use = self._uses[label] = self._uses.get(label, 0) + 1
        number = list(self._uses).index(label) + 1 if use > 1 else len(self._uses)
        again = str(use) if use > 1 else ""
        return f'<sup id="fnref{again}:{label}"><a class="footnote-ref" href="#fn:{label}">{number}</a></sup>'

    def more(self) -> bool:
        """Make the elements of footnotes that came into use; whether there were any."""
        # One that nobody uses is shown all the same: its words are not lost.
        waiting = [label for label in self._uses if label not in self._made]
        unused = [] if waiting else [label for label in self.defined if label not in self._made]
        for label in (*waiting, *unused[:1]):
            self._made[label] = Element("li", {"id": f"fn:{label}"})
            self.make(self.defined[label], self._made[label])
        return bool(waiting or unused)

    def put(self, root: Element) -> None:
        """Put the footnotes at the end."""
        if not self._made:
            return
        box = SubElement(root, "div", {"class": "footnote"})
        SubElement(box, "hr")
        listed = SubElement(box, "ol")
        for number, (label, item) in enumerate(self._made.items(), 1):
            listed.append(item)
            last = item[-1] if len(item) and item[-1].tag == "p" else None
            if last is None:
                last = SubElement(item, "p")
            for use in range(1, self._uses.get(label, 0) + 1):
                again = str(use) if use > 1 else ""
                space = "&#160;" if use == 1 else " "
                if len(last):
                    last[-1].tail = (last[-1].tail or "") + space
                else:
                    last.text = (last.text or "") + space
                link = {
                    "class": "footnote-backref",
                    "href": f"#fnref{again}:{label}",
                    "title": f"Jump back to footnote {number} in the text",
                }
                SubElement(last, "a", link).text = "↩"
