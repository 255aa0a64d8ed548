"""Code: what a fence's info string says (CommonMark 0.31, 4.5), and colours for languages that are known."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pymdownx.highlight import Highlight

from course_builder.source import dialects
from course_builder.source.commonmark import maths
from course_builder.source.commonmark.references import unescaped
from course_builder.source.lexers import is_known

if TYPE_CHECKING:
    from markdown import Markdown

    from course_builder.source.commonmark.nodes import Node
    from course_builder.source.commonmark.told import Notes

_WORD = re.compile(r"\{?\s*\.?(?P<word>\{?[^\s,{}=\"']+)")
_CELL = re.compile(r"\{(?:code|code-cell|code-block|sourcecode)\}\s*(?P<word>[\w+#.-]*)")
_OPTION = re.compile(r"(?P<name>hl_lines|linenums|title)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>\S+))")


def language(info: str) -> str:
    """Return the language that an info string names: the first word, without what other tools write around it."""
    cell = _CELL.match(info)
    if cell:
        return cell["word"]
    found = _WORD.match(info)
    return unescaped(found["word"]) if found else ""


def code(md: Markdown, source: str, name: str, info: str = "") -> str:
    """Return the HTML of code."""
    given = {
        found["name"]: next(one for one in found.group("double", "single", "bare") if one is not None)
        for found in _OPTION.finditer(info)
    }
    known = bool(name) and is_known(name)
    title = html.escape(given["title"]) if "title" in given else None
    if not known and not given:
        lines = html.escape(source, quote=False)
        lines = f"{lines}\n" if source else ""
        return f'<div class="highlight"><pre><span></span><code>{lines}</code></pre></div>'
    marked = (
        [int(one) for one in re.findall(r"\d+", given.get("hl_lines", ""))]
        if "-" not in given.get("hl_lines", "")
        else _ranges(given["hl_lines"])
    )
    start = given.get("linenums", "")
    made: str = Highlight(md, guess_lang=False, stripnl=False).highlight(
        source,
        name if known else "text",
        "highlight",
        hl_lines=marked or None,
        linestart=int(start.split()[0]) if start[:1].isdecimal() else -1,
        title=title,
    )
    return made


def _ranges(written: str) -> list[int]:
    found: list[int] = []
    for start, end in re.findall(r"(\d{1,5})(?:-(\d{1,5}))?", written):
        found += range(int(start), min(int(end or start), int(start) + 10_000) + 1)
    return found


def fence(md: Markdown, node: Node, notes: Notes) -> str:
    """Return the HTML of a fence."""
    name = language(node.info)
    source = "\n".join(node.lines)
    if name == "math":
        return maths.block_html(source)
    if name.lower() == "mermaid":
        notes.add(
            "fence-diagram",
            node.line,
            "mermaid",
            "Drawings are not made of this text; learners see the text itself.",
            "Put a picture of the drawing in media/, or use a block such as :::steps or :::timeline.",
        )
    if dialects.fenced(f"```{node.info}"):
        notes.add(
            "container-unknown",
            node.line,
            node.info,
            "A container of this kind is not known inside of a list or a quotation; its text is shown as code.",
            'Write !!! note "Title", and its text below, indented by four more spaces.',
        )
    if _CELL.match(node.info) and node.lines and (node.lines[0].strip() == "---" or dialects.fields(node.lines)[0]):
        notes.add(
            "fence-options",
            node.line + 1,
            node.lines[0].strip(),
            "Options of another tool stand in the code; learners see them as code.",
            f'Write them behind the language: ```{name} title="A title" hl_lines="2 3"',
        )
    return code(md, source, name, node.info[node.info.find(name) + len(name) :] if name else node.info)
