"""Where links and pictures of a question lead in Moodle."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from course_builder.assets import Media, MediaFile
from course_builder.assets.pictures import Fault
from course_builder.content import Content
from course_builder.packaging.moodle.losses import GIFT_FILE, LINK, Loss
from course_builder.render.addresses import data_address
from course_builder.render.site import Target

PLACE = "@@PLUGINFILE@@/"
"""What Moodle puts the address of a question's files in the place of."""


@dataclass
class Files(ABC):
    """The files of one question.

    Args:
        left: told of each link that leads nowhere there.
        found: what is packed beside the texts, by name.
    """

    media: Media
    left: Callable[[Loss], None]
    found: dict[str, Content] = field(default_factory=dict)

    def resolve(self, written: str, file: str, /, *, shown: bool = False) -> Target:
        """Return where an address leads that is written in a file of the course."""
        address = urlsplit(written)
        if address.scheme or address.netloc:
            return Target(written)
        if not address.path or address.path.endswith(".md"):
            self.left(LINK.of(written=written))
            return Target("")
        found = self.media.find(written, file)
        if isinstance(found, Fault):
            # The page of the question has told it.
            return Target("")
        return self._taken(written, found, shown=shown)

    @abstractmethod
    def _taken(self, written: str, file: MediaFile, *, shown: bool) -> Target:
        """Take a file along."""


class Attached(Files):
    """Files travel beside the texts."""

    def _taken(self, written: str, file: MediaFile, *, shown: bool) -> Target:  # noqa: ARG002
        content, ending = self.media.embedded(file) if shown else (file.whole, PurePosixPath(file.url).suffix)
        name = f"{PurePosixPath(file.url).stem}{ending}"
        self.found[name] = content
        return Target(PLACE + name, width=file.width, height=file.height)


class Written(Files):
    """Pictures stand in the texts themselves; other files stay behind."""

    def _taken(self, written: str, file: MediaFile, *, shown: bool) -> Target:
        if not shown:
            self.left(GIFT_FILE.of(written=written))
            return Target("")
        return Target(data_address(*self.media.embedded(file)), width=file.width, height=file.height)
