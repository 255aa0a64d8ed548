"""Reads Moodle XML as Moodle's importer does (``question/format/xml/format.php`` of 4.5, and the question types' own).

It knows nothing of how the builder writes it: what stands in the file is taken to be what Moodle would keep.
"""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

FRACTIONS = {
    Decimal(one)
    for one in (
        # As a text, to read it beside Moodle's own list.
        "0 100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111 10 5".split()  # noqa: SIM905
    )
}
"""What ``question_bank::fraction_options_full`` allows, in per cent; the negative ones too."""

_ALTERNATIVE = re.compile(
    r"~?(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)?(.+?(?<!\\|&)(?=[~#}]|$))(#(.*?(?<!\\)(?=[~}]|$)))?", re.DOTALL
)
_ONE = r"(?:=|%-?[0-9]+(?:[.,][0-9]*)?%)?.+?(?<!\\|&)(?=[~#}]|$)(?:#.*?(?<!\\)(?=[~}]|$))?"
_EMBEDDED = re.compile(
    r"\{([0-9]*):(NUMERICAL|MULTICHOICE_S|MULTICHOICE|SHORTANSWER_C|SHORTANSWER):(" + _ONE + r"(?:~" + _ONE + r")*)\}",
    re.DOTALL,
)


@dataclass
class Answer:
    """An answer: its words or HTML, its share of the mark in per cent, what is said, and of a number its tolerance."""

    text: str
    fraction: Decimal
    feedback: str = ""
    tolerance: Decimal = Decimal(0)


@dataclass
class Gap:
    """An embedded answer."""

    kind: str
    weight: int
    answers: list[Answer]


@dataclass
class Asked:
    """A question as Moodle keeps it."""

    type: str
    name: str
    category: list[str]
    text: str
    said: dict[str, str]
    mark: Decimal
    penalty: Decimal
    idnumber: str
    hints: list[str]
    tags: list[str]
    options: dict[str, str]
    answers: list[Answer] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)


def read(content: bytes) -> list[Asked]:
    """Return the questions of a file."""
    found = []
    names: list[str] = []
    root = etree.fromstring(content)
    assert root.tag == "quiz"
    for element in root:
        assert element.tag == "question"
        if element.get("type") == "category":
            names = category(_text(element, "category"))
        else:
            found.append(_question(element, names))
    return found


def category(path: str) -> list[str]:
    """Return the names of a category, from the top down."""
    names = [one.strip().replace("//", "/") for one in re.split(r"(?<!/)/(?!/)", path)]
    assert names[:2] == ["$course$", "top"]
    return names[2:]


def _text(parent: etree._Element, name: str) -> str:
    return (parent.findtext(f"{name}/text") or "").strip()


def _question(element: etree._Element, names: list[str]) -> Asked:
    kind = element.get("type", "")
    single = {one.tag: (one.text or "").strip() for one in element if not len(one)}
    text = _text(element, "questiontext")
    asked = Asked(
        kind,
        _text(element, "name"),
        names,
        text,
        {
            name: _text(element, name)
            for name in (
                "generalfeedback",
                "correctfeedback",
                "partiallycorrectfeedback",
                "incorrectfeedback",
                "graderinfo",
            )
        },
        Decimal(single.get("defaultgrade", "1")),
        Decimal(single["penalty"]),
        single["idnumber"],
        [(one.findtext("text") or "").strip() for one in element.findall("hint")],
        [(one.findtext("text") or "").strip() for one in element.findall("tags/tag")],
        single,
    )
    for one in element.findall("answer"):
        tolerance = Decimal(one.findtext("tolerance") or 0)
        words = (one.findtext("text") or "").strip()
        asked.answers.append(Answer(words, Decimal(one.get("fraction", "0")), _text(one, "feedback"), tolerance))
    for one in element.findall("subquestion"):
        asked.pairs.append(((one.findtext("text") or "").strip(), _text(one, "answer")))
    asked.units = [one.findtext("unit_name") or "" for one in element.findall("units/unit")]
    for one in element.iter("file"):
        assert one.get("encoding") == "base64"
        asked.files[one.get("name", "")] = base64.b64decode(one.text or "", validate=True)
        # A file belongs to the text that it stands beside.
        assert f"@@PLUGINFILE@@/{one.get('name')}" in (one.getparent().findtext("text") or "")  # type: ignore[union-attr]
    for one in element.iter("text"):
        shown = set(re.findall(r"\"@@PLUGINFILE@@/([^\"]+)\"", one.text or ""))
        beside = {file.get("name", "") for file in one.getparent().findall("file")}  # type: ignore[union-attr]
        assert shown == beside
        asked.shown |= shown
    if kind == "cloze":
        _embedded(asked)
    return asked


def _embedded(asked: Asked) -> None:
    """Take embedded answers out of the text, as ``qtype_multianswer_extract_question`` does."""
    for found in _EMBEDDED.finditer(asked.text):
        answers = []
        for one in _ALTERNATIVE.finditer(found[3]):
            fraction = Decimal(100) if one[1] == "=" else Decimal((one[2] or "0").replace(",", "."))
            words, tolerance = one[3], Decimal(0)
            if found[2] == "NUMERICAL":
                words, _, off = words.partition(":")
                tolerance = Decimal(off or 0)
            words = html.unescape(words).replace("\\}", "}").replace("\\#", "#")
            answers.append(Answer(words, fraction, html.unescape(one[5] or ""), tolerance))
        asked.gaps.append(Gap(found[2], int(found[1] or 1), answers))
    asked.mark = Decimal(sum(one.weight for one in asked.gaps))


def fits(typed: str, answer: str, *, case: bool) -> bool:
    """Whether a short answer fits (``qtype_shortanswer_question::compare_string_with_wildcard``)."""
    bits = [re.escape(bit.replace("\\*", "*")) for bit in re.split(r"(?<!\\)\*+", answer)]
    return bool(re.fullmatch(".*".join(bits), typed.strip(), 0 if case else re.IGNORECASE))
