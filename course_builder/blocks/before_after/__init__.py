"""Two pictures to compare: ``:::before-after[Caption]`` around a list of two, ``- ![what it shows](a.jpg) Before``.

With scripts they lie over one another with a slider between them; without, and on paper, below one another.
"""

from pathlib import Path

from course_builder.blocks import BlockRoom, Checking, Reading
from course_builder.blocks.pictures import pictures
from course_builder.model import Block

SAME = 0.01
"""How much the shapes of the two may differ, as a fraction: a rounded pixel is no difference."""


def _read(block: Block, reading: Reading) -> Block:
    found, rest = pictures(block, reading.report)
    if len(found) != 2:
        reading.report.add(
            "block-content",
            found[2].span if len(found) > 2 else block.span,
            f"Two pictures are compared, and here {'is' if len(found) == 1 else 'are'} {len(found)}.",
            "Write two lines: - ![what it shows](../media/a.jpg) Before, and the same for After.",
        )
    return block.model_copy(update={"data": found[:2], "content": rest})


def _check(block: Block, checking: Checking) -> None:
    if len(block.data) != 2:
        return
    (width, height), (other_width, other_height) = (checking.size(one.address, one.span.file) for one in block.data)
    if not (width and height and other_width and other_height):
        return
    if abs(width / height * other_height / other_width - 1) > SAME:
        checking.report.add(
            "picture-sizes-differ",
            block.data[1].span,
            f"This picture is {other_width} by {other_height} pixels, and the one before it {width} by {height}.",
            "Cut both to the same shape: they lie over one another.",
        )


room = BlockRoom("before-after", Path(__file__).parent, parts=("before-after",), read=_read, check=_check)
