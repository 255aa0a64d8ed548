"""What of a course was read before, so that a preview reads only what changed.

A part of a course (a module's files, an assessment's file) depends on the others by one thing only: ids must be
unique over the whole course. So a part is read as if it stood alone, and where none of the ids that it takes is taken
elsewhere, reading it among the others would have given the very same. Where one is, it is read again among them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from course_builder.diagnostics import Diagnostic, Report, Span

Read = TypeVar("Read")


@dataclass(slots=True)
class Ids:
    """The ids that are taken, and where.

    Args:
        kept: ids of blocks under which the learner's device keeps something.
        files: what else was read: the text of each file by its path, None where there was none.
    """

    questions: dict[str, Span] = field(default_factory=dict)
    pages: dict[str, Span] = field(default_factory=dict)
    modules: dict[str, Span] = field(default_factory=dict)
    objectives: dict[str, Span] = field(default_factory=dict)
    kept: dict[str, Span] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)

    def meets(self, other: Ids) -> bool:
        """Whether an id is taken in both."""
        tables = zip(self._all(), other._all(), strict=True)
        return any(not mine.keys().isdisjoint(theirs.keys()) for mine, theirs in tables)

    def add(self, other: Ids) -> None:
        """Take the ids of ``other`` as well."""
        for mine, theirs in zip(self._all(), other._all(), strict=True):
            mine.update(theirs)

    def _all(self) -> tuple[dict[str, Span], ...]:
        return self.questions, self.pages, self.modules, self.objectives, self.kept


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it was read alone. ``sound``: this one or, where it has errors, what it was without them."""

    key: Hashable
    value: Any
    ids: Ids
    diagnostics: tuple[Diagnostic, ...]
    sound: _Part | None = None


@dataclass(slots=True)
class Memory:
    """What was read before, by the name of each part.

    Args:
        lenient: a part with errors stays as it was before them, so that a half-written question does not take a page
            away under its reader's eyes. What is wrong is told all the same. Never for what is built.
    """

    lenient: bool = False
    _kept: dict[str, _Part] = field(default_factory=dict)
    _used: dict[str, _Part] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin to read the course anew; parts that it did not have the last time are forgotten."""
        self._kept, self._used = self._used or self._kept, {}

    def recall(
        self,
        name: str,
        key: Hashable,
        ids: Ids,
        report: Report,
        read: Callable[[Ids], Read],
        text: Callable[[str], str | None],
    ) -> Read:
        """Return a part of the course, read anew only if it changed.

        Args:
            name: of the part.
            key: everything that the part is read from.
            ids: those that are taken; the part's are added.
            report: what ``read`` reports to.
            read: reads the part, given the ids that are taken; adds its own to them.
            text: of another file that the part rests on, as it is now, by its path.
        """
        part = self._kept.get(name)
        if part is None or part.key != key or any(text(path) != was for path, was in part.ids.files.items()):
            part = _read_part(key, report, read, part.sound if part else None)
        self._used[name] = part
        shown = (part.sound or part) if self.lenient else part
        if shown.ids.meets(ids):
            return read(ids)
        ids.add(shown.ids)
        report.diagnostics.extend(part.diagnostics)
        value: Read = shown.value
        return value


def _read_part(key: Hashable, report: Report, read: Callable[[Ids], Read], before: _Part | None) -> _Part:
    """Read a part as if it stood alone."""
    others, report.diagnostics, ids = report.diagnostics, [], Ids()
    try:
        value = read(ids)
        found = tuple(report.diagnostics)
    finally:
        report.diagnostics = others
    if any(one.severity == "error" for one in found):
        return _Part(key, value, ids, found, before)
    part = _Part(key, value, ids, found)
    return _Part(key, value, ids, found, part)
