"""Reads GIFT as Moodle's importer does (``question/format/gift/format.php`` of 4.5, ``qtype_ordering`` for orders).

It knows nothing of how the builder writes it. What Moodle would take with an error is an assertion here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tests.packaging.moodle_bank import FRACTIONS, Answer, Asked, category

_HIDDEN = {"\\:": "&&058;", "\\#": "&&035;", "\\=": "&&061;", "\\{": "&&123;", "\\}": "&&125;", "\\~": "&&126;"}
_HIDDEN |= {"\\n": "&&010;"}
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")
_FORMATS = {"html", "moodle", "plain", "markdown"}
_ORDER = re.compile(
    r"\s*>\s*(\d+)\s*(ALL)\s*(VERTICAL)\s*(ALL_OR_NOTHING|ABSOLUTE_POSITION)\s*(SHOW)\s*(none)\s*(.*?)\s*", re.DOTALL
)
_WHITE = " \t\n\r\0\x0b"
"""What ``trim`` takes away."""


def read(content: bytes) -> list[Asked]:
    """Return the questions of a file."""
    found: list[Asked] = []
    names: list[str] = []
    run: list[str] = []
    for line in [*content.decode().split("\n"), ""]:
        if line.strip(_WHITE):
            run.append(line.strip(_WHITE))
            continue
        comments = "".join(one for one in run if one.startswith("//"))
        text = "\n".join(" " if one.startswith("//") else one for one in run).strip(_WHITE)
        run = []
        if text.startswith("$CATEGORY:"):
            names = category(_hidden(text)[10:].strip(_WHITE))
            assert "&&" not in "".join(names)
        elif text:
            found.append(_question(_hidden(text), comments, names))
    return found


def _hidden(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for sign, hidden in _HIDDEN.items():
        text = text.replace(sign, hidden)
    return text.replace("&&092;", "\\")


def _shown(text: str) -> str:
    for sign, hidden in _HIDDEN.items():
        text = text.replace(hidden, "\n" if sign == "\\n" else sign[1])
    return text


def _text(text: str) -> str:
    text = text.strip(_WHITE)
    if text.startswith("[") and text[1:].partition("]")[0] in _FORMATS:
        text = text.partition("]")[2]
    return _shown(text).strip(_WHITE)


def _said(text: str) -> tuple[str, str]:
    words, _, feedback = text.partition("#")
    return _text(words), _text(feedback)


def _weighed(text: str, otherwise: Decimal) -> tuple[Decimal, str]:
    text = text.strip(_WHITE)
    if found := _WEIGHT.match(text):
        assert abs(Decimal(found[1])) in FRACTIONS
        return Decimal(found[1]), text[found.end() :]
    return otherwise, text


def _question(text: str, comments: str, names: list[str]) -> Asked:
    assert text.startswith("::")
    name, _, text = text[2:].partition("::")
    start, end = text.find("{"), text.find("}")
    assert 0 <= start < end == len(text) - 1
    answers = text[start + 1 : end].strip(_WHITE)
    answers, _, explanation = answers.rpartition("####") if "####" in answers else (answers, "", "")
    (identifier,) = re.findall(r"\[id:((?:\\\]|[^]\x00-\x1f])+)\]", comments)
    asked = Asked(
        "",
        _shown(name).strip(_WHITE),
        names,
        _text(text[:start]),
        {"generalfeedback": _text(explanation)},
        Decimal(1),
        Decimal(0),
        identifier,
        [],
        re.findall(r"\[tag:((?:\\\]|[^]<>`\x00-\x1f])+)\]", comments),
        {},
    )
    _answers(asked, answers.strip(_WHITE))
    return asked


def _answers(asked: Asked, answers: str) -> None:
    if found := _ORDER.fullmatch(answers):
        asked.type = "ordering"
        asked.options = {"gradingtype": found[4], "shownumcorrect": "0"}
        # Signs stay as they were hidden.
        items = [one.strip(_WHITE) for one in found[7].split("\n")]
        assert "&&" not in found[7]
        assert int(found[1]) == len(items) >= 2
        asked.answers = [Answer(one, Decimal(at)) for at, one in enumerate(items, 1)]
    elif not answers:
        asked.type = "essay"
    elif answers.startswith("#"):
        asked.type = "numerical"
        _number(asked, answers[1:])
    elif "~" in answers:
        asked.type = "multichoice"
        asked.options = {"single": "true" if "=" in answers else "false"}
        for one in [one.strip(_WHITE) for one in answers.replace("=", "~=").split("~")][1:]:
            share, words = (Decimal(100), one[1:]) if one.startswith("=") else _weighed(one, Decimal(0))
            option, feedback = _said(words)
            asked.answers.append(Answer(option, share, feedback))
        assert len(asked.answers) > 1
    elif "=" in answers and "->" in answers:
        asked.type = "matching"
        assert answers.startswith("=")
        for one in answers[1:].split("="):
            left, arrow, right = one.strip(_WHITE).partition("->")
            assert arrow
            asked.pairs.append((_text(left), _shown(right).strip(_WHITE)))
        assert len(asked.pairs) > 1
    elif answers.partition("#")[0].strip(_WHITE) in {"T", "TRUE", "F", "FALSE"}:
        asked.type = "truefalse"
        answer, *said = answers.split("#", 2)
        wrong, right = (_text(one) for one in [*said, "", ""][:2])
        true = answer.strip(_WHITE) in {"T", "TRUE"}
        asked.answers = [
            Answer("true", Decimal(100 * true), right if true else wrong),
            Answer("false", Decimal(100 * (not true)), wrong if true else right),
        ]
    else:
        asked.type = "shortanswer"
        asked.options = {"usecase": "0"}
        assert answers.startswith("=")
        for one in answers[1:].split("="):
            share, words = _weighed(one, Decimal(100))
            asked.answers.append(Answer(_said(words)[0], share, _said(words)[1]))


def _number(asked: Asked, answers: str) -> None:
    right, wrong, said = answers.partition("~")
    for one in right.strip(_WHITE).removeprefix("=").split("="):
        share, words = _weighed(one, Decimal(100))
        figure, feedback = _said(words)
        number, _, off = figure.partition(":")
        asked.answers.append(Answer(number, share, feedback, Decimal(off or 0)))
    if wrong:
        asked.answers.append(Answer("*", Decimal(0), _said(said)[1]))
