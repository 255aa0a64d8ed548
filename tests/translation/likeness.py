"""Courses compared by what their models hold, and wordings in which every word is another."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from course_builder.diagnostics import Span
from course_builder.model import Course, Prose
from course_builder.translation.unit import Unit, Wording

PLACE = Span("translations/xx.po", 7)

_KEPT = re.compile(
    r"`+[^`]*`+|\[\[\d+\]\]|\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\]\[[^\]]*\]|\[\^[^\]]+\]|\$[^$]*\$"
    r"|<[^<>]*>|https?://\S+|\{[^{}]*\}|&#?\w+;|\\\(.*?\\\)|\\\[.*?\\\]|\\.|\([xX]\)"
)
_LETTER = re.compile(r"[a-z]")


def same(unit: Unit) -> Wording:
    """Return a wording that is the source's text."""
    return Wording(unit.text, PLACE)


def other_words(text: str) -> str:
    """Return text in which each small Latin letter is another one, and all marks stay."""
    pieces, position = [], 0
    for found in _KEPT.finditer(text):
        pieces += [_other(text[position : found.start()]), found[0]]
        position = found.end()
    return "".join(pieces) + _other(text[position:])


def _other(text: str) -> str:
    return _LETTER.sub(lambda found: chr((ord(found[0]) - 96) % 26 + 97), text)


def changed(unit: Unit) -> Wording | None:
    """Return a wording without a word of the source; answers keep theirs."""
    kept = re.search(r" · (answer|number)$", unit.context) or unit.text in {"True", "False"}
    return None if kept else Wording(other_words(unit.text), PLACE)


def flat(value: Any, path: str = "", *, words: bool = True) -> Iterator[tuple[str, Any]]:
    """Yield what a model holds but for its places, in its order.

    Args:
        words: whether texts are compared, or only what kind of thing stands where.
    """
    if isinstance(value, Span):
        return
    if isinstance(value, Prose):
        text = re.sub(r"(?:  |\\)\n", "\\\\ ", value.text)
        text = " ".join(re.sub(r"(^|\n)[ >]*", "\n", text).split())
        yield path, text if words else "prose"
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in {"span", "places"}:
                yield from flat(getattr(value, name), f"{path}.{name}", words=words)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            # Without an id of its own a block is known by its line.
            if one.name != "key":
                yield from flat(getattr(value, one.name), f"{path}.{one.name}", words=words)
    elif isinstance(value, dict):
        yield path, len(value)
        for key, inner in value.items():
            yield from flat(inner, f"{path}.{key}" if words else path, words=words)
    elif isinstance(value, list | tuple):
        yield path, len(value)
        for number, inner in enumerate(value):
            yield from flat(inner, f"{path}[{number}]", words=words)
    elif isinstance(value, str):
        yield path, " ".join(value.split()) if words else "text" if value else ""
    else:
        yield path, value


def differences(one: Course, other: Course, *, words: bool) -> list[tuple[Any, Any]]:
    """Return where two courses differ."""
    first, second = list(flat(one, words=words)), list(flat(other, words=words))
    found = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    return found or ([] if len(first) == len(second) else [(len(first), len(second))])


def courses(root: Path) -> list[Path]:
    """Return the folders of courses below a folder."""
    return sorted(path.parent for path in root.rglob("course.yml"))
