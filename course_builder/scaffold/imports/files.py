"""The files that an import makes: which text stands in which, and on which line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from course_builder.scaffold import SCHEMA_LINE
from course_builder.scaffold.imports.outcome import Outcome


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a file that stands or falls by itself.

    Args:
        kind: ``title`` of a page, a ``question``, or ``text``.
        otherwise: what stands in its place where the builder does not take it.
        pool: of a question, the one that it belongs to.
        line: on which line of the file it begins.
    """

    kind: Literal["title", "question", "text"]
    text: str
    outcome: Outcome
    otherwise: str = ""
    pool: str = ""
    line: int = 0


@dataclass(slots=True, eq=False)
class Made:
    """A module or an assessment.

    Args:
        folder: ``modules`` or ``assessments``.
        name: of the file, without its ending.
        title: one line of Markdown.
        assessment: that of the module.
        front: front matter of an assessment.
        pools: how many questions are drawn from each of its pools.
        outcome: what became of the assessment that it was.
        around: a block around everything, such as ``:::glossary``.
        category: that of the bank whose questions it holds.
    """

    folder: Literal["modules", "assessments"]
    name: str
    title: str
    assessment: str = ""
    front: Mapping[str, Any] = field(default_factory=dict)
    pools: Mapping[str, int] = field(default_factory=dict)
    outcome: Outcome | None = None
    around: str = ""
    category: tuple[str, ...] = ()
    pieces: list[Piece] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Its path in the course."""
        return f"{self.folder}/{self.name}.md"

    @property
    def has_questions(self) -> bool:
        """Whether anything in it is asked."""
        return any(one.kind == "question" for one in self.pieces)

    def text(self) -> str:
        """Return its text, and note where its pieces stand."""
        said = {"assessment": self.assessment, **self.front} if self.assessment else dict(self.front)
        there = Counter(one.pool for one in self.pieces if one.kind == "question")
        lines = "".join(f"{line}\n" for line in front_matter(said))
        drawn = {name: min(draw, there[name]) for name, draw in self.pools.items() if there[name]}
        lines += "pools:\n" * bool(drawn)
        lines += "".join(f"  {_yaml(name)}: {{draw: {draw}}}\n" for name, draw in drawn.items())
        front = f"---\n{lines}---\n\n" if lines else ""
        blocks = [f"{front}# {self.title}", *([self.around] if self.around else [])]
        line = sum(one.count("\n") + 2 for one in blocks) + 1
        pieces: Sequence[Piece] = self.pieces
        if self.folder == "assessments":
            # What stands between questions comes first: below a question it would belong to it.
            pieces = sorted(pieces, key=lambda one: one.kind == "question")
        for piece in pieces:
            piece.line = line
            blocks.append(piece.text)
            line += piece.text.count("\n") + 2
        return "\n\n".join([*blocks, *([":::"] if self.around else [])]) + "\n"


def front_matter(said: Mapping[str, Any]) -> list[str]:
    """Return settings as lines of YAML."""
    return [f"{key}: {_yaml(value)}" for key, value in said.items()]


def _yaml(value: Any) -> str:
    """Return a value as a person would write it where it needs no quotes."""
    plain = isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w-]*|\d+ min", value, re.ASCII)
    return value if plain else json.dumps(value, ensure_ascii=False)


def header(name: str, title: str) -> str:
    """Return the module of an assessment that has no page."""
    return f"---\nassessment: {json.dumps(name)}\n---\n\n# {title}\n"


def settings(title: str, modules: Sequence[str], language: str, more: Mapping[str, Any]) -> str:
    """Return ``course.yml`` of a new course.

    Args:
        more: settings of it.
    """
    return SCHEMA_LINE + "\n".join(
        [
            f"title: {json.dumps(title, ensure_ascii=False)}",
            f"language: {language}",
            *front_matter(more),
            "",
            "# Modules in the order in which learners meet them.",
            "modules:",
            *(f"  - {json.dumps(one)}" for one in modules),
            "",
            "outputs: [scorm12, html]",
            "",
        ]
    )


def modules_of(files: Sequence[Made]) -> Mapping[str, str]:
    """Return the modules of a course that consists of some files: their texts by their names, in order."""
    own = {one.assessment for one in files if one.assessment}
    return {
        one.name: one.text() if one.folder == "modules" else header(one.name, one.title)
        for one in files
        if one.folder == "modules" or one.name not in own
    }
