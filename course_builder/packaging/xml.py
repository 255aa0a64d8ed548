"""What both manifests need of XML: elements with literal prefixes, text that every LMS reads, identifiers that last."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

TITLE = 200


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes elements.

    Names are written ``prefix:name``, as they will stand in the file; without a prefix they are in the default
    namespace (R4: Moodle matches the literal names).

    Args:
        namespaces: by prefix; an empty prefix is the default namespace.
    """

    namespaces: Mapping[str, str]

    def root(self, name: str, attributes: Mapping[str, str], locations: Mapping[str, str]) -> etree._Element:
        """Return a root element that declares the namespaces and says where their schemas are.

        Args:
            locations: file name of the schema, by prefix (R5: local, at the package's root).
        """
        declared = {prefix or None: uri for prefix, uri in self.namespaces.items()}
        element = etree.Element(self._qualified(name), None, nsmap=declared | ({"xsi": XSI} if locations else {}))
        for key, value in attributes.items():
            element.set(self._attribute(key), value)
        if locations:
            pairs = " ".join(f"{self.namespaces[prefix]} {file}" for prefix, file in locations.items())
            element.set(f"{{{XSI}}}schemaLocation", pairs)
        return element

    def add(
        self, parent: etree._Element, name: str, content: str | None = None, /, **attributes: str
    ) -> etree._Element:
        """Append an element and return it. ``adlcp__scormtype="sco"`` becomes the attribute ``adlcp:scormtype``."""
        element = etree.SubElement(parent, self._qualified(name))
        element.text = content
        for key, value in attributes.items():
            element.set(self._attribute(key.replace("__", ":")), value)
        return element

    def _qualified(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        return f"{{{self.namespaces[prefix]}}}{local}"

    def _attribute(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        if not prefix:
            return local
        return f"{{{XML if prefix == 'xml' else self.namespaces[prefix]}}}{local}"


def serialised(root: etree._Element) -> bytes:
    """Return the document as UTF-8, indented with plain spaces and ended with a newline (R5)."""
    etree.indent(root, space="  ")
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        + etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        + b"\n"
    )


def text(value: str) -> str:
    """Return ``value`` on one line, with plain spaces and without the characters that XML forbids."""
    kept = "".join(" " if one.isspace() else one for one in value if one.isspace() or _allowed(one))
    return " ".join(kept.split())


def _allowed(character: str) -> bool:
    # XML 1.0, section 2.2, production [2]; Python's text can also hold lone surrogates.
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in "\ufffe\uffff"


def title(value: str) -> str:
    """Return ``value`` as a title of at most 200 characters (SCORM 1.2 CAM, 2.3.2, ``title``).

    A longer one is cut between words where that is near, never inside an emoji or before a combining mark.
    """
    line = text(value)
    if len(line) <= TITLE:
        return line
    end = TITLE - 1
    while end > 1 and _joined(line, end):
        end -= 1
    space = line.rfind(" ", end - 40, end + 1)
    return line[: space if space > 0 else end].rstrip(" ,;:–-") + "…"


def _joined(line: str, place: int) -> bool:
    """Whether the characters around ``place`` are one to the eye: marks, joiners, skin tones, flags."""
    before, after = line[place - 1], line[place]
    if "\u200d" in (before, after) or unicodedata.category(after) in {"Mn", "Mc", "Me", "Sk"}:
        return True
    # Flags are pairs of regional indicators: which half this is depends on how many stand before it.
    flags = re.search("[\U0001f1e6-\U0001f1ff]*$", line[:place])
    return bool(flags and len(flags[0]) % 2) and "\U0001f1e6" <= after <= "\U0001f1ff"


def identifier(kind: str, of: str) -> str:
    """Return a manifest identifier made from ``of`` alone: the same in every build, another for every other id (R6).

    Identifiers are of the type ``xsd:ID``, which knows no slashes or spaces; ids that have them keep what can be read
    and get a check sum.
    """
    if re.fullmatch(r"[A-Za-z0-9_.-]{1,100}", of):
        return f"{kind}-{of}"
    readable = re.sub(r"[^A-Za-z0-9_.-]+", "-", of)[:100].strip("-")
    return f"{kind}-{readable}-{hashlib.sha256(of.encode()).hexdigest()[:8]}".replace("--", "-")


def vcard(name: str) -> str:
    """Return a vCard 3.0 with nothing but a name, as LOM wants persons and organizations written (RFC 2426)."""
    escaped = re.sub(r"([\\;,])", r"\\\1", text(name))
    return f"BEGIN:VCARD\nVERSION:3.0\nN:{escaped}\nFN:{escaped}\nEND:VCARD"


def duration(minutes: int) -> str:
    """Return minutes as an ISO 8601 duration: ``PT1H30M``."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
