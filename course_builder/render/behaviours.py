"""Which of the player's behaviours a course uses; a package carries only these."""

from __future__ import annotations

from course_builder.blocks import room_of
from course_builder.model import Assessment, Block, Course, walk


def used(course: Course) -> frozenset[str]:
    """Return the names of the behaviours, as ``player.script`` takes them."""
    names: set[str] = set()
    for screen in course.screens:
        content = screen.introduction if isinstance(screen, Assessment) else screen.content
        names.update(room_of(node).behaviour for node in walk(content) if isinstance(node, Block))
    for question in course.questions:
        names.add("question")
        names.update(part.interaction.type for part in question.parts)
        if question.hints:
            names.add("hints")
    return frozenset(names - {""})
