"""Reads catalogues. Whatever tools and merges have done to a file, it is told at its line and never raised."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import polib

from course_builder.diagnostics import Report, Span
from course_builder.source.files import Files
from course_builder.translation.catalogues.entry import Catalogue, Entry
from course_builder.translation.catalogues.header import FIXED, LANGUAGE

FOLDER = "translations"

LARGEST = 100_000_000
"""Bytes of a catalogue, which has all texts of a course, and each of them twice."""

_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")
_STRING = re.compile(r'(?:#~\|?|#\|)?\s*(?:msg\w+(?:\[\d+\])?\s*)?"[^"\\]*(?:\\.[^"\\]*)*"\s*')
_HOLDS_STRING = re.compile(r'(?:#~\|?|#\|)?\s*(?:msg\w|")')
_OF_WORDING = re.compile(r"(?:#~)?\s*msgstr\b(?!\[[1-9])")
_OF_CONFLICT = ("<<<<<<< ", ">>>>>>> ")
_CHARSET = re.compile(r"charset\s*=\s*utf-?8\b", re.IGNORECASE)


def catalogues(root: Path) -> dict[str, Path]:
    """Return the catalogues of a course by language, in order."""
    return {path.stem: path for path in sorted((root / FOLDER).glob("*.po"))}


def read(path: Path, files: Files, *, named: bool = True) -> Catalogue | None:
    """Return a catalogue; None where it cannot be used, and then the report of ``files`` says why.

    Where something else is wrong with it, it is told, and the rest is returned.

    Args:
        named: whether it has its language as its name; else its header says it.
    """
    text = text_of(path, files)
    return None if text is None else parsed(path, text, files, named=named)


def text_of(path: Path, files: Files) -> str | None:
    """Return the text of a catalogue; None where it cannot be read, and then the report of ``files`` says why."""
    return files.text(path, largest=LARGEST)


def parsed(path: Path, text: str, files: Files, *, named: bool = True) -> Catalogue | None:
    """Return the catalogue that a text is; the arguments are those of ``read``."""
    file, report = files.name(path), files.report
    lines = text.split("\n")
    if (number := _damaged(lines)) is not None:
        report.add("catalogue-syntax", Span(file, number), *_said_of(lines[number - 1]))
        return None
    try:
        # By its path: what polib is given as text it parts at characters which end no line of the file.
        found = polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError) as error:
        number, said = _place(error)
        report.add("catalogue-syntax", Span(file, number), said, "Mend this line, or take the file as it was before.")
        return None
    language = path.stem if named else found.metadata.get(LANGUAGE, "").replace("_", "-")
    _look_at_header(found, lines, language, file, report)
    starts = [number for number, line in enumerate(lines, 1) if _OF_WORDING.match(line)]
    entries: dict[tuple[str, str, bool], Entry] = {}
    for one in found:
        entry = _entry(one, starts)
        if one.msgid_plural:
            report.add(
                "catalogue-entry",
                Span(file, entry.line),
                "This entry has plural forms, and no text of a course has.",
                "Delete it, and run  course-builder translate update",
            )
        elif (first := entries.setdefault((*entry.key, entry.obsolete), entry)) is not entry:
            report.add(
                "catalogue-entry",
                Span(file, entry.line),
                f"This entry stands at line {first.line} already.",
                "Delete one of the two.",
            )
    header = {name: value for name, value in found.metadata.items() if name not in FIXED}
    return Catalogue(file, language, tuple(entries.values()), header, found.header)


def _entry(one: polib.POEntry, starts: Sequence[int]) -> Entry:
    at = bisect_left(starts, one.linenum or 1)
    flags = tuple(dict.fromkeys(flag for flag in one.flags if flag))
    return Entry(
        context=one.msgctxt or "",
        text=one.msgid,
        wording=one.msgstr,
        notes=tuple(one.comment.split("\n")) if one.comment else (),
        comment=one.tcomment,
        fuzzy="fuzzy" in flags,
        flags=tuple(flag for flag in flags if flag != "fuzzy"),
        previous=one.previous_msgid,
        previous_context=one.previous_msgctxt,
        obsolete=bool(one.obsolete),
        line=starts[at] if at < len(starts) else one.linenum or 1,
    )


def _damaged(lines: Sequence[str]) -> int | None:
    """Return the number of the first line with a text that does not end, which polib would take and cut."""
    for number, line in enumerate(lines, 1):
        if line.startswith(_OF_CONFLICT):
            return number
        if line[:1] == line[-1:] == '"' and line.count('"') == 2 < len(line) and "\\" not in line:
            continue  # as almost all of them are
        if _HOLDS_STRING.match(line) and not _STRING.fullmatch(line):
            return number
    return None


def _said_of(line: str) -> tuple[str, str]:
    if line.startswith(_OF_CONFLICT):
        return (
            "Git has left the marks of a conflict here.",
            "Keep one of the two sides, delete the lines  <<<<<<<  =======  >>>>>>>, and save.",
        )
    return (
        "The text in this line does not begin and end with a quotation mark.",
        'A quotation mark inside of a text is written  \\"',
    )


def _place(error: Exception) -> tuple[int, str]:
    match = _LINE.search(str(error))
    if not match:
        return 1, "This file is no catalogue of gettext."
    detail = f": {match[2]}" if match[2] else ""
    return int(match[1]), f"This line cannot stand here in a catalogue{detail}."


def _look_at_header(found: polib.POFile, lines: Sequence[str], language: str, file: str, report: Report) -> None:
    said = found.metadata.get(LANGUAGE, "")
    line = next((number for number, one in enumerate(lines, 1) if one.startswith(f'"{LANGUAGE}:')), 1)
    if not found.metadata:
        report.add(
            "catalogue-header",
            Span(file),
            "This catalogue has no header.",
            "Run  course-builder translate update, which writes one.",
        )
    elif not _CHARSET.search(found.metadata.get("Content-Type", "")):
        number = next((number for number, one in enumerate(lines, 1) if "Content-Type" in one), 1)
        report.add(
            "catalogue-header",
            Span(file, number),
            "The header does not say that this catalogue is in UTF-8, which it is.",
            'Write  "Content-Type: text/plain; charset=UTF-8\\n"',
        )
    elif said and said.replace("_", "-").lower() != language.lower():
        report.add(
            "catalogue-header",
            Span(file, line),
            f"The header says that this catalogue is in {said!r}, its name says {language!r}.",
            f"Give the file the name {said.replace('_', '-')}.po, or correct the header.",
        )
