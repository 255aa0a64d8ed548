"""XLIFF 2.1 (OASIS, 2018): a file for each file of the course, a unit of one segment for each text."""

from __future__ import annotations

from lxml import etree

from course_builder.translation.catalogues.entry import Catalogue, Entry, file_of
from course_builder.translation.catalogues.exchange.marks import SPACE, clean, identifier

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""Of version 2.1 too: only the attribute tells it from 2.0."""


def exported(catalogue: Catalogue, source: str) -> bytes:
    """Return a catalogue as XLIFF.

    Args:
        source: the language of the course.
    """
    root = etree.Element(
        f"{{{NAMESPACE}}}xliff", {"version": "2.1", "srcLang": source, "trgLang": catalogue.language}, {None: NAMESPACE}
    )
    files: dict[str, etree._Element] = {}
    for one in catalogue.living:
        name = file_of(one.context)
        if name not in files:
            files[name] = _below(root, "file", id=f"f{len(files) + 1}", original=clean(name))
        _unit(files[name], one)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _unit(file: etree._Element, one: Entry) -> None:
    # A tool that cuts a text into sentences could not move one of them.
    unit = _below(file, "unit", id=identifier(one), name=clean(one.context), canResegment="no")
    notes = _below(unit, "notes")
    _below(notes, "note", clean(one.context), category="context")
    for note in one.notes:
        _below(notes, "note", clean(note), category="course")
    if one.comment:
        _below(notes, "note", clean(one.comment), category="translator")
    if one.fuzzy and one.previous is not None:
        _below(notes, "note", clean(one.previous), category="previous-source")
    done = bool(one.wording) and not one.fuzzy
    segment = _below(unit, "segment", state="translated" if done else "initial")
    _below(segment, "source", clean(one.text)).set(SPACE, "preserve")
    if one.wording:
        _below(segment, "target", clean(one.wording)).set(SPACE, "preserve")


def _below(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = text
    return element
