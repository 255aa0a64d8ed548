"""The standards' own schema files: as part of a package, and to check a manifest against.

The files are put beside this module when the Python package is built (``hatch_build.py``). For checking, schemas are
compiled once per process, with every lax wildcard read as a strict one: so an unknown element or attribute in another
namespace is refused, which the 4th edition's schema lets pass. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from course_builder.packaging import manifest12, manifest2004
from course_builder.packaging.package import STANDARDS, Standard
from course_builder.packaging.xml import Writer

FOLDER = Path(__file__).parent / "schemas"

ENDINGS = frozenset({".xsd", ".dtd"})

XSD = "http://www.w3.org/2001/XMLSchema"

# What is changed in memory before schemas are compiled. The files in packages stay as they are.
CORRECTIONS = (
    (re.compile(rb"(processContents\s*=\s*['\"])lax"), rb"\1strict"),
    # ims_xml.xsd declares the namespace of xml: as its default one, which Namespaces in XML 1.0, section 3, forbids.
    (re.compile(rb"\sxmlns\s*=\s*['\"]http://www\.w3\.org/XML/1998/namespace['\"]"), b""),
    # imsmd_rootv1p2p1.xsd allows elements of its own namespace twice over: by name, and by a wildcard. XML Schema 1.0
    # forbids that (3.8.6, unique particle attribution), and IMS's next version has ##other.
    (re.compile(rb"(<xsd:any namespace=['\"])##any"), rb"\1##other"),
)


class SchemasMissingError(RuntimeError):
    """The schema files are not beside this module: the Python package was not built."""


@cache
def files(standard: Standard) -> Mapping[str, bytes]:
    """Return the standard's schema files by name, unmodified, for the root of a package (R5).

    Raises:
        SchemasMissingError: where they have not been put in place.
        ValueError: for a standard that is not known.
    """
    if standard not in STANDARDS:
        raise ValueError(f"{standard!r} is not a standard; known: {', '.join(STANDARDS)}")
    folder = FOLDER / standard
    if not folder.is_dir():
        raise SchemasMissingError(f"the schemas of {standard} are not in {folder}; run: python hatch_build.py")
    found = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    return MappingProxyType({path.name: path.read_bytes() for path in found})


def licence() -> str:
    """Return the licence under which the schema files are distributed.

    Raises:
        SchemasMissingError: where the schema files were not put in place.
    """
    path = FOLDER / "LICENSE"
    if not path.is_file():
        raise SchemasMissingError(f"there is no {path}; run: python hatch_build.py")
    return path.read_text(encoding="utf-8")


def validate(standard: Standard, manifest: bytes) -> list[str]:
    """Return what is wrong with a manifest by the standard's schemas, a sentence each; an empty list if nothing is.

    Args:
        manifest: the bytes of ``imsmanifest.xml``.
    """
    try:
        document = etree.fromstring(manifest, parser())
    except etree.XMLSyntaxError as error:
        return [f"line {error.lineno}: {error.msg}"]
    schema = _compiled(standard)
    if schema.validate(document):
        return []
    return [f"line {one.line}: {one.message}" for one in schema.error_log]


def parser() -> etree.XMLParser:
    """Return a parser that loads no DTD, expands no entity, and has no network."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)


@cache
def _compiled(standard: Standard) -> etree.XMLSchema:
    """Compile one schema of all that the standard's manifests may hold."""
    reader = parser()
    reader.resolvers.add(_Local(files(standard)))
    return etree.XMLSchema(etree.fromstring(_driver(standard), reader))


def _driver(standard: Standard) -> bytes:
    """Return a schema that imports the others, for their wildcards allow what has been imported."""
    source: tuple[Writer, Mapping[str, str]] = (
        (manifest12.WRITE, manifest12.LOCATIONS)
        if standard == "scorm12"
        else (manifest2004.WRITE, manifest2004.LOCATIONS)
    )
    write, locations = source
    root = etree.Element(f"{{{XSD}}}schema")
    for prefix, file in locations.items():
        etree.SubElement(root, f"{{{XSD}}}import", namespace=write.namespaces[prefix], schemaLocation=file)
    return etree.tostring(root)


class _Local(etree.Resolver):
    """Gives schema files by name, from memory, and refuses everything else."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        super().__init__()
        self.contents = contents

    def resolve(self, system_url: str | None, _public_id: str | None, context: Any) -> Any:
        name = (system_url or "").rpartition("/")[2]
        if name not in self.contents:
            raise OSError(f"{system_url} is not one of the schema files, and nothing is fetched")
        content = self.contents[name]
        for pattern, replacement in CORRECTIONS:
            content = pattern.sub(replacement, content)
        return self.resolve_string(content, context, base_url=name)
