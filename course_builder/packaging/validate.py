"""Checks of a whole package: what the schemas say, and the rules that they cannot say.

LMSs accept packages that break these rules, and then lose files or progress; ADL's own validator passes unlisted files
and broken links. So every package is checked when it is built.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from course_builder.content import Content, content_of
from course_builder.packaging import control, manifest12, manifest2004, schemas
from course_builder.packaging.package import MANIFEST, Standard
from course_builder.packaging.xml import TITLE, XSI, Writer

VERSIONS: Mapping[Standard, str] = {
    "scorm12": "1.2",
    "scorm2004-3": manifest2004.EDITIONS[3],
    "scorm2004-4": manifest2004.EDITIONS[4],
}

# LMSs on Windows servers, and Moodle's file area, must find every file by its literal name.
SEGMENT = re.compile(r"[a-z0-9_-][a-z0-9._-]*(?<!\.)")
XML = "http://www.w3.org/XML/1998/namespace"

RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def problems(standard: Standard, files: Mapping[str, bytes | Content]) -> list[str]:
    """Return what is wrong with a package, a sentence each; an empty list if nothing is.

    Args:
        files: everything in the zip, by name.
    """
    if MANIFEST not in files:
        return [_without_manifest(files)]
    manifest_text = content_of(files[MANIFEST]).read()
    wrong = schemas.validate(standard, manifest_text)
    wrong += _control(standard, files)
    try:
        document = etree.fromstring(manifest_text, schemas.parser())
    except etree.XMLSyntaxError:
        return wrong
    manifest = _Manifest(standard, document)
    wrong += manifest.versions_and_namespaces()
    wrong += manifest.identifiers()
    wrong += manifest.organization()
    wrong += manifest.titles()
    wrong += manifest.file_list(frozenset(files) - control.names(standard))
    wrong += _foreign_namespaces(standard, files)
    return wrong


def _without_manifest(files: Mapping[str, bytes | Content]) -> str:
    near = sorted(name for name in files if name.rpartition("/")[2].lower() == MANIFEST)
    found = f"; {near[0]!r} is not it" if near else ""
    return f"{MANIFEST} is not at the root of the package{found}"


def _control(standard: Standard, files: Mapping[str, bytes | Content]) -> Iterator[str]:
    """R5 and R7: the schemas are there, unmodified, and all other names are plain."""
    for name, content in schemas.files(standard).items():
        if name not in files:
            yield f"the schema file {name} is missing"
        elif content_of(files[name]).read() != content:
            yield f"the schema file {name} is not the standard's"
    for name in sorted(set(files) - control.names(standard)):
        for segment in name.split("/"):
            if not SEGMENT.fullmatch(segment) or RESERVED.fullmatch(segment):
                yield f"the file name {name!r} has a part that some LMS refuses: {segment!r}"


def _foreign_namespaces(standard: Standard, files: Mapping[str, bytes | Content]) -> Iterator[str]:
    """R36: no document beside the content uses a namespace whose schema is not in the package."""
    known = {*_writer(standard).namespaces.values(), XSI, XML}
    for name in sorted(one for one in files if "/" not in one and one.endswith(".xml")):
        try:
            document = etree.fromstring(content_of(files[name]).read(), schemas.parser())
        except etree.XMLSyntaxError as error:
            yield f"{name} is not XML: {error.msg}"
            continue
        names = (tag for one in document.iter(etree.Element) for tag in (one.tag, *one.attrib))
        used = {namespace for tag in names if (namespace := etree.QName(tag).namespace)}
        for namespace in sorted(used - known):
            yield f"{name} uses the namespace {namespace}, whose schema is not in the package"


def _writer(standard: Standard) -> Writer:
    return manifest12.WRITE if standard == "scorm12" else manifest2004.WRITE


class _Manifest:
    """A manifest that is looked at. Its schema may be broken, so nothing is taken for granted."""

    def __init__(self, standard: Standard, document: etree._Element) -> None:
        self.standard = standard
        self.document = document
        self.write = _writer(standard)
        self.scorm_type = "scormtype" if standard == "scorm12" else "scormType"

    def _all(self, name: str) -> list[etree._Element]:
        return list(self.document.iter(f"{{{self.write.namespaces['']}}}{name}"))

    def _own(self, element: etree._Element, name: str) -> list[etree._Element]:
        return element.findall(f"{{{self.write.namespaces['']}}}{name}")

    def versions_and_namespaces(self) -> Iterator[str]:
        """R3, R4, R5: version, prefixes, schema locations."""
        expected = VERSIONS[self.standard]
        found = [element.text for element in self._all("schemaversion")]
        if found != [expected]:
            yield f"schemaversion is {', '.join(map(repr, found)) or 'missing'}, not {expected!r}"
        for prefix, uri in self.write.namespaces.items():
            for element in self.document.iter(f"{{{uri}}}*"):
                if (element.prefix or "") != prefix:
                    name = etree.QName(element).localname
                    yield f"line {element.sourceline}: {name} is not written with the prefix {prefix!r}"
        located = (self.document.get(f"{{{XSI}}}schemaLocation") or "").split()
        pairs = dict(zip(located[::2], located[1::2], strict=False))
        for file in pairs.values():
            if file not in schemas.files(self.standard):
                yield f"schemaLocation names {file!r}, which is not a schema file of the package"
        for prefix, uri in self.write.namespaces.items():
            if uri not in pairs:
                yield f"schemaLocation says nothing about {prefix or 'the default'} namespace {uri}"

    def identifiers(self) -> Iterator[str]:
        """R6: each identifier names one thing."""
        names = Counter(
            element.get("identifier") for element in self.document.iter(etree.Element) if element.get("identifier")
        )
        for name, times in names.items():
            if times > 1:
                yield f"the identifier {name!r} is used {times} times"

    def organization(self) -> Iterator[str]:
        """R2 and R4: items launch SCOs, parents launch nothing, references lead somewhere."""
        resources = {element.get("identifier"): element for element in self._all("resource")}
        organizations = {element.get("identifier") for element in self._all("organization")}
        for element in self._all("organizations"):
            if element.get("default") not in organizations:
                yield f"the default organization {element.get('default')!r} is not there"
        for dependency in self._all("dependency"):
            if dependency.get("identifierref") not in resources:
                yield f"a dependency names the resource {dependency.get('identifierref')!r}, which is not there"
        items = self._all("item")
        if not any(item.get("identifierref") for item in items):
            yield "no item launches anything"
        for item in items:
            wrong = self._launch_problem(item, resources)
            if wrong:
                yield f"the item {item.get('identifier')!r} {wrong}"

    def _launch_problem(self, item: etree._Element, resources: Mapping[str | None, etree._Element]) -> str:
        """Return what is wrong with what an item launches, or an empty string."""
        reference, children = item.get("identifierref"), self._own(item, "item")
        if children:
            return "has items inside and launches something itself" if reference is not None else ""
        if reference is None:
            return "launches nothing"
        if reference not in resources:
            return f"names the resource {reference!r}, which is not there"
        if resources[reference].get(f"{{{self.write.namespaces['adlcp']}}}{self.scorm_type}") != "sco":
            return f"launches the resource {reference!r}, which is not a SCO"
        return "" if resources[reference].get("href") else f"launches the resource {reference!r}, which has no href"

    def titles(self) -> Iterator[str]:
        """Each organization and item has one title, of at most 200 characters (CAM 1.2, 2.3.2)."""
        for element in [*self._all("organization"), *self._all("item")]:
            titles = [title.text or "" for title in self._own(element, "title")]
            if len(titles) != 1 or not 0 < len(titles[0]) <= TITLE:
                yield f"{element.get('identifier')!r} has no title of 1 to {TITLE} characters"

    def file_list(self, content: frozenset[str]) -> Iterator[str]:
        """R7: what is listed is there, once, and what is there is listed."""
        listed = Counter(file.get("href") or "" for file in self._all("file"))
        for name in sorted(set(listed) - content):
            yield f"the manifest lists {name!r}, which is not in the package"
        for name in sorted(content - set(listed)):
            yield f"the file {name!r} is not in the manifest"
        for name, times in listed.items():
            if times > 1:
                yield f"the manifest lists {name!r} {times} times"
        for resource in self._all("resource"):
            href = resource.get("href")
            if href is not None and href.partition("?")[0] not in {
                file.get("href") for file in self._own(resource, "file")
            }:
                yield f"the resource {resource.get('identifier')!r} launches {href!r}, which is not among its files"
