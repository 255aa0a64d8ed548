"""Question banks of other tools become assessments of a course.

A format is a function that yields questions (``READERS``). What they become is written as Markdown, and read by the
builder before anything stands on the disk: a question that it would not take is left out and told, with the rest.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from course_builder.building import check
from course_builder.diagnostics import Diagnostic
from course_builder.model import Course
from course_builder.scaffold import SCHEMA_LINE, STARTER, SourceError
from course_builder.scaffold.imports import gift, moodle_xml
from course_builder.scaffold.imports.material import Asked, CannotError, RefusedError
from course_builder.scaffold.imports.media import Media
from course_builder.scaffold.imports.prose import escaped
from course_builder.scaffold.imports.writing import question
from course_builder.source.names import ID, digest, latin_slug, plain_text, portable

LARGEST = 64_000_000
"""Bytes of one file."""

MOST_QUESTIONS = 20_000
"""In one command."""

READERS: Mapping[str, Callable[[str, Media], Iterator[Asked]]] = {"gift": gift.read, "moodle-xml": moodle_xml.read}

_UNNAMED = re.compile(r"(?:question|frage|pregunta|q)?[\s_.-]*\d*", re.IGNORECASE)

State = Literal["whole", "part", "not"]


@dataclass(slots=True)
class Outcome:
    """What became of a question.

    Args:
        file, line: where it stands in the bank.
        name: what it is called there.
        kind: how its kind is called there.
        identifier: its id here; empty where it did not come over.
        written, written_line: where it stands in the course.
        lost: what of it did not come over.
    """

    file: str
    line: int
    name: str
    kind: str
    identifier: str = ""
    written: str = ""
    written_line: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def state(self) -> State:
        """How much of it came over."""
        return "not" if not self.written else "part" if self.lost else "whole"


@dataclass(slots=True)
class Taken:
    """What an import makes.

    Args:
        files: the files to write, by their paths in the course.
        refused: banks that were not read, and why.
        outcomes: what became of each question.
        next_steps: what the author does with the new assessments.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything came over, at least in part."""
        return not self.refused and all(one.state != "not" for one in self.outcomes)


@dataclass(slots=True, eq=False)
class _Piece:
    """A question, and what it became."""

    asked: Asked
    outcome: Outcome
    text: str = ""


def take(banks: Sequence[Path], target: Path) -> Taken:
    """Make assessments of question banks. Nothing is written; ``write`` does that.

    Args:
        target: the folder of a course, or one for a new course.

    Raises:
        SourceError: ``target`` is no folder that a course can be in.
    """
    return _Import(target).run(banks)


def write(taken: Taken, target: Path) -> list[Path]:
    """Write what ``take`` made. A file that is there already is never written over.

    Raises:
        FileExistsError: a file came to be there meanwhile.
    """
    written = []
    for name, content in taken.files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
        written.append(path)
    return sorted(written)


class _Import:
    """An import into one folder."""

    def __init__(self, target: Path) -> None:
        if target.exists() and not target.is_dir():
            raise SourceError(f"{str(target)!r} is a file. Name the folder of a course, or one that is not there yet.")
        self.target = target
        self.is_new = not (target / "course.yml").exists()
        if self.is_new and target.exists() and any(not one.name.startswith(".") for one in target.iterdir()):
            raise SourceError(f"The folder {str(target)!r} has files in it and no course.yml, so it is no course.")
        self.course: Course | None = None if self.is_new else check(target, ["html"]).course
        if not self.is_new and self.course is None:
            raise SourceError(f"The course in {str(target)!r} cannot be read: run 'course-builder check' there.")
        self.language = self.course.settings.language if self.course else "en"
        self.ids = {one.id for one in self.course.questions} if self.course else set()
        # Files that no module names hold ids as well.
        for path in target.glob("assessments/*.md"):
            self.ids |= set(re.findall(r"\{#([\w-]+)", path.read_text(encoding="utf-8", errors="replace")))
        self.same: Counter[str] = Counter()
        self.media = Media(lambda name: (target / name).exists())
        self.taken = Taken()

    def run(self, banks: Sequence[Path]) -> Taken:
        pieces: list[_Piece] = []
        for path in banks:
            try:
                pieces += self._read(path)
            except RefusedError as error:
                self.taken.refused[path.as_posix()] = str(error)
            except OSError as error:
                self.taken.refused[path.as_posix()] = f"{error.strerror}."
        if len(pieces) > MOST_QUESTIONS:
            raise SourceError(f"There are more than {MOST_QUESTIONS:,} questions. Import them in several parts.")
        files = self._by_file(pieces)
        self._prove(files)
        self.taken.outcomes = [one.outcome for one in pieces]
        self._put_together(files)
        return self.taken

    def _read(self, path: Path) -> list[_Piece]:
        if path.stat().st_size > LARGEST:
            raise RefusedError(f"It has more than {LARGEST:,} bytes.")
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RefusedError(
                f"It is not UTF-8 (byte {error.start:,} is not). Save it as UTF-8 and try again."
            ) from error
        pieces = []
        for asked in READERS[form_of(path, text)](text, self.media):
            outcome = Outcome(path.as_posix(), asked.line, plain_text(asked.name), asked.called, lost=asked.lost)
            pieces.append(self._written(asked, outcome))
            if len(pieces) > MOST_QUESTIONS:
                raise RefusedError(f"It has more than {MOST_QUESTIONS:,} questions.")
        return pieces

    def _written(self, asked: Asked, outcome: Outcome) -> _Piece:
        if not asked.kind:
            return _Piece(asked, outcome)
        if asked.kind == "text":
            asked.lost.append("Text between questions stands in the introduction of the assessment.")
            return _Piece(asked, outcome, asked.prompt)
        outcome.identifier = self._id(asked)
        objectives = self._objectives(asked)
        try:
            text = question(asked, outcome.identifier, self.language, objectives)
        except CannotError as error:
            outcome.lost[:], outcome.identifier = [str(error)], ""
            return _Piece(asked, outcome)
        outcome.lost[:] = list(dict.fromkeys(outcome.lost))
        return _Piece(asked, outcome, text)

    def _id(self, asked: Asked) -> str:
        """Return an id: the bank's own where an LMS takes it, else one of the question's name or words."""
        name = "" if _UNNAMED.fullmatch(asked.name.strip()) else asked.name
        wanted = asked.identifier if ID.fullmatch(asked.identifier) else ""
        wanted = wanted or latin_slug(asked.identifier or name or asked.prompt.split("\n")[0]) or "question"
        made = wanted
        while made in self.ids:
            self.same[wanted] += 1
            made = f"{wanted[:58]}-{self.same[wanted] + 1}"
        if asked.identifier and made != asked.identifier:
            asked.lost.append(f"Its id {asked.identifier[:60]!r} became {made!r}.")
        self.ids.add(made)
        return made

    def _objectives(self, asked: Asked) -> list[str]:
        known = self.course.objectives if self.course else ()
        found = [
            next(
                (one.id for one in known if tag.casefold() in {one.id.casefold(), plain_text(one.text).casefold()}), ""
            )
            for tag in asked.tags
        ]
        if unknown := [tag for tag, one in zip(asked.tags, found, strict=True) if not one]:
            asked.lost.append(f"Tags that are no objectives of the course: {', '.join(unknown)}.")
        return [one for one in dict.fromkeys(found) if one]

    def _by_file(self, pieces: Sequence[_Piece]) -> dict[str, list[_Piece]]:
        """Give each category a file, with its questions in their order."""
        names: dict[tuple[str, ...], str] = {}
        files: dict[str, list[_Piece]] = {}
        for piece in (one for one in pieces if one.text):
            category = piece.asked.category or (Path(piece.outcome.file).stem,)
            if category not in names:
                stem = portable(latin_slug(category[-1]) or f"bank-{digest(category[-1])}")
                made, count = stem, 1
                while made in names.values() or (self.target / f"assessments/{made}.md").exists():
                    count += 1
                    made = f"{stem}-{count}"
                names[category] = made
            files.setdefault(names[category], []).append(piece)
        return files

    def _text(self, pieces: Sequence[_Piece]) -> str:
        """Return an assessment, and note where its questions stand."""
        first = pieces[0]
        title = first.asked.category[-1] if first.asked.category else Path(first.outcome.file).stem
        blocks = [f"# {_title(title)}"]
        line = 3
        # What stands between questions comes first: below a question it would belong to it.
        for piece in sorted(pieces, key=lambda one: one.asked.kind != "text"):
            blocks.append(piece.text)
            piece.outcome.written_line = line
            line += piece.text.count("\n") + 2
        return "\n\n".join(blocks) + "\n"

    def _prove(self, files: dict[str, list[_Piece]]) -> None:
        """Let the builder read what would be written, and take away what it does not."""
        while _with_questions(files):
            faults = self._faults(files)
            found = False
            for name, pieces in files.items():
                for piece in list(pieces):
                    end = piece.outcome.written_line + piece.text.count("\n")
                    own = [one for one in faults if one.span.file == f"assessments/{name}.md"]
                    told = [one for one in own if piece.outcome.written_line <= one.span.line <= end]
                    if told:
                        piece.outcome.lost[:] = [f"{told[0].message} ({told[0].code})"]
                        pieces.remove(piece)
                        piece.outcome.identifier = ""
                        found = True
            if not found and faults:
                # It is the fault of no single question, such as a file that is too large.
                raise SourceError(f"What would be written has a mistake: {faults[0].message} ({faults[0].code})")
            if not found:
                break

    def _faults(self, files: Mapping[str, Sequence[_Piece]]) -> list[Diagnostic]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            texts = {f"assessments/{name}.md": self._text(pieces) for name, pieces in files.items() if pieces}
            texts |= {f"modules/{name}.md": _module(name, name) for name, pieces in files.items() if pieces}
            texts["course.yml"] = f"title: Import\nlanguage: {json.dumps(self.language)}\n"
            if self.course and self.course.objectives:
                ids = "".join(f"  {one.id}: Objective\n" for one in self.course.objectives)
                texts["modules/zz-objectives.md"] = f"---\nobjectives:\n{ids}---\n# Objectives\n\nText.\n"
            for name, content in [*((name, text.encode()) for name, text in texts.items()), *self.media.files.items()]:
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            return [one for one in check(root, ["html"]).diagnostics if one.severity == "error"]

    def _put_together(self, files: Mapping[str, Sequence[_Piece]]) -> None:
        made = self.taken.files
        texts = []
        for name, pieces in files.items():
            text = self._text(pieces)
            texts.append(text)
            made[f"assessments/{name}.md"] = text.encode()
            for piece in pieces:
                piece.outcome.written = f"assessments/{name}.md"
            if self.is_new:
                title = re.match("# (.*)", text)
                made[f"modules/{name}.md"] = _module(title[1] if title else name, name).encode()
        made |= {
            name: content for name, content in self.media.files.items() if any(f"../{name}" in one for one in texts)
        }
        if not texts:
            return
        if self.is_new:
            made["course.yml"] = _settings(list(files)).encode()
            if not (self.target / ".gitignore").exists():
                made[".gitignore"] = (STARTER / ".gitignore").read_bytes()
        else:
            self.taken.next_steps = [
                f"Write 'assessment: {name}' in a module's front matter, or in course.yml." for name in files
            ]


def _with_questions(files: dict[str, list[_Piece]]) -> bool:
    """Take away files without a question, and say whether there are others."""
    for name in [name for name, pieces in files.items() if all(one.asked.kind == "text" for one in pieces)]:
        for piece in files.pop(name):
            piece.outcome.lost[:] = ["Text without a question beside it is left out."]
    return bool(files)


def form_of(path: Path, text: str) -> str:
    """Return the name of the format that a file has.

    Raises:
        RefusedError: none is known.
    """
    begins = text.lstrip()
    xml = path.suffix.lower() == ".xml"
    if begins.startswith(("<?xml", "<quiz")) or (xml and begins.startswith("<")):
        return "moodle-xml"
    if begins and not xml and "\0" not in text[:10_000] and (path.suffix.lower() in {".gift", ".txt"} or "{" in text):
        return "gift"
    raise RefusedError(f"Its format is not known ({path.suffix or 'no ending'}): it is neither Moodle XML nor GIFT.")


def _module(title: str, assessment: str) -> str:
    return f"---\nassessment: {json.dumps(assessment)}\n---\n\n# {title}\n"


def _title(name: str) -> str:
    return escaped(" ".join(name.split()))[:200] or "Questions"


def _settings(names: Sequence[str]) -> str:
    return SCHEMA_LINE + "\n".join(
        [
            f"title: {json.dumps(names[0].replace('-', ' ').capitalize(), ensure_ascii=False)}",
            "language: en",
            "",
            "# Modules in the order in which learners meet them; each has its questions in assessments/.",
            "modules:",
            *(f"  - {json.dumps(one)}" for one in names),
            "",
            "outputs: [scorm12, html]",
            "",
        ]
    )
