"""Steps to follow: ``:::steps`` around a numbered list."""

from pathlib import Path

from course_builder.blocks import BlockRoom, Reading
from course_builder.blocks.made_of import tell_unless
from course_builder.model import Block
from course_builder.source.pieces import ItemList


def _read(block: Block, reading: Reading) -> Block:
    tell_unless(
        block,
        reading.report,
        lambda piece: isinstance(piece, ItemList) and piece.numbered,
        "There is no numbered list in these steps.",
        "Write one step a line: 1. What to do first.",
    )
    return block


room = BlockRoom("steps", Path(__file__).parent, read=_read)
