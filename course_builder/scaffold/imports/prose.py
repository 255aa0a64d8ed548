"""Texts of question banks as Markdown, as a person would write it in this language.

A converter of the usual kind is not used: it would not know what of a text this language reads as a gap, a pair, a
directive or attributes, and would keep HTML where it has no Markdown for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml import html as lxml_html

from course_builder.model import GAP_CLOSE, GAP_OPEN
from course_builder.scaffold.imports import mathml
from course_builder.scaffold.imports.formulas import UnknownError
from course_builder.scaffold.imports.media import INSIDE, Attached
from course_builder.source.literal import without_code

_FORMULA = re.compile(
    r"\\\((?P<inline>(?:(?!\\\().){1,1000}?)\\\)|\\\[(?P<block>(?:(?!(?<!\\)\\\[).){1,1000}?)\\\]"
    r"|\$\$(?P<dollars>.{1,1000}?)\$\$",
    re.DOTALL,
)
_SPECIAL = re.compile(
    r"(?P<always>[`\[]|:(?=::)(?<!::)|\\(?=[!-/:-@\[-`{-~])|\*(?!(?<=\s\*)\s)|\{(?=[^{}]*\})|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))"
    r"|(?P<entity>&(?=#?\w+;)|<(?=[A-Za-z/!?]))|(?P<pair>==|~|\^|\$)"
)
_BEGINS = re.compile(
    r"(?P<sign>#{1,6}(?=\s|$)|>|[-+*](?=\s)|:{2,}|:(?=\s)|\||!!!|\?\?\?|=+\s*$|-+\s*$)|(?P<number>\d{1,9})(?=[.)]\s)"
)
FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_CODE_OR_GAP = re.compile(r"(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)[^`\n]{1,500}(?P=ticks)(?!`))|\[\[")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "ul",
})  # fmt: skip
_MARKS = {
    "b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~", "sub": "~", "sup": "^",
    "mark": "==",
}  # fmt: skip
_LEFT_OUT = {
    "applet": "a program", "audio": "a sound", "button": "a button", "canvas": "a drawing",
    "embed": "something embedded",
    "iframe": "a frame", "input": "a field", "math": "a formula in MathML", "object": "something embedded",
    "script": "a script",
    "select": "a field", "style": "a style sheet", "svg": "a drawing in SVG", "textarea": "a field", "video": "a video",
}  # fmt: skip
LONGEST = 200_000
"""Characters of a text, or of a question, without the pictures that stand in it."""
_LANGUAGE = (
    r"(?:\{mlang\s+(?P<braces>[\w,-]{1,40})\}(?P<said>(?:(?!\{mlang).)*)\{mlang\}"
    r"|<span(?=[^<>]*\bclass=[\"']multilang[\"'])(?=[^<>]*\blang=[\"'](?P<span>[\w-]{1,40})[\"'])[^<>]*>"
    r"(?P<inner>(?:(?!</?span\b).)*)</span>)"
)
"""A text in one of several languages, as Moodle's filters ``multilang`` and ``multilang2`` have it."""

_LANGUAGES = re.compile(rf"(?:{re.sub(r'[?]P<.*?>', '?:', _LANGUAGE)}\s*){{2,}}", re.DOTALL)
BREAK = "\ue000"
"""Stands for the end of a line until it is known what may stand there."""


def escaped(text: str) -> str:
    """Return Markdown that says ``text``, on one line; formulas of Moodle become formulas of this language."""
    pieces, position = [], 0
    for found in _FORMULA.finditer(text):
        pieces.append(_escaped(text[position : found.start()]))
        inner = " ".join((found[found.lastgroup or 0]).split())
        pieces.append(f"${inner}$" if found.lastgroup == "inline" else f"$${inner}$$")
        position = found.end()
    return "".join([*pieces, _escaped(text[position:])])


def _escaped(text: str) -> str:
    pairs = {one: text.count(one) for one in ("==", "~", "^", "$")}

    def safe(found: re.Match[str]) -> str:
        if found["entity"]:
            # Not a backslash: what reports and titles call an option would take it for a tag.
            return "&amp;" if found[0] == "&" else "&lt;"
        if found["pair"]:
            return f"\\{found[0]}" if pairs[found[0]] > 1 else found[0]
        return "".join(f"\\{one}" for one in found[0])

    return _SPECIAL.sub(safe, text)


def line_start(text: str) -> str:
    """Return a line that begins no block: no list, heading, quote or directive."""
    found = _BEGINS.match(text)
    if not found:
        return text
    at = found.end() if found["number"] else 0
    return f"{text[:at]}\\{text[at:]}"


def one_line(markdown: str) -> str:
    """Return blocks as one line, for options and the sides of pairs."""
    # A fence of code cannot stand in a line, and code in backticks can.
    inline = re.sub(
        r"^(`{3,})\n(.*?)\n\1$",
        lambda found: f"{found[1][:-2]}{found[2]}{found[1][:-2]}",
        markdown,
        flags=re.DOTALL | re.MULTILINE,
    )
    return " ".join(inline.replace("\\\n", " ").split())


def is_simple(markdown: str) -> bool:
    """Whether a text is words only: no list, table, code of several lines or second paragraph."""
    return "\n\n" not in markdown and not re.search(r"^(?:\||- |\d+\. |```|> )", markdown, re.MULTILINE)


class Converter:
    """Makes Markdown of the texts of one question.

    Args:
        attached: its files.
        lost: told of what does not come over.
        in_page: whether it stands in a page, where there are headings and quotations.
    """

    def __init__(self, attached: Attached, lost: list[str], *, in_page: bool = False) -> None:
        self._attached, self._lost, self._in_page = attached, lost, in_page

    def convert(self, text: str, form: str) -> str:
        """Return a text as Markdown.

        Args:
            form: ``html``, ``plain_text``, ``markdown`` or ``moodle_auto_format``, as Moodle names them.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
        if len(INSIDE.sub("", text)) > LONGEST:
            raise ValueError(f"A text of it has more than {LONGEST:,} characters.")
        text = one_language(text, self._lost)
        if not text:
            return ""
        if form in {"markdown", "wiki_like"}:
            return self._own(text)
        if form == "plain_text" or not re.search(r"[<&]", text):
            if form == "html":
                return line_start(escaped(_SPACES.sub(" ", text)))
            return "\n\n".join(
                "\\\n".join(line_start(escaped(_SPACES.sub(" ", line).strip())) for line in one.split("\n"))
                for one in re.split(r"\n\s*\n", text)
            )
        if form == "moodle_auto_format":
            text = re.sub(r"\n\s*\n", "</p><p>", text)
            text = f"<p>{re.sub(chr(10), '<br>', text)}</p>"
        return self.html(text)

    def html(self, text: str) -> str:
        """Return HTML as Markdown."""
        try:
            root = lxml_html.fragment_fromstring(text, create_parent="div")
        except (etree.LxmlError, ValueError):
            self._lost.append("A text is no HTML that can be read; its tags are taken away.")
            return line_start(escaped(_SPACES.sub(" ", re.sub(r"<[^<>]*>", " ", text)).strip()))
        return "\n\n".join(self.blocks(root))

    def _own(self, text: str) -> str:
        """Return a text that is Markdown; only addresses and what would begin a question change."""
        text = re.sub(
            r"(?<=\]\()@@PLUGINFILE@@/[^\s()]+", lambda found: self._attached.address(found[0]) or "missing", text
        )
        text = re.sub(r"^(#{1,2})(?=\s)", "###", text, flags=re.MULTILINE)
        return no_gaps(text).replace("\n:::", "\n\\:::")

    def noted(self) -> list[str]:
        """Return what was noted and belongs below the whole, such as footnotes."""
        return []

    def block(self, element: etree._Element) -> list[str]:
        """Return a paragraph, a table or another element that stands by itself as blocks."""
        return self._block(element, _name(element))

    def blocks(self, element: etree._Element) -> list[str]:
        """Return the blocks of an element; text between them is a paragraph."""
        found: list[str] = []
        run: list[str] = []

        def end() -> None:
            text = _tidy("".join(run))
            run.clear()
            if text:
                found.append(text)

        run.append(_text(element.text))
        for child in element:
            name = _name(child)
            if name in _BLOCKS:
                end()
                found += self._block(child, name)
            elif name and name not in _MARKS and any(_name(one) in _BLOCKS for one in child.iter() if one is not child):
                # Editors put blocks into spans and links.
                end()
                found += self.blocks(child)
            else:
                run.append(self._inline(child, name))
            run.append(_text(child.tail))
        end()
        return found

    def _block(self, element: etree._Element, name: str) -> list[str]:
        if name in {"ul", "ol"}:
            return self._list(element, ordered=name == "ol")
        if name == "table":
            return self._table(element)
        if name == "hr":
            return []
        if name == "pre":
            text = "".join(str(one) for one in element.itertext()).strip("\n")
            fence = "`" * max(3, *(len(one) + 1 for one in re.findall("`+", text))) if "`" in text else "```"
            return [f"{fence}\n{text}\n{fence}"] if text.strip() else []
        inner = self.blocks(element)
        if name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            if self._in_page:
                return [f"### {one_line(one)}" for one in inner]
            return [f"**{one}**" if is_simple(one) and "**" not in one else one for one in inner]
        if name == "blockquote" and self._in_page:
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))] if inner else []
        if name == "blockquote":
            # A quote would be an explanation or feedback here, so its words stand as paragraphs of their own.
            self._lost.append("A quotation stands as a plain paragraph.")
        return inner

    def _list(self, element: etree._Element, *, ordered: bool) -> list[str]:
        items = []
        for index, child in enumerate((one for one in element if _name(one) in {"li", "ul", "ol"}), start=1):
            inner = self.blocks(child) if _name(child) == "li" else self._block(child, _name(child))
            mark = f"{index}. " if ordered else "- "
            if inner:
                tight = all(one.startswith(("- ", "1. ")) for one in inner[1:])
                text = ("\n" if tight else "\n\n").join(inner)
                items.append(mark + re.sub(r"\n(?=[^\n])", "\n" + " " * len(mark), text))
        return ["\n".join(items)] if items else []

    def _table(self, element: etree._Element) -> list[str]:
        rows = [
            [one_line(" ".join(self.blocks(cell))).replace("|", r"\|") for cell in row if _name(cell) in {"td", "th"}]
            for row in element.iter("tr")
        ]
        rows = [row for row in rows if row]
        if not rows:
            return []
        if any(cell.get("rowspan", "1") != "1" or cell.get("colspan", "1") != "1" for cell in element.iter("td", "th")):
            self._lost.append("Cells of a table that were joined stand as single cells.")
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        return ["\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])]

    def _inline(self, element: etree._Element, name: str) -> str:
        if not name:
            return ""
        if name == "img" and (kept := element.get("data-mathml")):
            return f"${made}$" if (made := _tex(mathml.written(kept))) else self._picture(element)
        if name == "math" and (source := _tex(element)):
            mark = "$$" if element.get("display") == "block" else "$"
            return f"{mark}{source}{mark}"
        if name in _LEFT_OUT:
            self._lost.append(f"{_LEFT_OUT[name][0].upper()}{_LEFT_OUT[name][1:]} is left out.")
            return ""
        if name == "br":
            return BREAK
        if name == "img":
            return self._picture(element)
        if name in {"code", "tt", "kbd", "samp"}:
            text = _SPACES.sub(" ", "".join(str(one) for one in element.itertext())).strip()
            ticks = "`" * (max((len(one) for one in re.findall("`+", text)), default=0) + 1)
            pad = " " if "`" in text else ""
            return f"{ticks}{pad}{text}{pad}{ticks}" if text else ""
        inner = "".join(self._pieces(element))
        if name == "a" and element.get("href"):
            address = self._attached.address(element.get("href", "").strip())
            words = inner.replace(BREAK, " ").strip()
            return f"[{words}]({_address(address)})" if address and words else inner
        mark = _MARKS.get(name, "")
        text = inner.strip(f" \N{NO-BREAK SPACE}{BREAK}")
        if not mark or not text or mark in without_code(text) or (mark in "~^" and " " in text):
            return inner
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{before}{mark}{text}{mark}{after}"

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield _text(element.text)
        for child in element:
            yield self._inline(child, _name(child))
            yield _text(child.tail)

    def _picture(self, element: etree._Element) -> str:
        words = escaped(described(element.get("alt") or "")).replace("]", r"\]")
        source = (element.get("src") or "").strip()
        if re.match(r"https?:", source, re.IGNORECASE):
            self._lost.append(f"The picture {source[:80]!r} is on another host, and is left out.")
            return words
        address = self._attached.address(source)
        if not address:
            return words
        if element.get("class") == "decorative":
            return f"![]({_address(address)}){{.decorative}}"
        if not words:
            self._lost.append("A picture has no alternative text: write what it shows between the brackets.")
        return f"![{words}]({_address(address)})"


def one_language(text: str, lost: list[str]) -> str:
    """Return a text that says the same in several languages in the first of them; the others are told."""

    def first(found: re.Match[str]) -> str:
        parts = list(re.finditer(_LANGUAGE, found[0], re.DOTALL))
        tags = [one["braces"] or one["span"] for one in parts]
        lost.append(f"It is in several languages; here it is in {tags[0]}, and not in {', '.join(tags[1:])[:80]}.")
        return parts[0]["said"] or parts[0]["inner"] or ""

    return _LANGUAGES.sub(first, text)


def no_gaps(markdown: str) -> str:
    """Return Markdown of another tool so that no brackets in it are gaps; in code they stay as they are."""
    made, fence = [], ""
    for line in markdown.split("\n"):
        found = FENCE.match(line)
        if fence:
            fence = "" if found and found[1].startswith(fence) and not line.strip(" `~") else fence
        elif found:
            fence = found[1]
        else:
            made.append(_CODE_OR_GAP.sub(lambda one: one["code"] or r"\[\[", line))
            continue
        made.append(line)
    return "\n".join(made)


def described(words: str) -> str:
    """Return an alternative text; empty where it is the name of a file, which says nothing."""
    text = _SPACES.sub(" ", words).strip()
    return "" if re.fullmatch(r"\S+\.(?:avif|bmp|emf|gif|jpe?g|png|svg|tiff?|webp|wmf)", text, re.IGNORECASE) else text


def _tex(element: etree._Element) -> str:
    """Return a formula in MathML as LaTeX: as it was written, where it says so; empty where there is none for it."""
    for one in element.iter("annotation"):
        if one.get("encoding") in {"application/x-tex", "TeX", "LaTeX"}:
            return " ".join((one.text or "").split())
    try:
        return mathml.latex(element)
    except UnknownError:
        return ""


def _address(written: str) -> str:
    return re.sub(r"[\s()<>\\]", lambda sign: f"%{ord(sign[0]):02X}", written)


def _name(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _text(text: str | None) -> str:
    """Return a text of HTML as Markdown, its spaces one each."""
    return escaped(_SPACES.sub(" ", text).replace(BREAK, "")) if text else ""


def _tidy(text: str) -> str:
    """Return a paragraph: its lines begin no block, and breaks stand where HTML had them."""
    lines = [line_start(_SPACES.sub(" ", one.replace("\N{NO-BREAK SPACE}", " ")).strip()) for one in text.split(BREAK)]
    while lines and not lines[-1]:
        lines.pop()
    # Two breaks are how many editors part paragraphs.
    joined = "\n\n".join("\\\n".join(one.split("\n")) for one in re.split(r"\n{2,}", "\n".join(lines).strip("\n")))
    return joined if joined.strip() else ""


def without_gaps(text: str, inside: Callable[[int], str]) -> str:
    """Return a text with something in the place of each marker of a gap."""
    return re.sub(f"{GAP_OPEN}(\\d+){GAP_CLOSE}", lambda found: inside(int(found[1])), text)
