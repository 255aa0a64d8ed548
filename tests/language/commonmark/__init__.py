"""CommonMark's own examples, and how what becomes of them is compared with what should."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import html as lxml_html

from course_builder.diagnostics import Diagnostic, Report, Span
from course_builder.model import Prose
from course_builder.source.commonmark.html import is_known
from course_builder.source.markdown import convert

DIFFERENT: dict[str, tuple[int, ...]] = {
    "A tag whose name HTML does not know is text, so that `List<String>` shows `List<String>`.": (
        150, 163, 201, 491, 524, 536, 613, 614, 615, 623,
    ),
    "A tag in a text whose other half is missing is text, and told.": (
        148, 187, 344, 476, 477, 494, 630, 631, 642, 643,
    ),
    "A tag without an end is text, and told: browsers would take the words behind it for attributes.": (156, 157, 158),
    "Addresses become links without brackets too, as on GitHub.": (608, 611, 612),
}  # fmt: skip
"""The examples whose elements are others here, by the reason."""

_FILE = Path(__file__).parent / "examples.json"
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s+[^\s\"'<>=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*\s*/?>")
_DROPPED = {"class", "id"}
_BLOCKS = frozenset(
    [
        "address",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "body",
        "br",
        "section",
    ]
)


@dataclass(frozen=True, slots=True)
class Example:
    """An example: its number, the section of the specification, what is written, and what becomes of it."""

    number: int
    section: str
    markdown: str
    html: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an example.

    Args:
        structure: whether the elements are the right ones.
        words: whether the reader sees the right words.
        told: what was told of it.
    """

    example: Example
    structure: bool
    words: bool
    told: tuple[Diagnostic, ...]


def examples() -> list[Example]:
    """Return all examples."""
    return [
        Example(one["example"], one["section"], one["markdown"], one["html"])
        for one in json.loads(_FILE.read_text("utf-8"))
    ]


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Convert all examples, and say what became of them."""
    return tuple(_outcome(one) for one in examples())


def _outcome(example: Example) -> Outcome:
    run = Prose(text=example.markdown.rstrip("\n"), span=Span("f"))
    report = Report()
    shown = convert([run], report)
    trusted = convert([run], Report(), trusted=True)
    wanted = _levels(example.html)
    return Outcome(
        example,
        structure(trusted.fragments[0] + trusted.footnotes) == structure(wanted),
        words(shown.fragments[0] + shown.footnotes) == words(wanted),
        tuple(report.diagnostics),
    )


def _levels(text: str) -> str:
    """Raise the headings of an expected result as pages do, whose own title is the first."""
    return re.sub(r"(</?h)([3-6])(?=[\s>])", lambda found: f"{found[1]}{int(found[2]) - 1}", text)


def structure(text: str) -> list[str]:
    """Return elements, attributes and text in their order.

    Left out are what the builder adds (ids, classes, colours in code), white space between blocks, and how an address
    is encoded.
    """
    body = lxml_html.document_fromstring(f"<html><body><div>{text.rstrip()}</div></body></html>")[0]
    made: list[str] = []
    for kind, value in _walk(body, in_pre=False):
        if kind == "text" and made and made[-1].startswith("text "):
            made[-1] += value
        else:
            made.append(f"{kind} {value}")
    tidy: list[str] = []
    for number, one in enumerate(made):
        if one.startswith("text "):
            said = re.sub(r"\s+", " ", one[5:]) if "\0" not in one else one[5:].replace("\0", "").rstrip("\n")
            before = made[number - 1] if number else "open body"
            after = made[number + 1] if number + 1 < len(made) else "close body"
            if "\0" not in one:
                said = said.lstrip() if _is_block(before) else said
                said = said.rstrip() if _is_block(after) else said
            if said:
                tidy.append(f"text {said}")
        else:
            tidy.append(one)
    return tidy


def _is_block(one: str) -> bool:
    return one.split(" ")[1] in _BLOCKS


def _walk(element: lxml_html.HtmlElement, *, in_pre: bool) -> Iterator[tuple[str, str]]:
    mark = "\0" if in_pre else ""
    if not isinstance(element.tag, str):
        yield "text", mark + (element.tail or "")
        return
    decoration = element.tag == "div" and element.get("class") == "highlight"
    decoration = decoration or (element.tag == "span" and in_pre)
    if not decoration:
        kept = sorted(
            f"{name}={quote(unquote(value), safe='') if name in {'href', 'src'} else value}"
            for name, value in element.attrib.items()
            if name not in _DROPPED
        )
        yield "open", " ".join([element.tag, *kept])
    inside = in_pre or element.tag == "pre"
    if element.text:
        yield "text", ("\0" if inside else "") + element.text
    for child in element:
        yield from _walk(child, in_pre=inside)
    if not decoration:
        yield "close", element.tag
    if element.tail:
        yield "text", mark + element.tail


def words(text: str) -> str:
    """Return the words that readers see, and those that stand for pictures."""
    text = re.sub(
        r"<!---?>|<!--.*?-->|<(script|style)\b.*?</\1\s*>|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Z].*?>",
        " ",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r"<img\b[^>]*?\balt=\"([^\"]*)\"[^>]*>", r" \1 ", text)
    text = _TAG.sub(lambda found: " " if is_known(found[1]) else html.escape(found[0]), text)
    return "".join(html.unescape(text).split())
