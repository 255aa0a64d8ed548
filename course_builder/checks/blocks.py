"""What blocks can only tell when the files that they name are known."""

from __future__ import annotations

from course_builder.assets import Media, MediaFile
from course_builder.blocks import Checking, room_of
from course_builder.diagnostics import Report
from course_builder.model import Block, Course


def check(course: Course, media: Media, report: Report) -> None:
    """Let the room of every block check it."""

    def size(written: str, file: str) -> tuple[int, int]:
        found = media.find(written, file)
        return (found.width, found.height) if isinstance(found, MediaFile) else (0, 0)

    checking = Checking(report, size, course)
    for screen in course.screens:
        for node in screen.nodes:
            if isinstance(node, Block) and (one := room_of(node).check):
                one(node, checking)
