"""What authors can set of a matrix."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from course_builder.model.settings import ColumnNames, ScaleWords, Settings, YesNo


class MatrixOptions(Settings):
    """Attributes of a matrix."""

    across: ColumnNames = Field("", description="The heading of the column whose values go from left to right.")
    down: ColumnNames = Field("", description="The heading of the column whose values go from bottom to top.")
    scale: ScaleWords = Field(
        "5",
        description='The points of both: the highest, or each with its words: `scale="1 Rare, 2 Possible, 3 Likely"`.',
    )
    high: int | None = Field(
        None, description="With quadrants: the point from which on a value is high; above the middle if left out."
    )
    rows: Annotated[int, Field(ge=0, le=50)] = Field(0, description="How many empty rows it begins with.")
    add: YesNo = Field(True, description="Whether learners can add rows.")
