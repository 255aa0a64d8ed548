"""What became of one course: small, and made of plain values, so that it can come from another process or machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_builder.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the builder itself.

    Args:
        kind: the name of the exception.
        file: the file of the course that was being read; empty where none was.
        report: what helps to find the fault.
    """

    kind: str
    file: str
    report: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a course.

    Args:
        course: its path from the catalogue's folder.
        diagnostics: all mistakes; their files are called as they are from the catalogue's folder.
        sources: the text of each file in which there are mistakes.
        built: the names of the outputs that were made.
        pages, questions: how many the course has.
        seconds: how long it took.
        hindrance: what kept it from being built or checked, other than its own mistakes.
        fault: what went wrong in the builder.
    """

    course: str
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    built: tuple[str, ...] = ()
    pages: int = 0
    questions: int = 0
    seconds: float = 0.0
    hindrance: str = ""
    fault: Fault | None = None
    strict: bool = False

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(one.severity == "error" for one in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.diagnostics) - self.errors

    @property
    def ok(self) -> bool:
        """Whether nothing went wrong; under ``strict`` a warning is too much."""
        mistakes = len(self.diagnostics) if self.strict else self.errors
        return not (mistakes or self.hindrance or self.fault)
