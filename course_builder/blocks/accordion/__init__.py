"""Panels that open: ``::::accordion`` around ``:::panel[Title]``; more than one can be open."""

from pathlib import Path

from pydantic import Field

from course_builder.blocks import BlockRoom
from course_builder.blocks.made_of import around
from course_builder.model.settings import Settings, YesNo


class PanelOptions(Settings):
    """Attributes of a panel."""

    open: YesNo = Field(False, description="Whether it is open from the start.")


accordion = BlockRoom("accordion", Path(__file__).parent, read=around("panel"))
panel = BlockRoom("panel", Path(__file__).parent / "panel", PanelOptions, inside=("accordion",), around=True)
