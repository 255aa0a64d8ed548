"""Sound and video: ``:::audio[Title]{src=…}``, ``:::video[Title]{src=… captions=…}``; the transcript stands inside.

The browser's own controls play them, and nothing is loaded before a learner asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.media.webvtt import Track, read_track
from course_builder.model import Block
from course_builder.model.settings import Settings, Words
from course_builder.source.recordings import SOUNDS, VIDEOS

_POSTERS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})


class AudioOptions(Settings):
    """Attributes of a sound."""

    src: Annotated[str, Field(min_length=1)] = Field(
        description="The file: MP3, M4A, Ogg, Opus or WAV; of a video MP4 (H.264) or WebM."
    )
    captions: str = Field("", description="Captions as WebVTT; the transcript is made of them if none stands inside.")
    chapters: str = Field("", description="Chapters to jump to, as WebVTT.")
    language: str = Field("", description="The language spoken, such as `en`; the course's, if left out.")
    credit: Words = Field("", description="Who made it.")
    licence: Words = Field("", description="Its licence.")


class VideoOptions(AudioOptions):
    """Attributes of a video."""

    poster: str = Field("", description="Of a video: a picture that stands there until it is played.")


@dataclass(frozen=True, slots=True)
class Recording:
    """What belongs to a sound or video.

    Args:
        type: by which browsers know its kind.
        file: its name.
    """

    type: str
    file: str
    captions: Track | None
    chapters: Track | None


def _read(block: Block, reading: Reading) -> Block:
    options = block.options
    known: Mapping[str, str] = VIDEOS if block.name == "video" else SOUNDS
    # Where the address is missing, that was told already.
    src: str = getattr(options, "src", "")
    if not src:
        return block
    if block.label is None:
        reading.report.add(
            "block-content",
            block.span,
            f"This {block.name} has no title.",
            f"Say what it is: :::{block.name}[Title]{{…}}.",
        )
    path = PurePosixPath(unquote(urlsplit(src).path))
    kind = known.get(path.suffix.lower())
    if kind is None:
        names = ", ".join(one.removeprefix(".") for one in known)
        reading.report.add(
            "media-format",
            reading.place("src"),
            f"Browsers do not play {path.suffix or 'a file without ending'!r} as {block.name}.",
            f"Save it as one of these: {names}.",
        )
        return block
    poster = PurePosixPath(urlsplit(getattr(options, "poster", "")).path).suffix.lower()
    if poster and poster not in _POSTERS:
        reading.report.add(
            "directive-option-value",
            reading.place("poster"),
            f"{poster!r} is no picture.",
            "Use PNG, JPEG, WebP or SVG.",
        )
    captions = _track(options.captions, "captions", reading)
    chapters = _track(options.chapters, "chapters", reading)
    if block.name == "video" and not options.captions:
        reading.report.add(
            "media-captions",
            block.span,
            "This video has no captions.",
            "Who cannot hear, or has the sound off, needs them (WCAG 2.2, 1.2.2): captions=NAME.vtt.",
        )
    elif not options.captions and not block.content:
        reading.report.add(
            "media-captions",
            block.span,
            "This recording has no transcript.",
            "Write what is said between the lines that open and close it (WCAG 2.2, 1.2.1).",
        )
    return block.model_copy(update={"data": Recording(kind, path.name, captions, chapters)})


def _track(src: str, name: str, reading: Reading) -> Track | None:
    found = reading.text(src, reading.place(name)) if src else None
    return read_track(found[1], found[0], reading.report) if found else None


audio = BlockRoom("audio", Path(__file__).parent, AudioOptions, parts=("media",), read=_read)
video = BlockRoom("video", Path(__file__).parent, VideoOptions, parts=("media",), read=_read)
