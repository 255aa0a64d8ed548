"""What a worker does: one course, from its folder to its outcome. Whatever goes wrong in it becomes part of that."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from course_builder import __version__
from course_builder.building import build, check
from course_builder.cache import of_user
from course_builder.catalogue import storage
from course_builder.catalogue.outcome import Fault, Outcome
from course_builder.faults import report
from course_builder.made import ForeignError
from course_builder.packaging.schemas import SchemasMissingError
from course_builder.player import BundleMissingError
from course_builder.replacing import OUTPUT
from course_builder.result import Result
from course_builder.source import reading


@dataclass(frozen=True, slots=True)
class Task:
    """One course to be built or checked.

    Args:
        course: its path from the catalogue's folder.
        place: its folder, or the address of it.
        target: the folder to write to, or the address of it; ``output`` in the course's folder if empty.
        outputs: names of outputs; those of ``course.yml`` if None.
        strict: warnings count as errors.
        write: whether it is built.
        cache: whether what is made is kept for the next time, and what was kept is used.
        version: of the builder that asks for it.
    """

    course: str = ""
    place: str = ""
    target: str = ""
    outputs: tuple[str, ...] | None = None
    strict: bool = False
    write: bool = False
    cache: bool = True
    version: str = __version__

    def of(self, course: str, place: str, out: str | Path | None) -> Task:
        """Return the same for a course."""
        if out is None:
            target = ""
        elif storage.is_address(str(out)):
            target = storage.below(str(out), course)
        else:
            # Where it works, the folder in which a command was given may be another.
            target = str(Path(out).resolve() / course)
        return replace(self, course=course, place=place, target=target)


def work(task: Task) -> Outcome:
    """Build or check a course."""
    start = time.perf_counter()
    # The course before may have been read by the same thread.
    reading.at("")
    try:
        outcome = _outcome(task)
    except (ForeignError, BundleMissingError, SchemasMissingError) as error:
        outcome = Outcome(task.course, hindrance=str(error))
    except OSError as error:
        outcome = Outcome(task.course, hindrance=f"{error.filename or task.place}: {error.strerror or error}.")
    except Exception as error:  # noqa: BLE001 -- the other courses go on
        file = reading.last()
        outcome = Outcome(task.course, fault=Fault(type(error).__name__, file, report(error, file)))
    return replace(outcome, seconds=time.perf_counter() - start, strict=task.strict)


def _outcome(task: Task) -> Outcome:
    if task.version != __version__:
        # Two courses of one catalogue have to come out of the same builder.
        words = f"It was to be done by course-builder {task.version}, and where it was tried there is {__version__}."
        return Outcome(task.course, hindrance=words)
    with _at_hand(task) as (root, target):
        if not root.is_dir():
            return Outcome(task.course, hindrance=f"There is no folder {task.place!r} where it was to be done.")
        if task.write:
            result = build(root, task.outputs, target, strict=task.strict, cache=of_user(off=not task.cache))
        else:
            result = check(root, strict=task.strict, cache=of_user(off=not task.cache))
    return _summary(task.course, result)


@contextmanager
def _at_hand(task: Task) -> Iterator[tuple[Path, Path]]:
    """Have the folders of a course and of its outputs on this machine."""
    if not (storage.is_address(task.place) or storage.is_address(task.target)):
        yield Path(task.place), Path(task.target or Path(task.place) / OUTPUT)
        return
    with storage.copied(task.place, task.target) as folders:
        yield folders


def _summary(name: str, result: Result) -> Outcome:
    """Return what is told of a course; the course itself stays where it was built."""
    course = result.course
    above = {one.span.file: (PurePosixPath(name) / one.span.file).as_posix() for one in result.diagnostics}
    return Outcome(
        name,
        tuple(replace(one, span=replace(one.span, file=above[one.span.file])) for one in result.diagnostics),
        {above[file]: text for file, text in result.sources.items() if file in above},
        tuple(one.output for one in result.built),
        len(course.screens) - len(course.assessments) if course else 0,
        len(course.questions) if course else 0,
    )
