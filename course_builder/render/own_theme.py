"""The theme of a course itself: ``theme/style.css`` and ``theme/css/tokens.css``, with the files that they name.

What a style sheet names is packed as pictures are, and what it imports stands in its place: a course contacts no host,
and browsers ignore ``@import`` below other rules.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from course_builder.assets import Media
from course_builder.assets.fonts import FONTS
from course_builder.assets.pictures import Fault
from course_builder.content import Content
from course_builder.diagnostics import Report, Span
from course_builder.source.files import Files, within

FOLDER = "theme"
STYLE, TOKENS = f"{FOLDER}/style.css", f"{FOLDER}/css/tokens.css"

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# CSS Syntax Module Level 3, section 4: url( … ) with or without quotes; CSS Cascading, section 2: @import.
_NAMED = re.compile(
    r"(?P<import>@import\s+)?"
    r"(?:url\(\s*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s\"'()]+))\s*\)"
    r"|(?<=\s)(?:\"(?P<string>[^\"\n]*)\"|'(?P<other>[^'\n]*)'))"
    r"(?(import)(?P<media>[^;{}]*);?)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//|[A-Za-z][A-Za-z0-9+.-]*:")
_DEEPEST = 10


@dataclass
class OwnTheme:
    """The style of a course's own theme.

    Args:
        root: the course's folder.
        media: finds the files that it names.
        report: told of what cannot be used.
        characters: returns all that the course may show, beside what these style sheets write.
        texts: the style sheets that were read, by path.
    """

    root: Path
    media: Media
    report: Report
    characters: Callable[[Iterable[str]], str]
    texts: dict[str, str] = field(default_factory=dict)
    _told: set[Span] = field(default_factory=set)

    def sheet(self, path: str, *, embedded: bool = False) -> str:
        """Return a style sheet of the theme; empty where there is none.

        Args:
            path: from the course's folder.
            embedded: whether files become a part of it, for a page that has none beside it.
        """
        return self._sheet(path, (), embedded) if (self.root / path).is_file() else ""

    def _sheet(self, path: str, around: tuple[str, ...], embedded: bool) -> str:
        if path not in self.texts:
            files = Files(self.root, self.report)
            read = files.text(self.root / path)
            self.texts |= files.texts
            if read is None:
                self.texts[path] = ""
        text = self.texts[path]
        plain = _COMMENT.sub(lambda found: " " * len(found[0]), text)
        pieces, position = [], 0
        for found in _NAMED.finditer(plain):
            group = next((name for name in ("double", "single", "bare", "string", "other") if found[name]), "")
            if not group or (group in {"string", "other"} and not found["import"]):
                continue
            start = found.start(group)
            line = text.count("\n", 0, start)
            span = Span(path, line + 1, start - text.rfind("\n", 0, start), len(found[group]))
            said = self._imported if found["import"] else self._file
            made = said(found[group], span, (*around, path), embedded)
            if found["import"] and (condition := found["media"].strip()):
                made = f"@media {condition}{{{made}}}"
            pieces += [text[position : found.start()], made]
            position = found.end()
        return "".join([*pieces, text[position:]])

    def _imported(self, address: str, span: Span, around: tuple[str, ...], embedded: bool) -> str:
        """Return the text of an imported style sheet."""
        if self._is_foreign(address, span):
            return ""
        path = within(PurePosixPath(span.file).parent / address)
        if path is None or not (self.root / path).is_file():
            self._tell("picture-missing", span, f"There is no file {address!r}.", "Paths are relative to this file.")
            return ""
        if path in around or len(around) > _DEEPEST:
            self._tell("include-loop", span, f"{path} imports itself.", "Delete this line.")
            return ""
        return self._sheet(path, around, embedded)

    def _file(self, address: str, span: Span, around: tuple[str, ...], embedded: bool) -> str:  # noqa: ARG002
        """Return ``url(…)`` of a file under its name in what is built."""
        if address.startswith(("data:", "#")) or self._is_foreign(address, span):
            return f'url("{address}")'
        found = self.media.find(address, span.file)
        if isinstance(found, Fault):
            self._tell(found.code, span, found.message, found.hint)
            return f'url("{address}")'
        url: str = found.url
        content: Content = found.content
        if self.media.cache and PurePosixPath(found.path).suffix.lower() in FONTS and not address.endswith("#original"):
            url, content = self.media.font(found, self._shown)
        if not embedded:
            self.media.pack(url, found, content)
            return f'url("{url}")'
        kind = mimetypes.guess_type(found.path)[0] or "application/octet-stream"
        return f'url("data:{kind};base64,{base64.b64encode(content.read()).decode()}")'

    @cached_property
    def _shown(self) -> str:
        sheets = sorted((self.root / FOLDER).rglob("*.css"))
        return self.characters(path.read_text("utf-8", errors="replace") for path in sheets)

    def _is_foreign(self, address: str, span: Span) -> bool:
        foreign = bool(_FOREIGN.match(address)) and not address.startswith("data:")
        if foreign:
            self._tell(
                "picture-external",
                span,
                f"{address[:80]!r} would be fetched from another host.",
                "Copy the file into theme/ and name it there: courses never contact other hosts.",
            )
        return foreign

    def _tell(self, code: str, span: Span, message: str, hint: str) -> None:
        # The single file reads it a second time.
        if span not in self._told:
            self._told.add(span)
            self.report.add(code, span, message, hint)
