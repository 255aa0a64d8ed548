"""The language of a document of Word or PowerPoint: the one that nearly all of its text says it is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from course_builder.translation import interface

_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?")
_MOST = 0.9
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Script = Literal["val", "bidi", "eastAsia"]
"""Office keeps a language for each kind of script; these are its names for them (ECMA-376-1, 17.3.2.20)."""


def script_of(text: str) -> Script:
    """Return by which of a run's languages a text is read."""
    if _RIGHT_TO_LEFT.search(text):
        return "bidi"
    return "eastAsia" if _EAST_ASIAN.search(text) else "val"


def spoken(runs: Iterable[tuple[str, str]]) -> str:
    """Return the tag of the language of a document; empty where it does not say one for all of its text.

    Args:
        runs: pieces of the text, each behind the tag of its language.
    """
    letters, tags = Counter[str](), Counter[str]()
    for tag, text in runs:
        found = _TAG.fullmatch(tag)
        if found and (interface.direction(tag) == "rtl") != (script_of(text) == "bidi"):
            # Letters of another script: nobody said in which language this is.
            found = None
        count = sum(map(str.isalpha, text))
        language = found[1].lower() if found else ""
        letters[language] += count
        if found:
            parts = [language, (found[2] or "").capitalize(), (found[3] or "").upper()]
            tags["-".join(filter(None, parts))] += count
    language, most = max(letters.items(), key=lambda one: one[1], default=("", 0))
    if not language or not most or most < _MOST * letters.total():
        return ""
    return max((one for one in tags if one.split("-")[0] == language), key=lambda one: tags[one])
