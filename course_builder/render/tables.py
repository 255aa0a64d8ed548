"""Tables with sentences in their cells: on a phone each row is a card, in which the cells of the head are labels.

What a table holds is known when it is built, so the browser needs the style sheet alone, and only such tables pay.
"""

from __future__ import annotations

import html
import re

from course_builder.source.markdown import plain

_TABLE = re.compile(r"<table>(?P<head>.*?)</thead>(?P<body>.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(?P<tag>t[hd])(?P<rest>[^>]*)>(?P<text>.*?)</t[hd]>", re.DOTALL)
_STRONG = re.compile(r"\s*<strong>(?:(?!</strong>).)*</strong>\s*", re.DOTALL)
_SENTENCE = 40
"""So many characters are no word or figure any more."""


def with_cards(fragment: str) -> str:
    """Mark the tables with sentences in the HTML of Markdown, and tell each of their cells its label."""
    return _TABLE.sub(_marked, fragment)


def _marked(found: re.Match[str]) -> str:
    head, body = found["head"], found["body"]
    if "span=" in body or not any(len(plain(cell["text"])) > _SENTENCE for cell in _CELL.finditer(body)):
        return found[0]
    labels = [html.escape(plain(cell["text"])) for cell in _CELL.finditer(head)]
    rows = [list(_CELL.finditer(row)) for row in _ROW.findall(body)]
    # A first column in bold names its rows, and where only one other column is, there is nothing to tell apart.
    named = all(cells and _STRONG.fullmatch(cells[0]["text"]) for cells in rows)
    if named:
        labels = ["", *(labels[1:] if len(labels) > 2 else [""])]

    def row(one: re.Match[str]) -> str:
        waiting = iter(labels)

        def cell(cell: re.Match[str]) -> str:
            label = next(waiting, "")
            said = f' data-label="{label}"' if label else ""
            return f"<{cell['tag']}{cell['rest']}{said}>{cell['text']}</{cell['tag']}>"

        return _CELL.sub(cell, one[0])

    return f'<table class="sentences">{head}</thead>{_ROW.sub(row, body)}</table>'
