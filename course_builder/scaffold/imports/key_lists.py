"""The list of keys with which many tests end: ``1. b``, ``1-B 2-A``, or a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from course_builder.scaffold.imports import keys
from course_builder.scaffold.imports.flow import Flow


def list_of_keys(flows: Sequence[Flow]) -> tuple[list[Flow], dict[int, str]]:
    """Return what stands before a list of keys at the end, and the keys by the numbers of the questions."""
    for at in range(len(flows) - 1, -1, -1):
        title = keys.LIST_OF_KEYS.fullmatch(flows[at].words)
        if not title or flows[at].kind == "table":
            continue
        found: dict[int, str] = {}
        end = at + 1
        beside = [title["keys"]] if title["keys"] else []
        if beside and len(_entries(beside[0])) < 2:
            continue
        for rows in [*([beside] if beside else []), *map(_rows, flows[at + 1 :])]:
            entries = [_entries(row) for row in rows]
            if not entries or not all(entries):
                break
            for key, said in (pair for row in entries for pair in row):
                if key in found:
                    return list(flows), {}
                found[key] = said
            end += rows is not beside
        if found:
            return [*flows[:at], *flows[end:]], found
    return list(flows), {}


def _rows(flow: Flow) -> list[str]:
    """Return the lines of a paragraph or a table that may say keys, each number before its key."""
    if flow.kind == "item" and flow.form == "decimal":
        return [f"{flow.number}. {flow.words}"]
    if flow.kind != "table":
        return [flow.words]
    cells = [[" ".join(str(cell.text_content()).split()) for cell in row] for row in flow.element.iter("tr")]
    if all(len(row) > 1 and all(map(_NUMBER.fullmatch, row)) for row in cells[::2]) and len(cells) % 2 == 0:
        # The numbers stand in a row above that of the keys.
        pairs = [pair for at in range(0, len(cells), 2) for pair in zip(cells[at], cells[at + 1], strict=False)]
        return [f"{count} {said}" for count, said in pairs if said]
    return [" ".join(row) for row in cells if any(map(_NUMBER.fullmatch, row))]


_NUMBER = re.compile(r"\d+\W*")
_ENTRY = re.compile(
    r"\s*(?:Q(?:uestion)?\.?\s*)?(\d{1,3})\s*[.):\-–=．、）]?\s*\(?((?:[^\W\d_](?:\s*(?:,|&|and)\s*[^\W\d_](?![^\W_]))*(?![^\W_])"
    rf"|{'|'.join(sorted(keys.TRUTHS, key=len, reverse=True))}))(?![^\W_])\s*[).]?\s*[,;،]?",
    re.IGNORECASE,
)


def _entries(text: str) -> list[tuple[int, str]]:
    made, at = list[tuple[int, str]](), 0
    while at < len(text):
        found = _ENTRY.match(text, at)
        if not found:
            # Behind a letter the option may be said again.
            return made if len(made) == 1 and text[at - 1] in " ).-:" else []
        made.append((int(found[1]), found[2]))
        at = found.end()
    return made
