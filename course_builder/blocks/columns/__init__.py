"""Columns: ``::::columns`` around ``:::column``; below one another on phones."""

from pathlib import Path

from course_builder.blocks import BlockRoom
from course_builder.blocks.made_of import around

columns = BlockRoom("columns", Path(__file__).parent, read=around("column"))
column = BlockRoom("column", Path(__file__).parent / "column", inside=("columns",), around=True)
