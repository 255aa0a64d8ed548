"""HTML of blocks for pages that are not ours, without our style and scripts.

What only these need goes, and what is left gets the classes of Bootstrap, which most LMSs have. It works on the HTML
that the blocks' own templates make, as learners read it without scripts, so a block has one template. What a block
means by its looks alone (a marker on a picture, a field to write in) is said here in another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree, html

_GONE = frozenset({
    "no-script", "tool-privacy", "tool-bar", "tool-print", "tool-add", "tool-row-actions", "tool-cell-name",
    "tool-running", "new-tab", "gate", "chart-drawing", "chart-legend", "checklist-round", "builder-reading",
    "matrix-axes", "point-number", "embed-frame",
})  # fmt: skip
"""What only scripts fill or show, or what says again what stands beside it."""

_CLASSES: Mapping[str, str] = {
    "callout": "alert alert-info", "tip": "alert alert-success", "warning": "alert alert-warning",
    "caution": "alert alert-danger", "danger": "alert alert-danger", "important": "alert alert-warning",
    "callout-title": "font-weight-bold fw-bold mb-1", "block-title": "font-weight-bold fw-bold mb-2",
    "tab-title": "h4 mt-3", "panel": "border rounded p-3 mb-2", "turning": "border rounded p-3 mb-2",
    "reveal": "border rounded p-3 mb-3", "transcript": "border rounded p-3 mb-3", "columns": "row",
    "column": "col-md", "figure": "figure d-block my-3", "block": "mb-4", "tool": "border rounded p-3 mb-4",
    "tool-band": "border-left border-start ps-3 pl-3 mb-3", "tool-band-title": "font-weight-bold fw-bold mb-1",
    "tree-part": "border rounded p-3 mb-3", "tree-kind": "text-muted mb-1", "tool-guidance": "text-muted d-block",
    "gallery-grid": "list-unstyled row", "matrix-zone": "mb-2", "credits-by": "text-muted small",
    "glossary-forms": "text-muted", "before-after-frame": "row", "before-after-one": "col-md figure",
    "point-name": "font-weight-bold fw-bold mb-1", "reflection": "border rounded p-3 mb-4",
    "hidden": "sr-only visually-hidden", "tree-leads": "text-muted", "chart-unit": "text-muted",
    "downloads-kind": "text-muted",
    "tool-unit": "text-muted", "chapter-time": "text-muted", "footnote": "small text-muted mt-4",
}  # fmt: skip
"""What a block's classes become; an element can have several of them."""

_TAGS = {"table": "table table-bordered", "figcaption": "figure-caption", "blockquote": "blockquote"}
_CAPTION = "caption-side: top; font-size: 1rem"
# What only screen readers read stands in it, too, and would else make the page wider.
_BOX = "position: relative"
_SUMMARY = "font-weight: bold; cursor: pointer"
_MARKER = "position: absolute; transform: translate(-50%, -50%); "
_KEPT = re.compile(r"^(?:left|top):[\d.]+%(?:;(?:left|top):[\d.]+%)?$")


def bare(fragment: str) -> str:
    """Return a page's HTML, as learners read it without scripts, so that it reads in a page that is not ours."""
    if not fragment.strip():
        return ""
    whole = html.fragment_fromstring(fragment, create_parent="div")
    for element in list(whole.iterdescendants(etree.Element)):
        if element.getparent() is not None and _goes(element):
            element.drop_tree()
    for data in whole.find_class("chart-data"):
        _figures(data)
    for element in list(whole.iterdescendants(etree.Element)):
        name = element.tag
        if name in _FIELDS:
            _FIELDS[name](element)
        elif name == "fieldset":
            _options(element)
        else:
            _dress(element)
    for table in list(whole.iter("table")):
        _scrolling(table)
    text = (whole.text or "") + "".join(etree.tostring(one, encoding="unicode", method="html") for one in whole)
    # What reads HTML here knows them as elements with an end, which HTML forbids.
    return re.sub(r"</(?:source|track|wbr)>", "", text).strip()


def _goes(element: html.HtmlElement) -> bool:
    if element.tag in {"script", "template", "style", "button"} or element.get("hidden") is not None:
        return True
    if element.tag == "svg" or not _GONE.isdisjoint(_classes(element)):
        return True
    empty = not element.text_content().strip() and not len(element) and element.tag in {"p", "div", "span"}
    return empty and "data-tool-bar" not in element.attrib


def _classes(element: html.HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _dress(element: html.HtmlElement) -> None:
    """Put Bootstrap's classes in the place of ours, and take away what our scripts look for."""
    own = _classes(element)
    dressed = dict.fromkeys(word for one in own for word in _CLASSES.get(one, "").split())
    dressed |= dict.fromkeys(_TAGS.get(str(element.tag), "").split())
    if "figure" in own and element.tag == "figure" and "block" in own:
        dressed.pop("d-block", None)
    kept = [one for one in own if one.startswith(("alert", "table", "img-"))]
    if "alert-info" in dressed and len([one for one in dressed if one.startswith("alert-")]) > 1:
        dressed.pop("alert-info")
    for name in list(element.attrib):
        if str(name).startswith("data-") or name in {"class", "tabindex", "role", "hidden"}:
            del element.attrib[name]
    style = element.get("style")
    if "marker" in own:
        element.set("style", _MARKER + (style if style and _KEPT.match(style) else ""))
        dressed |= dict.fromkeys(["badge", "badge-primary", "bg-primary"])
    elif "labelled-picture" in own:
        element.set("style", "position: relative; display: inline-block")
    elif element.tag == "summary":
        element.set("style", _SUMMARY)
    elif element.tag == "caption":
        element.set("style", _CAPTION)
    if "scroll" in own:
        dressed["table-responsive"] = None
    if classes := " ".join(dict.fromkeys([*kept, *dressed])):
        element.set("class", classes)


def _scrolling(table: html.HtmlElement) -> None:
    """Let a table that is wider than the page scroll by itself."""
    holder = table.getparent()
    if holder is not None and "table-responsive" not in _classes(holder):
        box = html.Element("div", {"class": "table-responsive", "style": _BOX})
        box.tail, table.tail = table.tail, None
        holder.replace(table, box)
        box.append(table)


def _figures(data: html.HtmlElement) -> None:
    """Show the figures of a chart in the place of its drawing, whose lines and colours are our style's."""
    chart = data.getparent()
    titled = chart is not None and chart.find_class("block-title")
    for one in [*data.iter("summary"), *data.iter("caption")]:
        if one.tag == "summary" or titled:
            one.drop_tree()
    data.drop_tag()


def _mark(said: str) -> Callable[[html.HtmlElement], None]:
    def put(element: html.HtmlElement) -> None:
        _instead(element, said)

    return put


def _instead(element: html.HtmlElement, said: str) -> None:
    """Put text in the place of an element."""
    element.tail = said + (element.tail or "")
    element.drop_tree()


def _input(element: html.HtmlElement) -> None:
    _instead(element, ("☑" if element.get("checked") is not None else "☐") if element.get("type") == "checkbox" else "")


def _select(element: html.HtmlElement) -> None:
    said = (one.text_content().strip() for one in element.iter("option"))
    _instead(element, " / ".join(filter(None, said)))


def _options(element: html.HtmlElement) -> None:
    said = (one.text_content().strip() for one in element.iter("label"))
    _instead(element, " / ".join(filter(None, said)))


_FIELDS: Mapping[object, Callable[[html.HtmlElement], None]] = {
    "input": _input, "select": _select, "textarea": _mark("")
}  # fmt: skip
