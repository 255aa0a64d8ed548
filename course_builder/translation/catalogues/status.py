"""How far a translation is: what of each file is translated, and where terms are called otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_builder.source.names import plain_text
from course_builder.translation.catalogues.entry import Catalogue, Entry, file_of, kind_of
from course_builder.translation.catalogues.terms import TERM, Terms


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a file of the course is translated.

    Args:
        file: its path; empty for the whole course.
        translated, fuzzy, missing: how many texts.
        words: how many its texts have, in the language of the course.
        words_to_do: how many those have that are fuzzy or missing.
    """

    file: str
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    words: int = 0
    words_to_do: int = 0

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return self.translated + self.fuzzy + self.missing


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A term that is called otherwise in a wording than in the glossary.

    Args:
        entry: whose wording it is.
        term: the entry of the glossary.
    """

    entry: Entry
    term: Entry


def parts(catalogue: Catalogue) -> list[Part]:
    """Return how far each file is, in the order of the course."""
    found: dict[str, list[Entry]] = {}
    for one in catalogue.living:
        found.setdefault(file_of(one.context), []).append(one)
    return [_part(file, entries) for file, entries in found.items()]


def whole(of: Iterable[Part]) -> Part:
    """Return how far all of it is."""
    columns = [(one.translated, one.fuzzy, one.missing, one.words, one.words_to_do) for one in of]
    return Part("", *map(sum, zip(*columns, strict=True))) if columns else Part("")


def otherwise(catalogue: Catalogue) -> list[Otherwise]:
    """Return the terms that are called otherwise than in the glossary."""
    terms = Terms(catalogue.living)
    if not terms:
        return []
    return [
        Otherwise(one, term)
        for one in catalogue.living
        if one.wording and not one.fuzzy and kind_of(one.context) != TERM
        for term in terms.otherwise(one)
    ]


def _part(file: str, entries: Iterable[Entry]) -> Part:
    counts = {"translated": 0, "fuzzy": 0, "missing": 0}
    words = to_do = 0
    for one in entries:
        state = "missing" if not one.wording else "fuzzy" if one.fuzzy else "translated"
        counts[state] += 1
        count = len(plain_text(one.text).split())
        words += count
        to_do += count if state != "translated" else 0
    return Part(file, **counts, words=words, words_to_do=to_do)
