"""A certificate: ``:::certificate[Title]`` around its text, shown when the course, or a module or part, is passed.

Name and date stand in the learner's browser only: it is a paper for learners, and no proof to others.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field

from course_builder.blocks import BlockRoom, Checking, Reading
from course_builder.diagnostics import did_you_mean
from course_builder.model import Block, Prose, walk
from course_builder.model.settings import Settings


class CertificateOptions(Settings):
    """Attributes of a certificate."""

    for_: str = Field(
        "",
        alias="for",
        description="The id of the module or part that it is for; the whole course if left out. A part's id is made "
        "from its title: `Your sector` is `your-sector`.",
    )
    orientation: Literal["landscape", "portrait"] = Field("landscape", description="How the sheet of A4 lies.")


LINES, WIDE = 14, 60
"""How many lines of how many characters fit a sheet beside titles, name and date; the player sizes its letters."""


def _read(block: Block, reading: Reading) -> Block:
    texts = "\n".join(node.text for node in walk(block.content) if isinstance(node, Prose))
    lines = sum(-(-len(line.strip()) // WIDE) for line in texts.split("\n"))
    if lines > LINES:
        reading.report.add(
            "block-content",
            block.span,
            f"The text of this certificate takes {lines} lines, and {LINES} fit on its sheet.",
            "Make it shorter: who gives it, what the course treats, how long it takes.",
        )
    return block


def _check(block: Block, checking: Checking) -> None:
    wanted = block.options.for_
    course = checking.course
    known = [*(module.id for module in course.modules), *(part.id for part in course.parts)]
    if wanted and wanted not in known:
        checking.report.add(
            "directive-option-value",
            block.span,
            f"There is no module and no part {wanted!r} that this certificate could be for.",
            did_you_mean(wanted, known),
        )


room = BlockRoom(
    "certificate",
    Path(__file__).parent,
    CertificateOptions,
    parts=("results", "certificate"),
    for_learners=True,
    read=_read,
    check=_check,
)
