"""Who made what a course shows: of every block that can have a credit, by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from course_builder.model import Block, Course, Prose, nodes_of, walk
from course_builder.render.site import ScreenLink
from course_builder.source.names import plain_text

_PICTURE = re.compile(r"!\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Credit:
    """One picture, sound or video: what it is, in words, who made it, and its licence."""

    what: str
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class CreditedPage:
    """A page with what is credited on it. ``href`` is empty where the page is in another package."""

    title: str
    href: str
    screen: str
    credits: tuple[Credit, ...]


def creditable_blocks(course: Course) -> Iterator[tuple[str, Block]]:
    """Yield every block that can have a credit, with the id of its screen."""
    for screen in course.screens:
        for node in nodes_of(screen):
            if isinstance(node, Block) and hasattr(node.options, "credit"):
                yield screen.id, node


def credited_pages(course: Course, links: Mapping[str, ScreenLink]) -> tuple[CreditedPage, ...]:
    """Return the pages on which something is credited, in reading order.

    Args:
        course: the whole course.
        links: the screens of the package.
    """
    found: dict[str, list[Credit]] = {}
    for screen, block in creditable_blocks(course):
        licence = getattr(block.options, "licence", "")
        if block.options.credit or licence:
            found.setdefault(screen, []).append(Credit(_subject(block), block.options.credit, licence))
    titles = {screen.id: plain_text(screen.title.text) for screen in course.screens}
    return tuple(
        CreditedPage(titles[screen], links[screen].href if screen in links else "", screen, tuple(credits_))
        for screen, credits_ in found.items()
    )


def _subject(block: Block) -> str:
    """Return what a block shows: its label, else what can be seen in its picture, else the name of its file."""
    if block.label:
        return plain_text(block.label.text)
    texts = (node.text for node in walk(block.content) if isinstance(node, Prose))
    seen = next((found[1] for text in texts if (found := _PICTURE.search(text))), "")
    return seen or PurePosixPath(getattr(block.options, "src", "")).name or block.name
