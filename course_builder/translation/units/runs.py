"""Runs of Markdown, and the lists in them: items, options with their feedback, pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from course_builder.source.lines import Line
from course_builder.source.list_items import ARROW, QUOTE, body_of, list_at, marker_of
from course_builder.source.literal import Literals
from course_builder.translation.units.cells import Cells
from course_builder.translation.units.leaves import Leaf, leaves
from course_builder.translation.units.slots import Slot
from course_builder.translation.units.texts import Where

_PLACE = re.compile(r"\[[\d.,\s%-]+\]\s*(?!\()")
_BULLET = re.compile(r" {0,3}[-*+] +\S")
_NUMBERED = re.compile(r" {0,3}\d{1,9}[.)] +\S")


@dataclass(slots=True)
class Runs(Cells):
    """Finds what stands in runs of Markdown."""

    def run(self, lines: Sequence[Line], where: Where, kind: str, quoted: str = "") -> Iterator[Slot]:
        """Yield what stands in a run of Markdown.

        Args:
            kind: what a paragraph is.
            quoted: what a quotation is, where that is something else.
        """
        if where.question:
            lines = [self.masked(line) for line in lines]
        if where.lists:
            yield from self.listed(lines, where, kind)
            return
        for leaf in leaves(lines, kind):
            yield from self.leaf(leaf, where, quoted if quoted and leaf.quoted else leaf.kind, ())

    def listed(self, lines: Sequence[Line], where: Where, kind: str) -> Iterator[Slot]:
        """Yield what stands in a block that is made of lists, in which a quote may stand as far in as it likes."""
        literals = Literals([line.text for line in lines])
        index = begin = 0
        while index < len(lines):
            if length := (literals.fence(index)[0] or literals.comment(index)[0]):
                index += length
                continue
            numbered = bool(_NUMBERED.match(lines[index].text))
            if not numbered and not _BULLET.match(lines[index].text):
                index += 1
                continue
            end, groups = list_at(lines, index, numbered)
            for leaf in leaves(lines[begin:index], kind):
                yield from self.leaf(leaf, where, leaf.kind, ())
            for group in groups:
                yield from self.option(group, where)
            index = begin = end
        for leaf in leaves(lines[begin:], kind):
            yield from self.leaf(leaf, where, leaf.kind, ())

    def leaf(self, leaf: Leaf, where: Where, kind: str, notes: tuple[str, ...]) -> Iterator[Slot]:
        lines = list(leaf.lines)
        if leaf.kind in {"cell", "column"}:
            yield from self.cell(lines[0], where, leaf.kind)
            return
        if leaf.kind == "HTML":
            yield from self.html(lines, where)
            return
        if leaf.kind == "list item" and leaf.first:
            if place := _PLACE.match(lines[0].text):
                lines[0] = lines[0].cut(place.end())
            if where.leads and any(ARROW.search(line.text) for line in lines):
                yield from self.sides(lines, where, kind, pairs=True)
                return
        kind = "cell" if where.tool and kind in {"list item", "choice"} else kind
        yield from self.words(lines, where, kind, notes)

    @staticmethod
    def said(group: Sequence[Line]) -> list[Line]:
        """Return the lines of an option without its marks and its feedback."""
        body = body_of(group[0])
        found = marker_of(body)[1]
        first = body.cut(found.end()) if found else body
        place = _PLACE.match(first.text)
        return [first.cut(place.end()) if place else first, *(one for one in group[1:] if not QUOTE.match(one.text))]

    def option(self, group: Sequence[Line], where: Where, notes: tuple[str, ...] = ()) -> Iterator[Slot]:
        body = body_of(group[0])
        marker, found = marker_of(body)
        right = bool(found and marker != "scale" and found["mark"].strip())
        kind = {"radio": "option", "box": "option", "scale": "point of a scale"}.get(marker, "list item")
        kind = "cell" if where.tool else kind
        said = {True: "right", False: "wrong"}[right] if marker in {"radio", "box"} else ""
        text = self.said(group)
        quoted = [line.cut(quote.end()) for line in group[1:] if (quote := QUOTE.match(line.text))]
        plain = replace(where, question=False)
        pairs = marker == "plain" and (where.question or where.leads)
        yield from self.sides(text, plain, f"{kind}, {said}" if said else kind, notes, pairs=pairs)
        option = " ".join(line.text.strip() for line in text if line.text.strip())
        of = (f"Said of: {option[:200]}",)
        for leaf in leaves(quoted):
            yield from self.leaf(leaf, plain, f"feedback, {said}" if said else "feedback", of)

    def sides(
        self, lines: list[Line], where: Where, kind: str, notes: tuple[str, ...] = (), *, pairs: bool
    ) -> Iterator[Slot]:
        """Yield the text of an item, or the two sides of a pair."""
        for number, line in enumerate(lines):
            found = ARROW.search(line.text) if pairs else None
            if not found:
                continue
            left = [*lines[:number], replace(line, text=line.text[: found.start()])]
            yield from self.words(left, where, ("cell" if where.tool else "choice") if where.leads else "left side")
            if not where.leads:
                right = [line.cut(found.end()), *lines[number + 1 :]]
                yield from self.words(right, where, "right side")
            return
        # The first line has lost its mark; the others their indentation, as far as that goes.
        width = lines[0].offset
        inside = [lines[0], *(line.dedent(max(0, width - line.offset)) for line in lines[1:])]
        for leaf in leaves(inside):
            yield from self.leaf(leaf, where, kind, notes)
