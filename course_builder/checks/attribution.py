"""A course that lists its credits lists all of them."""

from __future__ import annotations

from course_builder.diagnostics import Report
from course_builder.model import Block, Course, nodes_of
from course_builder.render.credits import creditable_blocks


def check(course: Course, report: Report) -> None:
    """Tell of pictures, sounds and videos without a credit, where the course has a list of credits."""
    nodes = (node for screen in course.screens for node in nodes_of(screen))
    if not any(isinstance(node, Block) and node.name == "credits" for node in nodes):
        return
    for _, block in creditable_blocks(course):
        if not (block.options.credit or getattr(block.options, "licence", "")):
            report.add(
                "credit-missing",
                block.span,
                f"This {block.name} has no credit, and the course lists its credits.",
                'Say who made it: {credit="…" licence="…"}.',
            )
