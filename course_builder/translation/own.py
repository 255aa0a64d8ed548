"""Interface words that a course brings itself: ``translations/LANGUAGE.yml``, a text for each key.

They come before the built-in words, so a course can be in any language, and can call a thing as its readers do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from course_builder.diagnostics import Report, did_you_mean
from course_builder.source import yaml
from course_builder.source.files import Files
from course_builder.translation.interface import ENGLISH, chain, is_translated, words

FOLDER = "translations"
_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
_VALUE = re.compile(r"\{(\w+)\}")


def own_words(root: Path, language: str, texts: dict[str, str], report: Report) -> Mapping[str, str]:
    """Return the words that a course brings for its language, by key.

    Args:
        root: the course's folder.
        texts: the text of each source file; those of the words are added.
        report: told of keys that there are not, and of values that a text lacks.
    """
    found: dict[str, str] = {}
    english = words(ENGLISH)
    for tag in reversed(chain(language)):
        path = root / FOLDER / f"{tag}.yml"
        if not path.is_file():
            continue
        files = Files(root, report)
        text = files.text(path)
        texts |= files.texts
        read = yaml.parse(text, files.name(path), report) if text is not None else None
        for key, said in read.data.items() if read else ():
            meaning = _meaning(key, english)
            if meaning is None:
                report.add(
                    "yaml-unknown-key",
                    read.keys[(key,)] if read else report.diagnostics[-1].span,
                    f"There is no interface word {key!r}.",
                    did_you_mean(key, english) if len(key) > 3 else "",
                )
            elif read and not isinstance(said, str):
                report.add("yaml-value", read.value_span(key), f"{key!r} is no text.", f"Write  {key}: {meaning}")
            elif read and (fault := _fault(key, said, meaning)):
                report.add("yaml-value", read.value_span(key), fault, f"In English it is  {meaning}")
            else:
                found[key] = said
    return found


def missing(language: str, own: Mapping[str, str]) -> list[str]:
    """Return the keys for which a language has neither built-in words nor words of the course."""
    return [key for key in words(ENGLISH) if key not in own and not is_translated(key, language)]


def _meaning(key: str, english: Mapping[str, str]) -> str | None:
    """Return the English text of a key; a language may have plural forms that English has not."""
    stem, _, category = key.rpartition(".")
    return english.get(key) or (english.get(f"{stem}.other") if category in _CATEGORIES else None)


def _fault(key: str, said: str, meaning: str) -> str:
    """Say what is wrong with the values in a text; empty where nothing is."""
    wanted, there = set(_VALUE.findall(meaning)), set(_VALUE.findall(said))
    if key.rpartition(".")[2] in _CATEGORIES:
        wanted -= {"count"}  # "one question" may be said without its number
        there -= {"count"}
    if lacks := sorted(wanted - there):
        return f"{key!r} lacks {{{lacks[0]}}}, which stands for a value."
    if extra := sorted(there - wanted):
        return f"{key!r} has no value {{{extra[0]}}}."
    return ""
