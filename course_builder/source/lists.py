"""Lists as GitHub reads them, for a converter that reads them more strictly.

Python-Markdown wants a blank line before a list and four spaces for each level. Authors write lists right below a
paragraph and nest by two or three spaces, and see them work everywhere else. The text is put into the stricter form
here; places are found in the author's own text, so nothing else changes.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}[.)])(?P<space> +|$)(?P<text>.*)")
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
_ANY = re.compile(r"^ *(?:[-*+]|\d{1,9}[.)])(?: |$)", re.MULTILINE)
_STEP = 4


def strict_lists(text: str) -> str:
    """Return Markdown whose lists have a blank line before them and four spaces a level."""
    if not _ANY.search(text):
        return text
    made: list[str] = []
    open_items: list[tuple[int, int]] = []  # columns of marker and content of each open item, outer first
    fence = ""
    blank = True  # what stands before the line is a blank line, or the start
    further = False  # what stands before it is a further paragraph, or code, of an item
    for line in text.expandtabs(_STEP).split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if fence:
            made.append(_reindented(line, open_items))
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if not line.strip():
            made.append("")
            blank = True
            continue
        item = None if _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if item:
            in_list = bool(open_items)
            while open_items and indent < open_items[-1][1]:
                open_items.pop()
            base = open_items[-1][1] if open_items else 0
            # Four columns further in is code; and a number other than 1 does not interrupt a paragraph.
            below_text = not in_list and not blank
            if indent - base >= _STEP or (below_text and not _interrupts(item)):
                made.append(_reindented(line, open_items))
            else:
                if below_text or (further and not blank):
                    made.append("")
                marker = item["marker"].replace(")", ".")
                made.append(" " * (_STEP * len(open_items)) + f"{marker} {item['text']}".rstrip())
                spaces = len(item["space"])
                open_items.append((indent, indent + len(item["marker"]) + (spaces if 1 <= spaces <= _STEP else 1)))
            blank = further = False
            continue
        if blank:
            further = True
            while open_items and indent < open_items[-1][1]:
                open_items.pop()
        found = _FENCE.match(line)
        if found:
            while open_items and indent < open_items[-1][1]:
                open_items.pop()
            fence, further = found[1], True
        made.append(_reindented(line, open_items))
        blank = False
    return "\n".join(made)


def _interrupts(item: re.Match[str]) -> bool:
    """Whether an item right below a line of text begins a list there (CommonMark 0.31, 5.3)."""
    return bool(item["text"].strip()) and (not item["marker"][0].isdigit() or item["marker"][:-1] == "1")


def _reindented(line: str, open_items: list[tuple[int, int]]) -> str:
    """Move a line that belongs to the innermost open item to where the converter looks for it."""
    if not open_items or not line.strip():
        return line
    indent = len(line) - len(line.lstrip(" "))
    content = open_items[-1][1]
    if indent < content:
        return line  # a lazy continuation: it stays as it is
    return " " * (_STEP * len(open_items)) + line[content:]
