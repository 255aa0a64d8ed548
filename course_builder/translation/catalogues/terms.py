"""The course's glossary in a language: which of its terms a text has, and whether they are called so in its wording."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from course_builder.source.names import plain_text
from course_builder.translation.catalogues.entry import Catalogue, Entry, kind_of

TERM = "term"
"""The kind of thing that a term of a glossary is."""

_NOTE = "Glossary: "
_WORD = re.compile(r"\w+")
_SHARE_OF_STEM = 0.7
_SHORTEST_STEM = 3


class Terms:
    """The terms of a glossary.

    Args:
        entries: of a catalogue; the terms are among them.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_first_word: dict[str, list[tuple[list[str], Entry]]] = defaultdict(list)
        for one in entries:
            # Lists of definitions hold dates and figures as well, which nobody calls by a name.
            words = _words(one.text) if kind_of(one.context) == TERM else []
            if words and not any(map(str.isdigit, one.text)):
                self._by_first_word[words[0]].append((words, one))

    def __bool__(self) -> bool:
        return bool(self._by_first_word)

    def of(self, text: str) -> Iterator[Entry]:
        """Yield the terms that a text has, each once, in their order in it."""
        words = _words(text)
        seen: set[tuple[str, str]] = set()
        for at, word in enumerate(words):
            for term, entry in self._by_first_word.get(word, ()):
                if words[at : at + len(term)] == term and entry.key not in seen:
                    seen.add(entry.key)
                    yield entry

    def otherwise(self, one: Entry) -> Iterator[Entry]:
        """Yield the terms of an entry that are called otherwise in its wording than in the glossary's.

        Words may have other endings there, so their stems are looked for.
        """
        said = plain_text(one.wording).casefold()
        for term in self.of(one.text):
            if term.wording and not term.fuzzy and not all(_stem(word) in said for word in _words(term.wording)):
                yield term


def with_terms(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue in which the notes of each entry name the terms that its text has."""
    terms = Terms(catalogue.living)
    return (
        replace(catalogue, entries=tuple(_with_terms(one, terms) for one in catalogue.entries)) if terms else catalogue
    )


def _with_terms(one: Entry, terms: Terms) -> Entry:
    if one.obsolete or kind_of(one.context) == TERM:
        return one
    found = [f"{term.text} = {term.wording}" if term.wording else term.text for term in terms.of(one.text)]
    return replace(one, notes=(*one.notes, _NOTE + "; ".join(found))) if found else one


def _words(text: str) -> list[str]:
    return _WORD.findall(plain_text(text).casefold())


def _stem(word: str) -> str:
    return word[: max(_SHORTEST_STEM, int(len(word) * _SHARE_OF_STEM))]
