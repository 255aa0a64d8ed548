"""The schemas are the standard's, they are strict, and nothing is fetched to use them."""

from __future__ import annotations

import re
import socket

import pytest
from lxml import etree

from course_builder.packaging import control, schemas
from course_builder.packaging.package import Standard

from .conftest import PACKAGE, THREE

BROKEN: dict[str, tuple[str, str]] = {
    "no identifier": (r'<manifest (.*?)identifier="[^"]*"', r"<manifest \1"),
    "no organizations": (r"<organizations.*</organizations>", ""),
    "no resources": (r"<resources>.*</resources>", ""),
    "metadata after organizations": (r"(<metadata>.*?</metadata>)\s*(<organizations.*</organizations>)", r"\2\1"),
    "title after its item": (r"(<title>[^<]*</title>)\s*(<item .*</item>)", r"\2\1"),
    "element of no standard": (r"</organization>", "<duration/></organization>"),
    "element that its namespace does not have": (r"</item>", "<adlcp:bogus/></item>"),
    "element of an unknown namespace": (r"</item>", '<x:y xmlns:x="urn:example:x"/></item>'),
    "attribute that its namespace does not have": (r"<item ", '<item adlcp:bogus="1" '),
    "attribute of no standard": (r"<item ", '<item colour="red" '),
    "unknown SCORM type": (r'(adlcp:scorm[tT]ype)="sco"', r'\1="page"'),
    "file without href": (r"<file href=[^>]*/>", "<file/>"),
    "resource without type": (r'type="webcontent"', ""),
    "two with one identifier": (r'<resource identifier="[^"]*"', '<resource identifier="item-water"'),
    "identifier that is none": (r'<item identifier="', '<item identifier="1 '),
    "visibility that is none": (r'isvisible="true"', 'isvisible="perhaps"'),
    "wrong namespace": (r'xmlns="[^"]*"', 'xmlns="urn:example:x"'),
    "text between elements": (r"<resources>", "<resources>here"),
    "not XML": (r"</manifest>", ""),
}

ONLY_2004: dict[str, tuple[str, str]] = {
    "wrong word in sequencing": (r"<imsss:controlMode", "<imsss:controlsMode"),
    "wrong value in sequencing": (r'choice="true"', 'choice="maybe"'),
    "delivery before objectives": (
        r"(<imsss:objectives>.*?</imsss:objectives>)\s*(<imsss:deliveryControls[^>]*>)", r"\2\1",
    ),
    "two primary objectives": (r"(<imsss:primaryObjective[^>]*>)", r"\1\1"),
}  # fmt: skip

ONLY_12: dict[str, tuple[str, str]] = {
    "metadata without its language strings": (r"<imsmd:langstring[^>]*>Safe[^<]*</imsmd:langstring>", ""),
    "metadata in the wrong order": (
        r"(<imsmd:catalogentry>.*?</imsmd:catalogentry>)\s*(<imsmd:language>.*?</imsmd:language>)",
        r"\2\1",
    ),
    "word that metadata does not have": (r"imsmd:keyword>", "imsmd:keywords>"),
    "title too long": (r"<title>[^<]*", "<title>" + "a" * 201),
    "type of location": (r'type="URI"', 'type="URL"'),
}


def broken(manifest: bytes, pattern: str, replacement: str) -> bytes:
    text, changes = re.subn(pattern, replacement, manifest.decode(), count=1, flags=re.DOTALL)
    assert changes, "the manifest has nothing of the kind to break"
    return text.encode()


@pytest.mark.parametrize("way", BROKEN)
def test_broken_manifests_are_refused(standard: Standard, way: str) -> None:
    assert schemas.validate(standard, broken(control.files(standard, PACKAGE)["imsmanifest.xml"], *BROKEN[way]))


@pytest.mark.parametrize("way", ONLY_2004)
@pytest.mark.parametrize("of", ["scorm2004-3", "scorm2004-4"])
def test_broken_sequencing_is_refused(of: Standard, way: str) -> None:
    assert schemas.validate(of, broken(control.files(of, THREE)["imsmanifest.xml"], *ONLY_2004[way]))


@pytest.mark.parametrize("way", ONLY_12)
def test_broken_metadata_is_refused(way: str) -> None:
    assert schemas.validate("scorm12", broken(control.files("scorm12", PACKAGE)["imsmanifest.xml"], *ONLY_12[way]))


def test_problems_say_where_they_are() -> None:
    manifest = broken(control.files("scorm12", PACKAGE)["imsmanifest.xml"], *BROKEN["attribute of no standard"])
    (problem,) = schemas.validate("scorm12", manifest)
    assert re.match(r"line \d+: .*colour", problem)


def test_a_manifest_of_another_standard_is_refused(standard: Standard) -> None:
    other: Standard = "scorm2004-4" if standard == "scorm12" else "scorm12"
    assert schemas.validate(standard, control.files(other, PACKAGE)["imsmanifest.xml"])


def test_r05_schema_files_refer_only_to_each_other(standard: Standard) -> None:
    files = schemas.files(standard)
    referred: list[str] = []
    for name, content in files.items():
        if name.endswith(".xsd"):
            for file in re.findall(rb"""<[a-z]+:(?:import|include)[^>]*schemaLocation\s*=\s*["']([^"']*)""", content):
                referred.append(file.decode())
                assert file.decode() in files, name
    assert referred


def test_r05_schema_files_have_the_names_that_the_standard_gives_them(standard: Standard) -> None:
    expected = "imscp_rootv1p1p2.xsd" if standard == "scorm12" else "imscp_v1p1.xsd"
    assert expected in schemas.files(standard)
    assert "LICENSE" not in schemas.files(standard)


def test_nothing_is_fetched(standard: Standard, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    schemas._compiled.cache_clear()
    assert schemas.validate(standard, control.files(standard, PACKAGE)["imsmanifest.xml"]) == []


def test_schemas_that_ask_for_the_network_are_refused() -> None:
    reader = schemas.parser()
    reader.resolvers.add(schemas._Local({}))
    text = f'<schema xmlns="{schemas.XSD}"><import namespace="urn:a" schemaLocation="http://localhost/a.xsd"/></schema>'
    with pytest.raises((etree.XMLSchemaParseError, OSError)):
        etree.XMLSchema(etree.fromstring(text, reader))


def test_entities_are_not_expanded() -> None:
    text = b'<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/hostname">]><manifest>&a;</manifest>'
    assert schemas.validate("scorm12", text)


def test_schemas_are_compiled_once(standard: Standard) -> None:
    manifest = control.files(standard, PACKAGE)["imsmanifest.xml"]
    schemas.validate(standard, manifest)
    assert schemas._compiled(standard) is schemas._compiled(standard)


def test_unknown_standards_are_refused() -> None:
    with pytest.raises(ValueError, match="scorm13"):
        schemas.files("scorm13")


def test_missing_schemas_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(schemas, "FOLDER", tmp_path)
    schemas.files.cache_clear()
    try:
        with pytest.raises(schemas.SchemasMissingError, match="hatch_build"):
            schemas.files("scorm12")
    finally:
        schemas.files.cache_clear()
