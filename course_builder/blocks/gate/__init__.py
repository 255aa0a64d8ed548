"""A gate: ``::gate[Continue]``; what follows on the page appears when it is pressed."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from course_builder.blocks import BlockRoom
from course_builder.blocks.made_of import without_inside
from course_builder.model.settings import Settings


class GateOptions(Settings):
    """Attributes of a gate."""

    until: Literal["pressed", "answered"] = Field(
        "pressed", description="`answered`: only once the questions above it are answered."
    )


room = BlockRoom("gate", Path(__file__).parent, GateOptions, behaviour="gate", for_learners=True, read=without_inside)
