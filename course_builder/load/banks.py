"""Question banks: folders beside courses, from which quizzes of several courses draw.

A bank holds ``bank.yml``, Markdown files with questions as in an assessment, and their pictures. ``bank.yml`` declares
the folder: a course reads nothing outside of its own folder but what is in such a one, so a course of a stranger cannot
name another folder of the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from course_builder.diagnostics import Span, did_you_mean, nearest
from course_builder.load.content import ContentReader, next_free_id
from course_builder.model import Question
from course_builder.model.settings import BankSettings, Pool
from course_builder.questions import question
from course_builder.source import yaml
from course_builder.source.directives import Element, Heading
from course_builder.source.files import BANK, banks_on_disk, normal
from course_builder.source.located import LocatedData, validated
from course_builder.source.memory import Ids


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank as its files are.

    Args:
        files: the text of each, by its path from the course's folder.
    """

    files: tuple[tuple[str, str], ...]


class BankReader(ContentReader):
    """Reads banks."""

    banks: Mapping[str, Bank]
    _questions: dict[str, tuple[Question, ...]]

    def read_banks(self, located: LocatedData) -> None:
        """Read the files of all banks that ``course.yml`` names."""
        self.banks, self._questions = {}, {}
        self.files.beside.update(banks_on_disk(self.files.root, self.settings.banks.values()))
        found = {}
        for name, written in self.settings.banks.items():
            if (bank := self._bank(written, located.value_span("banks", name))) is not None:
                found[name] = bank
        self.banks = found

    def _bank(self, written: str, span: Span) -> Bank | None:
        path = normal(PurePosixPath(written))
        folder = self.files.root / path
        if path not in self.files.beside:
            names = [one.name for one in folder.parent.iterdir()] if folder.parent.is_dir() else []
            hint = f"Write a file {BANK} in it, with a title, if it is one."
            if not folder.is_dir() or written.startswith("/"):
                hint = nearest(folder.name, names) if not written.startswith("/") else ""
                hint = (
                    f"Did you mean {hint!r}?" if hint else "Name it from the course's folder, such as ../banks/health."
                )
            self.report.add("bank-missing", span, f"{written!r} is no question bank: no {BANK} stands there.", hint)
            return None
        text = self.files.text(folder / BANK)
        data = yaml.parse(text, f"{path}/{BANK}", self.report) if text is not None else None
        if data is not None:
            validated(BankSettings, data, self.report)
        texts = []
        for file in sorted(folder.rglob("*.md")):
            inside = file.relative_to(folder).parts
            if not any(part.startswith((".", "_")) for part in inside):
                text = self.files.text(file)
                texts += [(self.files.name(file), text)] if text is not None else []
        if not texts:
            self.report.add(
                "bank-missing", span, f"The bank {written!r} has no questions.", "Write a file questions.md in it."
            )
        return Bank(tuple(texts))

    def from_banks(
        self,
        name: str,
        pools: Mapping[str, Pool],
        place: Callable[[str], Span],
        scanned: Callable[[str, str], Sequence[Element]],
    ) -> Iterator[Question]:
        """Yield the questions that the pools of an assessment have from banks, each in one pool.

        Their ids begin with the assessment's name: several assessments of a course may draw from one bank.

        Args:
            name: the assessment's.
            place: where a pool is written, by its name.
            scanned: the elements of a file, by its path and text.
        """
        taken: set[str] = set()
        for pool, settings in pools.items():
            if not settings.bank:
                if settings.pool or settings.objective or settings.tag or settings.difficulty:
                    said = f"The pool {pool!r} chooses among the questions of a bank, and names none."
                    self.report.add("bank-unknown", place(pool), said, "Write 'bank: NAME' as well.")
                continue
            if settings.bank not in self.banks:
                if settings.bank not in self.settings.banks:
                    hint = did_you_mean(settings.bank, self.settings.banks)
                    hint = hint or f"Add 'banks: {{{settings.bank}: ../banks/{settings.bank}}}' to course.yml."
                    said = f"The course has no bank {settings.bank!r}."
                    self.report.add("bank-unknown", place(pool), said, hint)
                continue
            for one in self._questions_of(settings.bank, scanned):
                if one.id in taken or not settings.takes(one.pool, one.objectives, one.tags, one.difficulty):
                    continue
                taken.add(one.id)
                identifier = f"{name}-{one.id}"[:60]
                if identifier in self.ids.questions:
                    identifier = next_free_id(identifier, self.ids.questions)
                self.ids.questions[identifier] = one.span
                yield one.model_copy(update={"id": identifier, "pool": pool, "bank": settings.bank})

    def _questions_of(self, bank: str, scanned: Callable[[str, str], Sequence[Element]]) -> tuple[Question, ...]:
        if bank not in self._questions:
            own, self.ids = self.ids, Ids(files=self.ids.files)
            try:
                self._questions[bank] = tuple(
                    one for file, text in self.banks[bank].files for one in self._read(scanned(file, text))
                )
            finally:
                self.ids = own
        return self._questions[bank]

    def _read(self, elements: Sequence[Element]) -> Iterator[Question]:
        # What stands above the first question, below the title, is for those who read the bank.
        starts: list[tuple[Heading, list[Element]]] = []
        for element in elements:
            if isinstance(element, Heading) and element.level > 1:
                starts.append((element, []))
            elif starts and not isinstance(element, Heading):
                starts[-1][1].append(element)
        self.block_ids.clear()
        setting = self.setting("assessment")
        for heading, body in starts:
            read = question(heading.text, heading.attributes, body, heading.text.span, setting, self.report)
            if read:
                yield read
