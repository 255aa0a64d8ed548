"""Tabs: ``::::tabs`` around ``:::tab[Title]``. Without scripts, and on paper, the tabs stand below one another."""

from pathlib import Path

from course_builder.blocks import BlockRoom
from course_builder.blocks.made_of import around

tabs = BlockRoom("tabs", Path(__file__).parent, parts=("tabs",), read=around("tab"))
tab = BlockRoom("tab", Path(__file__).parent / "tab", inside=("tabs",), around=True)
