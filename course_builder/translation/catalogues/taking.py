"""Takes wordings that came back into a catalogue: those that fit and are sound and wanted. Others are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from course_builder.diagnostics import Report, Span
from course_builder.translation.catalogues.entry import Catalogue, Entry
from course_builder.translation.catalogues.exchange.marks import identifier
from course_builder.translation.catalogues.exchange.returned import Returned, Wording

Faults = Callable[[Entry, Wording], Iterable[tuple[str, str, str]]]
"""What is wrong with a wording of an entry: code, message and hint of each fault."""


@dataclass(slots=True)
class Taken:
    """What became of the wordings that came back, as numbers.

    Args:
        taken: are in the catalogue now.
        drafts: are in it and fuzzy, for their translators do not call them finished.
        same: were in it already.
        kept: differ from what was translated already, which stays.
        unknown: are of texts that the course does not have.
        wrong: would break something.
    """

    taken: int = 0
    drafts: int = 0
    same: int = 0
    kept: int = 0
    unknown: int = 0
    wrong: int = 0


def taken(
    catalogue: Catalogue, back: Returned, faults: Faults, report: Report, *, replacing: bool = False
) -> tuple[Catalogue, Taken]:
    """Return a catalogue with the wordings that came back.

    Args:
        faults: tells what is wrong with one.
        report: told of those that are not taken.
        replacing: whether wordings that are finished already give way to others that are.
    """
    places = {identifier(one): number for number, one in enumerate(catalogue.entries) if not one.obsolete}
    entries = list(catalogue.entries)
    texts = Counter(one.text for one in catalogue.living)
    alone = {one.text: number for number, one in enumerate(entries) if not one.obsolete and texts[one.text] == 1}
    counts = Taken()
    for one in back.wordings:
        # What has only moved since it was exported is found by its words.
        place = places.get(one.id, alone.get(one.source))
        span = Span(back.file, one.line)
        if place is None:
            counts.unknown += 1
            report.add(
                "returned-unknown",
                span,
                f"The course does not have this text any more: {_short(one.source)}",
                "It was changed or deleted since it was exported. Export again, and have it looked at.",
            )
            continue
        entry = entries[place]
        if found := list(faults(entry, one)):
            counts.wrong += 1
            for code, message, hint in found:
                report.add(code, span, message, hint)
            continue
        if entry.wording == one.text and (not entry.fuzzy or not one.done):
            counts.same += 1
        elif entry.wording and not entry.fuzzy and not (replacing and one.done):
            counts.kept += 1
            report.add(
                "returned-differs",
                span,
                f"This text is translated already as {_short(entry.wording)}",
                f"That stays ({catalogue.file}:{entry.line}). With --replace it gives way.",
            )
        elif one.done:
            counts.taken += 1
            entries[place] = replace(entry, wording=one.text, fuzzy=False, previous=None, previous_context=None)
        elif not entry.wording:
            counts.drafts += 1
            entries[place] = replace(entry, wording=one.text, fuzzy=True)
        else:
            counts.same += 1  # a draft in the place of a draft: which is the better one nobody has said
    return replace(catalogue, entries=tuple(entries)), counts


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 60 else f"{line[:59]}…")
