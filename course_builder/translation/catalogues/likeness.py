"""Finds for each text that is new the one it was made of, among those that are there no more.

Every pair is not compared: of a whole book rewritten that would be billions. Texts are compared that stand in the same
place, or have words in common that few others have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from course_builder.translation.catalogues.entry import Entry, kind_of
from course_builder.translation.unit import Unit

ENOUGH_HERE = 50.0
ENOUGH_ELSEWHERE = 65.0
"""Percent that a text must have in common with the one it was made of, in the same place and in another."""

_COMPARED = 4_000  # characters; what agrees so far agrees
_WORDS = 6
_FEW = 24
_CANDIDATES = 8
_HERE = 24

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Old:
    entry: Entry
    text: str
    words: frozenset[str]


def pairs(units: Sequence[Unit], gone: Sequence[Entry]) -> dict[int, int]:
    """Return, by the index of a unit, the index of the entry that it was made of. Each entry is taken once.

    Args:
        units: the texts that are new.
        gone: entries that the course has no more.
    """
    old = [_Old(one, one.original[:_COMPARED], _words(one.original)) for one in gone]
    places: dict[str, list[int]] = defaultdict(list)
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(old):
        places[one.entry.context].append(index)
        for word in one.words:
            kinds[kind_of(one.entry.context), word].append(index)
    found: list[tuple[float, int, int]] = []
    for number, unit in enumerate(units):
        choices = {index: old[index].text for index in _candidates(unit, places, kinds)}
        for _, like, index in process.extract(
            unit.text[:_COMPARED], choices, scorer=fuzz.ratio, score_cutoff=ENOUGH_HERE, limit=None
        ):
            here = old[index].entry.context == unit.context
            if here or like >= ENOUGH_ELSEWHERE:
                found.append((-like - here, number, index))
    taken: dict[int, int] = {}
    free = set(range(len(old)))
    for _, number, index in sorted(found):
        if number not in taken and index in free:
            taken[number] = index
            free.remove(index)
    return taken


def _candidates(
    unit: Unit, places: Mapping[str, Sequence[int]], kinds: Mapping[tuple[str, str], Sequence[int]]
) -> list[int]:
    kind = kind_of(unit.context)
    known = [entries for word in sorted(_words(unit.text)) if (entries := kinds.get((kind, word)))]
    shared = Counter(index for entries in sorted(known, key=len)[:_WORDS] for index in entries[:_FEW])
    best = sorted(shared, key=lambda index: (-shared[index], index))[:_CANDIDATES]
    return list(dict.fromkeys([*places.get(unit.context, ())[:_HERE], *best]))


def _words(text: str) -> frozenset[str]:
    """Return the words of a text; in a script without blanks, pieces of it."""
    found: set[str] = set()
    for word in _WORD.findall(text[:_COMPARED].lower()):
        found.update(word[at : at + 3] for at in range(len(word) - 2)) if len(word) > 16 else found.add(word)
    return frozenset(found)
