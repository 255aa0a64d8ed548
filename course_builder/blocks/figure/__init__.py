"""A figure: ``:::figure[Caption]{credit="…" licence="…"}`` around a picture."""

import re
from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom, Reading
from course_builder.model import Block, Prose
from course_builder.model.settings import Settings


class FigureOptions(Settings):
    """Attributes of a figure."""

    credit: str = Field("", description="Who made the picture.")
    licence: str = Field("", description="Its licence.")


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
    return block


room = BlockRoom("figure", Path(__file__).parent, FigureOptions, read=_read)
