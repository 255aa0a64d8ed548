"""Tabs: ``::::tabs`` around ``:::tab[Title]``. Without scripts, and on paper, the tabs stand below one another."""

from pathlib import Path

from course_builder.blocks import BlockRoom

tabs = BlockRoom("tabs", Path(__file__).parent, parts=("tabs",))
tab = BlockRoom("tab", Path(__file__).parent / "tab", inside=("tabs",))
