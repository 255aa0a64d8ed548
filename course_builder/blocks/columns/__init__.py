"""Columns: ``::::columns`` around ``:::column``; below one another on phones."""

from pathlib import Path

from course_builder.blocks import BlockRoom

columns = BlockRoom("columns", Path(__file__).parent)
column = BlockRoom("column", Path(__file__).parent / "column", inside=("columns",))
