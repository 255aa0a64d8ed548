"""How people mark what is right in a document: by signs, by how it looks, and by what stands below or at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

_RIGHT = (
    r"(?:correct(?:\s+answer)?|right(?:\s+answer)?|answer|true\s+answer|key|richtig|korrekt|juste|bonne\s+réponse|correcte?"
    r"|correct[oa]|respuesta\s+correcta|certo|certa|صحيح)"
)
_WRONG = r"(?:incorrect[oa]?|wrong|false|falsch|faux|errad[oa]|خطأ)"
TICKS = "✓✔√✅☑☒🗸"
_EMPTY = "☐□○◯❏❑⬜"
_FULL = "☑☒■●◉⦿✅"
BEFORE = re.compile(
    rf"\s*(?P<box>[{_EMPTY}{_FULL}]|\[\s?[xX✓]?\s?\]|\(\s?[xX]?\s?\)(?=\s))?\s*(?P<sign>[*{TICKS}→]|=>|->)?\s*"
)
BEHIND = re.compile(
    rf"\s*(?:(?P<right>[*{TICKS}]|(?:[-–—←]|<-+)?\s*[(\[]\s*{_RIGHT}!?\s*[)\]]|(?:[-–—←]|<-+)\s*{_RIGHT}!?)"
    rf"|(?P<wrong>[✗✘❌]|(?:[-–—←]\s*)?[(\[]\s*{_WRONG}!?\s*[)\]]))\s*$",
    re.IGNORECASE,
)
LETTER = re.compile(r"\s*\(?(?P<letter>[^\W\d_])\s*(?:[.):]|\s[-–])(?=\s|\S{2}|\S$)\s*")
DIGIT = re.compile(r"\s*\(?(?P<digit>\d{1,2})\s*[.):](?=\s|\D)\s*")
QUESTION = re.compile(
    r"\s*(?:(?:Q(?:uestion|n)?|Frage|Pregunta|Pergunta|السؤال)\s*[.:#]?\s*(?P<named>\d{1,3})\s*[.):\-–]?|\(?(?P<number>\d{1,3})\s*[.):](?!\d))\s*",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"\s*(?:the\s+)?(?:(?:correct|right)\s+)?(?:answers?|ans|key|answer\s+key|bonnes?\s+réponses?|réponses?(?:\s+correctes?)?"
    r"|respuestas?(?:\s+correctas?)?|(?:richtige\s+)?antwort(?:en)?|lösung|solution|respostas?(?:\s+corretas?)?"
    r"|الإجابة(?:\s+الصحيحة)?|الجواب)\s*(?:[:=]|\b(?:is|are)\b\s*:?|[-–]\s)\s*(?P<said>\S.*?)\s*$",
    re.IGNORECASE,
)
EXPLANATION = re.compile(
    r"\s*(?:explanations?|rationale|feedback|reason|justification|comment|explication|explicación|erklärung|begründung|explicação)"
    r"\s*:\s*(?=\S)",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"\s*[\[(]\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:points?|pts?\.?|marks?|punkte?|puntos?|pontos?)\s*[\])]\s*$", re.IGNORECASE
)
BLANK = re.compile(r"_{3,}|\.{5,}|…{3,}")
LIST_OF_KEYS = re.compile(
    r"\s*(?:the\s+)?(?:answers?(?:\s+(?:key|sheet|list))?|(?:answer\s+)?keys?|correct\s+answers|solutions?|lösungen|corrigé|réponses"
    r"|respuestas|gabarito|clave(?:\s+de\s+respuestas)?)(?:\s+to\s+(?:the\s+)?(?:questions|quiz|test))?\s*:?\s*$",
    re.IGNORECASE,
)
_TRUE = {"true", "t", "vrai", "v", "verdadero", "wahr", "richtig", "verdadeiro", "صحيح", "صح", "yes"}
_FALSE = {"false", "f", "faux", "falso", "falsch", "خطأ", "no"}
_WORDS_TRUE, _WORDS_FALSE = _TRUE - {"t", "v", "yes", "richtig"}, _FALSE - {"f", "no"}

LOOKS = {
    "strong": "bold", "b": "bold", "u": "underlined", "mark": "highlighted", "span": "coloured",
}  # fmt: skip


MONOSPACED = re.compile(r"courier|consolas|menlo|monaco|mono|lucida console|source code", re.IGNORECASE)
"""Names of fonts in which code is written."""


def is_colour(value: str) -> bool:
    """Whether somebody sees that it is coloured: neither black nor grey."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return False
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 60


def truth(text: str, *, short: bool = True) -> bool | None:
    """Return whether a text says true or false; None where it says neither."""
    word = text.strip(" .!()[]*").casefold()
    if word in (_TRUE - {"yes"} if short else _WORDS_TRUE):
        return True
    return False if word in (_FALSE - {"no"} if short else _WORDS_FALSE) else None


def letters(said: str) -> tuple[list[int], str]:
    """Return which options a key names, from 0, and what stands behind; none where it names none clearly."""
    one = r"\(?[A-Za-z]\)?"
    found = re.match(
        rf"({one}(?:\s*(?:,|;|&|\+|/|\band\b|\bet\b|\by\b|\bund\b|\be\b)+\s*{one})*)(?=[\s.):,\-–]|$)", said
    )
    if not found:
        return [], ""
    rest = said[found.end() :].lstrip(" .):-–,")
    named = [ord(one.casefold()) - ord("a") for one in re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", found[1])]
    if re.match(r"(?:or|ou|oder|o)\b", rest, re.IGNORECASE):
        return [], ""
    return list(dict.fromkeys(named)), rest


def looks(element: HtmlElement, start: int) -> set[str]:
    """Return how all that is said from a character on looks: bold, underlined, highlighted, coloured."""
    found: list[set[str]] = []

    def add(text: str | None, inside: frozenset[str]) -> None:
        found.extend(set(inside) if not one.isspace() else {"-"} for one in text or "")

    def walk(one: HtmlElement, inside: frozenset[str]) -> None:
        own = inside | ({LOOKS[one.tag]} if one.tag in LOOKS else set())
        add(one.text, own)
        for child in one:
            walk(child, own)
            add(child.tail, own)

    walk(element, frozenset())
    seen = [one for one in found[start:] if "-" not in one]
    return set.intersection(*seen) if seen else set()


def cut(element: HtmlElement, start: int, end: int = 0, plain: Sequence[str] = ()) -> HtmlElement:
    """Return an element without some characters at its start and its end, and without some looks."""
    made: HtmlElement = deepcopy(element)
    made.tail = None
    for tag, look in LOOKS.items():
        if look in plain:
            for one in list(made.iter(tag)):
                if one is not made:
                    one.drop_tag()
    for one, tail in _texts(made):
        text = (one.tail if tail else one.text) or ""
        left, start = text[start:], max(0, start - len(text))
        _set(one, tail, left)
        if not start:
            break
    for one, tail in reversed(_texts(made)):
        text = (one.tail if tail else one.text) or ""
        kept = text[: max(0, len(text) - end)] if end else text
        end = max(0, end - len(text))
        _set(one, tail, kept)
        if not end:
            break
    return made


def _texts(element: HtmlElement) -> list[tuple[HtmlElement, bool]]:
    made: list[tuple[HtmlElement, bool]] = [(element, False)]
    for one in element:
        made += [*_texts(one), (one, True)]
    return made


def _set(element: HtmlElement, tail: bool, text: str) -> None:
    if tail:
        element.tail = text
    else:
        element.text = text
