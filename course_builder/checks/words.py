"""The words of a source file, piece by piece, and the words of a finished page, so that the two can be compared.

Neither side knows how the builder reads Markdown: the source is read by what CommonMark 0.31 (links 6.3, definitions
4.7, HTML 4.6 and 6.6, escapes 2.4), GitHub's Markdown (tables, alerts) and the guide say that is no text (addresses,
attributes, comments, markers), the page by its tags. Punctuation is left out on both sides, and what stands inside of
words (``*``, ``_``, a backslash) is taken out of both.

A text is written as its words with a space on each side, ``" one  two "``: then a run of words stands in a page where
its text stands in the page's text, and no half of a word is ever found.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from course_builder.source import dialects
from course_builder.source.directives import DEEPEST
from course_builder.source.literal import Literals, code_spans
from course_builder.source.numbers import NUMBER

AS_WRITTEN = "as-written"
"""The class by which an author says that something is meant as it is: ``{.as-written}``."""

_CUT = "\x1f"  # the loader refuses it in sources
# They stand inside of words, and come and go with emphasis, code and escapes.
_INSIDE = b"*_~=^`\\"
_INVISIBLE = "\u00ad\u200b\u2060"
# As bytes it is several times as quick. Punctuation of other scripts stays with its word, on both sides.
_APART = bytes(code if code > 0x7F or chr(code).isalnum() or chr(code) in f"\n{_CUT}" else 0x20 for code in range(256))
_INLINE = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|"
    "var|wbr"
)
_BLOCK = (
    "address|article|aside|audio|blockquote|br|caption|center|col|colgroup|dd|details|div|dl|dt|figcaption|figure|footer|"
    "form|h[1-6]|header|hgroup|hr|iframe|img|input|label|li|main|menu|meter|nav|object|ol|option|p|picture|pre|progress|"
    "rp|rt|ruby|search|section|select|source|summary|svg|table|tbody|td|textarea|tfoot|th|thead|tr|track|ul|video"
)

# --- pages
_UNSEEN = ("script", "style", "math")
_UNSEEN_OPENS, _UNSEEN_CLOSES = "\x1e", "\x1d"
_NOT_READ = re.compile(rf"<({'|'.join(_UNSEEN)})\b.*?</\1>|<!--.*?-->", re.DOTALL)
_FOOTNOTE_MARK = re.compile(r"<sup id=\"[^\"]*fnref.*?</sup>", re.DOTALL)
_TAG = re.compile(r"<(/?[A-Za-z][^>]*)>")
_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9-]*")
_MOST_TAGS = 20_000
_NO_BRACKETS = bytes(code for code in range(256) if chr(code) not in "<>")
_READ_OUT = {
    name: order
    for order, name in enumerate(("alt", "title", "aria-label", "placeholder", "label", "value", "data-label"))
}
_SAID = re.compile(rf' ({"|".join(_READ_OUT)})="([^"]+)"')
_INSIDE_OF_WORDS = frozenset(
    name for tag in _INLINE.split("|") for name in (tag, f"/{tag}") if tag not in {"span", "wbr"}
) | {"/span"}
"""Tags that part no words. Templates put spans side by side; those of Markdown, in code, are no part of a word."""


def main_of(html: str) -> str:
    """Return what a page has of its own; menus and the like are the theme's."""
    start, end = html.find("<main"), html.rfind("</main>")
    return html[start:end] if 0 <= start < end else html


def page_text(page: str) -> str:
    """Return what is read of a page's HTML, code as well, and behind it its attributes that are read out."""
    if "fnref" in page:
        page = _FOOTNOTE_MARK.sub(" ", page)
    brackets = page.encode().translate(None, _NO_BRACKETS)
    if brackets == b"<>" * (len(brackets) // 2):
        # Text and tags take turns: cutting at both signs is twice as quick as looking for tags.
        pieces = page.replace(">", "<").split("<")
    else:
        pieces = _TAG.split(_NOT_READ.sub(" ", page))
    tags, known = pieces[1::2], _known_tags()
    pieces[1::2] = map(known.__getitem__, tags)
    text = "".join(pieces)
    if _UNSEEN_OPENS in text:
        text = _without_unseen(text)
    said = sorted(
        (one for tag in tags if tag in known.spoken for one in known.spoken[tag]), key=lambda one: _READ_OUT[one[0]]
    )
    if len(known) > _MOST_TAGS:
        _known_tags.cache_clear()
    text = " \n".join([text, *(value for _, value in said)])
    return html.unescape(text) if "&" in text else text


def _without_unseen(text: str) -> str:
    """Return a text without what stands in elements of which nothing is seen."""
    pieces, position, at = [], 0, text.find(_UNSEEN_OPENS)
    while at >= 0 and (end := text.find(_UNSEEN_CLOSES, at)) >= 0:
        pieces.append(text[position:at])
        position = end + 1
        at = text.find(_UNSEEN_OPENS, position)
    return " ".join([*pieces, text[position:]])


class _Stands(dict[str, str]):
    """What stands in a text in the place of each tag, which is given without its brackets.

    ``spoken`` has the attributes of tags that are read out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.spoken: dict[str, list[tuple[str, str]]] = {}

    def __missing__(self, tag: str) -> str:
        self[tag] = stands = self.stands(tag)
        if '="' in tag and (said := _SAID.findall(tag)):
            self.spoken[tag] = said
        return stands

    @staticmethod
    def stands(tag: str) -> str:
        """Return what stands in the place of a tag."""
        name = tag.partition(" ")[0]
        if name in _INSIDE_OF_WORDS:
            return ""
        found = _NAME.match(tag)
        if not found:
            return " " if tag.startswith("!--") else f"<{tag}>"
        if found[0] in _UNSEEN:
            return _UNSEEN_OPENS
        if found[0].removeprefix("/") in _UNSEEN:
            return _UNSEEN_CLOSES
        return "" if found[0] in _INSIDE_OF_WORDS else " "


@lru_cache(maxsize=1)
def _known_tags() -> _Stands:
    """Return the tags that were seen before: most stand in many pages."""
    return _Stands()


def page_words(text: str) -> str:
    """Return the words of what is read of a page."""
    return _run(_apart(text).split())


def _apart(text: str) -> str:
    """Return a text as words with spaces between them; lines and cuts stay."""
    for sign in _INVISIBLE:
        if sign in text:
            text = text.replace(sign, "")
    return text.encode().translate(_APART, _INSIDE).decode()


def _run(words: list[str]) -> str:
    return f" {'  '.join(words)} " if words else ""


# --- sources
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Patterns that begin with a sign, or a line's end, are looked for much more quickly than those that begin otherwise.
_DOLLARS = re.compile(
    r"\$(?:\$(?:(?!\n[ \t]*\n).)*?\$\$|(?<![\\$]\$)(?![\s$])[^$\n]*(?:\n[^$\n]+)*?(?<![\s\\])\$)", re.DOTALL
)
_MATH = re.compile(r"\\(?:(\[)|(\()|begin\{(\w+\*?)\})")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOT_SHOWN = re.compile(
    r"<(script|style|template|noscript|iframe|object|svg|math)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_SOURCE_INLINE = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SOURCE_BLOCK = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ADDRESS = (
    r"\([ \t]*(?:<[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*\)"
)
_PICTURE = re.compile(rf"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:{_ADDRESS}|\[[^\[\]]*\])")
_LINK = re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:{_ADDRESS}|\[[^\[\]]*\])(?:\{{[A-Za-z-]+\}})?")
_ABBREVIATION = re.compile(r"\n[ \t]{0,3}\*\[[^\]\n]+\]:.*")
# What it leads to looks like an address; `[Note]: careful` is none.
_REFERENCE = re.compile(
    r"\n[ \t]{0,3}\[[^\]\n]+\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s<]*[./#:][^\s<]*)"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:?")
_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)"
ATTRIBUTES = re.compile(
    r"\{:[^{}\n]*\}|\{[ \t]*(?:[A-Za-z][\w-]*[ \t]+){0,9}"
    rf"(?:(?:\#[^\s{{}}]+|\.[A-Za-z_][^\s{{}}]*|[A-Za-z_][\w.:-]*={_VALUE})"
    r"(?:[ \t]+(?:[A-Za-z][\w-]*[ \t]+)*|(?=\})))+(?:[A-Za-z][\w-]*[ \t]*)?\}"
    r"|\{(?:text|long|number|date|check)\}(?=[ \t]*(?:\||$))",
    re.MULTILINE,
)
"""Attributes in braces: they name an id, a class, a value or a kind of column, or begin with ``{:``.

``{1, 2}`` is text.
"""
_DIRECTIVE = re.compile(
    r"\n[ \t>]*(?::{3,}[ \t]*(?:\{[A-Za-z][\w-]*\}|[A-Za-z][\w-]*)|::[ \t]*[A-Za-z][\w-]*(?=[ \t]*(?:[\[{]|$)))"
    r"[ \t]*(\[.*\]|[^{}\[\n]*)(?:\{.*\})?[ \t]*$",
    re.MULTILINE,
)
_FIELDS = re.compile(r"(\n[ \t>]*:{3,}[ \t]*\{[A-Za-z][^\n]*)((?:\n[ \t>]*:[A-Za-z][\w-]*:[^\n]*)+)")
_MATH_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?math\b")
_PAGE_HEADING = re.compile(r"(\n#{1,2}[ \t].*?)\{[^{}\n]*\}[ \t]*$", re.MULTILINE)
_MARKER = re.compile(
    r"\n(?:[ \t\u00a0>]*(?:[-*+•‣◦∙·–—]|\d{1,9}[.)])(?=[ \t\u00a0]|[(\[][ xX]?[)\]]))+[ \t\u00a0]*"
    r"(?:\([ xX]?\)|\(\d{1,2}\)|\[[ xX]\])?|\n {0,3}(?:\([xX]\)|\[[xX]\])(?=[ \t])"
)
_PLACE = re.compile(r"\x1f[ \t]*\[[\d.]+(?:,[ \t]*[\d.]+)+\]")
_LEADS_TO = re.compile(r"->[ \t]*([A-Za-z0-9_-]+)[ \t]*$", re.MULTILINE)
_EXAMPLE = re.compile(r":::example\b.*?(?:^[ \t>]*:{3,}[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CHOSEN_COLUMNS = re.compile(
    r"\n[ \t>]*(:{3,})[ \t]*\w+[^\n]*\bcolumns=.*?(?:^[ \t>]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
# A chart says its figures as the course's language writes them, not as they are written in its table.
_CHART = re.compile(r"^[ \t>]*(:{3,})[ \t]*chart\b.*?(?:^[ \t>]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_FIGURE = re.compile(rf"(?<=\|)[ \t]*{NUMBER}[ \t]*%?[ \t]*(?=\||$)", re.MULTILINE)
_ROW_NUMBER = re.compile(r"^[ \t]*\|[ \t]*\d+[ \t]*\|", re.MULTILINE)
# The head of an example's table names columns; what the page shows are the tool's own headings.
_EXAMPLE_HEAD = re.compile(r"^[ \t>]*\|[^\n]*\|[ \t]*(?=\n[ \t>]*\|[ \t]*:?-)", re.MULTILINE)
_ALERT = re.compile(r"\[![A-Za-z]+\][+-]?")
_ADMONITIONS = tuple((sign, re.compile(rf"{re.escape(sign)}\+?[ \t]+[\w -]+")) for sign in ("!!!", "???"))
# Bounded, for what opens many gaps may close none.
_GAP = re.compile(r"\[\[(.{1,1000}?)\]{2,}")
_CHOSEN = re.compile(r"\s*\([ xX]?\)")


@lru_cache(maxsize=512)
def source_words(text: str) -> tuple[tuple[int, str], ...]:
    """Return the words of a Markdown file that its readers should see: of each piece its line, from 1, and its words.

    A piece is a line, or what of it stands between marks: a cell, a label, an option.
    """
    pieces = []
    for number, line in enumerate(_apart(_read(text)).split("\n")):
        if not line:
            continue
        for part in line.split(_CUT) if _CUT in line else (line,):
            if words := part.split():
                pieces.append((number, f" {'  '.join(words)} "))  # noqa: PERF401 -- as one expression nobody could read it
    return tuple(pieces)


def _without_formulas(text: str) -> str:
    """Return the text without what LaTeX's own signs stand around."""
    pieces, at, missing = [], 0, set[str]()
    for begin in _MATH.finditer(text):
        closing = "\\]" if begin[1] else "\\)" if begin[2] else f"\\end{{{begin[3]}}}"
        if begin.start() < at or closing in missing:
            continue
        end = text.find(closing, begin.end())
        if end < 0:
            # Nor has any that begins further down.
            missing.add(closing)
        elif begin[3] or not _EMPTY_LINE.search(text, begin.end(), end):
            pieces += [text[at : begin.start()], _CUT + "\n" * text.count("\n", begin.start(), end)]
            at = end + len(closing)
    return "".join([*pieces, text[at:]])


def _read(text: str) -> str:
    """Return the text, below an empty line, without what is no text for readers; every line stays where it is."""
    text = written = "\n" + _without_front(text)
    if "`" in text or "~~~" in text:
        text = _literal(text)
    if "<!--" in text:
        text = _COMMENT.sub(_lines, text)
    if "$" in text:
        text = _DOLLARS.sub(_lines, text)
    if "\\" in text:
        text = _ESCAPE.sub(_escaped, _without_formulas(text))
    if "<" in text:
        text = _SOURCE_BLOCK.sub(_CUT, _SOURCE_INLINE.sub("", _NOT_SHOWN.sub(_lines, text)))
    if "]:" in text:
        text = _REFERENCE.sub(_lines, _ABBREVIATION.sub("\n", text))
    if "[^" in text:
        text = _FOOTNOTE.sub(_CUT, text)
    if ":::example" in text:
        text = _EXAMPLE.sub(lambda found: _EXAMPLE_HEAD.sub("", _ROW_NUMBER.sub("|", found[0])), text)
    if ":::chart" in text:
        text = _CHART.sub(lambda found: _FIGURE.sub(" ", found[0]), text)
    if " columns=" in text:
        text = _CHOSEN_COLUMNS.sub(_lines, text)
    if "::" in text:
        text = _FIELDS.sub(lambda found: found[1] + "\n" * found[2].count("\n"), text)
        text = _DIRECTIVE.sub(lambda found: f"\n{found[1] or ''}", text)
    if "[[" in text and "]]" in text:
        text = _GAP.sub(_options, text)
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub(rf"{_CUT}\1{_CUT}", text))
    if "{" in text:
        text = ATTRIBUTES.sub("", _PAGE_HEADING.sub(r"\1", text))
    if "[!" in text:
        text = _ALERT.sub(_CUT, text)
    for sign, pattern in _ADMONITIONS:
        if sign in text:
            text = pattern.sub(_CUT, text)
    text = _PLACE.sub(_CUT, _MARKER.sub(f"\n{_CUT}", text))
    if "->" in text:
        text = _LEADS_TO.sub(lambda found: _CUT if f"#{found[1]}" in written else found[0], text).replace("->", _CUT)
    text = text.replace("|", _CUT)
    return html.unescape(text) if "&" in text else text


def _lines(found: re.Match[str]) -> str:
    return _CUT + "\n" * found[0].count("\n")


def _escaped(found: re.Match[str]) -> str:
    """Return what an escaped mark is for words: nothing where it can stand inside of one, else what parts two."""
    return "" if found[1].encode() in _INSIDE else " "


def _options(found: re.Match[str]) -> str:
    """Return what of a gap is shown: the options of one that has a menu."""
    if not _CHOSEN.match(found[1]):
        return _CUT
    return _CUT + _CUT.join(_CHOSEN.sub("", one) for one in found[1].split("|")) + _CUT


def _without_front(text: str) -> str:
    end = text.find("\n---", 3) if text.startswith("---") else -1
    if end < 0:
        return text
    end = text.find("\n", end + 1)
    return "\n" * text.count("\n") if end < 0 else "\n" * text.count("\n", 0, end) + text[end:]


def _literal(text: str, depth: int = 0) -> str:
    """Return the text with every mark in code taken away, so that nothing in it is read as Markdown."""
    lines = text.split("\n")
    literals = Literals(lines)
    index = 0
    while index < len(lines):
        length = literals.fence(index)[0] if "```" in lines[index] or "~~~" in lines[index] else 0
        if length and depth < DEEPEST and (container := dialects.fenced(lines[index])):
            # What stands in MyST's containers is Markdown.
            inside = lines[index + 1 : index + length - 1]
            lines[index] = lines[index][slice(*container.label)]
            fields = dialects.fields(inside)[0]
            inside[:fields] = [""] * fields
            read = _literal("\n".join(inside), depth + 1).split("\n") if inside else []
            lines[index + 1 : index + length] = [*read, ""]
        elif length:
            keep = not _MATH_FENCE.match(lines[index])
            lines[index] = ""
            for number in range(index + 1, index + length):
                lines[number] = _unmarked(lines[number]) if keep else ""
        index += length or 1
    blocks = "\n".join(lines).split("\n\n")
    return "\n\n".join(_without_spans(block) if "`" in block else block for block in blocks)


def _without_spans(block: str) -> str:
    pieces, position = [], 0
    for start, end in code_spans(block):
        pieces += [block[position:start], _unmarked(block[start:end])]
        position = end
    return "".join([*pieces, block[position:]])


def _unmarked(code: str) -> str:
    return _apart(code).replace(_CUT, " ")


# --- what is meant as it is
_SAYS_SO = re.compile(rf"\{{[^{{}}\n]*\.{AS_WRITTEN}\b[^{{}}\n]*\}}")
_OPENS = re.compile(r"[ \t>]*(:{3,})[ \t]*[A-Za-z{]")


@lru_cache(maxsize=512)
def as_written(text: str) -> frozenset[int]:
    """Return the numbers of the lines of which their author says that they are meant as they are.

    ``{.as-written}`` holds for the directive that it stands on, else for the lines around it up to the next blank one.
    """
    if AS_WRITTEN not in text:
        return frozenset()
    lines = text.split("\n")
    return frozenset(
        number
        for index, line in enumerate(lines)
        if AS_WRITTEN in line and _SAYS_SO.search(line)
        for number in _around(lines, index)
    )


def _around(lines: list[str], index: int) -> Iterator[int]:
    first = last = index
    if opened := _OPENS.match(lines[index]):
        while last + 1 < len(lines) and lines[last].strip(" \t>") != opened[1]:
            last += 1
    else:
        while first and lines[first - 1].strip():
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        # What is said on a line of its own holds for what stands above it, a blank line between them or not.
        if first == index and not ATTRIBUTES.sub("", lines[index]).strip():
            while first and not lines[first - 1].strip():
                first -= 1
            while first and lines[first - 1].strip():
                first -= 1
    return iter(range(first + 1, last + 2))
