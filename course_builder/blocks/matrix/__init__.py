"""A matrix: ``::::matrix[Title]{#id across=Impact down=Likelihood}`` around a table; what it lists is placed on a grid.

Without scripts the grid is an empty one to draw in, with the names of its bands or quadrants.
"""

from pathlib import Path

from course_builder.blocks import BlockRoom
from course_builder.blocks.matrix.options import MatrixOptions
from course_builder.blocks.matrix.reading import read_matrix

room = BlockRoom(
    "matrix", Path(__file__).parent, MatrixOptions, parts=("tool", "matrix"), needs_id=True, read=read_matrix
)
