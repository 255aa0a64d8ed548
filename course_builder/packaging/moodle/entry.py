"""A question as Moodle's question bank keeps it, whichever file takes it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from course_builder.content import Content
from course_builder.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Answer:
    """An option, or an answer that is typed.

    Args:
        text: HTML where learners read it, else what they type.
        fraction: its share of the mark, in per cent.
        feedback: HTML.
        tolerance: by how much a number may be off.
    """

    text: str
    fraction: str
    feedback: str = ""
    tolerance: str = ""


@dataclass(slots=True)
class Entry:
    """A question. Texts are HTML unless it is said otherwise.

    Args:
        type: as Moodle XML names it.
        name: a line, as ``format_string`` shows it.
        mark: None where the answers in its text have their own.
        hints: each with the share of the mark that it costs.
        said: feedback on the whole, by ``correct``, ``partial`` and ``incorrect``; None where the type has none.
        pairs: what to match, and as words what belongs to it; the first is empty where nothing does.
        graders: notes for who marks an essay; None for other types.
        settings: what else the type has, by Moodle's names.
        files: what the texts show, by name.
    """

    type: str
    name: str
    text: str
    explanation: str
    mark: Decimal | None
    identifier: str
    span: Span
    tags: tuple[str, ...] = ()
    hints: list[tuple[str, Decimal]] = field(default_factory=list)
    said: Mapping[str, str] | None = None
    answers: list[Answer] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""
    graders: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    files: Mapping[str, Content] = field(default_factory=dict)
