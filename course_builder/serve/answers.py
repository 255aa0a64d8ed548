"""How files are answered: with their type, in ranges where a player of sound or video asks, never kept by browsers."""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import AsyncIterator
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # Another site that is open in the same browser can neither frame the course nor read it as a script or picture.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}

# The system's own table differs from machine to machine: a Windows registry may say that JavaScript is plain text.
_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "xml": "text/xml",
    "xsd": "text/xml",
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "vtt": "text/vtt",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "wav": "audio/wav",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
}

_RANGE = re.compile(r"bytes=([0-9]*)-([0-9]*)")
_DIGITS = 18
"""Of a place in a file, at most; Python refuses to read numbers of thousands of them."""

LATENCY, SPEED = 0.4, 50_000
"""The slow network: seconds before the first byte, and bytes a second: what browsers' tools call Slow 3G."""

_PIECE = 5_000


def content_type(name: str) -> str:
    """Return the content type of a file by its name."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind == "application/json" else kind


def answer(request: Request, content: bytes, kind: str, *, slow: bool = False) -> Response:
    """Return a response with ``content``, or with the range of it that was asked for.

    Args:
        kind: the content type.
        slow: as over a slow network.
    """
    headers = {**HEADERS, "Accept-Ranges": "bytes"}
    status, size = 200, len(content)
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked and asked.groups() != ("", ""):
        if max(map(len, asked.groups())) > _DIGITS:
            return Response("No file has such a range.", 400, headers, "text/plain")
        found = _range(asked[1], asked[2], size)
        if found is None:
            return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
        start, end = found
        status, content = 206, content[start:end]
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    if slow:
        headers["Content-Length"] = str(len(content))
        return StreamingResponse(_slowly(content), status, headers, kind)
    return Response(content, status, headers, kind)


def _range(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Return start and end of a range; None where the file has no such bytes. Without ``first``: the ``last`` bytes."""
    if not first:
        count = min(int(last), size)
        return (size - count, size) if count else None
    start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None


async def _slowly(content: bytes) -> AsyncIterator[bytes]:
    await asyncio.sleep(LATENCY)
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        yield piece
        await asyncio.sleep(len(piece) / SPEED)
