"""What looks like a question and stands outside of one: nobody could answer it, and all would see what is right.

It is looked for in the text of pages and of introductions, in our notation and in those of LiaScript, Moodle (GIFT,
embedded answers, Aiken) and word processors. Blocks that read lists of their own are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from course_builder.checks.words import as_written
from course_builder.diagnostics import Report
from course_builder.model import Block, Content, Course, Prose
from course_builder.questions.notation import option, options_of_gift
from course_builder.source.literal import markup
from course_builder.source.names import latin_slug, plain_text

_ITEM = r"[ \t>]*(?:[-*+•]|\d{1,2}[.)])[ \t]+"
_KINDS = {
    name: re.compile(pattern)
    for name, pattern in {
        "choice": rf"{_ITEM}\([xX ]?\)[ \t]+\S",
        "liascript": r"[ \t>]*(?:[-*+][ \t]+)?(?:\[\([ xX]\)\]|\[\[[ xX]\]\])[ \t]*\S",
        "gift": r"[^\n]*\{(?:[ \t]*[=~][^\s=~{}]|#-?\d|(?:T|F|TRUE|FALSE)\}[ \t]*$|\d*:[A-Z_]{2,}:)"
        r"|[ \t>]*::[^:\n]+::[ \t]*\S",
        "aiken": r"[ \t>]*(?:ANSWER:[ \t]*[A-H][ \t]*$|Select one(?: or more)?:|The correct answers? (?:is|are):?)",
        "bare": r"[ \t>]*\([xX ]?\)[ \t]+\S",
        "tasks": rf"{_ITEM}\[[xX ]\][ \t]+\S",
        "letters": r"[ \t>]*(?:[-*+][ \t]+)?\(?[a-hA-H][.)][ \t]+\S",
    }.items()
}
"""How the lines of a question begin. Of the last three there are two at least; the last two are options only below
something that asks."""

_ANY_KIND = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _KINDS.values()))

_MAY_BE = re.compile(
    r"\([xX ]?\)|\[[xX ]\]|\[\(|\{[ \t]*[=~#TF]|\{\d*:|\{$|::|ANSWER:|Select one|correct answer"
    r"|^[ \t>]*(?:[-*+] )?\(?[aA][.)]",
    re.MULTILINE,
)
_ASKS = re.compile(
    "(?:[?\u061f\u055e\u1367\u1945\u2047-\u2049\u2cfa\u2e2e\ua60f\ufe56\uff1f]"
    "|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e])"
    "[\\s*_\"'\u2019\u201d\u00bb)\\]:]*(?:\\([^()]*\\)[\\s*_:.]*)?(?:\\{[^{}]*\\}\\s*)?$|\u055e"
)
"""The end of a line that asks, in any script: Arabic, Greek, Armenian (inside of a word), Ethiopic, Limbu, Vai …"""
_MOST = 100
"""How many questions of a text are told: whoever has more has been told."""
_TOGETHER = {"aiken": {"aiken", "letters"}, "letters": {"aiken", "letters"}}

_OPENS_GIFT = re.compile(r"[^\n]*\{[ \t]*$")
_GIFT_ANSWER = re.compile(r"[ \t>]*[=~][^\s=~]")


@dataclass(frozen=True, slots=True)
class _Found:
    """Lines that look like a question: its kind, its first and last line, and what is asked, if that is clear."""

    kind: str
    first: int
    last: int
    asked: str


def check(course: Course, sources: Mapping[str, str], report: Report) -> frozenset[tuple[str, int]]:
    """Tell of what looks like a question; return the lines that it stands on.

    Args:
        sources: the text of each source file: what is said there to be meant as it is, is.
    """
    told: set[tuple[str, int]] = set()
    places = [(page.content, page.title.text, False) for module in course.modules for page in module.pages]
    places += [(one.introduction, "", True) for one in course.assessments]
    for content, title, quiz in places:
        for run, above in _runs(content, title):
            for found in islice(_questions(run, above), _MOST):
                first = run.span.line + found.first
                lines = {(run.span.file, run.span.line + line) for line in range(found.first, found.last + 1)}
                skipped = as_written(sources.get(run.span.file, ""))
                if lines & told or first in skipped:
                    continue
                told |= lines
                _tell(run, found, report, quiz=quiz)
    return frozenset(told)


def _runs(content: Content, above: str) -> Iterator[tuple[Prose, str]]:
    """Yield each run of text, with the line that stands above it."""
    for node in content:
        if isinstance(node, Prose):
            yield node, above
            above = node.text.rstrip().rpartition("\n")[2]
        elif isinstance(node, Block) and node.data is None:
            yield from _runs(node.content, node.label.text if node.label else "")
            above = ""
        else:
            above = ""


def _questions(run: Prose, above: str) -> Iterator[_Found]:
    if not _MAY_BE.search(run.text):
        return
    lines = markup(run.text).split("\n")
    index = 0
    while index < len(lines):
        kind = _kind(lines, index)
        if not kind:
            index += 1
            continue
        last = index
        for end in range(index + 1, len(lines)):
            if _kind(lines, end) in _TOGETHER.get(kind, {kind}) or (kind == "gift" and _GIFT_ANSWER.match(lines[end])):
                last = end
            elif lines[end].strip() and not lines[end].startswith((" ", "\t", ">")) and lines[end].strip() != "}":
                break
        asked = next((lines[number] for number in range(index - 1, -1, -1) if lines[number].strip()), above)
        asks = bool(_ASKS.search(asked.strip()))
        count = sum(1 for line in lines[index : last + 1] if line.strip())
        if kind not in {"bare", "tasks", "letters"} or (asks and count > 1) or (kind == "bare" and count > 1):
            yield _Found(kind, index, last, asked if asks else "")
        index = last + 1


def _kind(lines: Sequence[str], index: int) -> str:
    line = lines[index]
    if "{" in line and _OPENS_GIFT.match(line) and index + 1 < len(lines) and _GIFT_ANSWER.match(lines[index + 1]):
        return "gift"
    if not _ANY_KIND.match(line):
        return ""
    return next(name for name, pattern in _KINDS.items() if pattern.match(line))


def _tell(run: Prose, found: _Found, report: Report, *, quiz: bool) -> None:
    lines = run.text.split("\n")
    written = lines[found.first]
    at = sum(len(line) + 1 for line in lines[: found.first])
    start = len(written) - len(written.lstrip(" \t>"))
    asked = plain_text(re.sub(r"^[ \t>#]*(?:\d{1,3}[.)][ \t]+)?|\{[^{}]*\}\s*$", "", found.asked)).strip()
    begins = f"## {asked or 'What is asked'}" if quiz else f":::question{{#{latin_slug(asked) if asked else 'name'}}}"
    above = "Begin it with the line" if quiz else "Put the line"
    ends = "" if quiz else "  above what is asked, and the line  :::  below the last option"
    how = ""
    if found.kind == "gift":
        how = options_of_gift("\n".join(lines[found.first : found.last + 1]))
    elif found.kind == "aiken":
        how = "- (x) the right one"
    elif found.kind in {"liascript", "bare", "letters"}:
        how = option(written)
    report.add(
        "question-unmarked",
        run.at(at + start, len(written.strip(" \t>"))),
        "This looks like a question, and nobody could answer it.",
        f"{above}  {begins}{ends}."
        + (f" {'Its gap is' if how[:2] == '[[' else 'Its options are, one a line:'}  {how}" if how else ""),
    )
