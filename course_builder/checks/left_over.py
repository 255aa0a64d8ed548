"""Nothing is left over: what learners read, outside of code and formulas, does not look like markup.

What looks like markup is the table in ``signs``. A sign is told where the author wrote it. Who means it writes a
backslash before it, or ``code``: both are right, and not looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from course_builder.checks.signs import SIGNS, Sign, without_letters
from course_builder.checks.words import AS_WRITTEN, as_written
from course_builder.diagnostics import Report, Span
from course_builder.source.literal import markup

_CODE = re.compile(r"<(script|style|math|code|pre|kbd|samp|textarea|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|del|em|i|ins|mark|s|small|span|strong|sub|sup|u)(?:\s[^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_SIGNS_ONLY = re.compile(r"[ \t]*(?:[-*+•][ \t]*)?[(\[][xX ]?[)\]][ \t]+[^\w\s]+[ \t]*$")
_WORD_BEFORE = re.compile(r"[^\W_]+[^\w\n]{0,3}$")
_WORD_BEHIND = re.compile(r"[^\w\n]{0,3}[^\W_]+")


_ESCAPED = "\\ before it, or "

_SHORT = 40
"""How far the ends of a line are from a sign in an option that says nothing else, in characters."""

_BESIDE = 200
"""How far from a sign the word before it is looked for, in characters."""

_MOST = 1000
"""How many places of a sign in a file are looked at: whoever has more has been told."""


def check(
    pages: Mapping[str, tuple[Sequence[str], str]],
    texts: Mapping[str, tuple[Sequence[str], str]],
    sources: Mapping[str, str],
    report: Report,
    known: Collection[tuple[str, int]] = (),
) -> None:
    """Tell of signs of markup that learners see.

    Args:
        known: files and lines of which was told what they look like.
        pages: for each screen its source files and its HTML.
        texts: the same with what is read of it, code as well: where no sign stands in it, there is none.
    """
    told: set[tuple[str, int, int]] = set()
    said: set[tuple[Sign, tuple[str, int]]] = set()
    # What an error tells of is not told again in its paragraph.
    wrong = {
        (one.span.file, _paragraph(sources[one.span.file], one.span.line))
        for one in report.diagnostics
        if one.severity == "error" and one.span.file in sources
    }
    # What a warning tells of, not in its line.
    warned = set(known) | {
        (one.span.file, one.span.line) for one in report.diagnostics if one.code not in {"text-lost", "markup-shown"}
    }
    for screen, (files, read) in texts.items():
        page = pages[screen][1]
        signs = signs_on(read, files, sources)
        text = _visible(page) if signs else ""
        for sign in signs:
            if sign.seen not in text:
                continue
            for file in files:
                for place, written in _places(sign, sources.get(file, ""), file, text):
                    # A sign is told once, by the first row that knows it, in whichever page it stands.
                    around = {(file, place.line, place.column + more) for more in range(place.length)}
                    paragraph = (file, _paragraph(sources[file], place.line)) if wrong or sign.once else (file, 0)
                    is_known = (file, place.line) in warned or paragraph in wrong or (sign, paragraph) in said
                    if told.isdisjoint(around) and not is_known:
                        report.add(
                            "markup-shown",
                            place,
                            f"Learners see {written!r}, which looks like {sign.seems}.",
                            f"{sign.instead} If it is meant so, write {_ESCAPED if written[0].isascii() else ''}"
                            f"{{: .{AS_WRITTEN}}} on the line below the paragraph.",
                        )
                    told |= around
                    if sign.once:
                        said.add((sign, paragraph))


def signs_on(read: str, files: Sequence[str], sources: Mapping[str, str]) -> list[Sign]:
    """Return the signs that may be left over on a page.

    Args:
        read: what is read of it, code as well.
        files: that it is written in.
    """
    # Nearly all of a page are letters; what is left without them is soon looked through.
    bare = without_letters(read)
    return [
        sign
        for sign in SIGNS
        if sign.bare in bare
        and sign.seen in read
        and (not sign.alone or sign.pattern.search(read))
        and any(_occurs(sign, sources.get(file, "")) for file in files)
    ]


def _paragraph(source: str, line: int) -> int:
    """Return the first line of the paragraph that a line belongs to."""
    firsts = _paragraphs(source)
    return firsts[line - 1] if 0 < line <= len(firsts) else line


@lru_cache(maxsize=64)
def _paragraphs(source: str) -> list[int]:
    """Return for each line the first one of its paragraph; a blank line belongs to what stands above it."""
    firsts: list[int] = []
    first, blank = 1, True
    for number, text in enumerate(source.split("\n"), 1):
        first = number if blank else first
        firsts.append(first)
        blank = not text.strip()
    return firsts


def _visible(page: str) -> str:
    """Return what is read of a page, outside of code and formulas, in one line."""
    text = _TAG.sub(" ", _INLINE.sub("", _CODE.sub(" ", page)))
    return " ".join(html.unescape(text).split())


@lru_cache(maxsize=4096)
def _occurs(sign: Sign, source: str) -> bool:
    """Whether a sign stands in a file, of which each page of it would have to be looked through."""
    return bool(sign.pattern.search(_looked_through(sign, source)))


def _looked_through(sign: Sign, source: str) -> str:
    return source if sign.seen in {"```", "~~~"} else _unescaped(source)


def _places(sign: Sign, source: str, file: str, text: str) -> Iterator[tuple[Span, str]]:
    """Yield the places of a sign in a source at which it is seen, with what stands there."""
    skipped = as_written(source)
    for found in islice(sign.pattern.finditer(_looked_through(sign, source)), _MOST):
        name = "of" if "of" in sign.pattern.groupindex else 0
        start, end = found.span(name)
        while source[start] in " \t>":
            start += 1
        line = source.count("\n", 0, start) + 1
        if line in skipped or not _seen(source, start, end, text) or _is_an_option(source, start, end):
            continue
        written = source[start:end].rstrip()
        shown = written if len(written) <= 60 else f"{written[:57]}..."
        yield Span(file, line, start - source.rfind("\n", 0, start), max(1, len(written))), shown


def _is_an_option(source: str, start: int, end: int) -> bool:
    """Whether a sign is all that an option says: options show what stands there."""
    before = source.rfind("\n", max(0, start - _SHORT), start)
    behind = source.find("\n", end, end + _SHORT)
    short = (before >= 0 or start < _SHORT) and (behind >= 0 or len(source) < end + _SHORT)
    return short and bool(_SIGNS_ONLY.match(source[before + 1 : behind if behind >= 0 else len(source)]))


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
