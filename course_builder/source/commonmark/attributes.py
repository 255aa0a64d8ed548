"""Attributes in braces behind an element, as PHP Markdown Extra and kramdown have them: ``{#id .class key=value}``."""

from __future__ import annotations

import re

from course_builder.source.attributes import BRACES

_ATTRIBUTES = re.compile(
    r"\s*(?:#([^\s{}\"'=.#]+)|\.([^\s{}\"'=#.]+)|(download|hidden|inert|open|reversed|loop|muted|controls)(?=[\s}]|$)|([A-Za-z_][\w:.-]*)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}\"'=]+)))(?=[\s#.]|$)"
)
_COLON = re.compile(r"\{:?[ ]*(?=[#.A-Za-z_])")


def attributes_at(text: str, position: int) -> tuple[dict[str, str], int] | None:
    """Read attributes in braces.

    Only ids, classes, ``key=value`` and HTML's own flags count. Another word alone is text: ``the set {one}``.

    Returns:
        The attributes, and where the braces end; None where these are no attributes.
    """
    begin = _COLON.match(text, position)
    braces = BRACES.match(text, position)
    if not begin or not braces:
        return None
    inner, at = text[begin.end() : braces.end() - 1].rstrip(), 0
    made: dict[str, str] = {}
    while at < len(inner):
        found = _ATTRIBUTES.match(inner, at)
        if not found:
            return None
        if found[1]:
            made["id"] = found[1]
        elif found[2]:
            made["class"] = f"{made['class']} {found[2]}" if "class" in made else found[2]
        elif found[3]:
            made[found[3]] = found[3]
        else:
            made[found[4]] = next((one for one in found.group(5, 6, 7) if one is not None), "")
        at = found.end()
    return (made, braces.end()) if made else None
