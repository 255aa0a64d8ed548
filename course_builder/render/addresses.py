"""Where links and pictures lead: what authors write (a Markdown file, a picture beside it) becomes what pages need.

What leads nowhere is noted with the address as written; ``checks.links`` finds its place in the source.
"""

from __future__ import annotations

import base64
import mimetypes
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from course_builder.assets import Media
from course_builder.assets.pictures import PICTURES, Fault
from course_builder.content import Content
from course_builder.diagnostics import did_you_mean
from course_builder.render.places import CoursePlaces
from course_builder.render.site import ScreenLink, Target, anchor
from course_builder.source.files import within
from course_builder.source.recordings import RECORDINGS

_SAFE_SCHEMES = frozenset({"https", "http", "mailto", "tel"})


@dataclass(frozen=True, slots=True, order=True)
class DeadEnd:
    """An address that leads nowhere, as written in ``file``."""

    file: str
    written: str
    code: str
    message: str
    hint: str


@dataclass
class Addresses:
    """Resolves addresses for one site.

    Args:
        places: of the whole course, also where only a part of it is rendered.
        links: the screens of this site by id; a link to a screen that is not there loses its address.
        media: the course's files.
        kind: ``single`` embeds pictures as data.
        shared: what stands before the names of media files: ``../`` where a SCO has a folder of its own.
        asked: every address that was asked for and leads to a file of the course, or nowhere: with the file it stands
            in, and whether as a picture on the page.
    """

    places: CoursePlaces
    links: Mapping[str, ScreenLink]
    media: Media
    kind: Literal["folder", "single"] = "folder"
    shared: str = ""
    embedded: bool = False
    dead_ends: set[DeadEnd] = field(default_factory=set)
    asked: set[tuple[str, str, bool]] = field(default_factory=set)
    _known: dict[tuple[str, str, bool], Target] = field(default_factory=dict)
    _noted: set[tuple[str, str]] = field(default_factory=set)

    def resolve(self, written: str, file: str, /, *, shown: bool = False) -> Target:
        """Return where an address leads.

        Args:
            written: as it stands in the source.
            file: the source file, relative to the course.
            shown: as a picture on the page, which may then be in a size of its own.
        """
        known = self._known.get((written, file, shown))
        if known is None:
            known = self._resolved(written, file, shown=shown)
            if not self.embedded:  # whole videos
                self._known[written, file, shown] = known
        if (written, file) in self._noted:
            self.asked.add((written, file, shown))
        return known

    def _resolved(self, written: str, file: str, *, shown: bool) -> Target:
        try:
            parts = urlsplit(written)
        except ValueError:
            return self._dead_end(
                file, written, "link-broken", f"{written!r} is not an address.", "Check the brackets in it."
            )
        if parts.scheme in _SAFE_SCHEMES:
            return Target(written)
        if parts.scheme or parts.netloc:
            return self._dead_end(
                file,
                written,
                "link-scheme",
                f"A course cannot link to {written[:60]!r}.",
                "Use https:, mailto: or tel:, or the path of a file of the course.",
            )
        if not parts.path:
            return self._within(file, unquote(parts.fragment), written)
        path = within(PurePosixPath(file).parent / unquote(parts.path), self.media.beside)
        if path is None:
            return self._dead_end(
                file,
                written,
                "path-outside",
                f"{written!r} leads out of the course's folder.",
                "Link to a file of the course.",
            )
        if path.endswith(".md"):
            return self._page(file, written, path, unquote(parts.fragment))
        return self._file(file, written, shown=shown)

    def _page(self, file: str, written: str, path: str, fragment: str) -> Target:
        path = self.places.file(path)
        screens = self.places.screens.get(path)
        if not screens:
            hint = self._meant_page(file, path, fragment)
            if "\\" in path:
                hint = "Write / between folders, also on Windows."
            return self._dead_end(file, written, "link-broken", f"There is no page file {path!r} in this course.", hint)
        if not fragment:
            return self._screen(file, written, screens[0].id)
        return self._anchor(file, written, path, fragment)

    def _meant_page(self, file: str, path: str, fragment: str = "") -> str:
        """Return what to write instead of the path of a page that is not there."""
        names = {PurePosixPath(one).name: one for one in self.places.screens}
        name = PurePosixPath(path).name
        if name in names:
            written = posixpath.relpath(names[name], PurePosixPath(file).parent)
            return f"Write  {written}{'#' * bool(fragment)}{fragment}"
        if (self.media.root / path).is_file() and not path.startswith(("modules/", "assessments/")):
            return f"Pages stand in modules/: move {path} there, or link to what stands there."
        return did_you_mean(name, names)

    def _within(self, file: str, fragment: str, written: str) -> Target:
        """Resolve ``#place`` in the same file; what is not a page or heading of it may be an id inside the page."""
        if not fragment or re.match(r"fn(ref)?\d*:", fragment):
            return Target(written)
        if file not in self.places.screens and fragment in self.places.included.get(file, ()):
            # A file that pages include leads to a place of its own, on whichever page it stands.
            return Target(f"#{fragment}")
        return self._anchor(file, written, file, fragment)

    def _anchor(self, file: str, written: str, path: str, fragment: str) -> Target:
        anchors = self.places.anchors(path)
        found = anchors.get(fragment)
        if found is None:
            return self._dead_end(
                file,
                written,
                "link-anchor",
                f"There is no page or heading {fragment!r} in {path}.",
                did_you_mean(fragment, anchors),
            )
        screen, _, place = found.partition("#")
        return self._screen(file, written, screen, place)

    def _screen(self, file: str, written: str, identifier: str, place: str = "") -> Target:
        link = self.links.get(identifier)
        if link is None:
            # The screen belongs to another SCO, which only the LMS can open.
            hint = "Tell learners in words where to go on, or make one SCO of the course (sco: course)."
            self._dead_end(
                file, written, "output-cannot", "A link cannot lead into another SCO: only its words stay.", hint
            )
            return Target("")
        if not place:
            return Target(link.href, identifier)
        if self.kind == "single":
            return Target(f"#{anchor(identifier, place)}", identifier)
        return Target(f"{link.href}#{place}", identifier)

    def _file(self, file: str, written: str, *, shown: bool) -> Target:
        self._noted.add((written, file))
        found = self.media.find(written, file)
        if isinstance(found, Fault):
            code, address = found.code, PurePosixPath(unquote(urlsplit(written).path))
            if address.suffix in {"", ".html"} and any(
                PurePosixPath(one).stem == address.stem for one in self.places.screens
            ):
                # A page without its ending, or with the one that a site gives it.
                hint = self._meant_page(file, f"{address.stem}.md", urlsplit(written).fragment)
                return self._dead_end(file, written, "link-broken", found.message, hint)
            if code == "picture-missing" and PurePosixPath(urlsplit(written).path).suffix.lower() not in PICTURES:
                code = "link-broken"
            return self._dead_end(file, written, code, found.message, found.hint)
        webp: tuple[tuple[str, int], ...] = ()
        if self.embedded:
            content, ending = (
                self.media.embedded(found) if shown else (found.content, PurePosixPath(found.path).suffix.lower())
            )
            url = data_address(content, ending)
        elif shown:
            picture = self.media.shown(found)
            url = self.shared + picture.url
            webp = tuple((self.shared + one, width) for one, width in picture.webp)
        else:
            url = self.shared + self.media.original(found)
        size = found.content.size
        return Target(url, width=found.width, height=found.height, size=size, readable=found.readable, webp=webp)

    def _dead_end(self, file: str, written: str, code: str, message: str, hint: str) -> Target:
        self._noted.add((written, file))
        self.dead_ends.add(DeadEnd(file, written, code, message, hint))
        return Target(written)


def data_address(content: Content, ending: str) -> str:
    """Return an address that holds a file itself.

    Args:
        ending: of the file's name, with its dot.
    """
    # What the system knows of endings differs from one to the next.
    kind = RECORDINGS.get(ending) or mimetypes.guess_type(f"a{ending}")[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content.read()).decode()}"
