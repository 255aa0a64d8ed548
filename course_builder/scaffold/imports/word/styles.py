"""Styles and numbering of a Word file: which paragraphs are headings, and what is counted how."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from course_builder.scaffold.imports.spoken import Script

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.IGNORECASE)

_DEEPER = re.compile(r"list (?:bullet|number|paragraph )\s*(\d)", re.IGNORECASE)


def _value(element: etree._Element | None, path: str) -> str:
    found = None if element is None else element.find(path)
    return "" if found is None else found.get(f"{W}val", "")


class Styles:
    """The styles of a file, each with those that it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._by_id = {one.get(f"{W}styleId", ""): one for one in found}
        default = (one for one in found if one.get(f"{W}default") == "1" and one.get(f"{W}type") == "paragraph")
        self._default = next((one.get(f"{W}styleId", "") for one in default), "")
        self._of_all = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault")

    def chain(self, identifier: str) -> list[etree._Element]:
        """Return a style, and what it is based on."""
        made: list[etree._Element] = []
        while (one := self._by_id.get(identifier)) is not None and one not in made:
            made.append(one)
            identifier = _value(one, f"{W}basedOn")
        return made

    def names(self) -> bytes:
        """Return a part with the names of the styles alone."""
        root = etree.Element(f"{W}styles", nsmap={"w": W[1:-1]})
        for identifier, one in self._by_id.items():
            kept = etree.SubElement(root, f"{W}style", {f"{W}styleId": identifier})
            kept.set(f"{W}type", one.get(f"{W}type", "paragraph"))
            etree.SubElement(kept, f"{W}name", {f"{W}val": self.name(identifier)})
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)

    def name(self, identifier: str) -> str:
        """Return what people call a style."""
        found = self._by_id.get(identifier)
        return identifier if found is None else _value(found, f"{W}name") or identifier

    def language(self, style: str, own: etree._Element | None, script: Script) -> str:
        """Return the language of a run with a look of its own, in a paragraph of a style; empty where none is said."""
        chain = self.chain(style or self._default)
        looks = [own, *(one.find(f"{W}rPr") for one in chain)]
        looks.append(None if self._of_all is None else self._of_all.find(f"{W}rPr"))
        said = (one.find(f"{W}lang") for one in looks if one is not None)
        return next((tag for one in said if one is not None and (tag := one.get(f"{W}{script}"))), "")

    def heading(self, style: str, own: etree._Element | None) -> int:
        """Return the level of a heading; 0 where it is none."""
        level = _value(own, f"{W}outlineLvl")
        chain = self.chain(style)
        for one in chain:
            if found := _HEADING.fullmatch(_value(one, f"{W}name")):
                return int(found[1])
            level = level or _value(one.find(f"{W}pPr"), f"{W}outlineLvl")
        if not chain and (found := _HEADING.fullmatch(style)):
            return int(found[1])
        return int(level) + 1 if level.isdecimal() and int(level) < 9 else 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    level: int
    form: str
    number: int


class Numbering:
    """The lists of a file. It counts, so it is asked for each paragraph once, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, dict[int, tuple[str, int]]] = {}
        self._same: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        abstract = {one.get(f"{W}abstractNumId", ""): _levels(one) for one in root.findall(f"{W}abstractNum")}
        self._restarts: dict[str, dict[int, int]] = {}
        for one in root.findall(f"{W}num"):
            identifier, of = one.get(f"{W}numId", ""), _value(one, f"{W}abstractNumId")
            self._lists[identifier] = {**abstract.get(of, {})}
            self._same[identifier] = of
            for changed in one.findall(f"{W}lvlOverride"):
                level = int(changed.get(f"{W}ilvl", "0"))
                for inner in changed.findall(f"{W}lvl"):
                    self._lists[identifier][level] = _level(inner)
                if (start := _value(changed, f"{W}startOverride")).isdecimal():
                    self._restarts.setdefault(identifier, {})[level] = int(start)

    def item(self, style: str, own: etree._Element | None, styles: Styles) -> Item | None:
        """Return which item of a list a paragraph is, if it is one."""
        identifier, level = self._named(style, own, styles)
        if identifier in {"", "0"} or identifier not in self._lists:
            return None
        form, start = self._lists[identifier].get(level, ("bullet", 1))
        counts = self._counts.setdefault(self._same[identifier], {})
        if identifier not in self._begun:
            self._begun.add(identifier)
            for at, begins in self._restarts.get(identifier, {}).items():
                counts[at] = begins - 1
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return Item(level, form, counts[level])

    def _named(self, style: str, own: etree._Element | None, styles: Styles) -> tuple[str, int]:
        chain = [own, *(one.find(f"{W}pPr") for one in styles.chain(style))]
        identifier = next((found for one in chain if (found := _value(one, f"{W}numPr/{W}numId"))), "")
        level = next((found for one in chain if (found := _value(one, f"{W}numPr/{W}ilvl"))), "0")
        if deeper := _DEEPER.fullmatch(styles.name(style)):
            # Each of these styles has a list of its own, on its first level.
            return identifier, int(deeper[1]) - 1
        return identifier, int(level) if level.isdecimal() else 0


def _levels(abstract: etree._Element) -> dict[int, tuple[str, int]]:
    return {int(one.get(f"{W}ilvl", "0")): _level(one) for one in abstract.findall(f"{W}lvl")}


def _level(one: etree._Element) -> tuple[str, int]:
    start = _value(one, f"{W}start")
    return _value(one, f"{W}numFmt") or "decimal", int(start) if start.isdecimal() else 1
