"""The files of a backup: listed in ``files.xml`` with where they belong, kept under the SHA-1 of what they hold."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from course_builder.content import Content
from course_builder.packaging.moodle.backup.records import MOMENT, record, root
from course_builder.source.recordings import RECORDINGS


@dataclass
class FilePool:
    """All files of a backup."""

    listed: etree._Element = field(default_factory=lambda: root("files"))
    contents: dict[str, Content] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)

    def add(self, context: int, component: str, area: str, item: int, files: Mapping[str, Content]) -> list[int]:
        """List files of one area, and return their ids.

        Args:
            context: the id of the context that they belong to.
            component: the part of Moodle that keeps them, such as ``mod_page``.
            item: which record of the area they are of.
        """
        return [self._add(context, component, area, item, name, content) for name, content in files.items()]

    def _add(self, context: int, component: str, area: str, item: int, name: str, content: Content) -> int:
        digest = self._hash(content)
        self.contents[f"files/{digest[:2]}/{digest}"] = content
        number = len(self.listed) + 1
        record(
            self.listed,
            "file",
            {
                "contenthash": digest, "contextid": context, "component": component, "filearea": area, "itemid": item,
                "filepath": "/", "filename": name, "userid": None, "filesize": content.size,
                "mimetype": kind_of(name), "status": 0, "timecreated": MOMENT, "timemodified": MOMENT, "source": None,
                "author": None, "license": None, "sortorder": 0, "repositorytype": None, "repositoryid": None,
                "reference": None,
            },
            number,
        )  # fmt: skip
        return number

    def _hash(self, content: Content) -> str:
        if content.digest not in self._hashes:
            # Moodle's own name for a file is its SHA-1; nothing is proven by it.
            sha1 = hashlib.sha1(usedforsecurity=False)
            for piece in content.pieces():
                sha1.update(piece)
            self._hashes[content.digest] = sha1.hexdigest()
        return self._hashes[content.digest]


def kind_of(name: str) -> str:
    """Return the media type of a file; what the system knows of endings differs from one to the next."""
    ending = PurePosixPath(name).suffix.lower()
    known = {".svg": "image/svg+xml", ".webp": "image/webp", ".avif": "image/avif", **RECORDINGS}
    return known.get(ending) or mimetypes.guess_type(f"a{ending}")[0] or "application/octet-stream"
