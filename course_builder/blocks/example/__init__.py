"""The worked example of a practical tool: ``:::example[Its name]`` around a table or a list, which the tool reads."""

from pathlib import Path

from course_builder.blocks import BlockRoom

room = BlockRoom(
    "example",
    Path(__file__).parent,
    inside=("checklist", "diagnostic", "worksheet", "matrix", "builder", "bank", "decision-tree"),
)
