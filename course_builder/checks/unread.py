"""Files that stand where sources stand, and that nothing reads: their author believes that they are in the course."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from course_builder.diagnostics import Report, Span
from course_builder.render.edition import Edition

_FOLDERS = ("modules", "assessments")
_DEEPEST = {"modules": 3, "assessments": 2}
"""Of how many names the path of a page or a quiz is at most."""
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mdx", ".mkd", ".qmd", ".rmd", ".txt"})
_DOCUMENTS = frozenset({".doc", ".docx", ".htm", ".html", ".ipynb", ".odt", ".pptx", ".rst", ".rtf"})
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db"})


def check(edition: Edition, sources: Mapping[str, str], report: Report) -> None:
    """Tell of them. What another rule tells of, such as a module that is not listed, is known already.

    Args:
        sources: the text of each source file, by path.
    """
    known = {*sources, *edition.media.found, *(one.span.file for one in report.diagnostics)}
    for span, hint in _unread(edition.root, known):
        report.add("file-unread", span, "Nothing reads this file.", hint)


def _unread(root: Path, known: AbstractSet[str]) -> Iterator[tuple[Span, str]]:
    """Yield what nothing reads, each with what to do about it."""
    for path in sorted(root.iterdir()):
        if path.is_file() and path.name != "course.yml" and path.name.casefold() in _COURSES:
            yield (
                Span(path.name),
                "The course is read from course.yml: put what is right there, and delete this file.",
            )
        near = difflib.get_close_matches(path.name.casefold(), _FOLDERS, n=1, cutoff=0.8)
        if near and path.is_dir() and path.name not in _FOLDERS and (inside := sorted(path.glob("*.md"))):
            yield Span(inside[0].relative_to(root).as_posix()), f"The folder is called {near[0]!r}; rename it."
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            parts = path.relative_to(root).parts
            above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
            # What could be a page or a quiz is told of by the rules on modules and quizzes.
            if (
                not path.is_file()
                or (path.suffix == ".md" and len(parts) <= _DEEPEST[folder])
                or not known.isdisjoint(above)
                or any(one.startswith((".", "_", "~")) for one in parts)
            ):
                continue
            if path.name.casefold() not in _OF_THE_SYSTEM and not path.name.endswith("~"):
                yield Span(name), _hint(path, name, folder, len(parts))


_COURSES = frozenset({"course.yaml", "course.yml", "course.yml.txt", "course.yaml.txt", "course.json"})


def _hint(path: Path, name: str, folder: str, depth: int) -> str:
    ending = path.suffix.lower()
    above = name.rpartition("/")[0]
    if path.suffix == ".md" and depth > _DEEPEST[folder]:
        where = "A module's folder holds its pages" if folder == "modules" else "This folder holds a file for each quiz"
        return f"{where}, and no further folders: move it up, or include it in a page: ::include{{src=…}}"
    if ending in _MARKDOWN:
        return f"Rename it to {path.stem}.md."
    if ending in _DOCUMENTS:
        return f"Write its text as Markdown into {above}/{path.stem}.md, or move the file out of {folder}/."
    return f"Show it or link to it in a page, or move it out of {folder}/."
