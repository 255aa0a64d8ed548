"""Text that opens: ``:::reveal[Show the answer]``."""

from pathlib import Path

from course_builder.blocks import BlockRoom

room = BlockRoom("reveal", Path(__file__).parent, around=True)
