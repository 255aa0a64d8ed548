"""Files to course: reads ``course.yml``, modules and assessments, and returns the model with all that is wrong.

Nothing is raised for an author's mistake: the course that comes back holds whatever could be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course_builder.diagnostics import Diagnostic
from course_builder.load.course import CourseReader, TrueFalse
from course_builder.model import Course
from course_builder.model.settings import Audience
from course_builder.progress import SILENT, Progress
from course_builder.source.memory import Memory


@dataclass(slots=True)
class Loaded:
    """What loading gives.

    Args:
        course: None only where there is no usable ``course.yml``.
        sources: the text of each source file, by path.
        audience: for whom it was read.
        left_out: the first and last lines of what is not for them, by file.
    """

    course: Course | None
    diagnostics: list[Diagnostic]
    sources: dict[str, str]
    audience: Audience = "learner"
    left_out: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)

    @property
    def read(self) -> dict[str, str]:
        """The sources with empty lines in the places of what is left out."""
        read = dict(self.sources)
        for file, places in self.left_out.items():
            lines = read[file].split("\n")
            for first, last in places:
                lines[first - 1 : last] = [""] * (last - first + 1)
            read[file] = "\n".join(lines)
        return read


def _english(_language: str) -> Sequence[tuple[str, str]]:
    return (("True", "False"),)


def load(
    root: Path,
    true_false: TrueFalse = _english,
    memory: Memory | None = None,
    progress: Progress = SILENT,
    language: str = "",
    translate: Callable[[str, str], str] | None = None,
    audience: Audience = "learner",
) -> Loaded:
    """Read a course.

    Args:
        root: the course's folder, which holds ``course.yml``.
        true_false: for a language, the pairs of words that make a choice a true-or-false question.
        memory: what was read the last time; what did not change since is not read again.
        progress: told how many modules are read.
        language: in which it is read, where that is not the one in which it is written.
        translate: for the path of a file and its text, the text in that language.
        audience: for whom. What is for trainers is looked at for mistakes, and left out for learners.
    """
    reader = CourseReader(root, true_false, memory, progress, language, translate, audience)
    course = reader.course()
    return Loaded(course, reader.report.diagnostics, reader.files.texts, audience, reader.left_out)
