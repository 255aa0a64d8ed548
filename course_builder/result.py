"""What checking or building a course gives: its mistakes, and what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course_builder.assets.weight import Weight
from course_builder.diagnostics import Diagnostic
from course_builder.model import Course
from course_builder.outputs import Summary
from course_builder.render.edition import Edition


@dataclass(frozen=True, slots=True)
class Built:
    """One output that was built.

    Args:
        output: the output's name.
        path: the file or folder.
        size: in bytes.
        pages, questions: how many it holds.
        summary: what its saved state needs.
    """

    output: str
    path: Path
    size: int
    pages: int
    questions: int
    summary: Summary


@dataclass(slots=True)
class Result:
    """What checking or building gives.

    Args:
        diagnostics: all mistakes, by place.
        sources: the text of each source file, to show the lines with.
        built: what was written; empty where there are errors.
        course: the course, or None where there is no usable ``course.yml``.
        edition: the rendered course, where it came so far.
        weight: how heavy the files of what was built are.
    """

    diagnostics: list[Diagnostic]
    sources: Mapping[str, str]
    built: list[Built] = field(default_factory=list)
    course: Course | None = None
    edition: Edition | None = None
    strict: bool = False
    weight: Weight = field(default_factory=Weight)

    @property
    def ok(self) -> bool:
        """Whether there is no error, and under ``strict`` no warning either.

        An error in a translation alone leaves that out, and the others are built.
        """
        return not any(self.strict or (one.severity == "error" and not one.language) for one in self.diagnostics)

    @property
    def is_whole(self) -> bool:
        """Whether there is no error in any language."""
        return self.ok and not any(one.severity == "error" for one in self.diagnostics)
