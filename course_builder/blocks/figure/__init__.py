"""A figure: ``:::figure[Caption]{credit="…" licence="…"}`` around a picture, which opens large.

It opens as the pictures of a gallery do; without scripts a link leads to the file.
"""

import re
from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.pictures import captioned_picture
from course_builder.model import Block, Prose
from course_builder.model.settings import Settings, Words


class FigureOptions(Settings):
    """Attributes of a figure."""

    credit: Words = Field("", description="Who made the picture.")
    licence: Words = Field("", description="Its licence.")


_PICTURE = re.compile(
    r"!\[|<(?:img|svg|picture|object|math)\b|\$|^[ \t]*(?:`{3,}|~{3,}|\|)", re.MULTILINE | re.IGNORECASE
)
"""A picture; a drawing, a formula, code or a table is shown in a figure, too."""


def _read(block: Block, reading: Reading) -> Block:
    if not any(
        isinstance(one, Block) or (isinstance(one, Prose) and _PICTURE.search(one.text)) for one in block.content
    ):
        reading.report.add(
            "block-content",
            block.span,
            "There is no picture in this figure.",
            "Write it inside: ![What it shows](../media/picture.png); for text alone write :::note[Title].",
        )
    alone = block.content[0] if len(block.content) == 1 else None
    picture = captioned_picture(alone) if isinstance(alone, Prose) else None
    # Beside other things a picture stays as it is: they may be links.
    return block.model_copy(update={"data": picture.address if picture and not picture.caption else None})


room = BlockRoom("figure", Path(__file__).parent, FigureOptions, read=_read)
