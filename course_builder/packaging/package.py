"""What a SCORM manifest tells about a course, as plain values.

Outputs fill in a ``Package``; ``manifest12`` and ``manifest2004`` write it down. It holds names of files, not files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

Standard: TypeAlias = Literal["scorm12", "scorm2004-3", "scorm2004-4"]

STANDARDS: tuple[Standard, ...] = ("scorm12", "scorm2004-3", "scorm2004-4")

MANIFEST = "imsmanifest.xml"


@dataclass(frozen=True, slots=True)
class Sco:
    """A sharable content object: what an LMS launches and tracks.

    Args:
        id: stays the same from build to build, for learners' progress hangs on it (R6).
        title: shown in the LMS's menu.
        href: the file that is launched; one of ``files``.
        files: names of the files that belong to this SCO alone.
        mastery_score: 0–100 where the author asked that the LMS judge (SCORM 1.2 only); else None (R21).
    """

    id: str
    title: str
    href: str
    files: tuple[str, ...]
    mastery_score: int | None = None

    def __post_init__(self) -> None:
        if self.href not in self.files:
            raise ValueError(f"the SCO {self.id!r} launches {self.href!r}, which is not among its files")
        if self.mastery_score is not None and not 0 <= self.mastery_score <= 100:
            raise ValueError(f"the mastery score {self.mastery_score} of the SCO {self.id!r} is not from 0 to 100")


@dataclass(frozen=True, slots=True)
class Package:
    """A course as a SCORM package.

    Args:
        id: the course's id; stays the same from build to build (R6).
        title: the course's title; also that of its organization.
        language: BCP 47 tag of the content.
        others: tags of the other languages that it holds.
        minutes: how long it takes; 0 where that is not known.
        scos: what the LMS launches, in order; nearly always one (R2).
        shared: names of files that every SCO needs.
        objectives: what learners can do afterwards, a sentence each.

    Raises:
        ValueError: where no SCO is given, two have the same id, or a file belongs to two of them.
    """

    id: str
    title: str
    language: str
    scos: tuple[Sco, ...]
    shared: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    author: str = ""
    publisher: str = ""
    licence: str = ""
    version: str = "1.0"
    minutes: int = 0
    objectives: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.scos:
            raise ValueError(f"the package {self.id!r} has no SCO")
        for what, names in (("SCO id", [sco.id for sco in self.scos]), ("file", list(self.files))):
            twice = sorted(name for name, times in Counter(names).items() if times > 1)
            if twice:
                raise ValueError(f"{what} used twice in the package {self.id!r}: {', '.join(twice)}")

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files that the manifest lists, SCO by SCO, then what they share."""
        return tuple(name for sco in self.scos for name in sco.files) + self.shared
