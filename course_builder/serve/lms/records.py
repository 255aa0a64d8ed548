"""What learners did: one JSON file for each attempt, so that it outlives the server.

Files are replaced whole, so that a server that is killed leaves either the old record or the new one.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from course_builder.serve.lms.packages import Version

ELEMENTS = 50_000
"""How many elements of the data model a record may have: far more than any course writes."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Element = Annotated[str, StringConstraints(pattern=r"^(cmi|adl)\.[A-Za-z0-9_.]{1,200}$")]
Value = Annotated[str, StringConstraints(max_length=64_000)]
Elements = Annotated[dict[Element, Value], Field(max_length=ELEMENTS)]


class Strict(BaseModel):
    """Data from outside: what is unknown is refused."""

    model_config = ConfigDict(extra="forbid")


class Learner(Strict):
    """Somebody who takes the course. ``name`` is family name first, as SCORM has it."""

    id: Identifier
    name: Name


class Kept(Strict):
    """What the LMS holds of one SCO.

    Args:
        cmi: the elements of the data model and their values.
        sessions: how often it was launched.
        ended: whether the last session was ended by the SCO.
        session, number: which commit was stored last; a slow one that comes after it is out of date.
    """

    cmi: Elements = {}
    sessions: int = Field(0, ge=0)
    ended: bool = False
    session: str = Field("", max_length=60)
    number: int = Field(0, ge=0)


class Record(Strict):
    """One attempt of one learner. It is exported and imported as it is stored."""

    format: Literal["course-builder-lms-record"] = "course-builder-lms-record"
    course: str = Field(max_length=500)
    title: str = Field("", max_length=1000)
    version: Version
    learner: Learner
    attempt: int = Field(ge=1, le=9999)
    begun: datetime
    changed: datetime
    scos: Annotated[
        dict[Annotated[str, StringConstraints(min_length=1, max_length=500)], Kept], Field(max_length=1000)
    ] = {}


class Commit(Strict):
    """What the page sends when a SCO commits or ends: the elements that changed.

    Args:
        began: the session has only begun; nothing but that is kept.
    """

    session: str = Field(min_length=1, max_length=60)
    number: int = Field(ge=0)
    cmi: Elements = {}
    began: bool = False
    ended: bool = False


class Learners(Strict):
    """Everybody who can be chosen."""

    learners: Annotated[list[Learner], Field(min_length=1, max_length=20)]


LEARNERS = Learners(
    learners=[
        Learner(id="learner-1", name="Rai, Asha"),
        Learner(id="learner-2", name="Okoro, Samuel"),
        Learner(id="learner-3", name="حداد، ليلى"),
    ]
)


class Records:
    """The records below one folder: ``COURSE/VERSION/LEARNER/ATTEMPT.json``, and ``learners.json``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def learners(self) -> Learners:
        """Return the learners; those of the start where nobody has named them."""
        path = self._folder / "learners.json"
        with self._lock, contextlib.suppress(ValidationError, FileNotFoundError):
            return Learners.model_validate_json(path.read_bytes())
        return LEARNERS

    def rename(self, learners: Learners) -> None:
        """Keep the learners under new names."""
        with self._lock:
            _replace(self._folder / "learners.json", learners)

    def attempts(self, course: str, version: Version, learner: str) -> list[Record]:
        """Return a learner's attempts, first to last. A file that somebody has spoilt is left out, and left alone."""
        place = self._place(course, version, learner)
        with self._lock:
            read = (_record(place / f"{number}.json") for number in self._numbers(course, version, learner))
            return [one for one in read if one]

    def begin(
        self, course: str, title: str, version: Version, learner: Learner, scos: dict[str, Kept] | None = None
    ) -> Record:
        """Begin a further attempt, and perhaps fill it."""
        with self._lock:
            now = datetime.now(UTC)
            number = max(self._numbers(course, version, learner.id), default=0) + 1
            record = Record(
                course=course,
                title=title,
                version=version,
                learner=learner,
                attempt=number,
                begun=now,
                changed=now,
                scos=scos or {},
            )
            _replace(self._path(record), record)
            return record

    def store(self, course: str, version: Version, learner: str, attempt: int, sco: str, commit: Commit) -> Record:
        """Store what a SCO committed.

        Raises:
            KeyError: there is no such attempt.
            ValueError: it would hold more than `ELEMENTS`.
        """
        with self._lock:
            path = self._place(course, version, learner) / f"{attempt}.json"
            record = _record(path)
            if record is None:
                raise KeyError(attempt)
            kept = record.scos.get(sco, Kept())
            if kept.session == commit.session and commit.number <= kept.number:
                return record
            record.scos[sco] = kept.model_copy(
                update={
                    "cmi": kept.cmi | commit.cmi,
                    "sessions": kept.sessions + commit.began,
                    "ended": commit.ended,
                    "session": commit.session,
                    "number": commit.number,
                }
            )
            if len(record.scos[sco].cmi) > ELEMENTS:
                raise ValueError(f"a record holds at most {ELEMENTS} elements")
            record.changed = datetime.now(UTC)
            _replace(path, record)
            return record

    def _numbers(self, course: str, version: Version, learner: str) -> list[int]:
        return sorted(
            int(one.stem) for one in self._place(course, version, learner).glob("*.json") if one.stem.isdecimal()
        )

    def _place(self, course: str, version: Version, learner: str) -> Path:
        return self._folder / (re.sub(r"[^A-Za-z0-9_-]+", "-", course)[:100] or "course") / version / learner

    def _path(self, record: Record) -> Path:
        return self._place(record.course, record.version, record.learner.id) / f"{record.attempt}.json"


def _record(path: Path) -> Record | None:
    try:
        return Record.model_validate_json(path.read_bytes())
    except (ValidationError, FileNotFoundError):
        return None


def _replace(path: Path, content: BaseModel) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.model_dump_json(indent=1).encode())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
