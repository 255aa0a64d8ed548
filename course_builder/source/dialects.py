"""Containers as other tools write them, each with the block that it is here. This is the one door for them.

The names are those of Docusaurus (admonitions), Quarto (callouts), MyST (admonitions), MkDocs Material (admonitions and
its ``details``) and VuePress (custom containers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from course_builder.source.alerts import ALERTS

CALLOUTS = frozenset(ALERTS.values())
NAMES = (
    ALERTS
    | dict.fromkeys(("admonition", "information", "seealso"), "note")
    | dict.fromkeys(("collapse", "details", "dropdown", "spoiler", "toggle"), "reveal")
)
"""Names of other tools, and the block here; what is a block or a part of a question here is none of them."""
for _own in ("example", "hint", "question", "quote"):
    del NAMES[_own]

_TABS = "::::tabs, and inside :::tab[Title] for each of them"
_GIVES = "the course has a list of its pages already"
INSTEAD = {
    "panel-tabset": _TABS,
    "tabset": _TABS,
    "tab-set": _TABS,
    "code-group": _TABS,
    "tab-item": ":::tab[Title] inside ::::tabs",
    "grid": "::::columns, and inside :::column for each of them",
    "row": "::::columns, and inside :::column for each of them",
    "image": ":::figure around ![What it shows](../media/picture.png)",
    "film": "::video{src=../media/film.mp4}, or ::embed{src=https://…} for one of another host",
    "iframe": "::embed{src=https://…}",
    "youtube": "::embed{src=https://…}",
    "exercise": ":::question{#name}",
    "quiz": ":::question{#name}",
    "challenge": ":::question{#name}",
    "solution": ":::reveal[Solution]",
    "answer": ":::reveal[Answer]",
    "toc": f"nothing: {_GIVES}",
    "toctree": f"nothing: {_GIVES}",
    "contents": f"nothing: {_GIVES}",
}
"""What other tools have and no block here is: how it is written."""

# `::: {.callout-note title="Title"}` (Quarto), `:::{note} Title` (MyST), `:::tip Title` (Docusaurus, VuePress).
_CLASS = re.compile(
    r" {0,3}(?P<colons>:{3,})[ \t]*\{[ \t]*\.(?:callout-)?(?P<name>[A-Za-z][\w-]*)(?P<rest>[^{}]*)\}[ \t]*$"
)
_ROLE = re.compile(r" {0,3}(?P<colons>:{3,})[ \t]*\{(?P<name>[A-Za-z][\w-]*)\}[ \t]*(?P<label>.*?)[ \t]*$")
_PLAIN = re.compile(r" {0,3}(?P<colons>:{3,})[ \t]*(?P<name>[A-Za-z][\w-]*)(?:[ \t]+(?P<label>[^\s\[{].*?))?[ \t]*$")
_TITLE = re.compile(r"\btitle=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_ADMONITION = re.compile(
    r"(?P<sign>!!!|\?\?\?)\+?[ \t]+(?P<name>[A-Za-z][\w-]*)(?:[ \t\w-]*?)(?:[ \t]+\"(?P<label>[^\"]*)\")?[ \t]*$"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a container.

    Args:
        name: the block here.
        colons: how many colons close it; 0 where its text is indented.
        label: where its title begins and ends on the line; equal where it has none.
    """

    name: str
    colons: int
    label: tuple[int, int]


def opening(text: str) -> Opening | None:
    """Return what a line opens in another tool's words; None where it is written as here, or opens nothing known."""
    if found := _CLASS.match(text):
        name = known(found["name"])
        title = _TITLE.search(text, found.start("rest"), found.end("rest"))
        label = title.span("double" if title["double"] is not None else "single") if title else (0, 0)
        folded = re.search(r"\bcollapse=[\"']?true", found["rest"])
        return Opening("reveal" if folded and name else name, len(found["colons"]), label) if name else None
    if found := _ROLE.match(text):
        name = known(found["name"])
        return Opening(name, len(found["colons"]), found.span("label")) if name else None
    if found := _PLAIN.match(text):
        name = known(found["name"])
        if name and (found["label"] or found["name"] not in CALLOUTS | {"reveal"}):
            return Opening(name, len(found["colons"]), found.span("label") if found["label"] else (0, 0))
    return None


def admonition(text: str) -> Opening | None:
    """Return what a line of MkDocs opens, whose text is indented below: ``!!!`` a callout, ``???`` text that opens."""
    found = _ADMONITION.match(text)
    if not found:
        return None
    name = "reveal" if found["sign"] == "???" else known(found["name"]) or "note"
    return Opening(name, 0, found.span("label") if found["label"] else (0, 0))


def known(name: str) -> str:
    """Return the block that a name means, or empty."""
    return NAMES.get(name.lower(), "")
