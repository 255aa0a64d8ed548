"""Markdown to HTML: the only importer of Python-Markdown.

All runs of a page are converted together, so that footnotes, abbreviations and reference links work over the whole
page, and are taken apart again at markers between them. Text without any Markdown in it, which most options of
questions are, is not sent through the converter at all.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import markdown
from lxml import etree

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source import sanitize
from course_builder.source.commonmark import CommonMark, State
from course_builder.source.commonmark.blocks import MARK_CLOSE, MARK_OPEN, Blocks
from course_builder.source.commonmark.html import open_tags
from course_builder.source.commonmark.maths import for_library
from course_builder.source.commonmark.references import Target
from course_builder.source.commonmark.told import Notes
from course_builder.source.commonmark.writing import html_of
from course_builder.source.literal import markup, without_code

_MARK = re.compile(rf"<p>{MARK_OPEN}(\d+){MARK_CLOSE}</p>")
# One line, no address, none of Markdown's characters, and no start that makes it a list, a heading, a definition or
# code.
_PLAIN = re.compile(r"(?!.*(?:://|[wW]{3}\.))(?![-+:>#=\s]|\d+[.)])[^\n\t`*_{}\[\]<>&!|~^=$@\\\U000f0001-\U000f0004]+")
_DEFINITION = re.compile(r"^ {0,3}(?:\*\[[^\]\n]+\]|\[(?!\^)[^\]\n]+\]):", re.MULTILINE)
_MATH_CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "mroot": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\](?!:)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
_MATH = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)
_HEADING = re.compile(r"(</?h)([3-6])(?=[\s>])")

_NOTE_TEXT = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:[ \t]*(.*)$", re.MULTILINE)

_NONE: Mapping[str, Target] = {}
_NOTHING: Mapping[str, Prose] = {}


@dataclass(frozen=True, slots=True)
class Converted:
    """The HTML of one page.

    Args:
        fragments: the HTML of each run, in the order given.
        footnotes: the page's footnotes, or empty.
        formulas: what authors wrote for each formula, by its MathML.
    """

    fragments: tuple[str, ...]
    footnotes: str = ""
    formulas: Mapping[str, str] = field(default_factory=dict)


@cache
def _converter() -> tuple[markdown.Markdown, CommonMark]:
    own = CommonMark()
    made = markdown.Markdown(extensions=["markdown.extensions.abbr", own], output_format="html")
    made.serializer = html_of
    return made, own


def definitions_of(text: str) -> dict[str, Target]:
    """Return the targets of reference links that a run of Markdown defines, by their labels."""
    found: dict[str, Target] = {}
    if "]:" in text and _DEFINITION.search(text):
        Blocks(Notes(), found).read(text.split("\n"))
    return found


def convert(
    runs: Sequence[Prose],
    report: Report,
    *,
    trusted: bool = False,
    references: Mapping[str, Target] = _NONE,
    elsewhere: Mapping[str, Prose] = _NOTHING,
) -> Converted:
    """Convert all runs of Markdown of one page.

    Args:
        runs: in reading order.
        report: told of formulas that cannot be read, unclosed HTML, unknown footnotes and HTML that was taken out.
        trusted: HTML of authors stays as it is; otherwise it is cleaned (``sanitize``).
        references: targets of reference links that other pages of the same file define.
        elsewhere: what footnotes say that other pages define.
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
    texts = [runs[index] for index in pending]
    made, footnotes = _together(texts, report, references, trusted=trusted)
    formulas: dict[str, str] = {}
    for index, fragment in zip(pending, made, strict=True):
        own = not trusted and sanitize.may_hold(runs[index].text)
        if own:
            sanitize.report_removed(runs[index], fragment + _notes_of(runs[index], footnotes), report)
        clean = sanitize.cleaned(fragment) if own else fragment
        fragments[index] = _finished(clean, runs[index], report, elsewhere, formulas)
    if not trusted and any(_notes_of(run, footnotes) and sanitize.may_hold(run.text) for run in texts):
        footnotes = sanitize.cleaned(footnotes)
    return Converted(tuple(fragments), footnotes, formulas)


def _notes_of(run: Prose, footnotes: str) -> str:
    """Return the page's footnotes if a run defines any of them."""
    return footnotes if footnotes and _NOTE.search(run.text) else ""


def _together(
    runs: Sequence[Prose], report: Report, references: Mapping[str, Target], *, trusted: bool
) -> tuple[list[str], str]:
    """Convert runs as one document; return the HTML of each, and the footnotes."""
    lines: list[str] = []
    starts: list[int] = []
    for number, run in enumerate(runs):
        lines.append(f"{MARK_OPEN}{number}{MARK_CLOSE}")
        starts.append(len(lines))
        lines += run.text.split("\n")
    lines.append(f"{MARK_OPEN}{len(runs)}{MARK_CLOSE}")
    converter, own = _converter()
    converter.reset()
    own.state.trusted, own.state.elsewhere = trusted, references
    pieces = _MARK.split(converter.convert("\n".join(lines)))
    _tell(own.state, runs, starts, report)
    fragments = [piece.strip() for piece in pieces[2::2]]
    return fragments[:-1], fragments[-1]


def _tell(state: State, runs: Sequence[Prose], starts: Sequence[int], report: Report) -> None:
    """Report what was found at lines of the document, at their places in the runs."""
    for note in state.notes.found:
        report.add(note.code, _place(runs, starts, note.line, note.piece, note.before), note.message, note.hint)
    by_run: dict[int, list[tuple[int, str]]] = {}
    for line, text in state.html:
        by_run.setdefault(bisect_right(starts, line) - 1, []).append((line, text))
    for pieces in by_run.values():
        # Each first, in the order of the lines: what stands in lines of text is found after all blocks.
        for line, tag, name, before in open_tags(sorted(pieces, key=lambda piece: piece[0])):
            report.add(
                "html-unclosed",
                _place(runs, starts, line, tag, before),
                f"<{name}> is opened here and never closed.",
                f"Close it with </{name}>, or write &lt; for a plain <.",
            )


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def _place(runs: Sequence[Prose], starts: Sequence[int], line: int, piece: str, before: int = 0) -> Span:
    """Return the place of a piece of a line of the document, or of the whole line.

    Args:
        before: how many times the piece stands in the line before, outside of code.
    """
    index = max(0, bisect_right(starts, line) - 1)
    run = runs[index]
    lines = _lines(run.text)
    number = min(max(0, line - starts[index]), len(lines) - 1)
    text = lines[number]
    first = piece.split("\n", maxsplit=1)[0]
    at = text.find(first) if first else -1
    plain = without_code(text) if before or "`" in text else text
    again = plain.find(first) if first else -1
    for _ in range(before if again >= 0 else 0):
        again = plain.find(first, again + 1)
    at = again if again >= 0 else at
    if at < 0:
        at, first = len(text) - len(text.lstrip()), text.strip()
    before = run.span.column + at if number == 0 else 1 + run.indent + at
    return Span(run.span.file, run.span.line + number, before, max(1, len(first)))


def notes_of(run: Prose) -> dict[str, Prose]:
    """Return the first line of what each footnote says that a run defines."""
    return {
        found[1]: Prose(text=found[2].strip(), span=run.at(found.start(), len(found[0])))
        for found in _NOTE_TEXT.finditer(run.text)
    }


def labels_of(run: Prose) -> list[str]:
    """Return the labels of the footnotes that a run uses."""
    return _FOOTNOTE.findall(run.text) if "[^" in run.text else []


def _finished(
    fragment: str, run: Prose, report: Report, elsewhere: Mapping[str, Prose], formulas: dict[str, str]
) -> str:
    if "arithmatex" in fragment:
        fragment = _MATH.sub(lambda found: _mathml(found, run, report, formulas), fragment)
    # What is still there after the conversion, and is no code in the source, was not understood.
    for label in dict.fromkeys(_FOOTNOTE.findall(fragment)) if "[^" in fragment else ():
        at = markup(run.text).find(f"[^{label}]")
        if at >= 0:
            found = elsewhere.get(label)
            report.add(
                "footnote-unknown",
                run.at(at, len(label) + 3),
                f"There is no footnote {label!r} on this page"
                + (f"; what it says stands on another one, at {found.span}." if found else "."),
                f"Write on this page as well  [^{label}]: {found.text}" if found else f"Add a line '[^{label}]: text'.",
            )
    # The page's title is its h1; what authors write as ### is the level below it.
    return _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", fragment)


@lru_cache(maxsize=4096)
def _mathml_of(source: str, display: str) -> str:
    import latex2mathml.converter  # noqa: PLC0415 -- five megabytes, which most courses do not need

    return latex2mathml.converter.convert(for_library(source), display=display)


def _mathml(found: re.Match[str], run: Prose, report: Report, formulas: dict[str, str]) -> str:
    source = html.unescape(found[3]).strip()
    display = "block" if found[2] == "[" else "inline"
    try:
        math = _mathml_of(source, display)
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
    formulas[math] = source
    # Readers of screens that know no MathML fall back to the text of the formula.
    return math if found[1] == "span" else f'<div class="math">{math}</div>'


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
