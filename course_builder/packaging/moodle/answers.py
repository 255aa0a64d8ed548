"""What Moodle accepts as typed: words with their variants, numbers with what they may be off."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from course_builder.model import Range, Text

MOST = 50
"""Answers that a pattern becomes at the most."""

_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
"""Those that the player overlooks; marks of other scripts are letters."""


def accepted(interaction: Text) -> list[str]:
    """Return the answers that are right. Moodle never overlooks accents, so each stands there without them too."""
    words = [*interaction.accepted, *(word for one in interaction.patterns for word in spelt_out(one))]
    if not interaction.accents_matter:
        words += [plain for one in words if (plain := bare(one))]
    return list(dict.fromkeys(words))


def spelt_out(pattern: str) -> list[str]:
    """Return all that a pattern stands for: ``colou?r`` is two answers. Nothing where they are too many."""
    try:
        found = list(itertools.islice(_fitting(parser.parse(pattern)), MOST + 1))
    except (_EndlessError, re.error):
        return []
    return list(dict.fromkeys(found)) if len(found) <= MOST else []


class _EndlessError(Exception):
    """A pattern stands for more than can be written down."""


def _fitting(items: Iterable[Any]) -> Iterator[str]:
    """Yield what a sequence of a pattern's pieces stands for."""
    pieces = list(items)
    if not pieces:
        yield ""
        return
    for first in _of_one(*pieces[0]):
        for rest in _fitting(pieces[1:]):
            yield first + rest


def _of_one(code: Any, value: Any) -> Iterator[str]:
    if code is codes.LITERAL:
        yield chr(value)
    elif code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
        yield from (chr(letter) for _, letter in value)
    elif code is codes.BRANCH:
        for alternative in value[1]:
            yield from _fitting(alternative)
    elif code is codes.SUBPATTERN:
        yield from _fitting(value[-1])
    elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[1] is not codes.MAXREPEAT and value[1] <= MOST:
        for times in range(value[0], value[1] + 1):
            yield from _fitting(list(value[2]) * times)
    else:
        raise _EndlessError


def pattern(answer: str) -> str:
    """Return an answer as a short answer's: there ``*`` stands for any letters."""
    return answer.replace("*", "\\*")


def figure(one: Range) -> tuple[str, str]:
    """Return a number and its tolerance."""
    middle = (one.low + one.high) / 2
    return f"{middle:f}", f"{one.high - middle:f}"


def bare(word: str) -> str:
    """Return a word without accents."""
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(one for one in apart if one not in _ACCENTS))
