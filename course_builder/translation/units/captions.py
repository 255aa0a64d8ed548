"""The units of captions and chapters in WebVTT: what is said at a time."""

from __future__ import annotations

from collections.abc import Iterator

from course_builder.diagnostics import Span
from course_builder.translation.unit import Unit
from course_builder.translation.units.slots import Slot, on_one_line
from course_builder.translation.units.words import has_words


def caption_slots(text: str, file: str) -> Iterator[Slot]:
    """Yield the places of what is said."""
    at = begin = 0
    inside = False
    said: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if inside and not line.strip():
            whole = "\n".join(said)
            words = " ".join(one.strip() for one in said)
            if has_words(words):
                unit = Unit(f"{file} · caption", words, Span(file, number - len(said), 1, max(1, len(said[0]))))
                yield Slot(begin, begin + len(whole), words, unit, on_one_line)
            inside = False
        elif inside:
            said.append(line)
        elif "-->" in line:
            inside, said, begin = True, [], at + len(line) + 1
        at += len(line) + 1
