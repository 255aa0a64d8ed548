"""Nothing is left over: what learners read, outside of code and formulas, does not look like markup.

Each sign has one row in ``SIGNS``: how it looks, what it seems to be, and how that is written here; so this is also the
table of what other tools write. A sign is told where the author wrote it. Who means it writes a backslash before it, or
``code``: both are right, and not looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from course_builder.checks.words import AS_WRITTEN, as_written
from course_builder.diagnostics import Report, Span
from course_builder.source.literal import markup


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that looks like markup.

    Args:
        seen: what stands in the page's text wherever the sign does; a page without it is not looked at.
        bare: what of it is left where letters and spaces are taken out.
        pattern: how it is written in a source, one line.
        seems: what it seems to be.
        instead: how that is written here.
    """

    seen: str
    bare: str
    pattern: re.Pattern[str]
    seems: str
    instead: str


def _sign(seen: str, pattern: str, seems: str, instead: str) -> Sign:
    return Sign(seen, _bare(seen), re.compile(pattern, re.MULTILINE), seems, instead)


def _bare(text: str) -> str:
    return text.encode().translate(None, _LETTERS).decode()


# Beside letters what stands in any text, and in no sign.
_LETTERS = bytes(code for code in range(256) if code > 0x7F or chr(code).isalnum() or chr(code) in " \n\t.,;\"'/_")


_QUESTION = "Write ':::question{#name}' on the line above what is asked, and ':::' on the line below the last option."
_INCLUDE = "Write ::include{src=file.md} on a line of its own."

# Of two signs at one place the first is told, so what is longer stands above.
SIGNS = (
    _sign(
        "![[",
        r"!\[\[[^\]\n]*",
        "a picture or a page of Obsidian",
        "Write ![What it shows](../media/picture.png), or ::include{src=file.md}.",
    ),
    _sign(
        "{%", r"\{%[^\n]*", "a tag of Liquid or Jinja, as Jekyll has them", f"There are no such tags here. {_INCLUDE}"
    ),
    _sign(
        "{{",
        r"\{\{[<%][^\n]*",
        "a shortcode of Hugo or Quarto",
        "Write the block: a picture ![What it shows](../media/picture.png), a film ::embed{src=https://…}.",
    ),
    _sign("{{#", r"\{\{#(?:include|rustdoc_include|playground)[^\n]*", "an include of mdBook", _INCLUDE),
    _sign(
        "{{",
        r"-{2,}\{\{[^}\n]*\}\}(?:-{2,})?",
        "an animation of LiaScript",
        "Text is not spoken or shown step by step here; delete it, or write ::gate between two parts.",
    ),
    _sign("{{", r"\{\{[^\n]*", "a variable or an animation of another tool", "Write its value."),
    _sign(
        "@import",
        r"^[ \t>]*@import\b[^\n]*",
        "an import",
        "Styles stand in theme/style.css; text is included by ::include{src=file.md}.",
    ),
    _sign(
        "[!",
        r"\[![\w-]*\]?",
        "the kind of a callout",
        "Write > [!NOTE] (or TIP, IMPORTANT, WARNING, CAUTION) as the first line of a quotation, or :::note[Title].",
    ),
    _sign("( )", r"^[ \t>]*[-*+][ \t]+(?P<of>\([ ]?\))", "the options of a question", _QUESTION),
    _sign("(x)", r"^[ \t>]*[-*+][ \t]+(?P<of>\([xX]\))", "the options of a question", _QUESTION),
    _sign(
        "[[",
        r"\[\[[^\]\n]*",
        "a gap of a question, or a link of a wiki",
        "A gap stands in a question: ':::question{#name}' above and ':::' below. A link is [its text](page.md).",
    ),
    _sign(
        "](",
        r"\]\(",
        "a link or a picture",
        "Write [text](address); an address with spaces or brackets stands in < and >.",
    ),
    _sign(
        "|",
        r"^[ \t>]*\|?[ \t]*:?-{3,}:?[ \t]*\|[^\n]*|\|[ \t]*:?-{3,}[^\n]*",
        "a table",
        "A table stands alone, with a blank line above it, and its first line has as many cells as the line of dashes.",
    ),
    _sign(
        "```",
        r"`{3,}",
        "a fence around code",
        "A fence opens and closes on a line of its own, with as many signs at its end as at its beginning.",
    ),
    _sign(
        "~~~",
        r"~{3,}",
        "a fence around code",
        "A fence opens and closes on a line of its own, with as many signs at its end as at its beginning.",
    ),
    _sign(
        "::",
        r"^[ \t>]*:{2,}[^\n]*",
        "a block",
        "Write :::name[Label]{key=value} on a line of its own, and close it with a line :::.",
    ),
    _sign(
        ":::",
        r":{3,}",
        "a block",
        "Write :::name[Label]{key=value} on a line of its own, and close it with a line :::.",
    ),
    _sign(
        "{:",
        r"\{:[^\n}]*\}?",
        "attributes",
        "Attributes stand right behind what they are of, or on the line below a paragraph: {: .name}.",
    ),
    _sign(
        "{",
        r"\{[#.][A-Za-z][^\n}]*\}",
        "attributes",
        "Attributes stand right behind what they are of: *word*{.name}, or on the line below a paragraph.",
    ),
    _sign(
        "!!!",
        r"^[ \t>]*!!!\+?[ \t]+[^\n]*",
        "a callout of MkDocs",
        "Write :::note[Title] above its text, and ::: below it.",
    ),
    _sign(
        "???",
        r"^[ \t>]*\?\?\?\+?[ \t]+[^\n]*",
        "folded text of MkDocs",
        "Write :::reveal[Title] above its text, and ::: below it.",
    ),
    _sign("$$", r"\$\$", "a formula", "Write $$ before and behind a formula; a plain dollar is \\$."),
    _sign("**", r"\*\*", "strong words", "Write **word** without a space inside of the signs."),
    _sign("~~", r"~~(?!~)", "deleted words", "Write ~~word~~ without a space inside of the signs."),
    _sign("==", r"(?<!=)==(?=\w)", "marked words", "Write ==word== without a space inside of the signs."),
    _sign(
        "#",
        r"^[ \t>]*#{2,6}[ \t]+(?=\S)",
        "a heading",
        "A heading stands on a line of its own, with a blank line above it.",
    ),
    _sign("<!--", r"<!--", "a comment", "Close it with -->."),
    _sign(
        "&",
        r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);",
        "the name of a sign",
        "No sign has this name; write the sign itself.",
    ),
    _sign("\\", r"\\[ \t]*$", "a line that breaks", "End the line with two spaces, or write <br>."),
)

_CODE = re.compile(r"<(script|style|math|code|pre|kbd|samp|textarea|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|del|em|i|ins|mark|s|small|span|strong|sub|sup|u)(?:\s[^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_WORD_BEFORE = re.compile(r"[^\W_]+[^\w\n]{0,3}$")
_WORD_BEHIND = re.compile(r"[^\w\n]{0,3}[^\W_]+")


_BESIDE = 200
"""How far from a sign the word before it is looked for, in characters."""

_MOST = 1000
"""How many places of a sign in a file are looked at: whoever has more has been told."""


def check(
    pages: Mapping[str, tuple[Sequence[str], str]],
    texts: Mapping[str, tuple[Sequence[str], str]],
    sources: Mapping[str, str],
    report: Report,
) -> None:
    """Tell of signs of markup that learners see.

    Args:
        pages: for each screen its source files and its HTML.
        texts: the same with what is read of it, code as well: where no sign stands in it, there is none.
    """
    told: set[tuple[str, int, int]] = set()
    # What an error tells of is not told again in its paragraph.
    wrong = {
        (one.span.file, _paragraph(sources[one.span.file], one.span.line))
        for one in report.diagnostics
        if one.severity == "error" and one.span.file in sources
    }
    # What a warning tells of, not in its line.
    warned = {
        (one.span.file, one.span.line) for one in report.diagnostics if one.code not in {"text-lost", "markup-shown"}
    }
    for screen, (files, page) in pages.items():
        read = texts[screen][1]
        # Nearly all of a page are letters; what is left without them is soon looked through.
        bare = _bare(read)
        signs = [sign for sign in SIGNS if sign.bare in bare and sign.seen in read]
        text = _visible(page) if signs else ""
        for sign in signs:
            if sign.seen not in text:
                continue
            for file in files:
                for place, written in _places(sign, sources.get(file, ""), file, text):
                    # A sign is told once, by the first row that knows it, in whichever page it stands.
                    around = {(file, place.line, place.column + more) for more in range(place.length)}
                    is_known = (file, place.line) in warned or (file, _paragraph(sources[file], place.line)) in wrong
                    if told.isdisjoint(around) and not is_known:
                        report.add(
                            "markup-shown",
                            place,
                            f"Learners see {written!r}, which looks like {sign.seems}.",
                            f"{sign.instead} If it is meant so, write \\ before it, or {{: .{AS_WRITTEN}}} on the line "
                            "below the paragraph.",
                        )
                    told |= around


def _paragraph(source: str, line: int) -> int:
    """Return the first line of the paragraph that a line belongs to."""
    lines = source.split("\n")
    while 1 < line <= len(lines) and lines[line - 2].strip():
        line -= 1
    return line


def _visible(page: str) -> str:
    """Return what is read of a page, outside of code and formulas, in one line."""
    text = _TAG.sub(" ", _INLINE.sub("", _CODE.sub(" ", page)))
    return " ".join(html.unescape(text).split())


def _places(sign: Sign, source: str, file: str, text: str) -> Iterator[tuple[Span, str]]:
    """Yield the places of a sign in a source at which it is seen, with what stands there."""
    plain = _unescaped(source)
    skipped = as_written(source)
    for found in islice(sign.pattern.finditer(source if sign.seen in {"```", "~~~"} else plain), _MOST):
        name = "of" if "of" in sign.pattern.groupindex else 0
        start, end = found.span(name)
        while source[start] in " \t>":
            start += 1
        line = source.count("\n", 0, start) + 1
        if line in skipped or not _seen(source, start, end, text):
            continue
        written = source[start:end].rstrip()
        shown = written if len(written) <= 60 else f"{written[:57]}..."
        yield Span(file, line, start - source.rfind("\n", 0, start), max(1, len(written))), shown


def _seen(source: str, start: int, end: int, text: str) -> bool:
    """Whether what stands in the source is seen as it is written, together with a word beside it."""
    written = html.unescape(source[start:end]) if "&" not in source[start:end] else source[start:end]
    written = " ".join(written.split())
    if written not in text:
        # What stands behind the sign may be markup that was read.
        return False
    before = _WORD_BEFORE.search(source, max(source.rfind("\n", 0, start) + 1, start - _BESIDE), start)
    behind = _WORD_BEHIND.match(source, end)
    if not before and not behind:
        return True
    return any(
        " ".join(source[first:last].split()) in text
        for first, last in ((before.start() if before else end, end), (start, behind.end() if behind else start))
        if last > first
    )


@lru_cache(maxsize=512)
def _unescaped(text: str) -> str:
    """Return a source with code, comments and escaped signs blanked out, every character in its place."""
    return _ESCAPE.sub("  ", markup(text))
