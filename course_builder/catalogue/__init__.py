"""Many courses at once: every course below a folder is built or checked, on this machine or on others.

A course that cannot be built is one line of the catalogue, and the others go on. The work is given to any executor of
``concurrent.futures``; what comes back is small, for it may come from another machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from course_builder.catalogue.courses import courses_below
from course_builder.catalogue.outcome import Outcome
from course_builder.catalogue.running import outcomes
from course_builder.catalogue.worker import Task
from course_builder.diagnostics import in_order
from course_builder.progress import SILENT, Progress
from course_builder.result import Result

__all__ = ["Catalogue", "Outcome", "build_all", "check_all"]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What became of the courses of a folder, in the order of their folders."""

    courses: tuple[Outcome, ...]

    @property
    def ok(self) -> bool:
        """Whether all courses are well."""
        return all(one.ok for one in self.courses)

    @property
    def result(self) -> Result:
        """The mistakes of all courses, with their files as they are called from the catalogue's folder."""
        diagnostics = in_order(one for course in self.courses for one in course.diagnostics)
        return Result(diagnostics, {file: text for course in self.courses for file, text in course.sources.items()})


def build_all(
    folder: str | Path,
    executor: Executor | None = None,
    *,
    outputs: Sequence[str] | None = None,
    out: str | Path | None = None,
    strict: bool = False,
    cache: bool = True,
    jobs: int | None = None,
    progress: Progress = SILENT,
) -> Catalogue:
    """Build every course below a folder.

    A course is a folder with a ``course.yml``. What is inside of a course, in hidden folders or in folders that are
    called ``output`` is not looked at.

    Args:
        folder: the folder, or its address as ``fsspec`` knows it.
        executor: does the work, a course at a time; processes of this machine if None. Courses in a folder have to be
            at the same path wherever it works; from an address they are copied there, and what was built goes back.
        outputs: names of outputs; those of each ``course.yml`` if None.
        out: the folder to write to, which gets a folder for each course; ``output`` in each course's folder if None.
        strict: warnings count as errors.
        cache: whether what is made is kept for the next time, and what was kept is used.
        jobs: how many processes; as many as there are processors if None.
        progress: told how many courses are done.

    Raises:
        ExtraMissingError: the folder is an address, and ``fsspec`` is not installed.
    """
    task = Task(outputs=tuple(outputs) if outputs is not None else None, strict=strict, cache=cache, write=True)
    return _all(folder, out, task, executor, jobs, progress)


def check_all(
    folder: str | Path,
    executor: Executor | None = None,
    *,
    strict: bool = False,
    cache: bool = True,
    jobs: int | None = None,
    progress: Progress = SILENT,
) -> Catalogue:
    """Check every course below a folder, and write nothing; see ``build_all``."""
    return _all(folder, None, Task(strict=strict, cache=cache), executor, jobs, progress)


def _all(
    folder: str | Path,
    out: str | Path | None,
    task: Task,
    executor: Executor | None,
    jobs: int | None,
    progress: Progress,
) -> Catalogue:
    tasks = [task.of(course, place, out) for course, place in courses_below(folder).items()]
    done: dict[str, Outcome] = {}
    progress.step("courses", 0, len(tasks))
    for outcome in outcomes(tasks, executor, jobs):
        done[outcome.course] = outcome
        progress.step("courses", len(done), len(tasks))
    return Catalogue(tuple(done[task.course] for task in tasks))
