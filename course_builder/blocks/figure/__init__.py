"""A figure: ``:::figure[Caption]{credit="…" licence="…"}`` around a picture."""

from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom
from course_builder.model.settings import Settings


class FigureOptions(Settings):
    """Attributes of a figure."""

    credit: str = Field("", description="Who made the picture.")
    licence: str = Field("", description="Its licence.")


room = BlockRoom("figure", Path(__file__).parent, FigureOptions)
