"""HTML in Markdown: where a block of it begins and ends (CommonMark 0.31, 4.6), and a single tag (6.6).

A tag whose name HTML does not know is text: who writes ``List<String>`` means just that.
"""

from __future__ import annotations

import re
from collections import Counter

from course_builder.source.allowed import HTML_ELEMENTS, MATH_ELEMENTS, SVG_ELEMENTS
from course_builder.source.commonmark.told import Notes

_ATTRIBUTE = r"(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)"
_OPEN = re.compile(rf"<([A-Za-z][A-Za-z0-9-]*){_ATTRIBUTE}*\s*/?>")
_CLOSE = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)\s*>")
_ALONE = re.compile(rf"(?:{_OPEN.pattern}|{_CLOSE.pattern})[ \t]*$")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_BLOCKS = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div"
    r"|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    r"|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th"
    r"|thead|title|tr|track|ul)(?:\s|/?>|$)",
    re.IGNORECASE,
)
_RAW_END = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
# How a block begins, and what ends it; those that a blank line ends come after.
_UNTIL = (
    (re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.IGNORECASE), _RAW_END),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
)  # fmt: skip
_OTHERS = (
    "applet base basefont body button canvas datalist dialog dir embed fieldset font form frame frameset head html "
    "iframe keygen legend link main map area marquee meta noframes noscript object optgroup option output param "
    "portal script select slot style template textarea title acronym big blink image listing plaintext nobr xmp "
    "rb rtc fencedframe math svg foreignobject set image animate animatemotion animatetransform metadata annotation"
)
_KNOWN = frozenset(
    name.lower() for name in (*HTML_ELEMENTS, *SVG_ELEMENTS, *MATH_ELEMENTS, *_OTHERS.split(), "annotation-xml")
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
"""Elements that have no end."""

BY_THEMSELVES = frozenset(
    "li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th body html head".split()  # noqa: SIM905
)
"""Elements whose end HTML lets authors leave out."""

# What nothing closes reaches to the end; so no stretch is looked through twice.
_COMMENT = re.compile(r"<!---?>|<!--.*?(?:-->|\Z)", re.DOTALL)
_NOTE = re.compile(
    rf"{_COMMENT.pattern}|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*(?:>|\Z)", re.DOTALL
)

MARKDOWN_INSIDE = re.compile(
    r"<(?P<name>[A-Za-z][\w-]*)(?P<before>[^<>]*?)\s+markdown(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))?(?P<after>(?:\s[^<>]*)?)>",
    re.IGNORECASE,
)
"""A tag whose author asks for Markdown inside, as Python-Markdown's md_in_html has it."""


def is_known(name: str) -> bool:
    """Whether HTML, SVG or MathML has an element of this name."""
    return name.lower() in _KNOWN


def is_unknown(tag: str, *, custom: bool) -> bool:
    """Whether a tag is of an element that there is not.

    Args:
        custom: whether elements of the author's own count, which have a hyphen in their names.
    """
    found = _NAME.match(tag)
    return bool(found) and not is_known(found[1]) and not (custom and "-" in found[1])  # type: ignore[index]


def tell_unknown(tag: str, line: int, notes: Notes, before: int = 0) -> None:
    """Tell of an unknown tag where it does not look like words, such as ``List<String>`` or ``<Enter>``."""
    if tag.startswith("</") or tag.endswith("/>") or "=" in tag:
        notes.add(
            "html-text",
            line,
            tag,
            f"HTML has no element of this name; learners see {tag.split(maxsplit=1)[0].rstrip('>/')}> as text.",
            "Use an element of HTML or a block. If you write about code, put it in `backticks`.",
            before,
        )


def tell_alone(tag: str, line: int, notes: Notes, before: int) -> None:
    """Tell of a tag in a text whose other half is missing."""
    what = "Nothing opens what this tag closes" if tag.startswith("</") else "Nothing closes what this tag opens"
    notes.add(
        "html-text",
        line,
        tag,
        f"{what}; learners see it as text.",
        "Write both tags in one paragraph. If you write about the tag, put it in `backticks`.",
        before,
    )


def name_of(tag: str) -> str:
    """Return the name of a tag's element, in small letters."""
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def without_notes(text: str, *, trusted: bool) -> str:
    """Return HTML without comments, which are not for learners, and without instructions, which browsers misread."""
    if "<!" not in text and "<?" not in text:
        return text
    return (_COMMENT if trusted else _NOTE).sub("", text)


def known_only(text: str, line: int, notes: Notes, *, custom: bool) -> str:
    """Return a block of HTML in which tags of elements that there are not are text."""
    if "<" not in text:
        return text

    at, number = 0, line

    def shown(found: re.Match[str]) -> str:
        nonlocal at, number
        tag = found[0]
        number += found.string.count("\n", at, found.start())
        at = found.start()
        if found["broken"]:
            notes.add(
                "html-unclosed",
                number,
                tag,
                "This tag has no end; learners see it as text.",
                "Close it with >, or write &lt; for a plain <.",
            )
        elif found[1] or not is_unknown(tag, custom=custom):
            return tag
        else:
            tell_unknown(tag, number, notes)
        return tag.replace("<", "&lt;").replace(">", "&gt;")

    return _BROKEN_TAG.sub(shown, without_notes(text, trusted=custom))


def block_start(text: str, in_paragraph: bool) -> tuple[int, re.Pattern[str] | None]:
    """Say how a block of HTML begins.

    Args:
        text: a line, from its ``<``.
        in_paragraph: whether it stands right below text, which not every block may interrupt.

    Returns:
        Its kind, as CommonMark numbers them (0: none), and what ends it; None where a blank line does.
    """
    for kind, (start, end) in enumerate(_UNTIL, 1):
        if start.match(text):
            return kind, end
    if _BLOCKS.match(text):
        return 6, None
    if not in_paragraph and (alone := _ALONE.match(text)) and is_known(alone[1] or alone[2]):
        return 7, None
    return 0, None


class Tags:
    """Finds single tags in a text, in one pass: what was once looked for in vain is not looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()

    def at(self, position: int) -> int:
        """Return where the tag, comment or instruction at ``position`` ends; 0 where there is none."""
        text = self._text
        following = text[position + 1 : position + 2]
        if following == "!":
            if text.startswith("<!--", position):
                for short in ("<!-->", "<!--->"):
                    if text.startswith(short, position):
                        return position + len(short)
                return self._until("-->", position + 4)
            if text.startswith("<![CDATA[", position):
                return self._until("]]>", position + 9)
            return self._until(">", position + 3) if text[position + 2 : position + 3].isalpha() else 0
        if following == "?":
            return self._until("?>", position + 2)
        found = _CLOSE.match(text, position) if following == "/" else _OPEN.match(text, position)
        return found.end() if found else 0

    def _until(self, end: str, start: int) -> int:
        if end in self._missing:
            return 0
        at = self._text.find(end, start)
        if at < 0:
            self._missing.add(end)
            return 0
        return at + len(end)


_ANY_TAG = re.compile(
    rf"{_COMMENT.pattern}|<(script|style)\b.*?(?:</\1\s*>|\Z)|{_CLOSE.pattern}|{_OPEN.pattern}",
    re.DOTALL | re.IGNORECASE,
)
_BROKEN_TAG = re.compile(rf"{_ANY_TAG.pattern}|(?P<broken></?[A-Za-z][^\s<>]*)", re.DOTALL | re.IGNORECASE)


def open_tags(pieces: list[tuple[int, str]]) -> list[tuple[int, str, str, int]]:
    """Return what was opened and never closed.

    Args:
        pieces: HTML of one run in the order it stands in, with the line of each.

    Returns:
        The line, the tag as written, the element's name, and how many times the tag stands in its line before.
    """
    opened: list[tuple[int, str, str, int] | None] = []
    seen: Counter[tuple[int, str]] = Counter()
    by_name: dict[str, list[int]] = {}
    for line, text in pieces:
        at, number = 0, line
        for found in _ANY_TAG.finditer(text):
            number += text.count("\n", at, found.start())
            at = found.start()
            tag = found[0]
            if found[1] and not tag.rstrip("> \t\n").lower().endswith(f"</{found[1].lower()}"):
                opened.append((number, f"<{found[1]}", found[1].lower(), 0))
            if found[1] or tag.startswith("<!"):
                continue
            name = (found[2] or found[3]).lower()
            if name in VOID or name in BY_THEMSELVES or tag.endswith("/>"):
                continue
            if not tag.startswith("</"):
                by_name.setdefault(name, []).append(len(opened))
                opened.append((number, tag, name, seen[number, tag]))
                seen[number, tag] += 1
            elif by_name.get(name):
                opened[by_name[name].pop()] = None
    return [one for one in opened if one]
