"""Something of another host: ``:::embed[Title]{src="https://…"}`` around what it is about.

Nothing is fetched before the learner has read which host would be contacted, and asked for it.
"""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

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


class EmbedOptions(Settings):
    """Attributes of an embed."""

    src: Annotated[str, AfterValidator(_secure)] = Field(description="The address, which begins with https://.")
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
