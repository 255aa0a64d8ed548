"""A timeline: ``:::timeline`` around a definition list of dates and what happened."""

from pathlib import Path

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.made_of import tell_unless
from course_builder.model import Block
from course_builder.source.pieces import Definitions


def _read(block: Block, reading: Reading) -> Block:
    tell_unless(
        block,
        reading.report,
        lambda piece: isinstance(piece, Definitions),
        "There are no dates in this timeline.",
        "Write a date on one line, and ':   What happened.' on the next.",
    )
    return block


room = BlockRoom("timeline", Path(__file__).parent, read=_read)
