"""Wordings that nobody has to write, to see how a course looks in another language before it is translated.

Letters get accents and words become 40 % longer, so texts that do not fit are seen; in a language that is written from
right to left each word is turned round by marks of Unicode, so layouts that are not mirrored are seen. What is markup,
an answer or a number stays, and so does everything that must be the same in every language.
"""

from __future__ import annotations

import math
import re

from course_builder.source.literal import code_spans
from course_builder.translation import interface
from course_builder.translation.catalogues.entry import kind_of
from course_builder.translation.unit import Unit

LANGUAGES = ("en-XA", "ar-XB")
"""The tags that CLDR has for these: accented, and mirrored."""

_LONGER = 0.4
_ACCENTED = str.maketrans(
    "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ",
    "áçéĝĥíĵķļñóŕšťúŵýžÁÇÉĜĤÍĴĶĻÑÓŔŠŤÚŴÝŽ",
)
_VOWELS = frozenset("aeiouyAEIOUY")
_OVERRIDE, _POP = "\u202e", "\u202c"

# In these nothing is language, or what it says is looked up elsewhere.
_KEPT_KINDS = frozenset({"answer", "drop-down", "number"})

_MARKUP = re.compile(
    r"<!--.*?-->|<[A-Za-z/][^<>]*>|<(?:https?|mailto):[^<>\s]+>|(?:https?|mailto):[^\s)>\]]+|&#?\w+;|\[\^[^\]\s]+\]"
    r"|\$\$.*?\$\$|\$[^$\s](?:[^$]*[^$\s])?\$|\\\(.*?\\\)|\\\[.*?\\\]"
    r"|\]\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)|\]\[[^\[\]]*\]|\[\[.*?\]\]|\[[ xX]\]"
    r"|\{[^{}\n]*\}|^\[![^\]]*\]|:[\w+-]+:|\\.",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def pseudo(unit: Unit, language: str, source: str) -> str:
    """Return a wording of a unit.

    Args:
        language: whose direction it has.
        source: the language of the course.
    """
    if kind_of(unit.context) in _KEPT_KINDS:
        return unit.text
    if said := _true_or_false(unit.text, language, source):
        return said
    mirrored = interface.direction(language) == "rtl"
    kept = sorted([*(found.span() for found in _MARKUP.finditer(unit.text)), *code_spans(unit.text)])
    made: list[str] = []
    at = 0
    for start, end in [*kept, (len(unit.text), len(unit.text))]:
        if end > at:
            start = max(start, at)  # noqa: PLW2901 -- an address inside of code is in both
            made += [
                _WORD.sub(lambda found: _said(found[0], mirrored=mirrored), unit.text[at:start]),
                unit.text[start:end],
            ]
            at = end
    return "".join(made)


def _said(word: str, *, mirrored: bool) -> str:
    if word.isupper() and len(word) > 1:
        return word  # an abbreviation, which is explained under this name
    missing = math.ceil(len(word) * _LONGER)
    longer = "".join(
        letter * 2 if letter in _VOWELS and number < missing else letter for number, letter in _vowels(word)
    )
    longer += longer[-1:] * (len(word) + missing - len(longer))
    accented = longer.translate(_ACCENTED)
    return f"{_OVERRIDE}{accented}{_POP}" if mirrored else accented


def _vowels(word: str) -> list[tuple[int, str]]:
    """Return each letter with the number of vowels before it."""
    found, count = [], 0
    for letter in word:
        found.append((count, letter))
        count += letter in _VOWELS
    return found


def _true_or_false(text: str, language: str, source: str) -> str:
    """Return what the language calls true or false, where a text is one of the words that mean it."""
    pairs = interface.true_false(source)
    side = next((pair.index(text.strip()) for pair in pairs if text.strip() in pair), None)
    return interface.true_false(language)[0][side] if side is not None else ""
