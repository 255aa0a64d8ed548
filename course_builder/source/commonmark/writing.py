"""The tree of a document as HTML, with blocks on lines of their own.

It writes what Python-Markdown's serializer does after its tree processor for line breaks, in one walk instead of two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.util import BLOCK_LEVEL_ELEMENTS

_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_AND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


def html_of(root: Element) -> str:
    """Return a document as HTML."""
    pieces: list[str] = []
    _write(root, pieces.append, is_block=True)
    return "".join(pieces)


def _write(element: Element, write: Callable[[str], None], *, is_block: bool) -> None:
    """Write an element, and the text behind it.

    Args:
        is_block: whether it is a block, and all that it stands in are.
    """
    tag, text, tail = element.tag, element.text, element.tail
    if element.attrib:
        attributes = "".join(f' {name}="{_attribute(value)}"' for name, value in sorted(element.items()))
        write(f"<{tag}{attributes}>")
    else:
        write(f"<{tag}>")
    if len(element):
        if is_block and not (text and text.strip()) and element[0].tag in _BLOCKS:
            text = "\n"
        if text:
            write(_text(text))
        for child in element:
            _write(child, write, is_block=is_block and child.tag in _BLOCKS)
    elif text:
        write(_text(text))
    if tag not in HTML_EMPTY:
        write(f"</{tag}>")
    if tag == "br":
        write(f"\n{_text(tail)}" if tail and tail.strip() else "\n")
    elif is_block and not (tail and tail.strip()):
        write("\n")
    elif tail:
        write(_text(tail))


def _text(text: str) -> str:
    if "&" in text:
        text = _AND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _attribute(value: str) -> str:
    return _text(value).replace('"', "&quot;")
