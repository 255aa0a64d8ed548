"""Where links and pictures lead in a folder of Markdown files, as MkDocs, Docusaurus, GitHub and Obsidian find them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from course_builder.load.content import to_nfc
from course_builder.source.literal import markup

INDEXES = ("index", "readme")
"""Names of the file that stands for its folder."""

_INLINE = re.compile(r"\]\(\s*(?:<(?P<angle>[^<>\n]+)>|(?P<plain>(?:[^\s()<>]|\([^\s()<>]*\))+))(?=[\s)])")
# A space in an address makes no link in CommonMark; where it names a file, that is what was meant.
_SPACED = re.compile(r"\]\((?P<spaced>[^()<>\n\"']*[^\s()<>\n\"'] [^()<>\n\"']*)\)")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<defined>[^\s<>]+)", re.MULTILINE)
_HTML = re.compile(r"\b(?:src|href|poster)=(?P<quote>[\"'])(?P<html>[^\"'\n]+)(?P=quote)")
_WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<name>[^\[\]|#\n\\]*)(?:#(?P<place>[^\[\]|\n\\]*))?(?:\\?\|(?P<words>[^\[\]\n]*))?\]\]"
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\?")


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a file.

    Args:
        start, end: where it stands in the text; of a wiki link the whole of it.
        path: without what stands behind ``#`` or ``?``, decoded.
        rest: what stands behind, with its sign.
        wiki: whether it is Obsidian's ``[[…]]``.
        embed: whether its target is shown in its place.
        words: of a wiki link.
    """

    start: int
    end: int
    path: str
    rest: str
    wiki: bool = False
    embed: bool = False
    words: str = ""


def links(text: str) -> Iterator[Link]:
    """Yield the addresses of a Markdown file that may lead to another file, outside of code."""
    plain = markup(text)
    for pattern in (_INLINE, _SPACED, _DEFINED, _HTML):
        for found in pattern.finditer(plain):
            group = found.lastgroup or ""
            address = found[group]
            if _ELSEWHERE.match(address):
                continue
            path, sign, rest = re.fullmatch(r"([^#?]*)([#?]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
            yield Link(*found.span(group), unquote(path), sign + rest)
    for found in _WIKI.finditer(plain):
        place = f"#{found['place']}" if found["place"] else ""
        words = (found["words"] or "").strip()
        yield Link(*found.span(), found["name"].strip(), place, wiki=True, embed=bool(found["embed"]), words=words)


class Places:
    """The files of a folder, found by what links call them.

    Args:
        files: paths from the folder, with forward slashes.
    """

    def __init__(self, files: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for file in files:
            name = to_nfc(file)
            self._exact[name] = file
            self._folded.setdefault(name.casefold(), file)
            self._by_name.setdefault(posixpath.basename(name).casefold(), []).append(file)

    def find(self, path: str, source: str) -> str:
        """Return the file that is meant by ``path`` in the file ``source``; empty where there is none."""
        path = to_nfc(path.replace("\\", "/"))
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), path.lstrip("/")))
        from_folder = posixpath.normpath(path.lstrip("/"))
        for known, fold in ((self._exact, False), (self._folded, True)):
            for place in (from_folder, beside) if path.startswith("/") else (beside, from_folder):
                for name in _spellings(place):
                    if file := known.get(name.casefold() if fold else name):
                        return file
        # Obsidian writes the shortest path that says which file is meant.
        for name in _spellings(posixpath.basename(path)):
            end = f"/{posixpath.join(posixpath.dirname(path), name)}".casefold()
            found = [
                one for one in self._by_name.get(name.casefold(), ()) if f"/{to_nfc(one)}".casefold().endswith(end)
            ]
            if len(found) == 1:
                return found[0]
        return ""


def _spellings(path: str) -> Iterator[str]:
    """Yield a path, and the Markdown files that it means on sites that leave out or change the ending."""
    yield path
    yield f"{path}.md"
    if path.endswith(".html"):
        yield f"{path.removesuffix('.html')}.md"
    folder = path.rstrip("/")
    for name in ("index.md", "README.md", "readme.md"):
        yield name if folder in {"", "."} else f"{folder}/{name}"


def address(target: str, source: str) -> str:
    """Return how the file ``source`` of a course names the file ``target``."""
    relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return re.sub(r"[\s%#?()<>\"\\]", lambda sign: quote(sign[0]), relative)


def is_index(path: str) -> bool:
    """Whether a file stands for its folder: by one of the usual names, or by the folder's own, as notes have it."""
    at = PurePosixPath(path)
    return at.stem.casefold() in INDEXES or to_nfc(at.stem) == to_nfc(at.parent.name)
