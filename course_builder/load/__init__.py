"""Files to course: reads ``course.yml``, modules and assessments, and returns the model with all that is wrong.

Nothing is raised for an author's mistake: the course that comes back holds whatever could be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_builder.diagnostics import Diagnostic
from course_builder.load.course import CourseReader, TrueFalse
from course_builder.model import Course
from course_builder.progress import SILENT, Progress
from course_builder.source.memory import Memory


@dataclass(slots=True)
class Loaded:
    """What loading gives. ``course`` is None only where there is no usable ``course.yml``."""

    course: Course | None
    diagnostics: list[Diagnostic]
    sources: dict[str, str]


def _english(_language: str) -> Sequence[tuple[str, str]]:
    return (("True", "False"),)


def load(
    root: Path,
    true_false: TrueFalse = _english,
    memory: Memory | None = None,
    progress: Progress = SILENT,
    language: str = "",
    translate: Callable[[str, str], str] | None = None,
) -> Loaded:
    """Read a course.

    Args:
        root: the course's folder, which holds ``course.yml``.
        true_false: for a language, the pairs of words that make a choice a true-or-false question.
        memory: what was read the last time; what did not change since is not read again.
        progress: told how many modules are read.
        language: in which it is read, where that is not the one in which it is written.
        translate: for the path of a file and its text, the text in that language.
    """
    reader = CourseReader(root, true_false, memory, progress, language, translate)
    course = reader.course()
    return Loaded(course, reader.report.diagnostics, reader.files.texts)
