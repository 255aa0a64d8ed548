"""A whole package: each rule, broken once, is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from course_builder.packaging import validate
from course_builder.packaging.package import Standard

from .conftest import THREE, Built

Files = dict[str, bytes]


def problems(files: Files, of: Standard = "scorm12") -> str:
    return "\n".join(validate.problems(of, files))


def changed(files: Files, before: str, after: str) -> Files:
    manifest = files["imsmanifest.xml"]
    assert before.encode() in manifest
    return files | {"imsmanifest.xml": manifest.replace(before.encode(), after.encode())}


@pytest.mark.parametrize("name", ["course/imsmanifest.xml", "IMSmanifest.xml", "imsmanifest.XML"])
def test_r01_manifest_stands_at_the_root(name: str, build: Built) -> None:
    files = build("scorm12")
    files[name] = files.pop("imsmanifest.xml")
    assert "not at the root" in problems(files)
    assert name in problems(files)


def test_r02_a_parent_that_launches_is_found(build: Built) -> None:
    files = changed(
        build("scorm12", THREE),
        '<item identifier="course-water"',
        '<item identifier="course-water" identifierref="resource-one"',
    )
    assert "has items inside and launches" in problems(files)


def test_r02_an_item_that_launches_nothing_is_found(build: Built) -> None:
    files = changed(build("scorm12"), ' identifierref="resource-water"', "")
    assert "launches nothing" in problems(files)
    assert "no item launches anything" in problems(files)


@pytest.mark.parametrize("version", ["1.3", "2004", " 1.2", "1.2.0", ""])
def test_r03_another_schema_version_is_found(version: str, build: Built) -> None:
    assert "not '1.2'" in problems(changed(build("scorm12"), "<schemaversion>1.2<", f"<schemaversion>{version}<"))


def test_r04_another_prefix_is_found(build: Built) -> None:
    assert "prefix 'imsss'" in problems(
        changed(changed(build("scorm2004-3"), "imsss:", "seq:"), ":imsss=", ":seq="), "scorm2004-3"
    )


def test_r04_a_resource_that_is_no_sco_is_found(build: Built) -> None:
    assert "not a SCO" in problems(changed(build("scorm12"), ' adlcp:scormtype="sco"', ""))
    assert "not a SCO" in problems(changed(build("scorm12"), 'adlcp:scormtype="sco"', 'adlcp:scormtype="asset"'))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files.pop("adlcp_rootv1p2.xsd"), "adlcp_rootv1p2.xsd is missing"),
        (lambda files: files.update({"ims_xml.xsd": b"<schema/>"}), "ims_xml.xsd is not the standard's"),
    ],
)
def test_r05_missing_and_changed_schemas_are_found(change: Callable[[Files], object], said: str, build: Built) -> None:
    files = build("scorm12")
    change(files)
    assert said in problems(files)


def test_r05_schema_locations_elsewhere_are_found(build: Built) -> None:
    files = build("scorm12")
    assert "not a schema file" in problems(
        changed(files, " adlcp_rootv1p2.xsd", " https://example.org/adlcp_rootv1p2.xsd")
    )
    assert "says nothing about" in problems(
        changed(files, "http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd", "")
    )


def test_r06_an_identifier_used_twice_is_found(build: Built) -> None:
    files = changed(build("scorm12", THREE), 'identifier="item-two"', 'identifier="item-one"')
    assert "'item-one' is used 2 times" in problems(files)


def test_r07_an_unlisted_file_is_found(standard: Standard, build: Built) -> None:
    assert "'forgotten.html' is not in the manifest" in problems(build(standard) | {"forgotten.html": b""}, standard)


def test_r07_a_listed_file_that_is_not_there_is_found(standard: Standard, build: Built) -> None:
    files = build(standard)
    del files["style.css"]
    assert "'style.css', which is not in the package" in problems(files, standard)


def test_r07_a_file_listed_twice_is_found(build: Built) -> None:
    files = changed(build("scorm12"), '<file href="style.css"/>', '<file href="style.css"/><file href="style.css"/>')
    assert "'style.css' 2 times" in problems(files)


@pytest.mark.parametrize(
    "name",
    [
        "Été.html",
        "two words.html",
        "a~b.html",
        "UPPER.html",
        "a%20b.html",
        "con.html",
        "dot./a.html",
        ".hidden",
        "a&b.html",
        "水.html",
    ],
)
def test_r07_file_names_that_some_lms_refuses_are_found(name: str, build: Built) -> None:
    assert "some LMS refuses" in problems(build("scorm12", shared=(name.replace("&", "&amp;"),)))


def test_a_launch_target_that_is_not_there_is_found(build: Built) -> None:
    files = changed(build("scorm12"), 'type="webcontent" href="index.html"', 'type="webcontent" href="start.html"')
    assert "launches 'start.html', which is not among its files" in problems(files)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('identifierref="resource-water"', 'identifierref="resource-fire"', "'resource-fire', which is not there"),
        (
            '<dependency identifierref="shared-water"',
            '<dependency identifierref="shared-fire"',
            "'shared-fire', which is not there",
        ),
        ('default="organization-water"', 'default="organization-fire"', "'organization-fire' is not there"),
        ("<title>Safe water at home</title>", "<title></title>", "no title"),
    ],
)
def test_references_that_lead_nowhere_are_found(before: str, after: str, said: str, build: Built) -> None:
    assert said in problems(changed(build("scorm12"), before, after))


def test_a_manifest_that_is_not_xml_is_found_and_said_once(build: Built) -> None:
    files = build("scorm12") | {"imsmanifest.xml": b"<manifest>"}
    assert len(problems(files).splitlines()) == 1


def test_r36_a_document_with_a_namespace_whose_schema_is_not_there_is_found(build: Built) -> None:
    files = build("scorm2004-3")
    assert "metadata.xml is not XML" in problems(files | {"metadata.xml": b"<lom>"}, "scorm2004-3")
    lom = b'<lom xmlns="http://ltsc.ieee.org/xsd/LOM"/>'
    said = "metadata.xml uses the namespace http://ltsc.ieee.org/xsd/LOM, whose schema is not in the package"
    assert said in problems(files | {"metadata.xml": lom}, "scorm2004-3")
