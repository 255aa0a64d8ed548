"""A gallery: ``:::gallery[Label]`` around a list ``- ![what it shows](../media/x.jpg) Caption``.

Without scripts it is a grid of figures; with them a picture opens large.
"""

from pathlib import Path

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.pictures import pictures
from course_builder.model import Block


def _read(block: Block, reading: Reading) -> Block:
    found, rest = pictures(block, reading.report)
    if not found:
        reading.report.add(
            "block-content",
            block.span,
            "There are no pictures in this gallery.",
            "Write one picture a line: - ![what it shows](../media/picture.svg) Caption.",
        )
    return block.model_copy(update={"data": found, "content": rest})


room = BlockRoom("gallery", Path(__file__).parent, parts=("gallery",), read=_read)
