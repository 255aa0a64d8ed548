"""A quotation: ``:::quote[Who said it, when]`` around what was said."""

from pathlib import Path

from course_builder.blocks import BlockRoom

room = BlockRoom("quote", Path(__file__).parent, around=True)
