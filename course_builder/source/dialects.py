"""Containers as other tools write them, each with the block that it is here. This is the one door for them.

The names are those of Docusaurus (admonitions), Quarto (callouts), MyST (admonitions), MkDocs Material (admonitions and
its ``details``), VuePress (custom containers) and the Carpentries Workbench (fenced divs). What stands in a container
whose name nobody here knows is shown without it, and the name is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from course_builder.source.alerts import ALERTS
from course_builder.source.lexers import is_known

CALLOUTS = frozenset(ALERTS.values())
NAMES = (
    ALERTS
    | dict.fromkeys(("admonition", "callout", "information", "seealso"), "note")
    | dict.fromkeys(("collapse", "details", "dropdown", "solution", "spoiler", "toggle"), "reveal")
    | {"column": "column", "columns": "columns"}
    | dict.fromkeys(("instructor", "notes"), "notes")
)
"""Names of other tools, and the block here; what is a block or a part of a question here is none of them."""
for _own in ("example", "hint", "question", "quote"):
    del NAMES[_own]

_CALLOUT = "Write :::note[Title] above it and ::: below it; or tip, important, warning, caution."
_TABS = "Write ::::tabs on a line of its own, :::tab[Title] above each tab, ::: below it, and :::: at the end."
_PICTURE = "Write ![What it shows](../media/picture.png), with a caption :::figure[Caption] above it and ::: below."
_ASKED = "Write :::question{#name} above what is asked, and ::: below the last option."
_PAGES = "Pages stand in the order of their files and headings, and menus are made of them; delete this."
_INSTEAD = {
    **dict.fromkeys(("code-group", "group-tab", "panel-tabset", "tab-item", "tab-set", "tabbed", "tabset"), _TABS),
    **dict.fromkeys(
        ("grid", "row"), "Write ::::columns above it, :::column above each column, ::: below it, and :::: at the end."
    ),
    "film": "Write ::video{src=../media/film.mp4}, or ::embed{src=https://…} for one of another host.",
    **dict.fromkeys(("figure", "image", "subfigure"), _PICTURE),
    **dict.fromkeys(("epigraph", "pull-quote"), "Write :::quote[Who said it] above it and ::: below it."),
    "include": "Write ::include{src=file.md} on a line of its own.",
    **dict.fromkeys(("challenge", "exercise", "quiz"), _ASKED),
    **dict.fromkeys(("discussion", "keypoints", "prereq", "questions", "testimonial"), _CALLOUT),
    "objectives": "Write them into the front matter of the module, each with a name: objectives: {name: What.}",
    **dict.fromkeys(("contents", "tableofcontents", "toc", "toctree"), _PAGES),
    "literalinclude": "Put the code into a fence of its own.",
    **dict.fromkeys(
        ("iframe", "youtube"), "Write :::embed[Title]{src=https://…} above what it is about, and ::: below it."
    ),
}
"""How what other tools have in containers is written here, where it is no callout."""

CODE = frozenset({
    "code", "code-block", "code-cell", "doctest", "eval-rst", "graphviz", "highlight", "math", "mermaid",
    "parsed-literal", "plantuml", "prompt", "raw", "sourcecode",
})  # fmt: skip
"""Names in the braces of a fence that say that code stands in it."""

# `::: {.callout-note title="Title"}` (Quarto), `:::{note} Title` (MyST), `:::tip Title` (Docusaurus, VuePress).
_CLASS = re.compile(
    r" {0,3}(?P<colons>:{3,})[ \t]*\{[ \t]*(?:#[\w-]+[ \t]+)?\.(?:callout-)?(?P<name>[A-Za-z][\w-]*)(?P<rest>[^{}]*)\}"
    r"[ \t]*:*$"
)
_ROLE = re.compile(r" {0,3}(?P<colons>:{3,})[ \t]*\{(?P<name>[A-Za-z][\w:-]*)\}[ \t]*(?P<label>.*?)[ \t]*$")
_PLAIN = re.compile(
    r" {0,3}(?P<colons>:{3,})(?P<space>[ \t]*)(?P<name>[A-Za-z][\w-]*)(?:[ \t]+(?P<label>[^\s\[{:].*?))?[ \t]*:*$"
)
# ```` ```{note} Title ```` (MyST).
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[ \t]*\{(?P<name>[A-Za-z][\w:-]*)\}[ \t]*(?P<label>[^`]*?)[ \t]*$")
_FIELD = re.compile(r"[ \t]*:(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*?))?[ \t]*$")
_TITLE = re.compile(r"\btitle=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_ADMONITION = re.compile(
    r"(?:(?P<sign>!!!|\?\?\?)\+?[ \t]+(?P<name>[A-Za-z][\w-]*)(?:[ \t\w-]*?)(?:[ \t]+\"(?P<label>[^\"]*)\")?"
    r"|===[!+]?[ \t]+\"(?P<tab>[^\"]*)\")[ \t]*$"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a container.

    Args:
        name: the block here, or the name that is not known.
        colons: how many colons close it; 0 where its text is indented or fenced.
        label: where its title begins and ends on the line; equal where it has none.
        known: whether the name means a block.
        headed: whether a heading right below is its title, as in callouts of Quarto and the Carpentries.
    """

    name: str
    colons: int
    label: tuple[int, int]
    known: bool = True
    headed: bool = False


def _opening(written: str, colons: int, label: tuple[int, int]) -> Opening:
    name = known(written)
    return Opening(name or written, colons, label, bool(name))


def opening(text: str) -> Opening | None:
    """Return what a line opens in another tool's words; None where it is written as here."""
    if found := _CLASS.match(text):
        title = _TITLE.search(text, found.start("rest"), found.end("rest"))
        label = title.span("double" if title["double"] is not None else "single") if title else (0, 0)
        made = _opening(found["name"], len(found["colons"]), label)
        folded = made.known and re.search(r"\bcollapse=[\"']?true", found["rest"])
        made = replace(made, name="reveal") if folded else made
        return replace(made, headed=not title and _may_be_headed(found["name"]))
    if found := _ROLE.match(text):
        return _opening(found["name"], len(found["colons"]), found.span("label"))
    if found := _PLAIN.match(text):
        name = known(found["name"])
        own = not name or name == found["name"]
        label = found.span("label") if found["label"] else (0, 0)
        headed = bool(found["space"]) and not found["label"] and _may_be_headed(found["name"])
        if not own or headed or (found["label"] and (found["space"] or name in CALLOUTS | {"reveal"})):
            foreign = not name and found["name"] in _INSTEAD and bool(found["space"])
            return Opening(name or found["name"], len(found["colons"]), label, known=not foreign, headed=headed)
    return None


def _may_be_headed(name: str) -> bool:
    return known(name) in CALLOUTS | {"reveal"} or _INSTEAD.get(name, _TABS) != _TABS


def fenced(text: str) -> Opening | None:
    """Return the container that a fence of MyST opens; None where code stands in it."""
    found = _FENCE.match(text)
    if not found or found["name"] in CODE or (not known(found["name"]) and is_known(found["name"])):
        return None
    return _opening(found["name"], 0, found.span("label"))


def fields(texts: Sequence[str]) -> tuple[int, str]:
    """Return how many lines below MyST's opening are its fields, ``:name: value``, and what its ``:class:`` says."""
    count, classes = 0, ""
    for text in texts:
        found = _FIELD.match(text)
        if not found:
            break
        count += 1
        if found["name"] == "class":
            classes = found["value"] or ""
    return count, classes


def admonition(text: str) -> Opening | None:
    """Return what a line of MkDocs opens, whose text is indented below.

    ``!!!`` is a callout, ``???`` text that opens, ``===`` a tab.
    """
    found = _ADMONITION.match(text)
    if not found:
        return None
    if found["tab"] is not None:
        return Opening("tab", 0, found.span("tab"))
    label = found.span("label") if found["label"] else (0, 0)
    if found["sign"] == "???":
        return Opening("reveal", 0, label)
    name = ALERTS.get(found["name"].lower(), "")
    return Opening(name, 0, label) if name else _opening(found["name"], 0, label)


def known(name: str) -> str:
    """Return the block that a name means, or empty."""
    return NAMES.get(name.lower(), "")


def classed(opening: Opening, classes: str) -> Opening:
    """Return what a container is by its classes: MyST's ``dropdown`` folds, and another name says what it is."""
    for one in classes.split():
        if name := known(one):
            return replace(opening, name=name, known=True)
    return opening


def instead(name: str) -> str:
    """Return how what another tool calls so is written here, or empty."""
    return _INSTEAD.get(name.lower(), "")


def unknown(name: str) -> tuple[str, str]:
    """Return what is told of a container whose name is not known, and how what it has is written here."""
    return f"There is no block {name!r}; what stands inside is shown without it.", instead(name) or _CALLOUT


def classes(attributes: str) -> list[str]:
    """Return the classes in attributes, without what Chirpy puts before the name of a callout."""
    return re.findall(r"\.(?:prompt-)?([A-Za-z][\w-]*)", attributes)


def below_quotation(name: str) -> tuple[str, str] | None:
    """Return what is told of a class below a quotation by which another tool makes a callout of it; None of others."""
    block = known(name)
    if not block and name not in _INSTEAD:
        return None
    title = name.capitalize() if block in {"", "reveal"} else "Title"
    written = f"Write  :::{block or 'note'}[{title}]  above the text, which stands without >, and  :::  below it."
    seen = "text that opens" if block == "reveal" else "a quotation"
    return f"{name!r} below a quotation is of another tool; learners see {seen}.", written
