"""The units of an SVG drawing: its texts, its title and description, and its labels for screen readers."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from course_builder.diagnostics import Span
from course_builder.translation.unit import Unit
from course_builder.translation.units.slots import Slot, on_one_line
from course_builder.translation.units.words import has_words

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z_][\w:.-]*)(?P<inside>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_LABEL = re.compile(r"(?<=\s)aria-label\s*=\s*(?P<value>\"[^\"]*\"|'[^']*')")
_KINDS = {"text": "text", "tspan": "text", "textPath": "text", "a": "text", "title": "title", "desc": "description"}


def drawing_slots(text: str, file: str) -> Iterator[Slot]:
    """Yield the places of words in an SVG drawing."""
    around: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        said = text[at : token.start()]
        kind = _KINDS.get(around[-1], "") if around else ""
        if kind and said.strip() and (kind != "text" or "text" in around):
            start = at + len(said) - len(said.lstrip())
            yield from _slot(text, file, start, start + len(said.strip()), kind)
        at = token.end()
        if not (name := token["name"]):
            continue
        name = name.rpartition(":")[2]
        if token["end"]:
            while around and around.pop() != name:
                pass
            continue
        for label in _LABEL.finditer(token["inside"]):
            start = token.start("inside") + label.start("value")
            yield from _slot(text, file, start, start + len(label["value"]), "label", quoted=True)
        if not token["inside"].endswith("/"):
            around.append(name)


def _slot(text: str, file: str, start: int, end: int, kind: str, *, quoted: bool = False) -> Iterator[Slot]:
    written = text[start + 1 : end - 1] if quoted else text[start:end]
    said = " ".join(html.unescape(written).split())
    if has_words(said):
        line = text.count("\n", 0, start)
        span = Span(file, line + 1, start - (text.rfind("\n", 0, start) + 1) + 1, len(written.split("\n", 1)[0]) or 1)
        write = _in_attribute if quoted else _drawn if kind == "text" else _in_element
        yield Slot(start, end, said, Unit(f"{file} · {kind}", said, span), write)


def _in_attribute(text: str) -> str:
    return quoteattr(on_one_line(text))


def _in_element(text: str) -> str:
    return escape(on_one_line(text))


def _drawn(text: str) -> str:
    """Return text that runs from its right side where its language does: a drawing itself runs from the left."""
    strong = next((kind for one in text if (kind := unicodedata.bidirectional(one)) in {"L", "R", "AL"}), "L")
    return _in_element(text) if strong == "L" else f"\u2067{_in_element(text)}\u2069"
