"""Who made the pictures, sounds and videos of the whole course, page by page: ``::credits``."""

from pathlib import Path

from course_builder.blocks import BlockRoom
from course_builder.blocks.made_of import without_inside

room = BlockRoom("credits", Path(__file__).parent, read=without_inside)
