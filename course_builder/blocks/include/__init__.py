"""Text that several pages share: ``::include{src=../snippets/x.md}``; links in it start from its own place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.made_of import without_inside
from course_builder.model import Block
from course_builder.model.settings import Settings


class IncludeOptions(Settings):
    """Attributes of an include."""

    src: Annotated[str, Field(min_length=1)] = Field(description="The Markdown file whose content stands here.")


def _read(block: Block, reading: Reading) -> Block:
    # Where the address is missing, that was told already.
    src: str = getattr(block.options, "src", "")
    return without_inside(block, reading).model_copy(
        update={"content": reading.include(src, reading.place("src")) if src else ()}
    )


room = BlockRoom("include", Path(__file__).parent, IncludeOptions, read=_read)
