"""XLIFF as the standards ask for it. Their schemas may not be kept here; what they require of our files is said in tests."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from course_builder.translation.catalogues import Catalogue, updated
from course_builder.translation.catalogues.exchange import FORMATS, xliff1, xliff2
from tests.translation.catalogues.made import empty, of, unit

NMTOKEN = re.compile(r"[\w.:-]+")


def catalogue() -> Catalogue:
    """One that is translated, one that is fuzzy, one that is missing, and what XML cannot hold."""
    old = of(unit("The walk takes two hours."), unit("A nurse comes by.\x01 <b> & ]]>"))
    texts = [
        unit("The walk takes three hours."),
        unit("A nurse comes by.\x01 <b> & ]]>", "modules/health.md#walk · paragraph", "Said of: a nurse"),
        unit("  Water.  \n", "modules/b.md · paragraph"),
    ]
    new, _ = updated(old, texts)
    return replace(new, entries=(replace(new.entries[0], comment="Ask."), *new.entries[1:]))


def root(form: str, of: Catalogue) -> etree._Element:
    return etree.fromstring(FORMATS[form](of, "en"))


def names(element: etree._Element) -> list[str]:
    return [etree.QName(one).localname for one in element]


def test_version_2_is_what_its_standard_asks_for() -> None:
    """XLIFF 2.1, sections 4.2.2 and 4.3.1: which elements, in which order, with which attributes."""
    top = root("xliff", catalogue())
    assert top.tag == f"{{{xliff2.NAMESPACE}}}xliff"
    assert dict(top.attrib) == {"version": "2.1", "srcLang": "en", "trgLang": "fr"}
    assert names(top) == ["file", "file"]
    assert [one.get("original") for one in top] == ["modules/health.md", "modules/b.md"]
    ids = [one.get("id", "") for one in top.iter("{*}file", "{*}unit")]
    assert len(set(ids)) == len(ids)
    assert all(NMTOKEN.fullmatch(one) for one in ids)
    for one in top.iter("{*}unit"):
        assert names(one) == ["notes", "segment"]
        notes, segment = one
        assert set(names(notes)) == {"note"}
        assert names(segment) in (["source"], ["source", "target"])
        assert segment.get("state") in {"initial", "translated"}
    assert [one.get("state") for one in top.iter("{*}segment")] == ["initial", "translated", "initial"]
    assert [one.text for one in top.iter("{*}target")] == [
        "THE WALK TAKES TWO HOURS.",
        "A NURSE COMES BY.\ufffd <B> & ]]>",
    ]
    assert [one.text for one in top.iter("{*}note") if one.get("category") == "previous-source"] == [
        "The walk takes two hours."
    ]


def test_version_1_is_what_its_standard_asks_for() -> None:
    """XLIFF 1.2, section 2.1: which elements, in which order, with which attributes."""
    top = root("xliff1", catalogue())
    assert top.tag == f"{{{xliff1.NAMESPACE}}}xliff"
    assert top.get("version") == "1.2"
    for file in top:
        assert {"original", "source-language", "target-language", "datatype"} == set(file.attrib)
        assert names(file) == ["body"]
    found = list(top.iter("{*}trans-unit"))
    for one in found:
        order = [name for name in ("source", "target", "note", "alt-trans") if name in names(one)]
        assert list(dict.fromkeys(names(one))) == order
    assert [one.get("approved") for one in found] == ["no", "yes", "no"]
    before = found[0].find("{*}alt-trans")
    assert before is not None
    assert names(before) == ["source", "target"]
    assert before.get("alttranstype") == "previous-version"


@pytest.mark.parametrize("form", ["xliff", "xliff1"])
def test_blanks_stay(form: str) -> None:
    (source,) = (one for one in root(form, catalogue()).iter("{*}source") if "Water" in (one.text or ""))
    assert source.text == "  Water.  \n"
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert "preserve" in {source.get(space), source.getparent().get(space)}  # type: ignore[union-attr]


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_the_same_each_time(form: str) -> None:
    assert FORMATS[form](catalogue(), "en") == FORMATS[form](catalogue(), "en")


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_course(form: str) -> None:
    assert FORMATS[form](empty(), "en")
