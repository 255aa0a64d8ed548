"""Places of headings, as GitHub makes them: a link that leads to a heading there leads to it here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from course_builder.source.literal import markup
from course_builder.source.names import github_slug, plain_text

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*(?:#+[ \t]*)?$", re.MULTILINE)
_TAGS = frozenset(f"h{level}" for level in range(1, 7))
_OWN = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}\s*$")


@dataclass(slots=True)
class Places:
    """Gives each heading of a page a place of its own: the second ``example`` is ``example-1``.

    Args:
        taken: ids that there are already.
    """

    taken: set[str] = field(default_factory=set)

    def of(self, text: str) -> str:
        """Return the place of the next heading.

        Args:
            text: in plain words.
        """
        made = place = github_slug(text) or "section"
        number = 0
        while place in self.taken:
            number += 1
            place = f"{made}-{number}"
        self.taken.add(place)
        return place

    def within(self, text: str) -> Iterator[str]:
        """Yield the places of the headings in a run of Markdown."""
        for start, end in headings(text):
            words = text[start:end]
            own = _OWN.search(words)
            yield own[1] if own else self.of(plain_text(words))


def headings(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of each heading in a run of Markdown begin and end."""
    if "#" in text:
        yield from (heading.span(1) for heading in _HEADING.finditer(markup(text)))


def give_places(root: Element) -> None:
    """Give an id to each heading of a document that has none."""
    headings = [one for one in root.iter() if one.tag in _TAGS and "id" not in one.attrib]
    if not headings:
        return
    places = Places({one.attrib["id"] for one in root.iter() if "id" in one.attrib})
    for heading in headings:
        heading.set("id", places.of(heading.attrib.pop("data-words")))
