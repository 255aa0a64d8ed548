"""Records as backups hold them: an element with an id, and one element a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from lxml import etree

Value: TypeAlias = "str | int | Decimal | None"

NULL = "$@NULL@$"
"""How backups write that a field has no value."""
MOMENT = 315532800
"""When all of it was made: the day of the entries of our zips, for the same course gives the same bytes."""
HTML = 1
"""Moodle's ``FORMAT_HTML``."""

# XML 1.0, section 2.2, production [2].
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(name: str, **attributes: Value) -> etree._Element:
    """Return the element at the top of a file."""
    element = etree.Element(name, None)
    _attributes(element, attributes)
    return element


def inside(parent: etree._Element, name: str, **attributes: Value) -> etree._Element:
    """Append an element that holds others."""
    element = etree.SubElement(parent, name, None)
    _attributes(element, attributes)
    return element


def record(
    parent: etree._Element, name: str, fields: Mapping[str, Value], identifier: Value = None, **attributes: Value
) -> etree._Element:
    """Append an element with a record's fields; without an id where it is ``None``."""
    element = inside(parent, name, **({"id": identifier} if identifier is not None else {}), **attributes)
    put(element, fields)
    return element


def put(element: etree._Element, fields: Mapping[str, Value]) -> None:
    """Append fields."""
    for field, value in fields.items():
        etree.SubElement(element, field, None).text = NULL if value is None else _FORBIDDEN.sub("", str(value))


def _attributes(element: etree._Element, attributes: Mapping[str, Value]) -> None:
    for key, value in attributes.items():
        element.set(key, str(value))
