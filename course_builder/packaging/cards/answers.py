"""How answers stand in an LMS's report: each question with its id there, and what its letters or names mean.

SCORM 1.2 tells a choice as a character (RTE 3.4.4.7), SCORM 2004 as an identifier (RTE 4.2.9); the player's
``lms/scorm12.ts`` and ``lms/scorm2004.ts`` write them, from the same numbers and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course_builder.model import Assessment, Question, questions_of
from course_builder.packaging.cards.settings import StandardName
from course_builder.render.data import question_data
from course_builder.render.edition import Edition
from course_builder.source.names import plain_text

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
DIGITS = "1234567890abcdefghijklmnopqrstuvwxyz"
"""How SCORM 1.2 tells options, and the right sides of a match, by their numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one sign in the report means, and whether it is right."""

    sign: str
    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """One entry of the report: a question, or a part of one.

    Args:
        id: as the LMS shows it.
        kind: the interaction, in words.
        rows: what its signs mean; empty where learners type.
        targets: in a match, what the signs behind the dot mean.
        key: the right answer as the report has it; empty where nothing is right or wrong.
    """

    id: str
    question: str
    kind: str
    rows: tuple[Row, ...]
    targets: tuple[Row, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Section:
    """A quiz or a page with its entries."""

    title: str
    quiz: bool
    entries: tuple[Answers, ...]


def answer_sections(edition: Edition, standard: StandardName) -> list[Section]:
    """Return all questions of a course: quizzes first, then the questions in pages."""
    notation = _Scorm12() if standard == "SCORM 1.2" else _Scorm2004()
    found = [
        Section(
            plain_text(screen.title.text),
            isinstance(screen, Assessment),
            tuple(one for question in questions for one in _entries(edition, question, notation)),
        )
        for screen in edition.course.screens
        if (questions := questions_of(screen))
    ]
    return sorted(found, key=lambda section: not section.quiz)


class _Scorm12:
    pair, several = ".", ","

    def option(self, option: Mapping[str, Any]) -> str:
        return LETTERS[option["slot"] % 36]

    def target(self, option: Mapping[str, Any]) -> str:
        return DIGITS[option["slot"] % 36]

    def truth(self, value: bool) -> str:
        return "t" if value else "f"


class _Scorm2004:
    pair, several = "[.]", "[,]"

    def option(self, option: Mapping[str, Any]) -> str:
        return str(option["name"])

    target = option

    def truth(self, value: bool) -> str:
        return "true" if value else "false"


def _entries(edition: Edition, question: Question, notation: _Scorm12 | _Scorm2004) -> Iterator[Answers]:
    data = question_data(question, edition.lock)
    several = len(data["parts"]) > 1
    for part in data["parts"]:
        identifier = f"{data['id']}_{part['id']}" if several else data["id"]
        kind, rows, targets, key = _read(part["interaction"], notation)
        if data["endings"]:
            # A step is neither right nor wrong: the ending that the way leads to is.
            kind, key, rows = "scenario", "", [Row(row.sign, row.text, right=False) for row in rows]
        yield Answers(
            re.sub(r"[^A-Za-z0-9_-]", "_", identifier)[:255] or "_",
            data["title"],
            kind,
            tuple(rows),
            tuple(targets),
            key if part["scored"] else "",
        )


def _read(one: Mapping[str, Any], to: _Scorm12 | _Scorm2004) -> tuple[str, list[Row], list[Row], str]:
    """Return what an interaction is called, what its signs mean, and its key."""
    match one["type"]:
        case "choice" | "region":
            options = one.get("options") or one["areas"]
            if one.get("trueFalse"):
                rows = [Row(to.truth(not index), each["label"], each["correct"]) for index, each in enumerate(options)]
                return "true or false", rows, [], next((row.sign for row in rows if row.right), "")
            rows = [Row(to.option(each), each["label"], each["correct"]) for each in options]
            right = [row.sign for row in rows if row.right]
            kind = "places in a picture" if one["type"] == "region" else "choice"
            return kind, rows, [], to.several.join(right) if one["multiple"] else " or ".join(right)
        case "match":
            sources = {each["id"]: Row(to.option(each), each["label"], right=False) for each in one["sources"]}
            targets = {each["id"]: Row(to.target(each), each["label"], right=False) for each in one["targets"]}
            pairs = [sources[source].sign + to.pair + targets[target].sign for source, target in one["pairs"]]
            return "matching", list(sources.values()), list(targets.values()), to.several.join(pairs)
        case "order":
            rows = [Row(to.option(each), each["label"], right=False) for each in one["items"]]
            return "ordering", rows, [], to.several.join(row.sign for row in rows)
        case "number":
            ranges = [
                each["low"] if each["low"] == each["high"] else f"{each['low']} to {each['high']}"
                for each in one["ranges"]
            ]
            return "number", [], [], " or ".join(ranges)
        case _:
            return "text", [], [], " or ".join([*one["accepted"], *(f"/{each}/" for each in one["patterns"])])
