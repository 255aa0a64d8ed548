"""Settings for learners: the values of ``course.yml`` and of front matter that are text."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel

from course_builder.diagnostics import Span
from course_builder.model.settings import for_learners
from course_builder.source import yaml
from course_builder.translation.unit import Unit
from course_builder.translation.units.slots import Slot
from course_builder.translation.units.words import has_words

_ALSO = frozenset({("title",), ("description",)})
"""Keys of front matter that other tools write, and that say something here as well."""


def settings_slots(
    text: str, file: str, model: type[BaseModel], *, first_line: int = 1, offset: int = 0, front: bool = False
) -> Iterator[Slot]:
    """Yield the places of what learners read in YAML.

    Args:
        model: the settings that it holds.
        first_line: of the file, the line on which ``text`` begins.
        offset: of the file, where ``text`` begins.
        front: whether it is front matter.
    """
    for one in yaml.scalars(text):
        if not (for_learners(model, one.path) or (front and one.path in _ALSO)) or not has_words(one.text):
            continue
        line = text.count("\n", 0, one.start)
        column = one.start - (text.rfind("\n", 0, one.start) + 1) + 1
        name = ".".join(part for part in one.path if isinstance(part, str))
        span = Span(file, first_line + line, column, len(text[one.start : one.end].split("\n", 1)[0]) or 1)
        said = one.text.strip()
        yield Slot(offset + one.start, offset + one.end, said, Unit(f"{file} · {name}", said, span), _quoted)


def _quoted(text: str) -> str:
    """Return text as YAML's double quoted style has it, which is that of JSON."""
    return json.dumps(text.strip(), ensure_ascii=False)
