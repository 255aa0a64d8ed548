"""A band of a result, with advice: ``:::band[Early]{to=5}``. The tool around it reads and checks it."""

from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom
from course_builder.model.settings import Settings


class BandOptions(Settings):
    """Attributes of a band."""

    to: int = Field(description="The highest result that belongs to it; it begins above the band before.")


room = BlockRoom("band", Path(__file__).parent, BandOptions, inside=("diagnostic", "matrix"))
