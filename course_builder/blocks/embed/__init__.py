"""Something of another host: ``:::embed[Title]{src="https://…"}`` around what it is about.

Nothing is fetched before the learner has read which host would be contacted, and asked for it. The address of a page
that shows a film and refuses to be shown in other pages is taken for the address that does not.
"""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import AfterValidator, Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.model import Block
from course_builder.model.settings import Settings


def _secure(value: str) -> str:
    try:
        parts = urlsplit(value)
        # A user's name before the host would make the host look like another; a port that is none raises.
        whole = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        whole = False
    if not whole or any(one.isspace() for one in value):
        raise ValueError("it must be a whole address that begins with https://")
    return value


_YOUTUBE = "https://www.youtube.com/embed/"
_PAGES = tuple(
    (re.compile(pattern), address)
    for pattern, address in (
        (r"(?:(?:www|m|music)\.)?youtube\.com/(?:shorts/|live/)(?P<film>[\w-]{6,})/?", _YOUTUBE),
        (r"(?:(?:www|m|music)\.)?youtube\.com/(?:watch|playlist)/?", _YOUTUBE),
        (r"youtu\.be/(?P<film>[\w-]{6,})/?", _YOUTUBE),
        (
            r"(?:www\.)?vimeo\.com/(?:\w+/[\w-]+/)*(?P<film>\d{4,})(?:/(?P<key>\w+))?/?",
            "https://player.vimeo.com/video/",
        ),
        (r"(?:www\.)?dailymotion\.com/video/(?P<film>\w+)/?", "https://www.dailymotion.com/embed/video/"),
        (r"dai\.ly/(?P<film>\w+)/?", "https://www.dailymotion.com/embed/video/"),
    )
)
"""Pages of films, by host and path, and where the same film can be embedded."""


def _embeddable(value: str) -> str:
    parts = urlsplit(value)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for pattern, address in _PAGES:
        found = pattern.fullmatch(f"{(parts.hostname or '').lower()}{parts.path}")
        if not found:
            continue
        named = found.groupdict()
        film = named.get("film") or asked.get("v") or ("videoseries" if "list" in asked else "")
        if not film:
            break
        kept = {
            "h": named.get("key"),
            "list": asked.get("list"),
            "start": _seconds(asked.get("t") or asked.get("start")),
        }
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{address}{film}{'?' if query else ''}{query}"
    return value


def _seconds(written: str | None) -> str:
    """Return ``1m30s`` or ``90`` as seconds, or empty."""
    found = re.fullmatch(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", written or "")
    hours, minutes, seconds = (int(one or 0) for one in found.groups()) if found else (0, 0, 0)
    return str(hours * 3600 + minutes * 60 + seconds or "")


class EmbedOptions(Settings):
    """Attributes of an embed."""

    src: Annotated[str, AfterValidator(_secure), AfterValidator(_embeddable)] = Field(
        description="The address, which begins with https://."
    )
    ratio: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$")] = Field(
        "16:9", description="Width to height of what is shown, such as 16:9 or 4:3."
    )


def _read(block: Block, reading: Reading) -> Block:
    if not block.content:
        reading.report.add(
            "block-content",
            block.span,
            "This embed does not say what it is about.",
            "Write it inside, for those who do not open it and for paper.",
        )
    # What could not be validated has no address, and was told.
    source: str = getattr(block.options, "src", "")
    return block.model_copy(update={"data": urlsplit(source).netloc.lower()})


room = BlockRoom("embed", Path(__file__).parent, EmbedOptions, parts=("embed",), read=_read)
