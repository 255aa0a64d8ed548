"""Brings a catalogue up to date with its course, so that no wording is lost and none is taken for what it is not.

A wording belongs to the text that it was written for. Where that text is still in the course, wherever that may be, the
wording holds. Where a text has taken its place that is like it, the wording is fuzzy and keeps the text it was written
for, however often that changes. All other wordings become obsolete, and wait there for their text to come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from course_builder.translation.catalogues.entry import Catalogue, Entry, file_of, kind_of
from course_builder.translation.catalogues.likeness import pairs
from course_builder.translation.unit import Unit


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the entries of a catalogue, as numbers.

    Args:
        kept: stood there as they are.
        moved: have their wording from another place, or from a text that is written differently only in its blanks.
        changed: have a wording that was written for another text, and are fuzzy since now.
        new: have no wording, and did not stand there.
        obsolete: are in the course no more since now; their wordings are kept.
    """

    kept: int = 0
    moved: int = 0
    changed: int = 0
    new: int = 0
    obsolete: int = 0


def updated(old: Catalogue, units: Iterable[Unit]) -> tuple[Catalogue, Changes]:
    """Return a catalogue with the texts of a course, and what has changed.

    Args:
        units: all texts of the course, in its order. Two that say the same in the same place are one entry.
    """
    texts = _without_doubles(units)
    before = {one.key: replace(one, obsolete=False) for one in old.entries if not (one.obsolete and one.wording)}
    made: dict[tuple[str, str], Entry] = {
        key: replace(before[key], notes=unit.notes)
        for key, unit in texts.items()
        if key in before and before[key].wording
    }
    kept = len(made)
    free = (one for one in old.entries if one.wording and not (one.key in made and not one.obsolete))
    memory = _Memory(free, {context for context, _ in texts})
    for keeps_place in (True, False):
        for key, unit in texts.items():
            if key not in made and (wording := memory.of_same_text(unit, keeps_place=keeps_place)):
                made[key] = _with_comment_of(before.get(key), wording)
    known = _Known(made.values())
    for key, unit in texts.items():
        if key not in made and (wording := known.of_same_text(unit)):
            made[key] = _with_comment_of(before.get(key), wording)
    moved = len(made) - kept
    rest = [unit for key, unit in texts.items() if key not in made]
    left = memory.left
    taken = pairs(rest, left)
    for number, index in taken.items():
        unit, entry = rest[number], left[index]
        made[unit.context, unit.text] = _fuzzy(unit, entry)
    new = 0
    for key, unit in texts.items():
        if key not in made:
            new += key not in before
            made[key] = replace(before.get(key, Entry(*key)), notes=unit.notes)
    used = set(taken.values())
    gone = [one for index, one in enumerate(left) if index not in used]
    gone += [one for one in old.entries if one.comment and not one.wording and one.key not in texts]
    obsolete = _obsolete(gone, set(texts))
    changes = Changes(kept, moved, len(taken), new, sum(not one.obsolete for one in gone))
    return replace(old, entries=(*(made[key] for key in texts), *obsolete)), changes


def _without_doubles(units: Iterable[Unit]) -> dict[tuple[str, str], Unit]:
    found: dict[tuple[str, str], Unit] = {}
    for unit in units:
        key = (unit.context, unit.text)
        if first := found.get(key):
            unit = replace(first, notes=tuple(dict.fromkeys((*first.notes, *unit.notes))))  # noqa: PLW2901 -- both
        found[key] = unit
    return found


class _Memory:
    """Wordings that no text has, by the text that they were written for.

    Args:
        places: those that the course has.
    """

    def __init__(self, entries: Iterable[Entry], places: Container[str]) -> None:
        self._places = places
        self._entries = dict(enumerate(entries))
        self._by_text: dict[str, list[int]] = defaultdict(list)
        for number, one in self._entries.items():
            for said in dict.fromkeys((_flowing(one.original), _flowing(one.text))):
                self._by_text[said].append(number)

    @property
    def left(self) -> list[Entry]:
        """Those that were not taken."""
        return list(self._entries.values())

    def of_same_text(self, unit: Unit, *, keeps_place: bool) -> Entry | None:
        """Return an entry for a unit with the wording of a text that says the same, and take it out.

        Args:
            keeps_place: only where it stands in the same place. First all of those are taken, then the others.
        """
        found = [
            (number, self._entries[number])
            for number in self._by_text.get(_flowing(unit.text), ())
            if number in self._entries and (not keeps_place or self._entries[number].context == unit.context)
        ]
        if not found:
            return None
        number, best = min(found, key=lambda one: (*self._distance(unit, one[1]), one[0]))
        del self._entries[number]
        entry = replace(best, context=unit.context, text=unit.text, notes=unit.notes, obsolete=False)
        if best.previous is not None and _flowing(best.previous) == _flowing(unit.text):
            # The text is again what the wording was written for.
            return replace(entry, previous=None, previous_context=None, fuzzy=False)
        if best.previous is not None and best.context != unit.context:
            return replace(entry, previous_context=best.previous_context or best.context)
        return entry

    def _distance(self, unit: Unit, entry: Entry) -> tuple[bool, ...]:
        """How far an entry is from a unit that says the same; of those at hand the nearest is taken."""
        return (
            entry.original != unit.text,
            entry.context != unit.context,
            kind_of(entry.context) != kind_of(unit.context),
            entry.obsolete,
            file_of(entry.context) != file_of(unit.context),
            # Where something else stands now, that may have been made of it.
            entry.context in self._places,
        )


class _Known:
    """Wordings that are in use, for a text that stands in several places and is the same kind of thing in each."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in entries:
            if not one.fuzzy:
                self._found[kind_of(one.context), _flowing(one.text)].add(one.wording)

    def of_same_text(self, unit: Unit) -> Entry | None:
        """Return an entry for a unit, where all wordings of its text are the same."""
        found = self._found.get((kind_of(unit.context), _flowing(unit.text)), set())
        if len(found) != 1:
            return None
        (wording,) = found
        return Entry(unit.context, unit.text, wording, notes=unit.notes)


def _with_comment_of(before: Entry | None, entry: Entry) -> Entry:
    """Keep what a translator wrote at an entry that had no wording yet."""
    if before is None or not before.comment or before.comment == entry.comment:
        return entry
    return replace(entry, comment="\n".join(filter(None, (before.comment, entry.comment))))


def _fuzzy(unit: Unit, entry: Entry) -> Entry:
    context = entry.context if entry.previous is None else entry.previous_context or entry.context
    return replace(
        entry,
        context=unit.context,
        text=unit.text,
        notes=unit.notes,
        fuzzy=True,
        previous=entry.original,
        previous_context=context if context != unit.context else None,
        obsolete=False,
    )


def _obsolete(entries: Iterable[Entry], living: set[tuple[str, str]]) -> list[Entry]:
    """Return entries as obsolete ones, in an order that does not depend on when each became so.

    A fuzzy one becomes the text that its wording was written for, and is no longer fuzzy: tools do not read what a text
    was before where it is obsolete.
    """
    found: dict[tuple[str, str], Entry] = {}
    for one in entries:
        entry = replace(one, obsolete=True, notes=(), previous=None, previous_context=None)
        if one.previous is not None:
            original = replace(entry, context=one.previous_context or one.context, text=one.previous, fuzzy=False)
            if original.key not in living and original.key not in found:
                entry = original
        if entry.key not in living:
            found.setdefault(entry.key, entry)
    return [found[key] for key in sorted(found)]


def _flowing(text: str) -> str:
    return " ".join(text.split())
