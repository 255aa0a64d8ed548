"""Markdown to HTML: the only importer of Python-Markdown.

All runs of a page are converted together, so that footnotes, abbreviations and reference links work over the whole
page, and are taken apart again at markers between them. Text without any Markdown in it, which most options of
questions are, is not sent through the converter at all.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import latex2mathml.converter
import markdown
from lxml import etree
from markdown.extensions.toc import slugify_unicode as slugify

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source import sanitize
from course_builder.source.lists import strict_lists
from course_builder.source.literal import markup
from course_builder.source.names import plain_text

_MARK_OPEN, _MARK_CLOSE = "\U000f0003", "\U000f0004"
_MARK = re.compile(rf"\s*<p>{_MARK_OPEN}(\d+){_MARK_CLOSE}</p>\s*")
_ANY_MARK = re.compile(rf"{_MARK_OPEN}\d+{_MARK_CLOSE}")
# One line, none of Markdown's characters, and no start that makes it a list, a heading, a definition or code.
_PLAIN = re.compile(r"(?![-+:>#=\s]|\d+[.)])[^\n\t`*_{}\[\]<>&!|~^=$@\\\U000f0001-\U000f0004]+")
_DEFINITION = re.compile(r"^ {0,3}(?:\*\[[^\]\n]+\]|\[(?!\^)[^\]\n]+\]):", re.MULTILINE)
_MATH_CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "mroot": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\](?!:)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
_MATH = re.compile(r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>', re.DOTALL)
_HEADING = re.compile(r"(</?h)([3-6])(?=[\s>])")

_EXTENSIONS: dict[str, dict[str, object]] = {
    "markdown.extensions.tables": {},
    "markdown.extensions.footnotes": {"BACKLINK_TEXT": "↩"},
    "markdown.extensions.def_list": {},
    "markdown.extensions.abbr": {},
    "markdown.extensions.attr_list": {},
    "markdown.extensions.admonition": {},
    "markdown.extensions.md_in_html": {},
    "markdown.extensions.sane_lists": {},
    "markdown.extensions.toc": {"permalink": False, "slugify": slugify},
    "pymdownx.superfences": {},
    "pymdownx.highlight": {"guess_lang": False, "css_class": "highlight"},
    "pymdownx.tasklist": {},
    "pymdownx.mark": {},
    "pymdownx.tilde": {"subscript": False},
    "pymdownx.arithmatex": {"generic": True},
}


@dataclass(frozen=True, slots=True)
class Converted:
    """The HTML of one page.

    Args:
        fragments: the HTML of each run, in the order given.
        footnotes: the page's footnotes, or empty.
    """

    fragments: tuple[str, ...]
    footnotes: str = ""


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(_EXTENSIONS), extension_configs=_EXTENSIONS, output_format="html")


def convert(runs: Sequence[Prose], report: Report, *, trusted: bool = False) -> Converted:
    """Convert all runs of Markdown of one page.

    Args:
        runs: in reading order.
        report: told of formulas that cannot be read, unclosed HTML, unknown footnotes and HTML that was taken out.
        trusted: HTML of authors stays as it is; otherwise it is cleaned (``sanitize``).
    """
    definitions = any(_DEFINITION.search(run.text) for run in runs if "]:" in run.text)
    fragments: list[str] = [""] * len(runs)
    pending: list[int] = []
    for index, run in enumerate(runs):
        if not definitions and _PLAIN.fullmatch(run.text):
            fragments[index] = f"<p>{html.escape(run.text.rstrip(), quote=False)}</p>"
        else:
            pending.append(index)
    if not pending:
        return Converted(tuple(fragments))
    together = _together([runs[index].text for index in pending])
    if together is None:
        # Raw HTML that is never closed has swallowed a marker: find it by converting each run alone.
        together = [], ""
        for index in pending:
            alone = _together([runs[index].text])
            if alone is None:
                report.add(
                    "html-unclosed",
                    _html_span(runs[index]),
                    "HTML is opened here and never closed.",
                    "Close it, or write &lt; for a plain <.",
                )
                alone = [f"<p>{html.escape(runs[index].text)}</p>"], ""
            together[0].extend(alone[0])
            together = together[0], together[1] + alone[1]
    footnotes = together[1]
    for index, fragment in zip(pending, together[0], strict=True):
        own = not trusted and sanitize.may_hold(runs[index].text)
        if own:
            sanitize.report_removed(runs[index], fragment + _notes_of(runs[index], footnotes), report)
        fragments[index] = _finished(sanitize.cleaned(fragment) if own else fragment, runs[index], report)
    if not trusted and any(
        _notes_of(runs[index], footnotes) and sanitize.may_hold(runs[index].text) for index in pending
    ):
        footnotes = sanitize.cleaned(footnotes)
    return Converted(tuple(fragments), _without_comments(footnotes))


def _notes_of(run: Prose, footnotes: str) -> str:
    """Return the page's footnotes if a run defines any of them."""
    return footnotes if footnotes and _NOTE.search(run.text) else ""


def _html_span(run: Prose) -> Span:
    found = re.search(r"<[A-Za-z][^>]*", run.text)
    return run.at(found.start(), len(found[0])) if found else run.span


def _together(texts: Sequence[str]) -> tuple[list[str], str] | None:
    """Convert texts as one document; None where the markers between them did not come out again."""
    marked = "".join(
        f"\n\n{_MARK_OPEN}{number}{_MARK_CLOSE}\n\n{strict_lists(text)}" for number, text in enumerate(texts)
    )
    end = f"\n\n{_MARK_OPEN}{len(texts)}{_MARK_CLOSE}\n"
    converter = _converter()
    converter.reset()
    pieces = _MARK.split(converter.convert(marked + end))
    numbers = [int(number) for number in pieces[1::2]]
    if numbers != list(range(len(texts) + 1)):
        return None
    fragments = [piece.strip() for piece in pieces[2::2]]
    return fragments[:-1], fragments[-1]


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PROGRAM = re.compile(r"<(?:script|style)\b", re.IGNORECASE)


def _without_comments(fragment: str) -> str:
    """Return HTML without what authors wrote for themselves; in a script or a style sheet it could be part of it."""
    return fragment if "<!--" not in fragment or _PROGRAM.search(fragment) else _COMMENT.sub("", fragment).strip()


def _finished(fragment: str, run: Prose, report: Report) -> str:
    fragment = _without_comments(fragment)
    if "arithmatex" in fragment:
        fragment = _MATH.sub(lambda found: _mathml(found, run, report), fragment)
    # What is still there after the conversion, and is no code in the source, was not understood.
    for label in dict.fromkeys(_FOOTNOTE.findall(fragment)) if "[^" in fragment else ():
        at = markup(run.text).find(f"[^{label}]")
        if at >= 0:
            report.add(
                "footnote-unknown",
                run.at(at, len(label) + 3),
                f"There is no footnote {label!r} on this page.",
                f"Add a line '[^{label}]: text'.",
            )
    # The page's title is its h1; what authors write as ### is the level below it.
    return _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", fragment)


def _mathml(found: re.Match[str], run: Prose, report: Report) -> str:
    source = html.unescape(found[2]).strip()
    display = "block" if found[1] == "div" else "inline"
    try:
        math = latex2mathml.converter.convert(source, display=display)
        fault = _math_fault(source, math)
    except Exception as error:  # noqa: BLE001 -- the library raises many kinds, none of them documented
        fault = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
    if fault:
        at = max(0, run.text.find(source))
        report.add(
            "math-syntax",
            run.at(at, len(source.split("\n")[0])),
            f"This formula cannot be read: {fault}.",
            "Check the braces and the commands.",
        )
        return f"<code>{html.escape(source)}</code>"
    # Readers of screens that know no MathML fall back to the text of the formula.
    return math if display == "inline" else f'<div class="math">{math}</div>'


def _math_fault(source: str, math: str) -> str:
    """Return what is wrong with a formula that the library made something of all the same."""
    bare = re.sub(r"\\.", "", source)
    if bare.count("{") != bare.count("}"):
        return "its braces do not match"
    try:
        elements = list(etree.fromstring(math).iter())
    except etree.XMLSyntaxError:
        return "& is written \\& outside of tables"
    for element in elements:
        name = etree.QName(element).localname
        if len(element) < _MATH_CHILDREN.get(name, 0):
            return "a part of it is missing"
        text = element.text or ""
        if name in {"mi", "mo"} and re.match(r"\\[A-Za-z]", text):
            return f"{text} is no command"
    return ""


def inline(fragment: str) -> str:
    """Return the HTML of a single paragraph without its ``<p>``; anything else as it is."""
    if fragment.startswith("<p>") and fragment.endswith("</p>") and fragment.count("<p>") == 1:
        return fragment[3:-4]
    return fragment


_TAG = re.compile(r"<[^>]+>")
_DROPPED = re.compile(r"<(annotation|script|style)\b.*?</\1>", re.DOTALL)


def plain(fragment: str) -> str:
    """Return the text of HTML in one line, as menus and LMS reports show it."""
    if "<" not in fragment and "&" not in fragment:
        return " ".join(fragment.split())
    with_alt = re.sub(r'<img\b[^>]*\balt="([^"]*)"[^>]*>', r"\1", fragment)
    bare = _TAG.sub("", _DROPPED.sub("", re.sub(r"</(?:p|li|div|td|th|h\d)>", " ", with_alt)))
    return " ".join(html.unescape(bare).split())


def heading_ids(text: str) -> list[str]:
    """Return the ids that the headings in a run of Markdown will have."""
    found = []
    for heading in re.finditer(r"^ {0,3}#{2,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", text, re.MULTILINE):
        own = re.search(r"\{[^}]*#([\w-]+)[^}]*\}\s*$", heading[1])
        found.append(own[1] if own else slugify(plain_text(heading[1]), "-"))
    return found
