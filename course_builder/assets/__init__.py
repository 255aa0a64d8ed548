"""The media pipeline: finds the files that pages name, checks them, and gives them names that every LMS takes.

A file is named after its content (``cycle.1a2b3c4d.svg``), so browsers may keep it for ever and a changed picture is
never shown in its old state.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from course_builder.assets.fitting import Fitting, Version
from course_builder.assets.fonts import may_not_be_cut, subset
from course_builder.assets.pictures import PICTURES, Fault, Picture, inspect, readable_width
from course_builder.assets.weight import NAMED, WORTH_NAMING, Weight
from course_builder.cache import Cache
from course_builder.content import ChangedError, Content, Held, OnDisk, State, state_of
from course_builder.diagnostics import did_you_mean
from course_builder.source.files import hint_inside, in_language, on_disk, within
from course_builder.source.names import latin_slug, portable, slug
from course_builder.source.recordings import BEGINNING, RECORDINGS, has_signature

_NAMED = re.compile(r"[^\s\"'()<>=\[\]{}|,]+\.(?:png|jpe?g|webp|avif|gif)\b", re.IGNORECASE)

HEAVY = 500_000
"""Bytes from which a picture is heavier than slow connections bear: about twenty seconds on 3G."""

HEAVY_RECORDING = 20_000_000
"""Bytes from which a sound or video is: who pays by the megabyte thinks twice."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that a page shows or offers.

    Args:
        path: relative to the course, with forward slashes.
        url: its name in what is built.
        width, height: of a picture, in pixels; 0 for other files.
        readable: how wide a drawing has to be for its text to be read; 0 where it has none.
        fits: whether it is a picture that can be shown in sizes of its own.
        translated: what is packed in its place in a translation.
    """

    path: str
    url: str
    content: OnDisk
    width: int = 0
    height: int = 0
    readable: int = 0
    fits: bool = False
    translated: Held | None = None

    @property
    def whole(self) -> Content:
        """What is packed where nothing is made of it."""
        return self.translated or self.content


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it.

    Args:
        url: of what every browser shows.
        webp: further versions, each with its width in pixels, from the narrowest to the widest.
    """

    url: str
    webp: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Media:
    """The media files of a course, read when they are first asked for.

    Args:
        known: what was read before, by an earlier edition of the course or in its own language, by path; a file that
            has not changed since is not read again, and what is read is added.
        cache: keeps what is made of files; None where nothing is made, and all files stay as they are.
        fitted: whether pictures are made as light as they can be.
        language: of a translation, whose own files stand in for those of the source; else empty.
        translated: the text of drawings and captions in that language, by path.
        beside: folders outside of the course's that may be read; see ``Files``.
    """

    root: Path
    known: dict[str, tuple[State, MediaFile | Fault]] = field(default_factory=dict)
    cache: Cache | None = None
    fitted: bool = True
    language: str = ""
    translated: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, Path] = field(default_factory=dict)
    found: dict[str, MediaFile | Fault] = field(default_factory=dict)
    _packed: dict[str, tuple[MediaFile, Content]] = field(default_factory=dict)
    _fitting: Fitting | None = field(init=False)

    def __post_init__(self) -> None:
        self._fitting = Fitting(self.cache) if self.cache and self.fitted else None

    def forget(self) -> None:
        """Let go of files that earlier editions used and this one does not."""
        # As a list: translations, which a preview shows meanwhile, add to it.
        self.known = {path: one for path, one in list(self.known.items()) if path in self.found}

    def find(self, written: str, source: str) -> MediaFile | Fault:
        """Return a file by the address that an author wrote.

        Args:
            written: the address, relative to the file it stands in; a path from the course's folder works too.
            source: the file it stands in, relative to the course.
        """
        address = unquote(urlsplit(written).path)
        near = PurePosixPath(source).parent / address
        tried = [within(near, self.beside), within(PurePosixPath(address))] if not address.startswith("/") else []
        inside = [path for path in tried if path is not None]
        if not inside and (named := self._from_the_root(address)):
            return self._missing(written, named)
        if not inside:
            return Fault(
                "path-outside",
                f"{written!r} leads out of the course's folder.",
                hint_inside(self.root, address, source, "Copy the file into media/ and name it there."),
            )
        for path in (*inside, *(on_disk(self.root, path) for path in inside)):
            if path in self.found or _is_file(self.root / path):
                own = (one for one in in_language(path, self.language) if _is_file(self.root / one))
                return self._read(next(own, path))
        return self._missing(written, inside[0])

    def _from_the_root(self, address: str) -> str:
        """Return the path that ``/media/x.png`` means where the course has the folder and not the file; else empty."""
        path = within(PurePosixPath(address.lstrip("/")))
        meant = path and "/" in path and not _is_file(self.root / on_disk(self.root, path))
        return path if path and meant and (self.root / path).parent.is_dir() else ""

    def earlier(self, url: str) -> Content | None:
        """Return the content of a file that an earlier edition used, by its url."""
        files = (one for _, one in list(self.known.values()) if isinstance(one, MediaFile))
        return next((one.content for one in files if one.url == url), None)

    def original(self, file: MediaFile) -> str:
        """Return the url of a file, which is packed as it is."""
        self._packed[file.url] = file, file.whole
        return file.url

    def shown(self, file: MediaFile) -> Shown:
        """Return how a page shows a picture; what it takes for that is packed."""
        if not file.fits or self._fitting is None:
            return Shown(self.original(file))
        fitted, contents = self._fitting.of(file.content)
        urls: dict[Version, str] = {}
        for version in fitted.versions:
            content = contents[version.digest]
            urls[version] = _url(file.path, content, version.ending) if version.ending else file.url
            self._packed[urls[version]] = file, content
        return Shown(urls[fitted.fallback], tuple((urls[one], one.width) for one in fitted.webp))

    def embedded(self, file: MediaFile) -> tuple[Content, str]:
        """Return the one version of a picture that becomes a part of a page, and the ending of its name."""
        ending = PurePosixPath(file.path).suffix.lower()
        if not file.fits or self._fitting is None:
            return file.whole, ending
        fitted, contents = self._fitting.of(file.content)
        version = fitted.embedded
        return contents[version.digest], f".{version.ending}" if version.ending else ending

    def font(self, file: MediaFile, characters: str) -> tuple[str, Content]:
        """Return url and content of a font with these characters; the whole font where it cannot be cut."""
        cut = subset(file.content, file.path, characters, self.cache) if self.cache else None
        if cut is None:
            return file.url, file.content
        content = Held(cut)
        return _url(file.path, content, PurePosixPath(file.path).suffix.lower().strip(".")), content

    def pack(self, url: str, file: MediaFile, content: Content) -> None:
        """Pack what was made of a file."""
        self._packed[url] = file, content

    def ahead(self, texts: Mapping[str, str]) -> None:
        """Make the sizes of all pictures that these texts seem to name, side by side, before pages ask for them.

        Args:
            texts: of source files, by path.
        """
        if self._fitting is None:
            return
        named = {(written, file) for file, text in texts.items() for written in _NAMED.findall(text)}
        beside = (PurePosixPath(file).parent / unquote(written) for written, file in sorted(named))
        paths = dict.fromkeys(
            path for one in beside if (path := within(one, self.beside)) and _is_file(self.root / path)
        )
        looked_at = [self._looked_at(path) for path in paths]
        self._fitting.ahead(one.content for one in looked_at if isinstance(one, MediaFile) and one.fits)

    def used(self) -> dict[str, Content]:
        """Return the content of all that is packed, by url."""
        # As a list: a preview renders further pages meanwhile.
        return {url: content for url, (_, content) in list(self._packed.items())}

    def by_url(self) -> dict[str, MediaFile]:
        """Return the author's file of all that is packed, by url."""
        return {url: file for url, (file, _) in list(self._packed.items())}

    def weight(self) -> Weight:
        """Return how heavy all is that is packed."""
        packed = list(self._packed.items())
        made = {file.path: (file, content.size) for url, (file, content) in packed if url != file.url}
        sizes: list[tuple[int, int, int]] = []
        for file, size in made.values():
            if file.fits and self._fitting:
                fitted, _ = self._fitting.of(file.content)
                loaded = fitted.webp or (fitted.fallback,)
                sizes.append((file.content.size, loaded[-1].size, loaded[0].size))
            else:
                sizes.append((file.content.size, size, size))
        heaviest: dict[str, int] = {}
        for _, (file, content) in packed:
            if content.size >= WORTH_NAMING:
                heaviest[file.path] = max(content.size, heaviest.get(file.path, 0))
        named = sorted(heaviest.items(), key=lambda one: (-one[1], one[0]))[:NAMED]
        whole = sorted(
            file.path for url, (file, _) in packed if url == file.url and may_not_be_cut(file.content, file.path)
        )
        given, wide, narrow = map(sum, zip(*sizes, strict=True)) if sizes else (0, 0, 0)
        return Weight(given, wide, narrow, tuple(named), tuple(whole))

    def _read(self, path: str) -> MediaFile | Fault:
        if path not in self.found:
            try:
                self.found[path] = self._looked_at(path)
            except FileNotFoundError:
                # It went between being found and being read.
                return self._missing(path, path)
        return self.found[path]

    def _looked_at(self, path: str) -> MediaFile | Fault:
        state = state_of(self.root / path)
        known = self.known.get(path)
        if path in self.translated:
            # Its wordings change without it.
            return self._file(path)
        if known is None or known[0] != state:
            known = self.known[path] = state, self._file(path)
        return known[1]

    def _file(self, path: str) -> MediaFile | Fault:
        full = self.root / path
        real = full.resolve()
        if not any(real.is_relative_to(one) for one in (self.root.resolve(), *self.beside.values())):
            return Fault(
                "path-outside", f"{path!r} is a link out of the course's folder.", "Copy the file into media/."
            )
        wrong_case = _real_name(self.root, path)
        if wrong_case:
            return Fault(
                "picture-missing", f"There is no file {path!r}.", f"Capital letters matter: it is {wrong_case!r}."
            )
        try:
            content = OnDisk.of(full)
            translated = Held(self.translated[path].encode()) if path in self.translated else None
            # Pictures are small enough to be looked at whole; of other files the beginning tells what they are.
            end = None if full.suffix.lower() in PICTURES else BEGINNING
            looked_at = b"".join((translated or content).pieces(end=end))
        except OSError as error:
            hint = "" if isinstance(error, ChangedError) else "Look at its permissions."
            return Fault("picture-missing", f"{path!r} cannot be read: {error.strerror}.", hint)
        is_picture = full.suffix.lower() in PICTURES
        picture = inspect(looked_at, full.suffix.lower(), path) if is_picture else Picture(0, 0)
        if isinstance(picture, Fault):
            return picture
        if full.suffix.lower() in RECORDINGS and not has_signature(looked_at, full.suffix.lower()):
            return Fault(
                "media-format",
                f"{path!r} is not what its name says, or damaged.",
                f"Save it again as {full.suffix.lower().removeprefix('.').upper()}.",
            )
        ending = slug(full.suffix.lower().strip(".") or "bin", 8)
        readable = readable_width(looked_at) if ending == "svg" else 0
        url = _url(path, translated or content, ending)
        return MediaFile(path, url, content, picture.width, picture.height, readable, picture.fits, translated)

    def _missing(self, written: str, path: str) -> Fault:
        folder = (self.root / path).parent
        if "\\" in path:
            hint = "Write / between folders, also on Windows."
            return Fault("picture-missing", f"There is no file {written!r}.", hint)
        try:
            names = [one.name for one in folder.iterdir()]
        except (OSError, ValueError):
            names = []
        hint = (
            did_you_mean(PurePosixPath(path).name, names)
            if names
            else "Paths are relative to the file they stand in, such as ../media/picture.svg."
        )
        return Fault("picture-missing", f"There is no file {written!r}.", hint)


def _url(path: str, content: Content, ending: str) -> str:
    stem = portable(latin_slug(PurePosixPath(path).stem.lower(), 40))
    return f"media/{stem}.{content.digest[:8]}.{ending}"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or holds what no name can
        return False


def _real_name(root: Path, path: str) -> str:
    """Return how a path is really written where a case-blind file system found it under another name; else empty."""
    folder = root
    real: list[str] = []
    for part in PurePosixPath(path).parts:
        names = {one.name for one in folder.iterdir()}
        same = part if part in names else next((name for name in names if name.casefold() == part.casefold()), part)
        real.append(same)
        folder /= same
    written = "/".join(real)
    return "" if written == path else written
