"""XLIFF 1.2 (OASIS, 2008), which many tools of agencies still ask for."""

from __future__ import annotations

from lxml import etree

from course_builder.translation.catalogues.entry import Catalogue, Entry, file_of
from course_builder.translation.catalogues.exchange.marks import SPACE, clean, identifier

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def exported(catalogue: Catalogue, source: str) -> bytes:
    """Return a catalogue as XLIFF.

    Args:
        source: the language of the course.
    """
    root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, {None: NAMESPACE})
    bodies: dict[str, etree._Element] = {}
    for one in catalogue.living:
        name = file_of(one.context)
        if name not in bodies:
            languages = {"source-language": source, "target-language": catalogue.language}
            file = _below(root, "file", None, {"original": clean(name), "datatype": "x-markdown", **languages})
            bodies[name] = _below(file, "body")
        _unit(bodies[name], one)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _unit(body: etree._Element, one: Entry) -> None:
    done = bool(one.wording) and not one.fuzzy
    unit = _below(
        body,
        "trans-unit",
        None,
        {"id": identifier(one), "resname": clean(one.context), "approved": "yes" if done else "no", SPACE: "preserve"},
    )
    _below(unit, "source", clean(one.text))
    if one.wording:
        _below(unit, "target", clean(one.wording), {"state": "translated" if done else "needs-review-translation"})
    for note in (one.context, *one.notes):
        _below(unit, "note", clean(note), {"from": "course"})
    if one.comment:
        _below(unit, "note", clean(one.comment), {"from": "translator"})
    if one.fuzzy and one.previous is not None:
        before = _below(unit, "alt-trans", None, {"alttranstype": "previous-version"})
        _below(before, "source", clean(one.previous))
        _below(before, "target", clean(one.wording))


def _below(
    parent: etree._Element, name: str, text: str | None = None, attributes: dict[str, str] | None = None
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes or {})
    element.text = text
    return element
