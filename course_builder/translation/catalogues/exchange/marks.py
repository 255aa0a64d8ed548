"""What both versions of XLIFF share: how a text is named in a file, and what XML cannot hold."""

from __future__ import annotations

import hashlib
import re

from course_builder.translation.catalogues.entry import Entry

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def identifier(entry: Entry) -> str:
    """Return the id of a text: the same for as long as it stands in its place and is not changed."""
    return "u" + hashlib.sha256(f"{entry.context}\0{entry.text}".encode()).hexdigest()[:16]


def clean(text: str) -> str:
    """Return a text without what cannot stand in XML (XML 1.0, section 2.2), which a catalogue may hold."""
    return _NOT_XML.sub("\ufffd", text)
