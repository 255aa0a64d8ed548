"""How long the rest of a module takes: the author's ``duration``, by how much of it stands on each page."""

from __future__ import annotations

from collections.abc import Mapping

from course_builder.model import Course, Module, Prose, Screen, nodes_of, questions_of

_QUESTION = 300
"""Characters of text that take as long as answering a question."""


def minutes_left(course: Course) -> Mapping[str, int]:
    """Return for each page and quiz about how many minutes its module takes from there on.

    A module without a ``duration`` is left out: nothing is guessed that nobody said.
    """
    return {name: left for module in course.modules if module.settings.duration for name, left in _left(module)}


def _left(module: Module) -> list[tuple[str, int]]:
    screens: list[Screen] = [*module.pages, *((module.assessment,) if module.assessment else ())]
    sizes = [_size(screen) for screen in screens]
    whole = sum(sizes)
    return [
        (screen.id, max(1, round(module.settings.duration * sum(sizes[at:]) / whole)))
        for at, screen in enumerate(screens)
    ]


def _size(screen: Screen) -> int:
    text = sum(len(node.text) for node in nodes_of(screen) if isinstance(node, Prose))
    return 1 + text + _QUESTION * len(questions_of(screen))
