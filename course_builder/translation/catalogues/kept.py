"""The wordings of a catalogue as an earlier build read them: parsing one takes nearly as long as reading the course."""

from __future__ import annotations

import json
from pathlib import Path

from course_builder.cache import Cache, key
from course_builder.installed import installed
from course_builder.source.files import Files
from course_builder.translation.catalogues.entry import Catalogue, Entry, wordings
from course_builder.translation.catalogues.reading import parsed, text_of
from course_builder.translation.unit import Wordings


def wordings_of(path: Path, files: Files, cache: Cache) -> Wordings | None:
    """Return what the units of a course are called in a catalogue; None where it cannot be used.

    Args:
        path: of the catalogue, which has its language as its name.
        files: reads it. Its report, to which nothing was told yet, says what is wrong with it.
        cache: what earlier builds read, and where this one keeps what it reads, if nothing is wrong with it.
    """
    text = text_of(path, files)
    if text is None:
        return None
    raw = path.read_bytes()
    made_from = key("wordings", installed(), files.name(path), raw) if cache.keeps else ""
    if not files.report.diagnostics and (kept := cache.get(made_from)) is not None:
        rows = json.loads(kept)
        entries = tuple(Entry(context, text, said, fuzzy=fuzzy, line=line) for context, text, said, fuzzy, line in rows)
        return wordings(Catalogue(files.name(path), path.stem, entries))
    found = parsed(path, text, files)
    # It may have been saved while it was read.
    if found and not files.report.diagnostics and path.read_bytes() == raw:
        rows = [(one.context, one.text, one.wording, one.fuzzy, one.line) for one in found.living if one.wording]
        cache.put(made_from, json.dumps(rows, ensure_ascii=False).encode())
    return wordings(found) if found else None
