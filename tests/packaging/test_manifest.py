"""The manifests: what they say, named after the rules that ask for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from course_builder.packaging import control, manifest12, manifest2004, validate
from course_builder.packaging.package import STANDARDS, Package, Sco, Standard
from course_builder.packaging.xml import duration, identifier, title, vcard

from .conftest import PACKAGE, THREE, Built

AWKWARD = {
    "ampersand": "Water & sanitation <fast>",
    "quotes": '"Safe" water isn\'t “always” «clear»',
    "right to left": "المياه الآمنة في المنزل",
    "nepali": "घरमा सुरक्षित पानी",
    "emoji": "Water 💧👩🏽‍🔬🇳🇵",
}


def manifest(standard: Standard, package: Package = PACKAGE) -> bytes:
    return control.files(standard, package)["imsmanifest.xml"]


def tree(standard: Standard, package: Package = PACKAGE) -> etree._Element:
    return etree.fromstring(manifest(standard, package))


def found(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iter(f"{{*}}{name}"))


@pytest.mark.parametrize("package", [PACKAGE, THREE], ids=["one SCO", "three SCOs"])
def test_packages_obey_schemas_and_rules(standard: Standard, package: Package, build: Built) -> None:
    assert validate.problems(standard, build(standard, package)) == []


def test_the_least_that_can_be_said_is_enough(standard: Standard, build: Built) -> None:
    least = Package(id="x", title="X", language="ne", scos=(Sco("x", "X", "index.html", ("index.html",)),))
    assert validate.problems(standard, build(standard, least)) == []


def test_r02_one_sco_is_one_item(standard: Standard) -> None:
    root = tree(standard)
    (item,) = found(root, "item")
    assert item.get("identifierref") == "resource-water"
    assert item.getparent() is found(root, "organization")[0]


def test_r02_several_scos_stand_in_one_item_that_launches_nothing(standard: Standard) -> None:
    root, *items = found(tree(standard, THREE), "item")
    assert root.get("identifierref") is None
    assert [item.getparent() for item in items] == [root] * 3
    assert all(item.get("identifierref") for item in items)


@pytest.mark.parametrize(
    ("of", "version"), [("scorm12", "1.2"), ("scorm2004-3", "2004 3rd Edition"), ("scorm2004-4", "2004 4th Edition")]
)
def test_r03_schema_version_is_exactly_spelled(of: Standard, version: str) -> None:
    assert f"<schemaversion>{version}</schemaversion>".encode() in manifest(of)


def test_r03_unknown_editions_are_refused() -> None:
    with pytest.raises(ValueError, match="edition 2"):
        manifest2004.manifest(PACKAGE, 2)


def test_r04_prefixes_are_literal() -> None:
    assert b'adlcp:scormtype="sco"' in manifest("scorm12")
    for text in (b'adlcp:scormType="sco"', b"<imsss:sequencing>", b'xmlns:adlseq="', b'xmlns:adlnav="'):
        assert text in manifest("scorm2004-3")


def test_r04_every_resource_says_what_it_is(standard: Standard) -> None:
    kinds = [value for one in found(tree(standard, THREE), "resource") for key, value in one.items() if "scorm" in key]
    assert kinds == ["sco", "sco", "sco", "asset"]


def test_r05_schema_locations_are_files_at_the_root(standard: Standard, build: Built) -> None:
    located = tree(standard).get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", "").split()
    assert len(located) in {6, 10}
    assert set(located[1::2]) <= set(build(standard))


def test_r05_whitespace_is_plain_spaces_and_newlines(standard: Standard) -> None:
    text = manifest(
        standard, replace(PACKAGE, title="L'eau\u00a0: où\u202f?\t\r\nIci", description="a\u2028b")
    ).decode()
    assert not [one for one in text if one.isspace() and one not in " \n"]


def test_r06_identifiers_come_from_ids_and_nothing_else(standard: Standard) -> None:
    def names(package: Package) -> list[str | None]:
        return [element.get("identifier") for element in tree(standard, package).iter() if element.get("identifier")]

    republished = replace(THREE, title="New", version="3.0", shared=("other.css",), description="")
    assert names(THREE) == names(republished)
    assert manifest(standard, THREE) == manifest(standard, THREE)


def test_r06_different_ids_give_different_identifiers() -> None:
    ids = ["a/b", "a-b", "a b", "a_b", "é", "è", "水", "درس", "x" * 300, "x" * 301, "A", "a"]
    names = {identifier("item", one) for one in ids}
    assert len(names) == len(ids)
    assert all(name.isascii() and name.startswith("item-") and len(name) < 130 for name in names)


def test_r07_every_file_is_in_exactly_one_resource(standard: Standard) -> None:
    root = tree(standard, THREE)
    assert sorted(one.get("href", "") for one in found(root, "file")) == sorted(THREE.files)
    assert len(found(root, "dependency")) == len(THREE.scos)


def test_r07_a_file_of_two_scos_is_refused() -> None:
    with pytest.raises(ValueError, match=r"used twice.*one\.html"):
        replace(THREE, shared=("one.html",))


def test_r21_mastery_score_is_written_only_where_asked() -> None:
    asked = replace(PACKAGE, scos=(replace(PACKAGE.scos[0], mastery_score=80),))
    assert b"masteryscore" not in manifest("scorm12")
    assert b"<adlcp:masteryscore>80</adlcp:masteryscore>" in manifest("scorm12", asked)
    assert b"mastery" not in manifest("scorm2004-4", asked).lower()


def test_r21_mastery_score_without_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="101"):
        replace(PACKAGE.scos[0], mastery_score=101)


@pytest.mark.parametrize("edition", [3, 4])
def test_2004_content_reports_completion_and_success_itself(edition: int) -> None:
    root = etree.fromstring(manifest2004.manifest(THREE, edition))
    assert [dict(one.attrib) for one in found(root, "controlMode")] == [{"choice": "true", "flow": "true"}] * 2
    for one in found(root, "deliveryControls"):
        assert dict(one.attrib) == {"completionSetByContent": "true", "objectiveSetByContent": "true"}
    assert [dict(one.attrib) for one in found(root, "primaryObjective")] == [{"satisfiedByMeasure": "false"}] * 3


@pytest.mark.parametrize("name", AWKWARD)
def test_titles_survive(standard: Standard, name: str, build: Built) -> None:
    sco = replace(PACKAGE.scos[0], title=AWKWARD[name])
    files = build(standard, title=AWKWARD[name], scos=(sco,), description=AWKWARD[name], author=AWKWARD[name])
    assert validate.problems(standard, files) == []
    titles = [one.text for one in found(etree.fromstring(files["imsmanifest.xml"]), "title") if not len(one)]
    assert titles == [AWKWARD[name]] * 2


@pytest.mark.parametrize("letter", ["a", "word ", "水", "e\u0301", "👩🏽‍🔬", "🇳🇵", "\u0915\u094d\u0937"])
def test_long_titles_are_cut_between_letters(letter: str) -> None:
    cut = title(letter * 201)
    assert 100 < len(cut) <= 200
    assert cut.endswith("…")
    assert set(cut[:-1].rstrip()) <= set(letter)
    assert title(cut) == cut


def test_characters_that_xml_forbids_are_left_out(standard: Standard, build: Built) -> None:
    assert validate.problems(standard, build(standard, title="a\x00b\x0bc\ufffe\ud800d")) == []


def test_metadata_of_1_2_says_all_that_is_known() -> None:
    text = manifest("scorm12").decode()
    for part in (
        "Safe water at home",
        "FN:Asha Rai",
        "FN:Health &amp; Co",
        "PT1H30M",
        "CC BY 4.0",
        "2.1",
        "health",
        "You can boil",
    ):
        assert part in text, part
    # SCORM 1.2 CAM, 2.2.4: what is mandatory for a content aggregation.
    mandatory = (
        "title catalogentry description keyword version status metadatascheme format location cost "
        "copyrightandotherrestrictions classification purpose"
    )
    sparse = manifest12.manifest(replace(PACKAGE, description="", keywords=(), licence="")).decode()
    for name in mandatory.split():
        assert f"<imsmd:{name}" in sparse


def test_r36_2004_has_no_metadata_whose_schema_is_not_there(build: Built) -> None:
    for standard in ("scorm2004-3", "scorm2004-4"):
        files = build(standard)
        assert [name for name in files if name.endswith(".xml")] == ["imsmanifest.xml"]
        metadata = etree.fromstring(files["imsmanifest.xml"])[0]
        assert [etree.QName(one).localname for one in metadata] == ["schema", "schemaversion"]


def test_durations_and_vcards_are_written_as_their_standards_say() -> None:
    assert [duration(minutes) for minutes in (1, 25, 60, 90, 600)] == ["PT1M", "PT25M", "PT1H", "PT1H30M", "PT10H"]
    assert r"FN:WHO\, Geneva\; UN" in vcard("WHO, Geneva; UN")


@settings(max_examples=60)
@given(st.text(), st.text(), st.sampled_from(STANDARDS))
def test_whatever_authors_write_the_manifest_is_valid(words: str, more: str, of: Standard) -> None:
    sco = replace(PACKAGE.scos[0], id=f"m/{more}", title=f"a{words}")
    package = replace(
        PACKAGE,
        title=f"a{words}", description=more, author=more, publisher=words, licence=more, version=words,
        keywords=(words, more), objectives=(more,), scos=(sco,),
    )  # fmt: skip
    files = control.files(of, package) | dict.fromkeys(package.files, b"")
    assert validate.problems(of, files) == []
