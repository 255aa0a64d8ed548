"""Where links and pictures of a question lead in Moodle: files travel inside the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from course_builder.assets import Media
from course_builder.assets.pictures import Fault
from course_builder.content import Content
from course_builder.render.site import Target

PLACE = "@@PLUGINFILE@@/"
"""What Moodle puts the address of a question's files in the place of."""


@dataclass
class Files:
    """The files of one question.

    Args:
        left: told of each link that leads to another place of the course.
        found: what is packed, by name.
    """

    media: Media
    left: Callable[[str], None]
    found: dict[str, Content] = field(default_factory=dict)

    def resolve(self, written: str, file: str, /, *, shown: bool = False) -> Target:
        """Return where an address leads that is written in a file of the course."""
        address = urlsplit(written)
        if address.scheme or address.netloc:
            return Target(written)
        if not address.path or address.path.endswith(".md"):
            self.left(written)
            return Target("")
        found = self.media.find(written, file)
        if isinstance(found, Fault):
            # The page of the question has told it.
            return Target("")
        content, ending = self.media.embedded(found) if shown else (found.whole, PurePosixPath(found.url).suffix)
        name = f"{PurePosixPath(found.url).stem}{ending}"
        self.found[name] = content
        return Target(PLACE + name, width=found.width, height=found.height)
