"""Sound and video: which files browsers of the last four years play, and whether a file is what its name says."""

from __future__ import annotations

SOUNDS = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
VIDEOS = {".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm"}
RECORDINGS = SOUNDS | VIDEOS
"""Endings, and the types by which browsers know them."""

BEGINNING = 16
"""Bytes at the beginning of a file that tell what it is."""


def has_signature(content: bytes, ending: str) -> bool:
    """Return whether a file begins as one of its kind does.

    Args:
        content: the file, or its ``BEGINNING``.
    """
    kind = RECORDINGS[ending].partition("/")[2]
    match kind:
        case "mpeg":
            # A tag, or the eleven set bits that a frame begins with.
            return content.startswith(b"ID3") or (content[:1] == b"\xff" and content[1:2] >= b"\xe0")
        case "mp4":
            return content[4:8] == b"ftyp"
        case "ogg":
            return content.startswith(b"OggS")
        case "wav":
            return content.startswith(b"RIFF") and content[8:12] == b"WAVE"
        case _:
            return content.startswith(b"\x1a\x45\xdf\xa3")
