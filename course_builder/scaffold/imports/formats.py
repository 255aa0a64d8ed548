"""The formats that can be imported: how each is recognised, and what reads it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_builder.scaffold.imports import backup, gift, liascript, mkdocs_quiz, moodle_xml, slides, text2qti, word
from course_builder.scaffold.imports.material import Asked, Given, Page, RefusedError, Term, decoded


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Args:
        title: as people call it.
        read: yields what is in a file.
        recognises: whether a file is in this format, by its ending in small letters and its first characters.
        unit: what places in a file are told by.
    """

    title: str
    read: Callable[[Given], Iterator[Asked | Page | Term]]
    recognises: Callable[[str, str], bool]
    unit: str = "line"


_MARKDOWN = frozenset({".md", ".markdown"})


def _is_xml(ending: str, text: str) -> bool:
    begins = text.startswith("<") if ending == ".xml" else text.startswith(("<?xml", "<quiz"))
    return begins and ending not in _MARKDOWN


def _is_gift(ending: str, text: str) -> bool:
    return bool(text) and ending != ".xml" and "\0" not in text and (ending in {".gift", ".txt"} or "{" in text)


def _is_mkdocs_quiz(ending: str, text: str) -> bool:
    return ending in _MARKDOWN and bool(mkdocs_quiz.MARKS.search(text))


def _is_liascript(ending: str, text: str) -> bool:
    return ending in _MARKDOWN and liascript.is_one(text)


def _is_text2qti(ending: str, text: str) -> bool:
    return ending in {*_MARKDOWN, ".txt"} and bool(text2qti.CERTAIN.search(text))


def _ends_in(*endings: str) -> Callable[[str, str], bool]:
    return lambda ending, _text: ending in endings


FORMATS: Mapping[str, Format] = {
    "word": Format("Word", word.read, _ends_in(".doc", ".docm", ".docx", ".dotx"), "paragraph"),
    "powerpoint": Format("PowerPoint", slides.read, _ends_in(".potx", ".ppsx", ".ppt", ".pptm", ".pptx"), "slide"),
    "moodle-backup": Format("a backup of Moodle", backup.read, _ends_in(".mbz"), "id"),
    "moodle-xml": Format("Moodle XML", lambda given: moodle_xml.read(given.text(), given.media), _is_xml),
    "mkdocs-quiz": Format("mkdocs-quiz", mkdocs_quiz.read, _is_mkdocs_quiz),
    "liascript": Format("LiaScript", liascript.read, _is_liascript),
    "text2qti": Format("text2qti", text2qti.read, _is_text2qti),
    "gift": Format("GIFT", lambda given: gift.read(given.text(), given.media), _is_gift),
}
"""By their names; the first that recognises a file reads it."""


def format_of(path: Path, content: bytes) -> Format:
    """Return the format that a file has.

    Raises:
        RefusedError: none is known.
    """
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    begins = content[:200_000].decode("utf-16" if wide else "utf-8-sig", errors="replace").lstrip()
    ending = path.suffix.lower()
    found = next((one for one in FORMATS.values() if one.recognises(ending, begins)), None)
    if not found:
        if ending in {".gift", ".md", ".txt", ".xml"}:
            decoded(content)
        known = [one.title for one in FORMATS.values()]
        raise RefusedError(
            f"Its format is not known ({ending or 'no ending'}): it is none of {', '.join(known[:-1])} and {known[-1]}."
        )
    return found
