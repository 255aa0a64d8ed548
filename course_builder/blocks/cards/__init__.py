"""Cards that turn: ``::::cards`` around ``:::card[Front]`` with the back inside.

A card is an element that opens by itself, so it turns without any script, and a search in the page finds its back.
"""

from pathlib import Path

from course_builder.blocks import BlockRoom
from course_builder.blocks.made_of import around

cards = BlockRoom("cards", Path(__file__).parent, read=around("card"))
card = BlockRoom("card", Path(__file__).parent / "card", inside=("cards",), around=True)
