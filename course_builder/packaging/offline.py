"""What keeps a folder of HTML on learners' devices and lets them install it: a manifest, icons, a service worker."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from PIL import Image, ImageDraw

from course_builder import player
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


def offline(course: Course, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that keep a folder with these ``files`` on learners' devices."""
    icons = {name: _icon(course.settings.theme.accent, size) for name, size in _ICONS.items()}
    made = {MANIFEST: _manifest(course), **icons}
    return {**made, WORKER: _worker({**files, **made})}


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
    drawing = Image.new("RGB", (size * _FINE, size * _FINE), accent)
    for side in _BOOK:
        ImageDraw.Draw(drawing).polygon([(x * size * _FINE / 16, y * size * _FINE / 16) for x, y in side], "#ffffff")
    found = io.BytesIO()
    drawing.resize((size, size), Image.Resampling.LANCZOS).quantize(16).save(found, "PNG", optimize=True)
    return found.getvalue()


def _worker(files: Mapping[str, bytes]) -> bytes:
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    version = hashlib.sha256(as_json(digests).encode()).hexdigest()[:12]
    kept = {name: "" if _is_shown_first(name, files[name]) else digest[:16] for name, digest in digests.items()}
    return f"const courseBuilderOffline={as_json({'version': version, 'files': kept})};\n".encode() + player.worker()


def _is_shown_first(name: str, content: bytes) -> bool:
    # Only names in this folder have a hash, so that no version's file is another's.
    return name.startswith("media/") and (PurePosixPath(name).suffix in _RECORDINGS or len(content) > _LARGE)
