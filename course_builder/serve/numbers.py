"""The numbers of screens, questions and options while an author writes, before any build has put them into ``course.lock``.

They are those that a build would give, with one difference: what has got a number keeps it as long as the preview runs.
Otherwise a question written before another new one would take over that one's answers in the author's browser.
"""

from __future__ import annotations

import os
from pathlib import Path

from course_builder import lock as locking
from course_builder.build import read_lock
from course_builder.diagnostics import Diagnostic, Report
from course_builder.lock import Lock
from course_builder.model import Course


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
        self._before: Course | None = None

    def of(self, course: Course, sources: dict[str, str], report: Report) -> Lock:
        """Return the numbers for ``course``.

        Args:
            sources: the text of each source file; that of the lock is added.
            report: told if the lock cannot be read.
        """
        if self._changed():
            own = Report()
            self._sources = {}
            self._written, self._last = read_lock(self._root, own, self._sources), None
            self._wrong = own.diagnostics
        sources.update(self._sources)
        report.diagnostics.extend(self._wrong)
        known = (
            _without_passing(self._last, self._written, self._before) if self._last and self._before else self._written
        )
        self._last, self._before = locking.updated(known, course), course
        return self._last

    def _changed(self) -> bool:
        try:
            stat: os.stat_result | None = (self._root / locking.FILE).stat()
        except OSError:
            stat = None
        state = (stat.st_ino, stat.st_size, stat.st_mtime_ns) if stat else ()
        self._state, before = state, self._state
        return before != state


def _without_passing(last: Lock, written: Lock, before: Course) -> Lock:
    """Return ``last`` without what came and went between two builds: every heading half typed would stay for ever."""
    screens = {one.id for one in before.screens} | written.screens.keys()
    assessments = {one.id for one in before.assessments} | written.assessments.keys()
    questions = {one.id for one in before.questions} | written.questions.keys()
    return Lock(
        screens={name: slot for name, slot in last.screens.items() if name in screens},
        assessments={name: slot for name, slot in last.assessments.items() if name in assessments},
        questions={name: one for name, one in last.questions.items() if name in questions},
    )
