"""Authors' HTML with everything taken out that their learners need not trust them with.

Cleaned is what Markdown makes of a run that has HTML or attributes in braces; what the builder makes itself comes later
and is never touched. ``nh3`` reads HTML as browsers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import nh3

from course_builder.diagnostics import Report
from course_builder.model import Prose
from course_builder.source.allowed import (
    HTML_ATTRIBUTES,
    HTML_ELEMENTS,
    MATH_ATTRIBUTES,
    MATH_ELEMENTS,
    SVG_ATTRIBUTES,
    SVG_ELEMENTS,
    fetches,
    is_allowed,
)
from course_builder.source.literal import markup

_MAY_HOLD = re.compile(r"<[A-Za-z/!?]|\{[^{}\n]*=")
# A drawing's own styles would hold for the whole page, and what moves in it can change addresses.
_NOT_IN_PAGES = {"style", "image", "feImage", "animate", "animateMotion", "animateTransform", "metadata"}
_ELEMENTS = HTML_ELEMENTS | MATH_ELEMENTS | SVG_ELEMENTS - _NOT_IN_PAGES
_ATTRIBUTES = (HTML_ATTRIBUTES | MATH_ATTRIBUTES | SVG_ATTRIBUTES) - {"xlink:href", "xmlns", "attributeName"}
_SCHEMES = {"http", "https", "mailto", "tel", "data"}
_ADDRESSES = frozenset({"href", "src", "poster", "cite", "srcset"})
_DATA = re.compile(r"\s*data:(?!image/(?:png|jpeg|gif|webp|avif)[;,])", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:javascript|vbscript|data:text)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")


def may_hold(text: str) -> bool:
    """Whether a run of Markdown may hold HTML, or attributes, of its author."""
    return bool(_MAY_HOLD.search(text))


def cleaned(fragment: str) -> str:
    """Return HTML without scripts, event handlers, frames, objects, forms, and addresses that run something."""
    return nh3.clean(
        fragment,
        tags=set(_ELEMENTS),
        clean_content_tags={"script", "style", "template", "noscript"},
        attributes={"*": set(_ATTRIBUTES)},
        attribute_filter=_filtered,
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def report_removed(run: Prose, fragment: str, report: Report) -> None:
    """Tell of everything in a run that ``cleaned`` takes out of its HTML.

    Args:
        run: as the author wrote it.
        fragment: its HTML.
    """
    text = markup(run.text)
    position = 0
    for kind, name in dict.fromkeys(_removed(fragment)):
        found = re.compile(rf"<{re.escape(name)}\b" if kind == "element" else re.escape(name), re.IGNORECASE).search(
            text, position
        )
        what = f"<{name}>" if kind == "element" else f"The attribute {name!r}"
        report.add(
            "html-unsafe",
            run.at(found.start(), len(found[0])) if found else run.span,
            f"{what} was taken out: it could run a script, ask another host, or send what learners write elsewhere.",
            "Use a block, such as ::embed for films and maps. Only if you trust all authors, write 'html: trusted' in "
            "course.yml.",
        )


def _filtered(element: str, attribute: str, value: str) -> str | None:
    if attribute in _ADDRESSES and _runs(value):
        return None
    if attribute == "style" and fetches(value):
        return None
    # A picture's name would hide what scripts know of the page under that name.
    if attribute == "name" and element == "img":
        return None
    # Of all fields, Markdown makes the boxes of task lists only.
    if element == "input" and attribute == "type" and value.casefold() not in {"checkbox", "radio", "range"}:
        return "checkbox"
    return value


def _runs(address: str) -> bool:
    """Whether an address runs something, or holds a document."""
    plain = _UNSEEN.sub("", address)
    return bool(_SCRIPT.match(plain) or _DATA.match(plain))


def _removed(fragment: str) -> Iterator[tuple[str, str]]:
    reader = _Reader()
    reader.feed(fragment)
    reader.close()
    yield from reader.found


class _Reader(HTMLParser):
    """Notes elements and attributes that are not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _LOWER_ELEMENTS:
            self.found.append(("element", tag))
            return
        for name, value in attrs:
            known = is_allowed(name, _LOWER_ATTRIBUTES)
            bad = (
                (name in _ADDRESSES and _runs(value or ""))
                or (name == "style" and fetches(value or ""))
                or (name, tag) == ("name", "img")
            )
            if (not known and name not in {"xmlns", "markdown"}) or bad:
                self.found.append(("attribute", name))


_LOWER_ELEMENTS = frozenset(name.lower() for name in _ELEMENTS)
_LOWER_ATTRIBUTES = frozenset(name.lower() for name in _ATTRIBUTES)
