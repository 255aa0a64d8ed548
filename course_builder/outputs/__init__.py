"""Output formats: a name and one method each, found by entry point (``course_builder.outputs``).

An output yields files and never touches the disk, so an error in any of them leaves what was built before as it was.
What an output cannot express it says in a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from course_builder.content import Content, content_of
from course_builder.diagnostics import Report
from course_builder.model.settings import Audience, Settings
from course_builder.plugins import plugged_in
from course_builder.render.edition import Edition
from course_builder.render.leaves import Form


class NoOptions(Settings):
    """An output without options."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that is built.

    Args:
        path: relative to the folder of what is built, with forward slashes.
        content: bytes, or what is read only when it is written.
    """

    path: str
    content: bytes | Content


@dataclass(frozen=True, slots=True)
class Job:
    """What an output works from.

    Args:
        edition: the course, rendered.
        options: the output's options, validated by its own model.
        report: for what it cannot express.
    """

    edition: Edition
    options: Any
    report: Report


@dataclass(frozen=True, slots=True)
class Summary:
    """What the table at the end of a build says of an output.

    Args:
        state: characters of saved state at the worst; 0 where nothing limits it.
        limit: what the LMS gives.
        text_bytes: bytes that are kept of each typed text.
    """

    state: int = 0
    limit: int = 0
    text_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Product:
    """What an output made.

    Args:
        files: the content of each file by its path; first what the output is, then what comes beside it.
    """

    files: Mapping[str, Content]
    summary: Summary

    @property
    def place(self) -> str:
        """The file or the folder that the output is."""
        return next((path.partition("/")[0] for path in self.files), "")

    @property
    def size(self) -> int:
        """Of that file or folder, in bytes."""
        return sum(content.size for path, content in self.files.items() if path.partition("/")[0] == self.place)


class Output(Protocol):
    """An output format.

    Attributes:
        name: as ``course.yml`` names it.
        options: the model of its options.
        forms: what it shows screens in beside files of their own, so that they are made together; may be left out.
        together: for its options, whether all languages of a course become one product; may be left out: each is built
            by itself.
        audiences: for its options, for whom it is made; may be left out: for learners. For each it is built by itself.
    """

    name: str
    options: type[Settings]

    def build(self, job: Job) -> Iterator[Artifact | Summary]:
        """Yield the files, and a summary."""
        ...


def outputs() -> Mapping[str, Output]:
    """Return all outputs by name."""
    return plugged_in("course_builder.outputs")


def forms(names: Iterable[str]) -> frozenset[Form]:
    """Return what outputs show screens in, beside files of their own."""
    return frozenset(form for name in names for form in getattr(outputs()[name], "forms", ()))


def run(output: Output, job: Job) -> Product:
    """Make all files of an output."""
    files: dict[str, Content] = {}
    summary = Summary()
    for one in output.build(job):
        if isinstance(one, Summary):
            summary = one
        else:
            files[one.path] = content_of(one.content)
    return Product(files, summary)


def audiences(output: Output, options: Settings) -> tuple[Audience, ...]:
    """Return for whom an output is made."""
    said = getattr(output, "audiences", None)
    return said(options) if said else ("learner",)


def is_together(output: Output, options: Settings) -> bool:
    """Whether an output makes one product of all languages of a course."""
    together = getattr(output, "together", None)
    return bool(together and together(options))
