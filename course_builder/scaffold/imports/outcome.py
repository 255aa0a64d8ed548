"""What an import makes, and what became of everything in the files that it was given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

State = Literal["whole", "part", "not"]


@dataclass(slots=True)
class Outcome:
    """What became of a question, a page or a term.

    Args:
        file, line: where it stands in what was given.
        name: what it is called there.
        kind: how its kind is called there.
        unit: what ``line`` counts.
        identifier: its id here; empty where it did not come over, or has none of its own.
        written, written_line: where it stands in the course.
        lost: what of it did not come over.
    """

    file: str
    line: int
    name: str
    kind: str
    unit: str = "line"
    identifier: str = ""
    written: str = ""
    written_line: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def state(self) -> State:
        """How much of it came over."""
        return "not" if not self.written else "part" if self.lost else "whole"

    @property
    def place(self) -> str:
        """Where it stands in what was given, as it is told."""
        return f"{self.file}:{self.line}" if self.unit == "line" else f"{self.file}: {self.unit} {self.line}"


@dataclass(slots=True)
class Taken:
    """What an import makes.

    Args:
        files: the files to write, by their paths in the course.
        refused: files that were not read, and why.
        outcomes: what became of each question, page and term.
        next_steps: what the author does with what was written.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything came over, at least in part."""
        return not self.refused and all(one.state != "not" for one in self.outcomes)
