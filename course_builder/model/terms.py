"""A term that a course explains; its first place on every page leads to what it means."""

from __future__ import annotations

from course_builder.model.base import Located
from course_builder.model.prose import Prose


class Term(Located):
    """A term of a glossary.

    Args:
        id: of its entry, unique on the glossary's page.
        title: the form it is listed under.
        forms: all forms that stand for it in running text, the title's words first.
        meaning: what it means.
    """

    id: str
    title: Prose
    forms: tuple[str, ...]
    meaning: Prose
