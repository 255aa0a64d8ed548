"""What keeps a folder of HTML on learners' devices and lets them install it: a manifest, icons, a service worker."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from course_builder import player
from course_builder.content import Content, Held
from course_builder.model import Course
from course_builder.render.data import as_json
from course_builder.translation import interface

MANIFEST, WORKER = "manifest.webmanifest", "sw.js"
_ICONS = {f"icon-{size}.png": size for size in (192, 512)}
# What is larger, and every recording, is kept only once a learner has met it.
_LARGE = 1_000_000
_RECORDINGS = frozenset({".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".oga", ".ogv", ".wav", ".opus", ".flac"})
# An open book on a ground of the course's colour, in a square of 16, clear of the edges: phones cut icons round.
_BOOK = (((3, 5), (7.6, 6), (7.6, 12), (3, 11)), ((13, 5), (8.4, 6), (8.4, 12), (13, 11)))
_FINE = 4


def offline(course: Course, files: Mapping[str, Content]) -> dict[str, Content]:
    """Return the files that keep a folder with these ``files`` on learners' devices."""
    icons = {name: _icon(course.settings.theme.accent, size) for name, size in _ICONS.items()}
    made: dict[str, Content] = {name: Held(file) for name, file in {MANIFEST: _manifest(course), **icons}.items()}
    return {**made, WORKER: Held(_worker({**files, **made}))}


def _manifest(course: Course) -> bytes:
    settings = course.settings
    manifest = {
        "name": settings.title,
        "description": settings.description,
        "lang": settings.language,
        "dir": interface.direction(settings.language),
        # Where it is installed from, whatever that address is.
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": settings.theme.accent,
        "background_color": "#ffffff",
        "icons": [
            {"src": name, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
            for name, size in _ICONS.items()
        ],
    }
    return f"{as_json({name: value for name, value in manifest.items() if value})}\n".encode()


@cache
def _icon(accent: str, size: int) -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- takes long, and most outputs do without

    drawing = Image.new("RGB", (size * _FINE, size * _FINE), accent)
    for side in _BOOK:
        ImageDraw.Draw(drawing).polygon([(x * size * _FINE / 16, y * size * _FINE / 16) for x, y in side], "#ffffff")
    found = io.BytesIO()
    drawing.resize((size, size), Image.Resampling.LANCZOS).quantize(16).save(found, "PNG", optimize=True)
    return found.getvalue()


def _worker(files: Mapping[str, Content]) -> bytes:
    digests = {name: files[name].digest for name in sorted(files)}
    version = hashlib.sha256(as_json(digests).encode()).hexdigest()[:12]
    kept = {name: "" if _is_shown_first(name, files[name]) else digest[:16] for name, digest in digests.items()}
    return f"const courseBuilderOffline={as_json({'version': version, 'files': kept})};\n".encode() + player.worker()


def _is_shown_first(name: str, content: Content) -> bool:
    # Only names in this folder have a hash, so that no version's file is another's.
    return name.startswith("media/") and (PurePosixPath(name).suffix in _RECORDINGS or content.size > _LARGE)
