"""Files that came inside what is imported: which are taken, and under which names."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from course_builder.assets.pictures import PICTURES, Fault, inspect
from course_builder.source.files import MEDIA
from course_builder.source.names import latin_slug, portable

_OTHERS = frozenset({
    ".csv", ".doc", ".docx", ".m4a", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ogg", ".pdf", ".ppt", ".pptx", ".txt",
    ".vtt", ".wav", ".webm", ".xls", ".xlsx", ".zip",
})  # fmt: skip
"""Endings of files that learners may be given."""

_DATA = re.compile(r"data:(?P<kind>[\w.+-]+/[\w.+-]+)(?:;[\w=.-]+)*;base64,(?P<data>.*)", re.DOTALL | re.IGNORECASE)
INSIDE = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[\w+/=%]+")
"""A file that stands in a text."""
_ENDINGS = {"image/jpeg": ".jpg", "image/svg+xml": ".svg", "audio/mpeg": ".mp3"}
_IN_BANK = "@@PLUGINFILE@@/"
PAGE = "imported-page:"
"""Begins the address of a page of what is imported, until it is known where that page stands."""

_OF_BACKUP = re.compile(r"\$@[A-Z]+\*(\d+)(?:\*\d+)*@\$(?:#.*)?")
"""How backups of Moodle write the address of an activity (``backup_*_activity_task.class.php``)."""

LARGEST = 8_000_000
"""Bytes of one file."""


class Media:
    """The files of an import, each kept once.

    Args:
        taken: whether the course has a file of this name already.
    """

    def __init__(self, taken: Callable[[str], bool]) -> None:
        self._taken = taken
        self.files: dict[str, bytes] = {}
        self._names: dict[bytes, str] = {}

    def keep(self, name: str, content: bytes) -> str:
        """Keep a file; return its path in the course.

        Raises:
            ValueError: it is not taken; the message says why.
        """
        named = PurePosixPath(posixpath.basename(name.replace("\\", "/")))
        ending = named.suffix.lower()
        if ending not in PICTURES | _OTHERS:
            raise ValueError(f"files that end in {ending or 'nothing'} are not taken")
        if len(content) > LARGEST:
            raise ValueError(f"it has more than {LARGEST:,} bytes")
        if ending in PICTURES and isinstance(fault := inspect(content, ending, named.name), Fault):
            raise ValueError(fault.message[:1].lower() + fault.message[1:].rstrip("."))
        if content in self._names:
            return self._names[content]
        stem = portable(latin_slug(named.stem) or "file")
        path, count = f"{MEDIA}/{stem}{ending}", 1
        while path in self.files or self._taken(path):
            count += 1
            path = f"{MEDIA}/{stem}-{count}{ending}"
        self.files[path] = content
        self._names[content] = path
        return path


class Attached:
    """The files of one question, found by the addresses in its texts.

    Args:
        files: what came with it, by name; as text it is base64.
        lost: told of what is not taken.
    """

    def __init__(self, media: Media, files: Mapping[str, str | bytes], lost: list[str]) -> None:
        self._media, self._files, self._lost = media, files, lost

    def address(self, written: str) -> str:
        """Return the address, from an assessment, of what an address in a text means; empty where it is nothing."""
        found = _DATA.fullmatch(written.strip())
        if found:
            kind = found["kind"].lower()
            return self._kept(f"picture{_ENDINGS.get(kind, '.' + kind.partition('/')[2])}", found["data"])
        if written.startswith(_IN_BANK):
            name = unquote(written.removeprefix(_IN_BANK).partition("?")[0]).lstrip("/")
            data = self._files.get(name)
            if data is None:
                self._lost.append(f"The file {name!r} is not in the bank.")
                return ""
            return self._kept(name, data)
        if re.match(r"(?:https?:|mailto:)", written, re.IGNORECASE):
            return written
        if found := _OF_BACKUP.fullmatch(written):
            return f"{PAGE}{found[1]}"
        if written.startswith("#"):
            self._lost.append("Links to places within its page lead nowhere here: their words stay.")
            return ""
        self._lost.append(f"The address {written[:80]!r} leads nowhere in a course.")
        return ""

    def _kept(self, name: str, data: str | bytes) -> str:
        if isinstance(data, str) and len(data) > LARGEST * 3 // 2:
            self._lost.append(f"The file {name!r} is left out: it has more than {LARGEST:,} bytes.")
            return ""
        try:
            if isinstance(data, str):
                data = base64.b64decode("".join(unquote(data).split()), validate=True)
            return "../" + self._media.keep(name, data)
        except (binascii.Error, ValueError) as error:
            self._lost.append(f"The file {name!r} is left out: {error}.")
            return ""
