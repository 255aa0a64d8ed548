"""The units of a CSV file: the names of its columns, and its cells that are words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from course_builder.blocks.sheet import MISSING, separator
from course_builder.diagnostics import Span
from course_builder.translation.unit import Unit
from course_builder.translation.units.figures import in_sheet
from course_builder.translation.units.slots import NAMED_COLUMN, Slot, on_one_line
from course_builder.translation.units.words import has_words


def sheet_slots(text: str, file: str) -> Iterator[Slot]:
    """Yield the places of words in a CSV file."""
    mark = separator(text)
    cell = re.compile(rf' *(?:"((?:[^"]|"")*)"|([^{mark}\n"]*))[^{mark}\n]*')
    header: list[str] = []
    at, line, begin, number = 0, 1, 0, 0
    while at < len(text):
        found = cell.match(text, at)
        if found is None:  # a quotation mark that nothing closes, of which is told where the file is read
            return
        quoted = found[1] is not None
        raw = found[1].replace('""', '"') if quoted else found[2]
        said = raw.strip()
        names = line == 1 or not header
        start, end = (found.start(1) - 1, found.end(1) + 1) if quoted else found.span(2)
        if names and said:
            header.append(said)
        if said and not names and not has_words(said):
            yield Slot(start, end, said, None, lambda one: _written(one, mark), figures=in_sheet)
        elif has_words(said) and said not in MISSING:
            span = Span(file, line, start - begin + 1, max(1, len(said)))
            notes = (f"Column: {header[number]}",) if not names and number < len(header) else ()
            unit = Unit(f"{file} · {NAMED_COLUMN if names else 'cell'}", said, span, notes)
            yield Slot(start, end, said, unit, lambda one: _written(one, mark))
        breaks = found[0].count("\n")
        if breaks:
            line, begin = line + breaks, text.rfind("\n", 0, found.end()) + 1
        number += 1
        at = found.end() + 1
        if text[found.end() : at] == "\n":
            line, begin, number = line + 1, at, 0


def _written(text: str, mark: str) -> str:
    """Return a cell as CSV has it."""
    made = io.StringIO()
    csv.writer(made, delimiter=mark, lineterminator="").writerow([on_one_line(text)])
    return made.getvalue()
