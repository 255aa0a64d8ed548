"""Files of other tools become pages and questions of a course.

A format is a row in ``formats.FORMATS``: a function that yields pages, questions and terms. What they become is written
as Markdown, and read by the builder before anything stands on the disk: what it would not take is left out and told,
with the rest.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from course_builder.building import check
from course_builder.diagnostics import Diagnostic
from course_builder.model import Course
from course_builder.scaffold import STARTER, SourceError
from course_builder.scaffold.folder import title_of_name
from course_builder.scaffold.imports.files import Made, Piece, front_matter, modules_of, settings
from course_builder.scaffold.imports.formats import FORMATS, Format, format_of
from course_builder.scaffold.imports.links import Links
from course_builder.scaffold.imports.material import Asked, CannotError, Given, Page, RefusedError, Term
from course_builder.scaffold.imports.media import Media
from course_builder.scaffold.imports.outcome import Outcome, Taken
from course_builder.scaffold.imports.prose import escaped
from course_builder.scaffold.imports.writing import question
from course_builder.source.names import ID, digest, latin_slug, plain_text, portable

LARGEST = 64_000_000
"""Bytes of one file."""

MOST = 20_000
"""Questions, pages and terms in one command."""

GLOSSARY = "Glossary"
"""The title of the module that terms go to."""

_DIFFICULTY = re.compile(r"difficulty\s*[:=]\s*(easy|medium|hard)", re.IGNORECASE)
_WORD = re.compile(r"[^\s\"'{}\\]+")
"""A tag that an attribute holds as it is."""

_FEW = 300
"""So many characters before questions tell how they are answered."""

_UNNAMED = re.compile(r"(?:question|frage|pregunta|q)?[\s_.-]*\d*", re.IGNORECASE)


def take(given: Sequence[Path], target: Path, form: str = "") -> Taken:
    """Make modules and assessments of files. Nothing is written; ``write`` does that.

    Args:
        target: the folder of a course, or one for a new course.
        form: the name of the format that all of the files have; each is recognised if it is left out.

    Raises:
        SourceError: ``target`` is no folder that a course can be in.
    """
    return _Import(target, FORMATS[form] if form else None).run(given)


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

    def __init__(self, target: Path, form: Format | None) -> None:
        if target.exists() and not target.is_dir():
            raise SourceError(f"{str(target)!r} is a file. Name the folder of a course, or one that is not there yet.")
        self.target, self.form = target, form
        self.is_new = not (target / "course.yml").exists()
        if self.is_new and target.exists() and any(not one.name.startswith(".") for one in target.iterdir()):
            raise SourceError(f"The folder {str(target)!r} has files in it and no course.yml, so it is no course.")
        self.course: Course | None = None if self.is_new else check(target, ["html"]).course
        if not self.is_new and self.course is None:
            raise SourceError(f"The course in {str(target)!r} cannot be read: run 'course-builder check' there.")
        self.language = self.course.settings.language if self.course else "en"
        self.title = ""
        self.settings: Mapping[str, Any] = {}
        self.ids = {one.id for one in self.course.questions} if self.course else set()
        # Files that no module names hold ids as well.
        for path in target.glob("assessments/*.md"):
            self.ids |= set(re.findall(r"\{#([\w-]+)", path.read_text(encoding="utf-8", errors="replace")))
        self.same: Counter[str] = Counter()
        self.media = Media(lambda name: (target / name).exists())
        self.files: list[Made] = []
        self.names: set[str] = set()
        self.links = Links()
        self.taken = Taken()

    def run(self, given: Sequence[Path]) -> Taken:
        for path in given:
            # Of a file that is refused in its midst nothing is taken.
            files, outcomes = list(self.files), list(self.taken.outcomes)
            try:
                self._read(path)
            except RefusedError as error:
                self.taken.refused[path.as_posix()] = str(error)
                self.files, self.taken.outcomes = files, outcomes
            except OSError as error:
                self.taken.refused[path.as_posix()] = f"{error.strerror}."
        if len(self.taken.outcomes) > MOST:
            raise SourceError(f"There are more than {MOST:,} questions and pages. Import them in several parts.")
        self.files.sort(key=lambda one: bool(one.around))
        self.links.put(self.files)
        self._prove()
        self._put_together()
        for outcome in self.taken.outcomes:
            outcome.lost[:] = list(dict.fromkeys(outcome.lost))
        return self.taken

    def _read(self, path: Path) -> None:
        if path.stat().st_size > LARGEST:
            raise RefusedError(f"It has more than {LARGEST:,} bytes.")
        given = Given(path.stem, path.read_bytes(), self.media, folder=path.parent)
        form = self.form or format_of(path, given.content)
        own: list[Made] = []
        first = len(self.taken.outcomes)
        for found in form.read(given):
            name = found.forms[0] if isinstance(found, Term) else found.title if isinstance(found, Page) else found.name
            kind = found.called if isinstance(found, Asked) else type(found).__name__.lower()
            if self.is_new and given.language:
                self.language = given.language
            outcome = Outcome(path.as_posix(), found.line, plain_text(name), kind, form.unit)
            self.taken.outcomes.append(outcome)
            if isinstance(found, Page):
                self._page(found, outcome, given, own)
            elif isinstance(found, Term):
                self._term(found, outcome)
            else:
                self._question(found, outcome, given, own)
            if len(self.taken.outcomes) - first > MOST:
                raise RefusedError(f"It has more than {MOST:,} questions and pages.")
        self._course(given, path, form)
        self.title = self.title or given.title
        self.files += own

    def _course(self, given: Given, path: Path, form: Format) -> None:
        """Take what a file says of the course as a whole, and tell of what of it is not taken."""
        self.settings = {**given.settings, **self.settings}
        if given.lost:
            name, lost = plain_text(given.title), list(given.lost)
            outcome = Outcome(path.as_posix(), 1, name, "course", form.unit, "", "course.yml", 1, lost)
            self.taken.outcomes.append(outcome)

    def _question(self, asked: Asked, outcome: Outcome, given: Given, own: list[Made]) -> None:
        """Put a question of a bank into the assessment of its category."""
        outcome.lost = asked.lost
        piece = self._piece(asked, outcome)
        if not piece:
            return
        category = asked.category or (given.name,)
        title = _title(category[-1])
        known = (one for one in [*self.files, *own] if one.folder == "assessments" and one.category == category)
        file = next(known, None)
        if not file:
            file = Made("assessments", self._free(category[-1], "assessments", "modules"), title, category=category)
            own.append(file)
        file.pieces.append(piece)

    def _page(self, page: Page, outcome: Outcome, given: Given, own: list[Made]) -> None:
        """Put a page into its module; one that only asks becomes the assessment of the module."""
        outcome.lost = page.lost
        title = page.module or given.title or _title(title_of_name(given.name))
        outcome.name = outcome.name or plain_text(title)
        file = next((one for one in reversed(own) if one.folder == "modules"), None)
        if not file or file.title != title:
            file = Made("modules", self._free(plain_text(title), "modules"), title)
            own.append(file)
        module = file
        is_test = page.test is not None or (not page.practice and _is_test(page.blocks))
        if is_test:
            file = self._test(page, title, module, own)
        if page.test is not None:
            file.outcome, outcome.kind = outcome, "assessment"
        if page.title and not (is_test and all(isinstance(one, str) or one.kind for one in page.blocks)):
            # What is asked there and cannot be marked stands in a page beside the assessment.
            module.pieces.append(Piece("title", f"## {page.title}", outcome))
            self.links.pages.setdefault(page.address, (module, module.pieces[-1]))
        elif not file.outcome and (is_test or not any(isinstance(one, str) for one in page.blocks)):
            self.taken.outcomes.remove(outcome)
        self.links.pages.setdefault(page.address, (file, None))
        for block in page.blocks:
            if isinstance(block, str):
                file.pieces.append(Piece("text", block, outcome))
                continue
            block.lost += page.lost if outcome not in self.taken.outcomes else []
            page.lost = [] if outcome not in self.taken.outcomes else page.lost
            found = Outcome(
                outcome.file, block.line, plain_text(block.name), block.called, outcome.unit, lost=block.lost
            )
            self.taken.outcomes.append(found)
            where = file if block.kind else module
            if piece := self._piece(block, found, in_page=where.folder == "modules"):
                where.pieces.append(piece)

    def _test(self, page: Page, title: str, module: Made, own: list[Made]) -> Made:
        """Return the assessment of a module, where there is none yet a new one."""
        file = next((one for one in own if one.folder == "assessments" and one.name == module.assessment), None)
        if not file:
            title = page.title or title
            file = Made("assessments", self._free(plain_text(title), "assessments"), title)
            file.front, file.pools = page.test or {}, page.pools
            module.assessment = file.name
            own.append(file)
        return file

    def _term(self, term: Term, outcome: Outcome) -> None:
        file = next((one for one in self.files if one.around), None)
        if not file:
            file = Made("modules", self._free(GLOSSARY, "modules"), GLOSSARY, around=":::glossary")
            self.files.append(file)
        meaning = "\n".join(f"    {line}".rstrip() for line in term.meaning.split("\n")).lstrip()
        file.pieces.append(Piece("text", f"{' / '.join(term.forms)}\n:   {meaning}", outcome))

    def _piece(self, asked: Asked, outcome: Outcome, *, in_page: bool = False) -> Piece | None:
        if not asked.kind:
            return Piece("text", asked.otherwise, outcome) if asked.otherwise else None
        if asked.kind == "text":
            asked.lost.append("Text between questions stands in the introduction of the assessment.")
            return Piece("text", asked.prompt, outcome) if asked.prompt else None
        identifier = self._id(asked)
        try:
            text = question(asked, identifier, self.language, self._chosen_by(asked), in_page=in_page)
        except CannotError as error:
            outcome.lost[:] = [str(error)]
            return Piece("text", asked.otherwise, outcome) if asked.otherwise else None
        outcome.identifier = identifier
        outcome.lost[:] = list(dict.fromkeys(outcome.lost))
        return Piece("question", text, outcome, asked.otherwise, asked.pool)

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

    def _chosen_by(self, asked: Asked) -> dict[str, str]:
        """Return what its tags are here: objectives of the course, its difficulty, and tags."""
        known = self.course.objectives if self.course else ()
        objectives, tags = list[str](), list[str]()
        difficulty = ""
        for tag in asked.tags:
            names = (one.id for one in known if tag.casefold() in {one.id.casefold(), plain_text(one.text).casefold()})
            if objective := next(names, ""):
                objectives.append(objective)
            elif not difficulty and (said := _DIFFICULTY.fullmatch(tag)):
                difficulty = said[1].lower()
            else:
                tags.append(tag if _WORD.fullmatch(tag) else latin_slug(tag))
        found = {"objectives": objectives, "tags": tags, "difficulty": [difficulty]}
        return {name: " ".join(filter(None, dict.fromkeys(said))) for name, said in found.items()}

    def _free(self, title: str, *folders: str) -> str:
        """Return a name for a file of this title that no file in these folders has yet."""
        stem = portable(latin_slug(title) or f"part-{digest(title)}")
        made, count = stem, 1
        while any(
            f"{one}/{made}" in self.names
            or (self.target / f"{one}/{made}.md").exists()
            or (self.target / f"{one}/{made}").exists()
            for one in folders
        ):
            count += 1
            made = f"{stem}-{count}"
        self.names |= {f"{one}/{made}" for one in folders}
        return made

    def _prove(self) -> None:
        """Let the builder read what would be written, and take away what it does not."""
        for file in self.files:
            if file.folder == "assessments" and not file.has_questions:
                # A text that nothing is asked about is a page.
                file.folder, file.front = "modules", {}
                for one in self.files:
                    one.assessment = "" if one.assessment == file.name else one.assessment
                for piece in file.pieces:
                    piece.outcome.lost[:] = []
        while self.files:
            faults = self._faults()
            if not faults:
                return
            found = [
                piece
                for file in self.files
                for piece in list(file.pieces)
                if any(
                    one.span.file == file.path
                    and piece.line <= one.span.line <= piece.line + piece.text.count("\n")
                    and self._leave_out(file, piece, one)
                    for one in faults
                )
            ]
            kept = {one.name for one in self.files if one.folder == "assessments" and one.pieces}
            self.files = [one for one in self.files if one.pieces or one.assessment in kept]
            for file in self.files:
                file.assessment = file.assessment if file.assessment in kept else ""
            if not found:
                # It is the fault of no single piece, such as a file that is too large.
                raise SourceError(f"What would be written has a mistake: {faults[0].message} ({faults[0].code})")

    def _leave_out(self, file: Made, piece: Piece, fault: Diagnostic) -> bool:
        """Take a piece out of a file; return whether that could be done."""
        told = f"{fault.message} ({fault.code})"
        if piece in file.pieces and fault.code == "link-anchor" and _without_places(piece, fault.span.line):
            piece.outcome.lost.append(f"Its words stay, and not the link: {told}")
            return True
        if piece.kind == "title" or piece not in file.pieces:
            return False
        if piece.kind == "question":
            piece.outcome.identifier = ""
            piece.outcome.lost[:] = [told]
            if piece.otherwise:
                piece.kind, piece.text = "text", piece.otherwise
                return True
        else:
            piece.outcome.lost.append(f"Left out: {_start(piece.text)} {told}")
        file.pieces.remove(piece)
        return True

    def _faults(self) -> list[Diagnostic]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            texts = {one.path: one.text() for one in self.files if one.folder == "assessments"}
            texts |= {f"modules/{name}.md": text for name, text in modules_of(self.files).items()}
            texts["course.yml"] = f"title: Import\nlanguage: {json.dumps(self.language)}\n"
            if self.course and self.course.objectives:
                ids = "".join(f"  {one.id}: Objective\n" for one in self.course.objectives)
                texts["modules/zz-objectives.md"] = f"---\nobjectives:\n{ids}---\n# Objectives\n\nText.\n"
            for name, content in [*((name, text.encode()) for name, text in texts.items()), *self.media.files.items()]:
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            return [one for one in check(root, ["html"]).diagnostics if one.severity == "error"]

    def _put_together(self) -> None:
        made = self.taken.files
        texts = {one.path: one.text() for one in self.files}
        made |= {path: text.encode() for path, text in texts.items()}
        for file in self.files:
            for piece in sorted(file.pieces, key=lambda one: one.line):
                if not piece.outcome.written:
                    piece.outcome.written, piece.outcome.written_line = file.path, piece.line
            if file.outcome and not file.outcome.written:
                file.outcome.written, file.outcome.written_line = file.path, 1
        together = "\n".join(texts.values())
        made |= {name: content for name, content in self.media.files.items() if f"../{name}" in together}
        if not self.files:
            return
        if self.is_new:
            modules = modules_of(self.files)
            made |= {f"modules/{name}.md": text.encode() for name, text in modules.items()}
            title = plain_text(self.title) or self.files[0].name.replace("-", " ").capitalize()
            made["course.yml"] = settings(title, list(modules), self.language, self.settings).encode()
            if not (self.target / ".gitignore").exists():
                made[".gitignore"] = (STARTER / ".gitignore").read_bytes()
        else:
            self.taken.next_steps = list(self._next_steps())

    def _next_steps(self) -> Iterator[str]:
        named = {one.assessment for one in self.files}
        for file in self.files:
            if file.folder == "assessments" and file.name not in named:
                yield f"Write 'assessment: {file.name}' in a module's front matter, or in course.yml."
            if file.folder == "modules" and self.course and self.course.settings.modules:
                yield f"Write '- {file.name}' below 'modules:' in course.yml."
            if file.folder == "modules" and self.course and self.course.settings.parts:
                yield f"Write '{file.name}' into one of the 'parts:' in course.yml."
        for line in front_matter(self.settings):
            yield f"Write '{line}' in course.yml, to have it as it was."


def _is_test(blocks: Sequence[str | Asked]) -> bool:
    """Whether a page only asks: two questions or more, and at most a few words before them."""
    words = [one for one in blocks if isinstance(one, str)]
    asked = [one for one in blocks if isinstance(one, Asked)]
    return (
        sum(bool(one.kind) for one in asked) > 1
        and all(isinstance(one, str) for one in blocks[: len(words)])
        and sum(map(len, words)) <= _FEW
        and not any(re.search(r"^(?:\||```|!\[|#)", one, re.MULTILINE) for one in words)
    )


def _without_places(piece: Piece, line: int) -> bool:
    """Make words of the links to places of their own page in a line of a piece; return whether there were some."""
    lines = piece.text.split("\n")
    at = line - piece.line
    made = re.sub(r"(?<!!)\[([^\[\]\n]+)\]\(#[^()\s]*\)", r"\1", lines[at])
    changed = made != lines[at]
    piece.text = "\n".join([*lines[:at], made, *lines[at + 1 :]])
    return changed


def _title(name: str) -> str:
    return escaped(" ".join(name.split()))[:200] or "Questions"


def _start(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”."
