"""Nothing is lost: every word of the sources stands on the finished page.

The law knows no mistake by name. A tag that swallowed a word, a row that was cut, a cell too many, a heading that took
``{1, 2}`` for attributes, a text that vanished behind a fence: each leaves words in the source that the page does not
have, and is told at its place. What says itself that it vanishes is not looked for: comments, attributes, addresses,
definitions, keys of gaps, formulas (which become other signs).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from course_builder.checks.words import AS_WRITTEN, as_written, page_words, source_words
from course_builder.diagnostics import Report, Span
from course_builder.model import Course, Screen, questions_of

Pieces = Sequence[tuple[int, str]]
_BETWEEN = r"[\W_]+"
_INSIDE = r"[*_~=^`\\]*"
SHORT = 3
"""Words of a run that may stand elsewhere by chance."""
_MOST, _FEW = 100, 40
_NEAR = (1000, 1 << 30, 1 << 30)
"""How far on what comes next is looked for, in each round."""
_TAKEN = "\x1f"
_HEADING = re.compile(r" {0,3}##?[ \t]")

_HINTS = (
    (re.compile(r"<[^<>]*$"), "Write \\< for a plain <, or put what is written so into `code`."),
    (re.compile(r"\{[^{}]*$"), "Write \\{ for a plain {, or put what is written so into `code`."),
    (
        re.compile(r"^[ \t>]*\|.*$|^[^|]+\|"),
        "A row has as many cells as the table's head; write a vertical line inside a cell as \\|.",
    ),
    (re.compile(r"^[ \t]*\[[^\]]*$"), "A line [name]: address is a definition; write \\[ for a plain [."),
)
_HINT = "Something around it is read as markup: look at signs such as < { [ | ` above and before it."


def check(
    course: Course, pages: Mapping[str, tuple[Sequence[str], str]], sources: Mapping[str, str], report: Report
) -> None:
    """Tell of words that stand in the sources of a page and not on it.

    Args:
        pages: for each screen its source files and what is read of it; see ``words.page_text``.
    """
    # What an error takes away is told by the error; where it stands in a file of data, any page may show that.
    wrong = {one.span.file for one in report.diagnostics if one.severity == "error"}
    if any(not file.endswith((".md", ".yml")) for file in wrong):
        return
    shared: dict[tuple[str, int], Span | None] = {}
    by_file: dict[str, list[Screen]] = {}
    for one in course.screens:
        by_file.setdefault(one.span.file, []).append(one)
    known: dict[str, dict[str, Pieces]] = {}
    titled = {one.id: one for one in course.screens}
    for screen, (files, page) in pages.items():
        if not wrong.isdisjoint(files):
            continue
        if files[0] not in known:
            known[files[0]] = pieces_of(by_file[files[0]], sources.get(files[0], ""))
        own = known[files[0]][screen]
        words = page_words(page)
        for file in files:
            text = sources.get(file)
            pieces = own if file == files[0] else beside(titled[screen], file, text or "")
            for line, lost in missing(pieces, words):
                if line in as_written(text or ""):
                    continue
                # A file that several pages include is told once.
                place = _place(text or "", file, line, lost)
                if shared.setdefault((str(place), 0)) is None:
                    shared[str(place), 0] = place
                    _tell(place, text or "", report)


def pieces_of(screens: Sequence[Screen], source: str) -> dict[str, Pieces]:
    """Return the pieces of each screen of a file: from its title to the next screen's.

    Args:
        screens: all that begin in the file.
        source: its text.
    """
    pieces = source_words(source)
    starts = sorted((one.span.line, one.id) for one in screens)
    ends = [line for line, _ in starts[1:]] + [len(source) + 1]
    found: dict[str, Pieces] = {}
    at = 0
    for (start, screen), end in zip(starts, ends, strict=True):
        while at < len(pieces) and pieces[at][0] < start:
            at += 1
        first = at
        while at < len(pieces) and pieces[at][0] < end:
            at += 1
        found[screen] = pieces[first:at]
    return found


def beside(screen: Screen, file: str, source: str) -> Pieces:
    """Return the pieces of a file that a screen shows and does not begin in: all, or its questions of a bank.

    Args:
        source: the file's text.
    """
    pieces = source_words(source)
    starts = sorted(one.span.line for one in questions_of(screen) if one.bank and one.span.file == file)
    if not starts:
        return pieces
    lines = source.split("\n")
    ends = [
        next((at for at, line in enumerate(lines[one:], one + 1) if _HEADING.match(line)), 1 << 30) for one in starts
    ]
    inside = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    return [piece for piece in pieces if any(piece[0] in lines for lines in inside)]


def missing(pieces: Pieces, page: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield what is lost: its line, the words before it on its line, the words themselves, and those behind them.

    Args:
        pieces: of the sources, in order; see ``words``.
        page: the words of the page.
    """
    doubtful = _without_place([piece for _, piece in pieces], page)
    if not doubtful:
        return
    # Of what has a place of its own the page has as much as the source.
    short = _fewer(set("".join(doubtful).split()), "".join(piece for _, piece in pieces), page)
    unplaced = set(doubtful)
    for line, piece in pieces:
        if piece in unplaced and piece not in page:
            for one in _cut_out(piece, page, short):
                short.difference_update(one[1].split())
                yield line, one
    # A word may be lost while its whole piece stands elsewhere as well: then none of its places can be told from the
    # others, and the last is told.
    for line, piece in reversed(pieces) if short else ():
        words = piece.split()
        lost = [number for number, word in enumerate(words) if word in short]
        if lost:
            first, end = lost[0], lost[-1] + 1
            short.difference_update(words[first:end])
            yield line, (_text(words[:first]), _text(words[first:end]), _text(words[end:]))


def _without_place(pieces: Sequence[str], page: str) -> Sequence[str]:
    """Return the pieces for which no place of the page was found that no other piece has taken.

    A page keeps the order of its source, mostly: what comes next is near. What does not is looked for in what the
    others have left.
    """
    for near in _NEAR:
        left: list[str] = []
        between: list[str] = []
        reached = ahead = 0
        for piece in pieces:
            length = len(piece)
            at = page.find(piece, reached, reached + length + near)
            if at < 0 < ahead:
                at = page.find(piece, ahead, ahead + length + near)
            if at >= 0:
                between.append(page[reached:at])
                reached, ahead = at + length, 0
                continue
            left.append(piece)
            # Where it stands far on, the next one tells whether the page goes on from there.
            ahead = page.find(piece, reached) + length
            ahead = 0 if ahead < length else ahead
        if not left or len(left) == len(pieces):
            return left
        page = _TAKEN.join([*between, page[reached:]])
        pieces = left
    return pieces


def _fewer(words: Collection[str], source: str, page: str) -> set[str]:
    """Return which of some words the page has fewer times than the source."""
    if len(words) > _FEW:
        wanted, there = Counter(source.split()), Counter(page.split())
        return {word for word in words if there[word] < wanted[word]}
    return {word for word in words if page.count(f" {word} ") < source.count(f" {word} ")}


def _cut_out(piece: str, page: str, short: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what a piece lost, as the words before, lost and behind.

    The piece is cut into runs that the page has, each as long as can be. What the page does not have at all is lost,
    and so is a short run where the page goes on without it, or that the page has fewer times than the source. Words of
    the interface may stand between two runs.

    Args:
        short: the words that the page has fewer times than the source.
    """
    words = piece.split()
    if len(words) > _MOST:
        for first in range(0, len(words), _MOST):
            part = _text(words[first : first + _MOST])
            yield from () if part in page else _cut_out(part, page, short)
        return
    runs: list[tuple[int, int, bool]] = []
    start = 0
    while start < len(words):
        end = start + 1
        if _text(words[start:end]) not in page:
            if runs and not runs[-1][2]:
                start = runs.pop()[0]
            runs.append((start, end, False))
        else:
            while end < len(words) and _text(words[start : end + 1]) in page:
                end += 1
            runs.append((start, end, True))
        start = end
    for number, (start, end, found) in enumerate(runs):
        before, lost, behind = words[:start], words[start:end], words[end:]
        if found:
            inside = 0 < number < len(runs) - 1 and runs[number - 1][2] and runs[number + 1][2]
            skipped = inside and end - start <= SHORT and _text([*before[-1:], *behind[:1]]) in page
            fewer = [index for index in range(start, end) if words[index] in short]
            if not skipped and not fewer:
                continue
            if not skipped:
                # Of a longer run, what is missing of it.
                first, last = fewer[0], fewer[-1] + 1
                before, lost, behind = words[:first], words[first:last], words[last:]
        yield _text(before), _text(lost), _text(behind)


def _text(words: Sequence[str]) -> str:
    return f" {'  '.join(words)} " if words else ""


def _place(text: str, file: str, line: int, lost: tuple[str, str, str]) -> Span:
    """Return where the lost words stand on their line."""
    written = text.split("\n")[line - 1]
    # The beginning of a long run is its place.
    before, words, behind = ([_INSIDE.join(map(re.escape, word)) for word in part.split()[:12]] for part in lost)
    run = f"(?P<run>{_BETWEEN.join(words)})"
    for pattern in (
        _BETWEEN.join([*before[-1:], run, *behind[:1]]),
        _BETWEEN.join([*before[-1:], run]),
        _BETWEEN.join([run, *behind[:1]]),
        run,
    ):
        if found := re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", written):
            return Span(file, line, found.start("run") + 1, len(found["run"]))
    return Span(file, line, 1, max(1, len(written)))


def _tell(place: Span, text: str, report: Report) -> None:
    written = text.split("\n")[place.line - 1]
    lost = written[place.column - 1 : place.column - 1 + place.length].strip()
    shown = lost if len(lost) <= 60 else f"{lost[:57]}..."
    hint = next((said for sign, said in _HINTS if sign.search(written[: place.column - 1])), _HINT)
    report.add(
        "text-lost",
        place,
        f"{shown!r} stands here, and not on the page.",
        f"{hint} If it is meant to vanish, write {{: .{AS_WRITTEN}}} on the line below the paragraph.",
    )
