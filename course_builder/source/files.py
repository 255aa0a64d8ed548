"""Reading source files: what of the course may be read, its encoding, its front matter."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from course_builder.diagnostics import Report, Span
from course_builder.source import reading, yaml
from course_builder.source.lines import Line, lines_of, read_text
from course_builder.source.located import LocatedData

_OF_FRONT = re.compile(r"[ \t]+\S|- |[\w-]+[ \t]*:(?:\s|$)|[\]}]")

MEDIA = "media"
"""The folder with a course's pictures, recordings and tables."""

BANK = "bank.yml"
"""The file that makes a folder a question bank, from which courses beside it may read."""

LARGEST = 10_000_000
"""Bytes of a source file: ten thick books."""


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file read: its front matter and its body."""

    file: str
    front: LocatedData
    lines: list[Line]

    @property
    def start(self) -> Span:
        """Where its body begins."""
        return Span(self.file, self.lines[0].number if self.lines else 1)


@dataclass(slots=True)
class Files:
    """The source files of a course.

    Args:
        root: the course's folder; nothing outside of it is read but what is in ``beside``.
        beside: folders outside of it that may be read, by their paths from there, each as it is on the disk.
        texts: what was read, by path, to show the lines of mistakes with.
        language: in which the course is read, where that is not the one in which it is written.
        translate: for the path of a file and its text, the text in that language.
    """

    root: Path
    report: Report
    texts: dict[str, str] = field(default_factory=dict)
    language: str = ""
    translate: Callable[[str, str], str] | None = None
    beside: dict[str, Path] = field(default_factory=dict)
    _real: Path = field(init=False)

    def __post_init__(self) -> None:
        self._real = self.root.resolve()

    def name(self, path: Path) -> str:
        """Return how diagnostics call a file."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path, *, largest: int = 0) -> str | None:
        """Return the text of a file; None where it cannot be used, and then the report says why.

        Args:
            largest: bytes that it may have; those of a source file if 0.
        """
        file = self.name(path)
        reading.at(file)
        try:
            if not any(path.resolve().is_relative_to(one) for one in (self._real, *self.beside.values())):
                self.report.add(
                    "path-outside",
                    Span(file),
                    "This file is a link out of the course's folder.",
                    "Copy the file itself here: a course must not depend on what stands outside of it.",
                )
                return None
            if fault := _no_text(path, largest or LARGEST):
                self.report.add(fault[0], Span(file), *fault[1:])
                return None
            raw = path.read_bytes()
        except (OSError, RuntimeError) as error:  # a link to itself is a RuntimeError
            said = getattr(error, "strerror", None) or "it is a link to itself"
            self.report.add(
                "file-missing",
                Span(file),
                f"This file cannot be read: {said}.",
                "Look at its permissions, or delete it.",
            )
            return None
        text = read_text(raw, file, self.report)
        if text is not None and self.translate:
            text = self.translate(file, text)
        self.texts[file] = text if text is not None else raw.decode("utf-8", "replace")
        return text

    def source(self, path: Path, text: str) -> Source:
        """Take a Markdown file apart.

        Args:
            text: what ``text`` returned for it.
        """
        file = self.name(path)
        reading.at(file)
        if not text.strip():
            self.report.add(
                "file-empty", Span(file), "This file is empty.", "Write a # title and some text, or delete the file."
            )
        lines = lines_of(text, file)
        front = LocatedData({}, Span(file))
        if has_front(lines):
            end = front_end(lines)
            if end is None:
                end = _end_of_front(lines)
                self.report.add(
                    "front-matter-unclosed",
                    Span(file, 1, 1, 3),
                    "Front matter is opened here and never closed.",
                    f"Write a line '---' above line {end + 1}.",
                )
                lines.insert(end, Line("---", file, end + 1))
            front = yaml.parse("\n".join(line.text for line in lines[1:end]), file, self.report, first_line=2) or front
            lines = lines[end + 1 :]
        return Source(file, front, lines)


def has_front(lines: Sequence[Line]) -> bool:
    """Whether a file begins with front matter."""
    return lines[0].text.rstrip() == "---"


def front_end(lines: Sequence[Line]) -> int | None:
    """Return the index of the line that closes front matter; None where none does."""
    return next((index for index in range(1, len(lines)) if lines[index].text.rstrip() in {"---", "..."}), None)


def _end_of_front(lines: Sequence[Line]) -> int:
    """Return the index of the first line that is none of front matter: a blank one, a heading, or text."""
    begins = (index for index in range(1, len(lines)) if not _OF_FRONT.match(lines[index].text))
    return next(begins, len(lines))


def _no_text(path: Path, largest: int) -> tuple[str, str, str] | None:
    """Return code, message and hint where a file is nothing to read: reading a pipe or a device never ends.

    Raises:
        OSError: nothing can be known of it.
    """
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        kind = "a folder" if stat.S_ISDIR(state.st_mode) else "a pipe or a device"
        return "file-kind", f"This is {kind}, not a file.", "Delete it, or give it another name."
    if state.st_size > largest:
        size = f"{state.st_size / 1e6:.0f} MB"
        return "file-large", f"This file has {size}; at most {largest / 1e6:.0f} MB are read.", "Cut it into parts."
    return None


def within(path: PurePosixPath, beside: Iterable[str] = ()) -> str | None:
    """Resolve ``..`` in a path from the course's folder; None where it leads out.

    Args:
        beside: folders outside of it into which it may lead, by their paths from there.
    """
    found = normal(path)
    if found.split("/")[0] != ".." or any(found.startswith(f"{one}/") for one in beside):
        return found
    return None


def normal(path: PurePosixPath) -> str:
    """Resolve ``..`` in a path from the course's folder; what leads out begins with ``..``."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in {".", "/"}:
            parts.append(part)
    return "/".join(parts)


def on_disk(root: Path, path: str) -> str:
    """Return how a path is written on the disk where its accents are composed in another way; else the same path.

    macOS gives names decomposed, and a zip carries them so to other systems; what authors type is composed.

    Args:
        root: the course's folder.
        path: from there, without ``..``.
    """
    if path.isascii():
        return path
    found: list[str] = []
    folder = root
    for part in PurePosixPath(path).parts:
        name = part
        try:
            if not (folder / part).exists():
                same = unicodedata.normalize("NFC", part)
                name = next(
                    (one.name for one in folder.iterdir() if unicodedata.normalize("NFC", one.name) == same), part
                )
        except (OSError, ValueError):
            return path
        found.append(name)
        folder /= name
    return "/".join(found)


def banks_on_disk(root: Path, banks: Iterable[str]) -> dict[str, Path]:
    """Return the folders of question banks as they are on the disk, by their paths from the course's folder.

    Only a folder with the file ``bank.yml`` is one: a course of a stranger can name no other.
    """
    found = {normal(PurePosixPath(one)): root / one for one in banks if not PurePosixPath(one).is_absolute()}
    return {path: folder.resolve() for path, folder in found.items() if (folder / BANK).is_file()}


def in_language(path: str, language: str) -> Iterator[str]:
    """Yield the paths of files that stand in for a file of ``media/`` in a language, the most special first.

    Args:
        path: from the course's folder.
        language: a tag; of ``fr-CA`` the folders are ``media/fr-CA`` and ``media/fr``. Empty: there are none.
    """
    folder, _, rest = path.partition("/")
    if folder == MEDIA and rest and language:
        parts = language.split("-")
        for count in range(len(parts), 0, -1):
            yield f"{MEDIA}/{'-'.join(parts[:count])}/{rest}"


def hint_inside(root: Path, address: str, source: str, otherwise: str) -> str:
    """Return how a file of the course is named from another one, if an address that leads out means one.

    ``/media/x.png`` is counted from the course's folder on many sites, and ``../`` is easily written once too often.
    """
    path = within(PurePosixPath(*(part for part in PurePosixPath(address).parts if part not in {"..", "/", "."})))
    if not path or not (root / on_disk(root, path)).is_file():
        return otherwise
    up = len(PurePosixPath(source).parent.parts)
    return f"Write  {'../' * up}{path}"
