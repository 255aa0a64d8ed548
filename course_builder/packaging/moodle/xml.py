"""Moodle XML: a file of questions, with the files that they show (``question/format/xml/format.php``)."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from course_builder.packaging.moodle import losses
from course_builder.packaging.moodle.bank import banked
from course_builder.packaging.moodle.elements import add, category_path, fill, plain, shown, text
from course_builder.packaging.moodle.entry import Entry
from course_builder.packaging.moodle.losses import Tell
from course_builder.packaging.xml import serialised
from course_builder.render.edition import Edition

_RICH = frozenset({"multichoice", "ordering"})
"""Types whose answers are HTML."""

_OUTCOMES = {"correct": "correct", "partial": "partiallycorrect", "incorrect": "incorrect"}


def written(edition: Edition, tell: Tell) -> bytes:
    """Return all questions of a course as one file."""
    root = etree.Element("quiz", None)
    for names, entries in banked(edition, tell):
        plain(add(root, "question", type="category"), "category", category_path(names))
        root.extend(element(one, tell) for one in entries)
    return serialised(root)


def element(entry: Entry, tell: Tell) -> etree._Element:
    """Return a question."""
    made, files = etree.Element("question", None), entry.files
    made.set("type", entry.type)
    plain(made, "name", entry.name)
    text(made, "questiontext", entry.text, files)
    text(made, "generalfeedback", entry.explanation, files)
    if entry.mark is not None:
        add(made, "defaultgrade", f"{entry.mark:f}")
    add(made, "penalty", _penalty(entry, tell))
    add(made, "hidden", "0")
    add(made, "idnumber", entry.identifier)
    for name, value in entry.settings.items():
        add(made, name, value)
    for one in entry.answers:
        _answer(made, one.text, one.fraction, one.feedback, one.tolerance, entry)
    for left, right in entry.pairs:
        pair = add(made, "subquestion", format="html")
        fill(pair, left, files)
        plain(pair, "answer", shown(right))
    if entry.unit:
        unit = add(add(made, "units"), "unit")
        add(unit, "multiplier", "1")
        add(unit, "unit_name", entry.unit)
    if entry.graders is not None:
        text(made, "graderinfo", entry.graders, files)
        text(made, "responsetemplate", "", files)
    for outcome, said in (entry.said or {}).items():
        text(made, f"{_OUTCOMES[outcome]}feedback", said, files)
    for hint, _ in entry.hints:
        text(made, "hint", hint, files)
    if entry.tags:
        tags = add(made, "tags")
        for name in entry.tags:
            plain(tags, "tag", name)
    return made


def _answer(parent: etree._Element, words: str, fraction: str, feedback: str, tolerance: str, entry: Entry) -> None:
    rich = entry.type in _RICH
    made = add(parent, "answer", fraction=fraction, format="html" if rich else "moodle_auto_format")
    if rich:
        fill(made, words, entry.files)
    else:
        add(made, "text", words)
    text(made, "feedback", feedback, entry.files)
    if tolerance:
        add(made, "tolerance", tolerance)


def _penalty(entry: Entry, tell: Tell) -> str:
    costs = [cost for _, cost in entry.hints]
    if len(set(costs)) > 1:
        tell(entry.span, losses.COSTS)
    return f"{sum(costs, Decimal(0)) / len(costs):.7f}" if costs else "0"
