"""A quadrant of a matrix, with advice: ``:::quadrant[Engage closely]{across=high down=low}``. The matrix reads it."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from course_builder.blocks import BlockRoom
from course_builder.model.settings import Settings


class QuadrantOptions(Settings):
    """Attributes of a quadrant."""

    across: Literal["low", "high"] = Field(description="Whether the value from left to right is low or high in it.")
    down: Literal["low", "high"] = Field(description="Whether the value from bottom to top is low or high in it.")


room = BlockRoom("quadrant", Path(__file__).parent, QuadrantOptions, inside=("matrix",))
