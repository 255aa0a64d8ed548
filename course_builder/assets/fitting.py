"""Pictures in the sizes that pages show them in: as WebP, and one in a format that every browser knows.

Nothing is enlarged, and nothing becomes heavier than what the author gave. What a camera wrote beside the picture (the
place where it was taken, above all) is dropped; how it was held and its colours are worked in. The bytes come from the
Pillow that is installed, as those of zips come from zlib.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from course_builder.cache import Cache, key
from course_builder.content import ChangedError, Content, Held, OnDisk

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (656, 1216)
"""Of a phone of 360 pixels without its margins, and of the column of text; both on screens of twice the density."""

_RECIPE = "1"
"""To be counted up whenever other bytes come of the same picture."""

_LIGHT = 10_000
"""Bytes of a picture that is not worth a second file."""

_MOST = 400_000
"""Bytes above which a version is made coarser."""

_EMBEDDED = 100_000
"""Bytes up to which a page has the widest version inside."""

_FORMATS = frozenset({"JPEG", "MPO", "PNG", "GIF", "WEBP", "AVIF"})
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr"})
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
_BESIDE = frozenset({"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"})
_ORIENTATION = 0x0112
_ON_ITS_SIDE = 5
"""From this value of the orientation on, width and height change places."""


@dataclass(frozen=True, slots=True)
class Version:
    """A picture in one of its sizes.

    Args:
        ending: of its name; empty where it is the author's own file.
    """

    ending: str
    width: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """What of a picture is packed.

    Args:
        fallback: what browsers without WebP show.
        webp: from the narrowest to the widest; none where the fallback is as light.
    """

    fallback: Version
    webp: tuple[Version, ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """All of them."""
        return tuple(dict.fromkeys((*self.webp, self.fallback)))

    @property
    def embedded(self) -> Version:
        """The one for a page that has everything inside: sharp where that is light, else of the width shown."""
        webp = self.webp or (self.fallback,)
        return webp[-1] if webp[-1].size <= _EMBEDDED else webp[0]


@dataclass(frozen=True)
class Made(Content):
    """A version of a picture, kept in the store, and made again where it is no longer there."""

    version: Version
    original: OnDisk
    cache: Cache = field(compare=False, repr=False)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.version.size

    @property
    def digest(self) -> str:
        """Its SHA-256, in hexadecimal digits."""
        return self.version.digest

    def read(self) -> bytes:
        """Return it."""
        kept = self.cache.get(key("picture", self.digest))
        if kept is None:
            fitted, made = _fit(self.original)
            _keep(fitted, made, self.cache)
            kept = made.get(self.digest)
        if kept is None:
            raise ChangedError(self.original.path)
        return kept

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield it, or a part of it."""
        yield self.read()[start:end]

    def write(self, path: Path) -> None:
        """Write it to a file."""
        path.write_bytes(self.read())


@dataclass
class Fitting:
    """Fits pictures, each of them once.

    Args:
        cache: keeps what was made for the next build.
    """

    cache: Cache
    _known: dict[str, tuple[Fitted, Mapping[str, Content]]] = field(default_factory=dict)

    def ahead(self, originals: Iterable[OnDisk]) -> None:
        """Fit several pictures side by side, before they are asked for."""
        new = {one.digest: one for one in originals if one.digest not in self._known}
        # Pillow works outside of Python's lock. Each picture takes memory while it is worked on, so there are few.
        with _any_size(), ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
            self._known.update(zip(new, pool.map(self._made, new.values()), strict=True))

    def of(self, original: OnDisk) -> tuple[Fitted, Mapping[str, Content]]:
        """Return what of a picture is packed, and the content of each version by its digest."""
        if original.digest not in self._known:
            with _any_size():
                self._known[original.digest] = self._made(original)
        return self._known[original.digest]

    def _made(self, original: OnDisk) -> tuple[Fitted, Mapping[str, Content]]:
        name = key("fitted", original.digest, _tools())
        kept = self.cache.get(name)
        made: Mapping[str, bytes] = {}
        if kept is not None:
            data = json.loads(kept)
            fitted = Fitted(Version(**data["fallback"]), tuple(Version(**one) for one in data["webp"]))
        else:
            fitted, made = _fit(original)
            _keep(fitted, made, self.cache)
            self.cache.put(name, json.dumps(asdict(fitted)).encode())
        return fitted, {one.digest: self._content(one, original, made) for one in fitted.versions}

    def _content(self, version: Version, original: OnDisk, made: Mapping[str, bytes]) -> Content:
        if not version.ending:
            return original
        # Where a store keeps it, memory need not.
        return Made(version, original, self.cache) if self.cache.keeps else Held(made[version.digest])


def _keep(fitted: Fitted, made: Mapping[str, bytes], cache: Cache) -> None:
    for version in fitted.versions:
        if version.ending:
            cache.put(key("picture", version.digest), made[version.digest])


def fits(picture: Image) -> bool:
    """Return whether a picture that was opened is shown in sizes of its own: one that moves stays as it is."""
    moves = getattr(picture, "is_animated", False) and picture.format != "MPO"
    return picture.format in _FORMATS and picture.mode in _MODES and not moves


def upright(picture: Image) -> tuple[int, int]:
    """Return width and height of a picture that was opened, as the camera was held."""
    turned = int(picture.getexif().get(_ORIENTATION, 1)) >= _ON_ITS_SIDE
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


@contextmanager
def _any_size() -> Iterator[None]:
    """A huge picture is what this is for; Pillow warns of one. Entered by one thread, for the filter is that of all."""
    from PIL.Image import DecompressionBombWarning  # noqa: PLC0415 -- as below: many courses have drawings only

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DecompressionBombWarning)
        yield


@cache
def _tools() -> str:
    """Return all but the picture on which the bytes depend."""
    from PIL import __version__, features  # noqa: PLC0415

    libraries = [str(features.version(name)) for name in ("webp", "jpg", "libjpeg_turbo", "zlib", "littlecms2", "avif")]
    return " ".join([_RECIPE, *map(str, WIDTHS), __version__, *libraries])


def _fit(original: OnDisk) -> tuple[Fitted, dict[str, bytes]]:
    """Return what of a picture is packed, and by their digests the bytes of what was made."""
    made: dict[str, bytes] = {}
    own = Version("", 0, original.size, original.digest)
    try:
        return _versions(original.read(), own, made), made
    except OSError as error:
        if isinstance(error, ChangedError):
            raise
    except Exception:  # noqa: BLE001, S110 -- Pillow raises many kinds on damaged files
        pass
    # What is damaged browsers show as far as they can.
    return Fitted(own), {}


def _versions(content: bytes, own: Version, made: dict[str, bytes]) -> Fitted:
    from PIL import Image, ImageOps  # noqa: PLC0415

    def version(kind: str, width: int, content: bytes) -> Version:
        digest = hashlib.sha256(content).hexdigest()
        made[digest] = content
        return Version(_ENDINGS[kind], width, len(content), digest)

    with Image.open(io.BytesIO(content)) as picture:
        if not fits(picture):
            return Fitted(own)
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        wide, _ = upright(picture)
        own = replace(own, width=wide)
        clean = not _beside(picture)
        exact = kind in {"PNG", "GIF"} or (kind == "WEBP" and b"VP8L" in content[:64])
        # Letters that are a little too wide would lose more than they would become lighter.
        widest = wide if wide <= WIDTHS[-1] * (5 if exact else 4) // 4 else WIDTHS[-1]
        if clean and own.size <= _LIGHT and widest == wide:
            return Fitted(own)
        # A JPEG is read in less detail, as long as there is as much as is needed.
        picture.draft(None, (ceil(picture.width * widest / wide), ceil(picture.height * widest / wide)))
        native = ImageOps.exif_transpose(picture)
    whole = _in_srgb(native)
    large = _narrowed(whole, widest)
    small = _narrowed(whole, WIDTHS[0]) if WIDTHS[0] * 5 // 4 < widest else None
    most = min(own.size, _MOST)

    if clean and widest == wide:
        fallback = own
    elif kind == "JPEG":
        fallback = version(kind, widest, _coarser(_jpeg(large), most))
    elif kind in {"PNG", "GIF"}:
        same = widest == wide and "icc_profile" not in native.info
        fallback = version("PNG", widest, _png(native if same else large, own.size))
    else:
        fallback = version("WEBP", widest, _webp(large, most, exact=exact))
    if clean and fallback.size >= own.size:
        fallback = own
    if fallback.ending == "webp" or (fallback is own and kind == "WEBP"):
        widest_webp = fallback
    else:
        # Of a PNG that became too heavy only the fallback has fewer colours.
        most = min(most, (own if exact else fallback).size - 1)
        widest_webp = version("WEBP", widest, _webp(large, most, exact=exact))
        if widest_webp.size > most:
            return Fitted(fallback)
    webp: tuple[Version, ...] = (widest_webp,)
    if small:
        narrow = version("WEBP", WIDTHS[0], _webp(small, most, exact=exact))
        if narrow.size < widest_webp.size * 4 // 5:
            webp = (narrow, widest_webp)
    return Fitted(fallback, webp)


def _narrowed(picture: Image, width: int) -> Image:
    if width == picture.width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))))


def _beside(picture: Image) -> bool:
    """Return whether something was written beside a picture."""
    picture.getexif()
    if picture.format == "PNG":
        picture.load()  # texts may stand at the end
    said = bool(getattr(picture, "text", None)) or picture.format == "MPO"
    return said or bool(_BESIDE & picture.info.keys()) or len(picture.getexif()) > 0


def _in_srgb(picture: Image) -> Image:
    """Return a picture in the colours that all browsers mean, with nothing beside it."""
    from PIL import ImageCms  # noqa: PLC0415

    profile = picture.info.get("icc_profile")
    clear = "RGBA" if picture.has_transparency_data else "RGB"
    gray = picture.mode in {"L", "LA"} and not profile and clear == "RGB"
    wanted = "CMYK" if picture.mode == "CMYK" and profile else "L" if gray else clear
    plain = picture if picture.mode == wanted else picture.convert(wanted)
    alpha = plain.getchannel("A") if plain.mode == "RGBA" else None
    if profile:
        colours = plain if plain.mode == "CMYK" else plain.convert("RGB")
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(colours, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            converted = None  # of a profile for gray, say: the difference is small
        plain = converted or colours.convert("RGB")
        if alpha:
            plain.putalpha(alpha)
    plain.info = {}
    return plain


def _coarser(encode: Callable[[int], bytes], most: int, *qualities: int) -> bytes:
    """Return what is made in the best quality that is not too heavy."""
    content = b""
    for quality in qualities or (82, 70, 55, 40, 25):
        content = encode(quality)
        if len(content) <= most:
            break
    return content


def _jpeg(picture: Image) -> Callable[[int], bytes]:
    return lambda quality: _saved(picture, "JPEG", quality=quality, optimize=True, progressive=True)


def _png(picture: Image, most: int) -> bytes:
    transparency = picture.info.get("transparency")
    picture.info = {} if transparency is None else {"transparency": transparency}
    content = _saved(picture, "PNG", optimize=True)
    if len(content) <= most or picture.mode not in {"RGB", "RGBA"}:
        return content
    # Resizing made more colours than there were.
    from PIL.Image import Dither  # noqa: PLC0415

    return _saved(picture.quantize(256, dither=Dither.NONE), "PNG", optimize=True)


def _webp(picture: Image, most: int, *, exact: bool) -> bytes:
    """Return a WebP; of drawings and screenshots without any loss, unless that is much heavier."""
    qualities = (90, 80, 65, 50) if exact else (80, 68, 55, 40, 25)
    lossy = _coarser(lambda quality: _saved(picture, "WEBP", quality=quality), most, *qualities)
    if not exact:
        return lossy
    lossless = _saved(picture, "WEBP", lossless=True)
    return lossless if len(lossless) <= min(len(lossy) * 3 // 2, most) else lossy


def _saved(picture: Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
