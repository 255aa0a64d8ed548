"""Reads Markdown with questions of the plugin mkdocs-quiz: ``<quiz>`` around a question and its boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from course_builder.model import gap_marker
from course_builder.scaffold.imports.markdown import Line, lines_of, pages
from course_builder.scaffold.imports.material import WHOLE, Answer, Asked, Gap, Given, Page
from course_builder.scaffold.imports.prose import no_gaps

MARKS = re.compile(r"^[ \t]*<(?:quiz|\?quiz\?)>", re.MULTILINE)
_STARTS = re.compile(r"(?P<indent>\s*)(?P<mark><(?:quiz|\?quiz\?)>)\s*(?P<rest>.*)$")
_ENDS = re.compile(r"(?P<rest>.*?)\s*<(?:/quiz|\?/quiz\?)>\s*$")
_BOX = re.compile(r"\s{0,3}[-*+]\s*\[(?P<box>[ xX]?)\]\s*(?P<text>.*)$")
_NESTED = 4
"""So many spaces put lines into a box or an item of a list."""

_OLD = re.compile(r"\s*(?:quiz-)?(?P<key>question|answer-correct|answer|content)\s*:\s*(?P<text>.*)$")
_GAP = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_PLACES = re.compile(r"<!--\s*mkdocs-quiz\s+\w+\s*-->\n?")


def read(given: Given) -> Iterator[Page]:
    """Yield the pages of a file."""
    parts: list[Line | Asked] = []
    inside: list[Line] | None = None
    indent = ""
    for line in lines_of(given.text()):
        starts = None if inside is not None or line.literal else _STARTS.fullmatch(line.text)
        if starts:
            indent = starts["indent"]
            inside = [Line(line.number, starts["mark"])]
        elif inside is None:
            parts.append(line)
            continue
        text = starts["rest"] if starts else line.text.removeprefix(indent)
        ends = _ENDS.fullmatch(text)
        text = ends["rest"] if ends else text
        if text.strip() or not (starts or ends):
            inside.append(Line(line.number, text, line.literal))
        if ends and inside:
            asked = _question(inside)
            if len(indent) >= _NESTED:
                asked.lost.append("It stood in a box or in a list, and stands below it.")
            parts.append(asked)
            inside = None
    if inside:
        asked = _unclear(inside, "It is opened and never closed.")
        parts.append(asked)
    yield from pages(given, parts, lambda text, _lost: _PLACES.sub("", text))


def _unclear(lines: Sequence[Line], why: str) -> Asked:
    text = "\n".join(one.text for one in lines[1:]).strip()
    return Asked("", "quiz", lines[0].number, otherwise=no_gaps(text), lost=[f"{why} It stands as text."])


def _question(lines: Sequence[Line]) -> Asked:
    if lines[0].text.startswith("<?"):
        return _old(lines)
    asked = Asked("choice", "quiz", lines[0].number)
    prompt: list[str] = []
    below: list[str] = []
    answers: list[tuple[bool, str, list[str]]] = []
    for one in lines[1:]:
        found = None if one.literal or below else _BOX.fullmatch(one.text)
        if found:
            answers.append((bool(found["box"].strip()), found["text"], []))
        elif not answers:
            prompt.append(one.text)
        elif not below and not one.literal and one.text.startswith(">"):
            answers[-1][2].append(one.text.lstrip("> "))
        elif not below and not one.literal and re.match(r"\s{2,}\S", one.text):
            answers[-1] = (answers[-1][0], f"{answers[-1][1]} {one.text.strip()}", answers[-1][2])
        elif below or one.text.strip():
            below.append(one.text)
    if not answers:
        return _gaps(lines)
    asked.prompt = "\n".join(prompt).strip()
    asked.name = asked.prompt.split("\n")[0][:120]
    asked.explanation = "\n".join(below).strip()
    right = sum(one[0] for one in answers)
    if not right or not asked.prompt:
        return _unclear(lines, "None of its boxes is marked." if not right else "It asks nothing.")
    asked.several = asked.exactly = right > 1
    asked.answers = [
        Answer(text, WHOLE / right if is_right else Decimal(0), "\n".join(said)) for is_right, text, said in answers
    ]
    return asked


def _gaps(lines: Sequence[Line]) -> Asked:
    text = "\n".join(one.text for one in lines[1:]).strip()
    asks, _, below = re.sub(r"^---+\s*$", "\0", text, count=1, flags=re.MULTILINE).partition("\0")
    found = list(_GAP.finditer(asks))
    if not found:
        return _unclear(lines, "It has neither boxes nor gaps.")
    asked = Asked("cloze", "quiz", lines[0].number, explanation=below.strip())
    count = -1

    def marked(_found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return gap_marker(count)

    asked.name = _GAP.sub("…", asks.strip().split("\n")[0])[:120]
    asked.prompt = _GAP.sub(marked, asks).strip()
    asked.gaps = [Gap("words", (Answer(one[1].strip(), WHOLE),)) for one in found]
    return asked


def _old(lines: Sequence[Line]) -> Asked:
    """Return a question of the plugin's first versions."""
    said: dict[str, list[str]] = {"question": [], "answer": [], "answer-correct": [], "content": []}
    order: list[tuple[bool, str]] = []
    at = ""
    for one in lines[1:]:
        found = None if at == "content" else _OLD.fullmatch(one.text)
        at = found["key"] if found else at
        text = found["text"] if found else one.text
        if found and at.startswith("answer"):
            order.append((at == "answer-correct", text.strip()))
        elif at in {"question", "content"}:
            said[at].append(text)
    right = sum(one[0] for one in order)
    asked = Asked("choice", "quiz", lines[0].number, prompt="\n".join(said["question"]).strip())
    if not right or not asked.prompt:
        return _unclear(lines, "It has no right answer, or asks nothing.")
    asked.name = asked.prompt.split("\n")[0][:120]
    asked.explanation = re.sub(r"</?h\d[^>]*>", "", "\n".join(said["content"])).strip()
    asked.several = asked.exactly = right > 1
    asked.answers = [Answer(text, WHOLE / right if is_right else Decimal(0)) for is_right, text in order]
    return asked
