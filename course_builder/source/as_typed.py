"""Short texts that are read as they stand: options, the sides of a pair, things to put in order.

Such a text is a phrase of its own, so what begins a heading, a quote, a list, a rule or a definition in Markdown
(CommonMark 0.31, section 4 and 5) is the author's character there, and so is a tag that is never closed. Emphasis,
code, links, pictures, formulas, and whole elements of HTML keep their meaning.
"""

from __future__ import annotations

import html
import re

from course_builder.model import Prose
from course_builder.source.allowed import HTML_ELEMENTS
from course_builder.source.literal import without_code

_BEGINS_A_BLOCK = re.compile(
    r"#|>|[-+*](?=\s|$)|([-*_])(?:[ \t]*\1){2,}[ \t]*$|\d{1,9}(?=[.)](?:\s|$))|:(?=\s)|!!!|\?\?\?"
    r"|\*?\[(?!\^?[^\]]*\]\()[^\]]+\]:|[`~]{3,}(?=[^`]*$)"
)
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_FORMULA = re.compile(r"\$[^$\n]+\$|\$\$.*?\$\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>]*|/)?)>")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^<>\s]+>|<[\w.+-]+@[\w-]+(?:\.[\w-]+)+>")
_UNSEEN = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\u2800\u3164\ufeff]")
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})
_FOREIGN = re.compile(r"<(svg|math)\b.*</\1>", re.DOTALL | re.IGNORECASE)


def shows(text: str) -> bool:
    """Whether anything of a text is seen: not where there are comments, tags and spaces alone."""
    bare = _TAG.sub(lambda found: found[0] if " src" in found["rest"] else "", _COMMENT.sub("", text))
    return bool(_UNSEEN.sub("", html.unescape(bare)))


def as_typed(run: Prose) -> Prose:
    """Return a text whose first characters begin no block, and whose tags are elements or shown as they are."""
    text = run.text
    if "<" in text and not _FOREIGN.search(text):
        text = _tags_shown(text)
    first, line_end, rest = text.partition("\n")
    found = _BEGINS_A_BLOCK.match(first)
    if found and not (first[:3] in {"```", "~~~"} and _FENCE.search(rest)):
        # A character of a number, or the first one, written so that Markdown takes it for a character.
        at = found.end() if found[0].isdigit() else 0
        length = len(found[0]) if found[0][0] in "`~" else 1
        first = first[:at] + "".join(f"&#{ord(one)};" for one in first[at : at + length]) + first[at + length :]
    text = first + line_end + rest
    return run if text == run.text else run.model_copy(update={"text": text})


def _tags_shown(text: str) -> str:
    """Return a text in which what looks like a tag and is no whole element is written as characters."""
    fence = _FENCE.search(text)
    head, tail = (text[: fence.start()], text[fence.start() :]) if fence else (text, "")
    plain = without_code(head)
    for pattern in (_FORMULA, _COMMENT, _ADDRESS):
        plain = pattern.sub(lambda found: " " * len(found[0]), plain)
    elements = _elements(plain)
    made = [
        "&lt;" if one == "<" and plain[at] == "<" and at not in elements and head[at - 1 : at] != "\\" else one
        for at, one in enumerate(head)
    ]
    return "".join(made) + tail


def _elements(plain: str) -> set[int]:
    """Return where the tags of whole elements stand."""
    found = list(_TAG.finditer(plain))
    if found and not shows(plain) and not any(" src" in one["rest"] for one in found):
        return set()  # the tags are what is asked about
    kept: set[int] = set()
    opened: list[re.Match[str]] = []
    for tag in found:
        name = tag["name"].lower()
        if name not in HTML_ELEMENTS:
            continue
        if name in _VOID:
            kept.add(tag.start())
        elif not tag["end"]:
            opened.append(tag)
        elif any(one["name"].lower() == name for one in opened):
            while opened[-1]["name"].lower() != name:
                opened.pop()
            kept |= {opened.pop().start(), tag.start()}
    return kept
