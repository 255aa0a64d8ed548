"""SCORM packages as an LMS reads them: unzipped, with what their manifest says."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from lxml import etree

from course_builder.content import Content, Held
from course_builder.packaging.package import MANIFEST
from course_builder.packaging.zip import Zip

Version = Literal["scorm12", "scorm2004"]
VERSIONS: tuple[Version, ...] = get_args(Version)


class NoPackage(Exception):  # noqa: N818
    """There is no package to play at the moment, for instance because the course has errors; the message says why."""


@dataclass(frozen=True)
class Sco:
    """Something that can be launched.

    Args:
        measure: the pass mark of the primary objective; empty where it has none, None where there is no such objective.
    """

    id: str
    title: str
    href: str
    mastery_score: str = ""
    launch_data: str = ""
    measure: str | None = None


class Package:
    """One package. Only what is in the zip can be read, by its exact name: there is no path to climb out on.

    Args:
        content: a zip; one that was never written need not be packed to be unpacked.
    """

    def __init__(self, content: bytes | Zip) -> None:
        self.content = content
        self._files: Mapping[str, Content] = content.files if isinstance(content, Zip) else _unzipped(content)
        manifest = self._files.get(MANIFEST)
        if manifest is None:
            raise NoPackage(f"The package has no {MANIFEST} at its root.")
        try:
            self._manifest = etree.fromstring(manifest.read(), etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise NoPackage(f"imsmanifest.xml cannot be read: {error}") from error

    def read(self, name: str) -> Content | None:
        """Return a file, or None where the package has none of this name."""
        return self._files.get(name)

    @property
    def id(self) -> str:
        """What the LMS knows the course by from one edition to the next."""
        return self._manifest.get("identifier") or "course"

    @cached_property
    def title(self) -> str:
        """The course's title."""
        return _text(self._manifest, "organization/title") or self.id

    @cached_property
    def scos(self) -> tuple[Sco, ...]:
        """What can be launched, in order."""
        resources = {one.get("identifier", ""): one.get("href", "") for one in _all(self._manifest, "resource")}
        return tuple(
            Sco(
                id=item.get("identifier", ""),
                title=_text(item, "title") or self.title,
                href=resources[item.get("identifierref", "")],
                mastery_score=_text(item, "masteryscore"),
                launch_data=_text(item, "datafromlms") or _text(item, "dataFromLMS"),
                measure=next((_text(one, "minNormalizedMeasure") for one in _all(item, "primaryObjective")), None),
            )
            for item in _all(self._manifest, "item")
            if resources.get(item.get("identifierref", ""))
        )


class Packages:
    """The packages as they are now; each is unzipped once for as long as it stays the same."""

    def __init__(self, package: Callable[[str], bytes | Zip]) -> None:
        self._package = package
        self._known: dict[Version, Package] = {}
        self._lock = threading.Lock()

    def __getitem__(self, version: Version) -> Package:
        content = self._package(version)
        with self._lock:
            known = self._known.get(version)
            if known is None or (known.content is not content and known.content != content):
                known = self._known[version] = Package(content)
            return known


def _unzipped(content: bytes) -> Mapping[str, Content]:
    if not content:
        raise NoPackage("The course cannot be packed at the moment. What is wrong with it stands in the preview.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {one.filename: Held(archive.read(one)) for one in archive.infolist() if not one.is_dir()}
    except zipfile.BadZipFile as error:
        raise NoPackage(f"The package is not a zip: {error}") from error


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the elements of this local name below an element: namespaces and prefixes differ between versions."""
    return [one for one in element.iter(etree.Element) if etree.QName(one).localname == name]


def _text(element: etree._Element, path: str) -> str:
    """Return the text of a child, or of a child's child, by local names."""
    for name in path.split("/")[:-1]:
        element = next(iter(_all(element, name)), element)
    wanted = path.rsplit("/", 1)[-1]
    return next(
        (
            (one.text or "").strip()
            for one in element
            if isinstance(one.tag, str) and etree.QName(one).localname == wanted
        ),
        "",
    )
