"""How files are answered: with their type, in ranges where a player of sound or video asks, never kept by browsers."""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import AsyncIterator, Iterable
from itertools import chain
from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from course_builder.content import Content, content_of

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


def answer(request: Request, given: bytes | Content, kind: str, *, slow: bool = False) -> Response:
    """Return a response with what a file holds, or with the range of it that was asked for.

    Args:
        kind: the content type.
        slow: as over a slow network.
    """
    headers = {**HEADERS, "Accept-Ranges": "bytes"}
    content = content_of(given)
    status, size = 200, content.size
    start, end = 0, size
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked and asked.groups() != ("", ""):
        if max(map(len, asked.groups())) > _DIGITS:
            return Response("No file has such a range.", 400, headers, "text/plain")
        found = _range(asked[1], asked[2], size)
        if found is None:
            return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
        start, end = found
        status = 206
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    pieces = content.pieces(start, end)
    try:
        first = next(pieces, b"")
    except OSError as error:
        # It was saved a moment ago; the page is on its way to ask for what it is now.
        raise HTTPException(404, "The file is no longer what it was.", HEADERS) from error
    if not slow and len(first) == end - start:
        return Response(first, status, headers, kind)
    headers["Content-Length"] = str(end - start)
    body = chain([first], pieces)
    return StreamingResponse(_slowly(body) if slow else body, status, headers, kind)


def _range(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Return start and end of a range; None where the file has no such bytes. Without ``first``: the ``last`` bytes."""
    if not first:
        count = min(int(last), size)
        return (size - count, size) if count else None
    start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None


async def _slowly(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    await asyncio.sleep(LATENCY)
    for large in content:
        for start in range(0, len(large), _PIECE):
            piece = large[start : start + _PIECE]
            yield piece
            await asyncio.sleep(len(piece) / SPEED)
