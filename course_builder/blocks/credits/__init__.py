"""Who made the pictures, sounds and videos of the whole course, page by page: ``::credits``."""

from pathlib import Path

from course_builder.blocks import BlockRoom

room = BlockRoom("credits", Path(__file__).parent)
