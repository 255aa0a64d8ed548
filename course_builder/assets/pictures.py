"""Pictures: their size, and whether browsers can show them safely."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from lxml import etree

from course_builder.assets.fitting import fits, upright
from course_builder.source.allowed import (
    EDITORS,
    SVG_ATTRIBUTES,
    SVG_ELEMENTS,
    SVG_NAMESPACE,
    fetches,
    is_allowed,
    is_own_address,
)

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
"""Endings of pictures that browsers of the last four years show."""

_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "rem": 16.0,
}
_PLAIN_LINK = re.compile(r"[\w./-]*(?:#[\w-]*)?$")
_HUGE = 1e6
READABLE = 11
"""How high text in a drawing is at least, in pixels, to be read on a phone."""
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*(px|pt|pc|mm|cm|in|em|rem)?\s*")

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIZE = re.compile(r"font(?:-size)?\s*:\s*(?:[a-z0-9]+\s+)*?(\d*\.?\d+(?:px|pt|em|%)?)", re.IGNORECASE)
_SCALE = re.compile(r"scale\(\s*(-?\d*\.?\d+)")
_RELATIVE = re.compile(r"(\d*\.?\d+)(em|%)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be used: a rule's code, and what to say."""

    code: str
    message: str
    hint: str = ""


class Picture(NamedTuple):
    """What is known of a picture by looking at it.

    Args:
        width, height: in CSS pixels; 0 where a drawing does not say.
        fits: whether it can be shown in sizes of its own.
    """

    width: int
    height: int
    fits: bool = False


def inspect(content: bytes, ending: str, path: str) -> Picture | Fault:
    """Return what a picture is, or why it cannot be used."""
    return _svg(content, path) if ending == ".svg" else _bitmap(content, path)


def _bitmap(content: bytes, path: str) -> Picture | Fault:
    from PIL import Image  # noqa: PLC0415 -- costs a tenth of a second, and many courses have drawings only

    try:
        with Image.open(io.BytesIO(content)) as picture:
            found = Picture(*upright(picture), fits(picture))
        with Image.open(io.BytesIO(content)) as picture:
            picture.verify()
    except Exception as error:  # noqa: BLE001 -- Pillow raises many kinds on damaged files
        if path.endswith(".avif") and b"ftypavif" in content[:32]:
            return Picture(0, 0)  # a valid container that this Pillow cannot read
        return Fault(
            "picture-format",
            f"{path!r} cannot be read as a picture ({type(error).__name__}).",
            "Save it again as PNG, JPEG, WebP or SVG.",
        )
    return found


def _svg(content: bytes, path: str) -> Picture | Fault:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return Fault(
            "picture-format",
            f"{path!r} is not well-formed SVG: {error.msg}.",
            "Save it again from the drawing program.",
        )
    if etree.QName(root).localname != "svg":
        return Fault("picture-format", f"{path!r} is not an SVG drawing.", "Save it again from the drawing program.")
    unsafe = _unsafe(root)
    if unsafe:
        return Fault("svg-unsafe", f"{path!r} {unsafe}.", "Save it as plain SVG, with pictures embedded.")
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    _, _, wide, high = box if len(box := _numbers(root.get("viewBox") or "")) == 4 else (0.0, 0.0, 0.0, 0.0)
    if wide > 0 and high > 0 and not (width and height):
        width = width or (height * wide / high if height else wide)
        height = height or width * high / wide
    return Picture(round(width), round(height)) if max(width, height) < _HUGE else Picture(0, 0)


def readable_width(content: bytes) -> int:
    """Return how wide a drawing has to be, in pixels, for all its text to be read; 0 where it has none.

    Sizes are looked for where drawing programs write them: attributes, styles, and rules for an element or a class.
    """
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    box = _numbers(root.get("viewBox") or "")
    natural = box[2] if len(box) == 4 and box[2] > 0 else _pixels(root.get("width"))
    if not natural:
        return 0
    rules = [
        (selector.strip(), size[1])
        for style in root.iter(f"{{{SVG_NAMESPACE}}}style")
        for selectors, body in _RULE.findall("".join(map(str, style.itertext())))
        if (size := _SIZE.search(body))
        for selector in selectors.split(",")
    ]
    found: list[float] = []

    def walk(element: etree._Element, size: float, scale: float) -> None:
        if not isinstance(element.tag, str):
            return
        name = etree.QName(element).localname
        if name in {"title", "desc", "metadata", "style"}:
            return
        names = {name, *(f".{one}" for one in (element.get("class") or "").split())}
        written = [element.get("font-size"), *(value for selector, value in rules if selector in names)]
        own = _SIZE.search(element.get("style") or "")
        for text in (*written, own[1] if own else None):
            size = _font_size(text, size)
        for factor in _SCALE.findall(element.get("transform") or ""):
            scale *= abs(float(factor))
        if name in {"text", "tspan", "textPath"} and (element.text or "").strip():
            found.append(size * scale)
        for child in element:
            walk(child, size, scale)

    walk(root, 16.0, 1.0)
    return ceil(READABLE * natural / min(found)) if found and min(found) > 0 else 0


def _font_size(written: str | None, inherited: float) -> float:
    """Return a size that is written, in the drawing's units; what is inherited where it says nothing that is known."""
    text = (written or "").strip()
    if found := _RELATIVE.fullmatch(text):
        return inherited * float(found[1]) / (100 if found[2] == "%" else 1)
    return _pixels(text) or inherited


def _unsafe(root: etree._Element) -> str:
    """Say what in a drawing is not among what is allowed; empty where all is."""
    if root.getroottree().xpath("/processing-instruction('xml-stylesheet')"):
        return "fetches a style sheet"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element)
        if (name.namespace or SVG_NAMESPACE) != SVG_NAMESPACE:
            if not (name.namespace or "").startswith(EDITORS):
                return f"has a <{name.localname}> in it"
            continue
        if name.localname not in SVG_ELEMENTS:
            return f"has a <{name.localname}> in it"
        for key, value in element.attrib.items():
            if fault := _unsafe_attribute(etree.QName(element), etree.QName(key), str(value)):
                return fault
        if name.localname == "style" and fetches("".join(map(str, element.itertext()))):
            return "fetches from another place in a style"
    return ""


def _unsafe_attribute(element: etree.QName, attribute: etree.QName, value: str) -> str:
    name = attribute.localname
    if (attribute.namespace or "").startswith(EDITORS):
        return ""
    if name.lower().startswith("on"):
        return f"has a script in its attribute {name!r}"
    if not is_allowed(name, SVG_ATTRIBUTES):
        return f"has the attribute {name!r}"
    if name == "attributeName" and (value.strip().lower().startswith("on") or "href" in value):
        return f"changes {value!r} while it is shown"
    if name == "href" and not is_own_address(value):
        kind = "has a link in it" if element.localname == "a" else f"fetches from another place: {value[:60]!r}"
        return "" if element.localname == "a" and _PLAIN_LINK.match(value) else kind
    return "fetches from another place in a style" if "(" in value and fetches(value) else ""


def _pixels(text: str | None) -> float:
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) * _UNITS[found[2] or ""] if found else 0.0


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.replace(",", " ").split()]
    except ValueError:
        return []
