"""A certificate: ``:::certificate[Title]`` around its text, shown when the learner has passed the course.

Name and date stand in the learner's browser only: it is a paper for learners, and no proof to others.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field

from course_builder.blocks import BlockRoom
from course_builder.model.settings import Settings


class CertificateOptions(Settings):
    """Attributes of a certificate."""

    orientation: Literal["landscape", "portrait"] = Field("landscape", description="How the sheet of A4 lies.")


room = BlockRoom("certificate", Path(__file__).parent, CertificateOptions, parts=("certificate",))
