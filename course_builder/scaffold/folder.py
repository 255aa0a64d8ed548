"""Makes a course of a folder of Markdown files that was written for another tool.

Files keep their words; only addresses change, and a title is added where a file has none. What the builder does not
understand is told at the places of the files that the author knows.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from course_builder.assets.pictures import PICTURES
from course_builder.building import check
from course_builder.diagnostics import Diagnostic, Report, Span
from course_builder.load.content import title_from_name, to_nfc
from course_builder.load.course import natural_sort_key
from course_builder.load.front_matter import title_of
from course_builder.model import Prose
from course_builder.scaffold import SCHEMA_LINE, STARTER, SourceError, refuse_unless_empty, write_schemas
from course_builder.scaffold.edits import Edits
from course_builder.scaffold.links import Link, Places, address, is_index, links
from course_builder.source.directives import Heading, scan
from course_builder.source.files import Files, Source
from course_builder.source.names import github_slug, plain_text

MARKDOWN = frozenset({".md", ".markdown"})
DOCUMENTS = frozenset({
    ".adoc", ".canvas", ".doc", ".docx", ".htm", ".html", ".ipynb", ".mdx", ".odt", ".pdf", ".ppt", ".pptx", ".qmd",
    ".rmd", ".rst", ".rtf", ".tex", ".txt",
})  # fmt: skip
"""Endings of what may be a part of the text."""

_NOT_ENTERED = frozenset({"node_modules", "__pycache__"})


@dataclass(slots=True)
class Imported:
    """A course that was made of a folder.

    Args:
        written: its files.
        diagnostics: what was not understood, at the places of the author's files.
        sources: the text of those files, by the names that the places have.
        unread: documents that were left out: they are not Markdown, or drafts; by their paths in the folder.
    """

    written: list[Path]
    diagnostics: list[Diagnostic]
    sources: dict[str, str]
    unread: list[str]


def create_from(folder: str | Path, source: str | Path) -> Imported:
    """Make a course of the Markdown files in ``source``, and write nothing there.

    Args:
        folder: where the course is made; as of ``create``.
        source: a folder of Markdown files. What begins with a dot or an underscore is left out.

    Raises:
        NotEmptyError: where ``folder`` is a file, or anything else stands in it.
        SourceError: where ``source`` has no Markdown file, or the course would be made inside of it.
        OSError: something cannot be read or written.
    """
    root, target = Path(source), Path(folder)
    if not root.is_dir():
        raise SourceError(f"There is no folder {str(source)!r}.")
    if target.resolve().is_relative_to(root.resolve()):
        raise SourceError(
            f"The course would be made inside of {str(source)!r}, where nothing is written. Name a folder beside it."
        )
    refuse_unless_empty(target)
    importer = _Importer(root)
    if not importer.plan:
        raise SourceError(f"There is no Markdown file in {str(source)!r}.")
    importer.read()
    written = importer.write(target)
    return importer.told(target, written)


@dataclass
class _Importer:
    """Turns one folder into a course.

    Args:
        root: the folder.
        plan: for each Markdown file, by its path in the folder, its path in the course; in order.
        media: the same for the files that they name.
        texts: the files that were read.
        headers: the files of the course that stand for a folder without one of its own, and their titles.
    """

    root: Path
    report: Report = field(default_factory=Report)
    files: list[str] = field(default_factory=list)
    plan: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Edits] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for folder, folders, names in os.walk(self.root):
            folders[:] = [one for one in folders if not one.startswith(".") and one not in _NOT_ENTERED]
            there = [Path(folder, one) for one in names if not one.startswith(".")]
            # What is a link out of the folder, or no file, is none of it.
            inside = [one for one in there if one.is_file() and one.resolve().is_relative_to(self.root.resolve())]
            self.files += [one.relative_to(self.root).as_posix() for one in inside]
        self.files.sort(key=_order)
        self.reader = Files(self.root, self.report)
        self.places = Places(self.files)
        self.taken: set[str] = set()
        self._plan()

    def _plan(self) -> None:
        """Decide where each file stands: one beside no other is a module, a folder of them is one as well."""
        found = [
            one
            for one in self.files
            if PurePosixPath(one).suffix.lower() in MARKDOWN
            and not any(part.startswith("_") for part in PurePosixPath(one).parts)
        ]
        folders: dict[str, list[str]] = {}
        for one in found:
            folders.setdefault(posixpath.dirname(one), []).append(one)
        indexes = {posixpath.dirname(one): one for one in reversed(found) if is_index(one)}
        for one in folders.get("", ()):
            # A note about a folder stands beside it and has its name.
            name = PurePosixPath(one).stem
            if name in folders and name not in indexes:
                indexes[name] = one
                folders[name].insert(0, one)
        alone = [one for one in folders.pop("", []) if one not in indexes.values() or one == indexes.get("")]
        # Each module by the path of its file or folder, in the order of their names.
        for place in sorted([*alone, *folders], key=lambda one: (one != indexes.get(""), _order(one))):
            if place in folders:
                name = self._free(place.replace("/", "-"))
                for one in folders[place]:
                    stem = "index" if one == indexes.get(place) else PurePosixPath(one).stem
                    self.plan[one] = f"modules/{self._free(f'{name}/{to_nfc(stem)}')}.md"
                if place not in indexes:
                    self.headers[f"modules/{name}/index.md"] = title_of_name(posixpath.basename(place))
            else:
                # `index` is a page that the builder makes.
                stem = "introduction" if place == indexes.get("") else PurePosixPath(place).stem
                name = self._free(to_nfc(stem))
                self.plan[place] = f"modules/{name}.md"
            self.modules.append(name)

    def _free(self, path: str) -> str:
        """Return a path that no other has yet, whatever the file system thinks of capitals."""
        stem, _, ending = path.rpartition(".") if path.startswith("media/") else (path, "", "")
        number, free = 1, path
        while free.casefold() in self.taken:
            number += 1
            free = f"{stem}-{number}.{ending}" if ending else f"{stem}-{number}"
        self.taken.add(free.casefold())
        return free

    def read(self) -> None:
        """Read all files, change their addresses, and give titles to those without one."""
        for path in self.plan:
            text = self.reader.text(self.root / path)
            if text is None:
                continue
            edits = Edits(text)
            self._give_title(path, edits)
            end = 0
            for link in sorted(links(text), key=lambda one: one.start):
                if link.start < end:
                    continue
                end = link.end
                meant = self._meant(link, path)
                if meant and (to := self._to(meant)):
                    new = address(to, self.plan[path])
                    if link.wiki and link.embed and meant in self.plan:
                        continue  # one note inside another, which has to be told
                    if link.wiki:
                        edits.replace(link.start, link.end, _markdown_link(link, meant, new))
                    elif posixpath.normpath(link.path) != new and text[link.start : link.end] != new + link.rest:
                        edits.replace(link.start, link.end, new + link.rest)
            self.texts[path] = edits

    def _meant(self, link: Link, path: str) -> str:
        """Return the file that a link in the file ``path`` leads to; empty where there is none."""
        if not link.path:
            return path if link.wiki else ""
        folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.path))
        return self.places.find(link.path, path) or next((one for one in self.plan if one.startswith(f"{folder}/")), "")

    def _to(self, path: str) -> str:
        """Return where a file of the folder stands in the course; those that are not Markdown are copied."""
        if path in self.plan:
            return self.plan[path]
        if PurePosixPath(path).suffix.lower() in MARKDOWN:
            return ""
        if path not in self.media:
            name = re.sub(r"\s+", "-", to_nfc(posixpath.basename(path)))
            self.media[path] = self._free(f"media/{name}")
        return self.media[path]

    def _give_title(self, path: str, edits: Edits) -> None:
        silent = Report()
        source = Files(self.root, silent).source(self.root / path, edits.text)
        if title_of(source.front) or _heading(source) or silent.diagnostics:
            # Where its front matter cannot be read, nothing can be said of its title.
            return
        start = sum(len(line) + 1 for line in edits.text.split("\n")[: source.start.line - 1])
        stem = PurePosixPath(path).parent.name if is_index(path) else PurePosixPath(path).stem
        edits.replace(start, start, f"# {title_of_name(stem or self.root.resolve().name)}\n\n")

    def title(self) -> str:
        """Return the course's title: that of the file that stands for the folder, else the folder's name."""
        index = next((one for one in self.plan if posixpath.dirname(one) == "" and is_index(one)), "")
        if index in self.texts:
            source = Files(self.root, Report()).source(self.root / index, self.texts[index].text)
            heading = title_of(source.front) or _heading(source)
            if heading:
                return plain_text(heading.text)
        return title_of_name(self.root.resolve().name)

    def write(self, target: Path) -> list[Path]:
        """Write the course; return its files."""
        kept = {self.plan[path].removesuffix(".md").split("/")[1] for path in self.texts}
        modules = [name for name in self.modules if name in kept]
        said = [
            f"title: {json.dumps(self.title(), ensure_ascii=False)}",
            "",
            "# The language of the text: en, fr, es, ar … It chooses the words on the buttons.",
            "language: en",
            "",
            "# Modules in the order in which learners meet them.",
            "modules:",
            *(f"  - {json.dumps(name, ensure_ascii=False)}" for name in modules),
            "",
            "# What is built. scorm12 is the safest choice for Moodle and most other LMSs.",
            "outputs: [scorm12, html]",
        ]
        texts = {"course.yml": SCHEMA_LINE + "\n".join(said) + "\n"}
        texts |= {path: f"# {title}\n" for path, title in self.headers.items() if path.split("/")[1] in modules}
        texts |= {self.plan[path]: edits.edited for path, edits in self.texts.items()}
        ignored = target / ".gitignore"
        if not ignored.exists():
            texts[ignored.name] = (STARTER / ignored.name).read_text(encoding="utf-8")
        for name, text in texts.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(text, encoding="utf-8", newline="\n")
        for path, name in self.media.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.root / path, target / name)
        return sorted([*(target / name for name in (*texts, *self.media.values())), *write_schemas(target)])

    def told(self, target: Path, written: list[Path]) -> Imported:
        """Check the course, and tell what is found at the places of the folder's files."""
        result = check(target)
        origins = {self.plan[path]: path for path in self.texts}
        sources = {(target / name).as_posix(): text for name, text in result.sources.items()}
        sources |= {(self.root / path).as_posix(): text for path, text in self.reader.texts.items()}

        def moved(span: Span) -> Span:
            path = origins.get(span.file)
            if path is None:
                return replace(span, file=(target / span.file).as_posix())
            line, column = self.texts[path].before(span.line, span.column)
            return replace(span, file=(self.root / path).as_posix(), line=line, column=column)

        found = [replace(one, span=moved(one.span)) for one in result.diagnostics]
        found += [
            replace(one, span=replace(one.span, file=(self.root / one.span.file).as_posix()))
            for one in self.report.diagnostics
        ]
        left = [one for one in self.files if one not in self.plan and one not in self.media]
        unread = [one for one in left if PurePosixPath(one).suffix.lower() in DOCUMENTS | MARKDOWN]
        return Imported(written, found, sources, unread)


def title_of_name(name: str) -> str:
    """Return the title that a file's or folder's name says, without the number before it."""
    words = re.sub(r"^\d+[-_. ]+", "", to_nfc(name)).replace("_", "-")
    # Who writes names with spaces and capitals means them as they are.
    return words if " " in words else title_from_name(words)


def _heading(source: Source) -> Prose | None:
    """Return the first # title of a file."""
    elements = scan(source.lines, Report())
    return next((one.text for one in elements if isinstance(one, Heading) and one.level == 1), None)


def _order(path: str) -> tuple[tuple[tuple[int, int | str], ...], ...]:
    """Sort key by which ``10-x`` comes after ``9-x`` in every folder."""
    return tuple(natural_sort_key(part) for part in path.split("/"))


def _markdown_link(link: Link, meant: str, new: str) -> str:
    """Return Obsidian's ``[[name#place|words]]`` as a link, and ``![[picture|width]]`` as a picture."""
    if link.embed and PurePosixPath(meant).suffix.lower() in PICTURES:
        size = re.fullmatch(r"(\d+)(?:x\d+)?", link.words)
        return f"![{'' if size else link.words}]({new})" + (f"{{width={size[1]}}}" if size else "")
    place = link.rest.removeprefix("#").rpartition("#")[2]
    words = link.words or place or PurePosixPath(meant).stem
    # `^name` is a paragraph's, which have no places here.
    return f"[{words}]({new}{'' if not place or place.startswith('^') else '#' + github_slug(place)})"
