"""The elements of Moodle XML (``question/format/xml/format.php``): texts with their files, names, categories."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from course_builder.content import Content
from course_builder.packaging.moodle.files import PLACE

# XML 1.0, section 2.2, production [2].
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FILE = re.compile(f'{re.escape(PLACE)}([^"&<>\\s]+)')
_MARKED = re.compile("[<>&]")
NAME = 255
"""Characters of a name that Moodle keeps."""


def add(parent: etree._Element, name: str, content: str | None = None, /, **attributes: str) -> etree._Element:
    """Append an element and return it."""
    element = etree.SubElement(parent, name, None)
    element.text = None if content is None else _kept(_FORBIDDEN.sub("", content))
    for key, value in attributes.items():
        element.set(key, _FORBIDDEN.sub("", value))
    return element


def _kept(content: str) -> str | etree.CDATA:
    """Return content so that Moodle keeps all of it: its parser drops a space between two entities (``xmlize``)."""
    return etree.CDATA(content) if _MARKED.search(content) and "]]>" not in content else content


def text(
    parent: etree._Element, name: str, html: str, files: Mapping[str, Content], **attributes: str
) -> etree._Element:
    """Append an element with HTML, and the files that it shows."""
    element = add(parent, name, format="html", **attributes)
    fill(element, html, files)
    return element


def fill(element: etree._Element, html: str, files: Mapping[str, Content]) -> None:
    """Put HTML into an element, and the files that it shows."""
    # In HTML both are the same, and this one can stand in CDATA.
    add(element, "text", html.replace("]]>", "]]&gt;"))
    for file in dict.fromkeys(_FILE.findall(html)):
        if file in files:
            content = base64.b64encode(files[file].read()).decode()
            add(element, "file", content, name=file, path="/", encoding="base64")


def plain(parent: etree._Element, name: str, words: str) -> etree._Element:
    """Append an element with words that Moodle takes for text."""
    element = add(parent, name)
    add(element, "text", words)
    return element


def shown(words: str) -> str:
    """Return words as Moodle's ``format_string`` shows them: it takes what looks like a tag for one."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def name_of(title: str) -> str:
    """Return the name of a question or category."""
    name = shown(" ".join(title.split()))
    return name if len(name) <= NAME else re.sub(r"&\w*$", "", name[: NAME - 1]) + "…"


def category_path(names: Iterable[str]) -> str:
    """Return the path of a category, as ``assemble_category_path`` does it.

    Args:
        names: from the top down. A slash in a name is doubled.
    """
    return f"$course$/top/{'/'.join(_part(name_of(name)) for name in names)}"


def _part(name: str) -> str:
    doubled = name.replace("/", "//")
    return f"{' ' * doubled.startswith('/')}{doubled}{' ' * doubled.endswith('/')}"
