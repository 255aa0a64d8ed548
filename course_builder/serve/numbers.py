"""The numbers of screens, questions and options while an author writes, before a build puts them into ``course.lock``.

They are those that a build would give, with one difference: what has got a number keeps it as long as the preview runs.
Otherwise a question written before another new one would take over that one's answers in the author's browser.
"""

from __future__ import annotations

import os
from pathlib import Path

from course_builder import lock as locking
from course_builder.diagnostics import Diagnostic, Report
from course_builder.lock import Lock
from course_builder.model import Course

_REMEMBERED = 100
"""How many ids that are gone keep their numbers."""


class Numbers:
    """Numbers a course anew after every save; writes nothing.

    Args:
        root: the course's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._state: tuple[int, ...] | None = None
        self._written = Lock()
        self._sources: dict[str, str] = {}
        self._wrong: list[Diagnostic] = []
        self._last: Lock | None = None
        self._gone: list[str] = []

    def of(self, course: Course, sources: dict[str, str], report: Report) -> Lock:
        """Return the numbers for ``course``.

        Args:
            sources: the text of each source file; that of the lock is added.
            report: told if the lock cannot be read.
        """
        if self._changed():
            own = Report()
            self._sources = {}
            self._written, self._last = locking.read(self._root, own, self._sources), None
            self._wrong = own.diagnostics
        sources.update(self._sources)
        report.diagnostics.extend(self._wrong)
        known = self._written if self._last is None else _without(self._last, self._past(course))
        self._last = locking.updated(known, course)
        return self._last

    def _past(self, course: Course) -> set[str]:
        """Return what came and went between two builds, save for the last few: a file may be deleted and come back.

        Every heading half typed would stay for ever otherwise.
        """
        assert self._last is not None  # noqa: S101 -- asked only after the first time
        there = _ids(course) | _names(self._written)
        self._gone = [one for one in self._gone if one not in there]
        self._gone += sorted(_names(self._last) - there - set(self._gone))
        past, self._gone = set(self._gone[:-_REMEMBERED]), self._gone[-_REMEMBERED:]
        return past

    def _changed(self) -> bool:
        try:
            stat: os.stat_result | None = (self._root / locking.FILE).stat()
        except OSError:
            stat = None
        state = (stat.st_ino, stat.st_size, stat.st_mtime_ns) if stat else ()
        self._state, before = state, self._state
        return before != state


def _ids(course: Course) -> set[str]:
    return {one.id for one in (*course.screens, *course.questions)}


def _names(lock: Lock) -> set[str]:
    return {*lock.screens, *lock.questions}


def _without(lock: Lock, names: set[str]) -> Lock:
    """Return a lock without some names. The id of an assessment is that of its screen."""
    if not names:
        return lock
    return Lock(
        screens={name: slot for name, slot in lock.screens.items() if name not in names},
        assessments={name: slot for name, slot in lock.assessments.items() if name not in names},
        questions={name: one for name, one in lock.questions.items() if name not in names},
    )
