"""What was read from a file of another tool: the same for every format, before it is written as Markdown.

Texts are Markdown of this language already (see ``prose``); answers that learners type are as they are typed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from course_builder.scaffold.imports.media import Media

Kind = Literal["choice", "true-false", "words", "number", "matching", "ordering", "essay", "cloze", "text"]
"""What was asked for. ``text`` asks nothing: it only stands between questions."""

WHOLE = Decimal(100)


class RefusedError(Exception):
    """A file is not read: the message says why."""


class CannotError(Exception):
    """A question cannot be said in this language: the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An option, or an answer that is typed.

    Args:
        share: how many per cent of the points it gives; below 0 it takes some away.
        tolerance: by how much a number may be off.
    """

    text: str
    share: Decimal = Decimal(0)
    feedback: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a running text; its place is ``model.gap_marker`` in the prompt.

    Args:
        case: whether capital and small letters differ.
        weight: how much it counts among the gaps.
    """

    kind: Literal["choice", "words", "number"]
    answers: tuple[Answer, ...]
    case: bool = False
    weight: Decimal = Decimal(1)


@dataclass(slots=True)
class Asked:
    """A question.

    Args:
        kind: what it is; empty where this language has nothing like it.
        called: the name of its kind in the file.
        line: where it begins in the file.
        several: whether several options can be chosen.
        exactly: whether all right options are needed for any points.
        pairs: left and right sides; a left side that is empty makes a distractor.
        scoring: of an ordering.
        pool: that of the assessment that it is drawn from.
        graders: notes that learners must not see.
        otherwise: what stands in a page where it cannot be asked.
        lost: sentences on what of it did not come over.
    """

    kind: Kind | Literal[""]
    called: str
    line: int
    name: str = ""
    identifier: str = ""
    category: tuple[str, ...] = ()
    prompt: str = ""
    answers: list[Answer] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    several: bool = False
    exactly: bool = False
    shuffle: bool = True
    case: bool = False
    unit: str = ""
    scoring: str = ""
    pool: str = ""
    points: Decimal = Decimal(1)
    explanation: str = ""
    correct: str = ""
    partial: str = ""
    incorrect: str = ""
    graders: str = ""
    hints: list[str] = field(default_factory=list)
    penalty: Decimal = Decimal(0)
    tags: list[str] = field(default_factory=list)
    otherwise: str = ""
    lost: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page of a module.

    Args:
        title: one line of Markdown; empty where it is the text with which its module begins.
        module: the title of its module, in the same way; empty for the one that has the name of the file.
        line: where it begins in the file.
        blocks: Markdown, and the questions in the midst of it.
        test: the front matter of the assessment that it is; None where it is a page, or may be one.
        pools: how many questions an assessment draws from each of its pools.
        practice: whether its questions stand in it even where it only asks.
        address: by which links of the file lead to it, see ``media.PAGE``.
        lost: sentences on what of it did not come over.
    """

    title: str
    module: str
    line: int
    blocks: list[str | Asked] = field(default_factory=list)
    test: Mapping[str, Any] | None = None
    pools: Mapping[str, int] = field(default_factory=dict)
    practice: bool = False
    address: str = ""
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a glossary.

    Args:
        forms: as it is written; the first is its name.
    """

    forms: tuple[str, ...]
    meaning: str
    line: int


@dataclass(slots=True)
class Given:
    """A file to read.

    Args:
        name: of the file, without its ending.
        media: takes the pictures and other files that are in it.
        title: what a course that is made of it is called; readers that know set it.
        language: the tag of its language; set in the same way, before anything is yielded.
        folder: where the file is; text names pictures beside it.
        settings: what else is said of the course, as ``course.yml`` says it; set in the same way.
        lost: sentences on what of the course did not come over; set in the same way.
    """

    name: str
    content: bytes
    media: Media
    title: str = ""
    language: str = ""
    folder: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    lost: Sequence[str] = ()

    def text(self) -> str:
        """Return its text; raise RefusedError where it is none."""
        return decoded(self.content)


_DECLARED = re.compile(
    rb"\s*<\?xml[^>]*?encoding=[\"'](iso-8859-\d{1,2}|windows-125\d|us-ascii|koi8-[ru])[\"']", re.IGNORECASE
)


def decoded(content: bytes) -> str:
    """Return the text of a file: in UTF-8, in UTF-16 where a mark says so, or in what an XML declaration names.

    Raises:
        RefusedError: it is none.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = _DECLARED.match(content[:200])
    name = "UTF-16" if marked else declared[1].decode() if declared else "UTF-8"
    try:
        return content.decode("utf-8-sig" if name == "UTF-8" else name)
    except UnicodeDecodeError as error:
        raise RefusedError(
            f"It is not {name} (byte {error.start:,} is not). Save it as UTF-8 and try again."
        ) from error


def number(text: str | None, otherwise: Decimal) -> Decimal:
    """Return what a file gives as a number, or something else where it is none."""
    try:
        made = Decimal((text or "").strip().replace(",", "."))
    except ArithmeticError:
        return otherwise
    return made if made.is_finite() and abs(made.adjusted()) < 30 else otherwise
