"""Every picture is there, light enough, from the course itself, and said in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import quote

from course_builder.assets import HEAVY, HEAVY_RECORDING, Media, MediaFile
from course_builder.assets.pictures import PICTURES, READABLE
from course_builder.checks.places import first, holder
from course_builder.diagnostics import Report
from course_builder.render.rewrite import PHONE, is_original

_PICTURE = re.compile(r"<img\b(?P<attributes>[^>]*)>")
_FETCHED = re.compile(
    r'<(?:iframe|script|link|video|audio|source|embed|object|img)\b[^>]*?\b(?:src|href|poster|data)="((?:https?:)?//[^"]*)"'
)

_SCREENS = 2
"""Over how many windows of a phone a drawing may scroll, for its text to be read."""


def pictures(
    pages: Mapping[str, tuple[Sequence[str], str]],
    media: Media,
    sources: Mapping[str, str],
    report: Report,
    *,
    fitted: bool,
) -> None:
    """Check the pictures of all pages.

    Args:
        pages: for each screen its source files and its HTML.
        fitted: whether building makes pictures as light as they can be.
    """
    by_url = media.by_url()
    heavy: set[str] = set()
    small: set[str] = set()
    for files, html in pages.values():
        for address in set(_FETCHED.findall(html)):
            file = holder(files, sources, address)
            report.add(
                "picture-external",
                first(sources.get(file, ""), address, file),
                f"{address[:80]!r} would be fetched from another host.",
                "Copy the file into media/: courses never contact other hosts.",
            )
        for found in _PICTURE.finditer(html):
            attributes = found["attributes"]
            source = re.search(r'\bsrc="([^"]*)"', attributes)
            picture = by_url.get(source[1].removeprefix("../")) if source else None
            file = holder(files, sources, picture.path.rpartition("/")[2] if picture else "<img")
            text = sources.get(file, "")
            written = partial(_as_written, picture, source[1] if source else "<img", text)
            if (
                not re.search(r'\balt="[^"]+"', attributes)
                and "decorative" not in attributes
                and 'class="logo"' not in attributes
            ):
                report.add(
                    "picture-alt-missing",
                    first(text, written(), file),
                    "This picture has no alternative text.",
                    "Write what it tells between the brackets, or add {.decorative} if it tells nothing.",
                )
            if picture and (ending := PurePosixPath(picture.path).suffix).lower() not in PICTURES:
                shown = written().removesuffix(ending)
                report.add(
                    "picture-format",
                    first(text, written(), file),
                    f"Browsers do not show {picture.path!r} as a picture.",
                    f"Open it, save it as JPEG (photographs) or PNG, and write  {shown}.jpg  or  {shown}.png",
                )
            elif (
                picture
                and picture.content.size > HEAVY
                and picture.path not in heavy
                and not (fitted and picture.fits and not is_original(attributes))
            ):
                heavy.add(picture.path)
                report.add(
                    "picture-large",
                    first(text, written(), file),
                    f"{picture.path} has {picture.content.size / 1e6:.1f} MB.",
                    "Take {.original} away, or 'pictures: original' in course.yml: then the builder makes it lighter."
                    if picture.fits
                    else "Make it smaller: 1,600 pixels are enough, as WebP or JPEG with quality 80.",
                )
            if picture and picture.readable > _SCREENS * PHONE and picture.path not in small:
                small.add(picture.path)
                report.add(
                    "picture-text-small",
                    first(text, written(), file),
                    f"On a phone the smallest text in {picture.path} is "
                    f"{READABLE * PHONE / picture.readable:.1f} pixels high.",
                    f"Make it {picture.readable / PHONE:.1f} times as large: the picture is {PHONE} pixels wide there, "
                    f"and text needs {READABLE}.",
                )


def recordings(
    pages: Mapping[str, tuple[Sequence[str], str]], media: Media, sources: Mapping[str, str], report: Report
) -> None:
    """Tell of sounds and videos that are heavier than slow connections bear.

    Args:
        pages: for each screen its source files and its HTML.
    """
    for one in media.found.values():
        if not isinstance(one, MediaFile) or one.content.size <= HEAVY_RECORDING:
            continue
        # What is only offered as a download learners take where they have a good connection.
        shown = (files for files, html in pages.values() if f'<source src="{one.url}"' in html)
        files = next(shown, None)
        if files:
            file = holder(files, sources, one.path.rpartition("/")[2])
            text = sources.get(file, "")
            report.add(
                "media-large",
                first(text, _as_written(one, "", text), file, within="any"),
                f"{one.path} has {one.content.size / 1e6:.0f} MB.",
                "Cut it into parts, or make it smaller: 480 lines at 500 kbit/s are 4 MB a minute.",
            )


def _as_written(picture: MediaFile | None, otherwise: str, text: str) -> str:
    """Return how a file wrote the path of a picture."""
    if picture is None:
        return otherwise
    name = picture.path.rpartition("/")[2]
    # Each character may be written as a browser shows it in an address: `%20`.
    pattern = "".join(f"(?:{re.escape(one)}|{re.escape(quote(one, safe=''))})" for one in name)
    found = re.search(rf"[^\s(\"'<=]*{pattern}", text)
    return found[0] if found else name
