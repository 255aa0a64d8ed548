"""The drawings of the course of this repository: where they stand, how large their words are, and pairs that fit."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import course_builder
from course_builder.blocks import room_of
from course_builder.model import Block, Content, Course, Prose, walk
from tests.test_flagship import SECTORS

ROOT = Path(__file__).parents[1]
MEDIA = ROOT / "media"
SVG = "{http://www.w3.org/2000/svg}"
SHOW = {"figure", "labelled-picture", "before-after", "gallery", "chart"}
DRAWINGS = sorted(one.stem for one in MEDIA.glob("*.svg") if one.stem != "logo")


@pytest.fixture(scope="module")
def course() -> Course:
    course = course_builder.check(ROOT).course
    assert course
    return course


def shows(content: Content) -> bool:
    return any(isinstance(node, Block) and node.name in SHOW for node in walk(content))


def test_every_module_on_a_sector_opens_with_a_picture_and_has_one_on_every_third_page(course: Course) -> None:
    for module in course.modules:
        if module.id not in SECTORS:
            continue
        opening = module.pages[0].content
        assert isinstance(opening[0], Block), module.id
        assert opening[0].name == "figure", module.id
        with_one = [place for place, page in enumerate(module.pages) if shows(page.content)]
        assert all(after - before <= 3 for before, after in pairwise([*with_one, len(module.pages)])), (
            module.id,
            with_one,
        )


def reading(content: Content) -> int:
    """Return how many words stand on a page to be read on; not what is filled in, looked up or met step by step."""
    words = 0
    for node in content:
        if isinstance(node, Prose):
            words += len(
                re.findall(
                    r"\w[\w'’-]*",
                    re.sub(r"!\[[^\]]*\]|^\[\^.*|^\*\[.*|\([^)\s]*/[^)]*\)", "", node.text, flags=re.MULTILINE),
                )
            )
        elif isinstance(node, Block) and node.name != "glossary" and "tool" not in room_of(node).parts:
            words += reading(node.content)
    return words


def test_no_page_is_longer_than_700_words(course: Course) -> None:
    long = {page.id: reading(page.content) for module in course.modules for page in module.pages}
    # A list of sources is looked up, not read.
    assert not {page: words for page, words in long.items() if words > 700 and page != "resources/sources"}


@pytest.mark.parametrize("name", DRAWINGS)
def test_words_in_a_drawing_can_be_read_on_a_phone(name: str) -> None:
    root = drawing(name)
    width = float(root.attrib["viewBox"].split()[2])
    assert "scale" not in ET.tostring(root, encoding="unicode")
    sizes = [float(one.attrib["font-size"]) for one in root.iter(f"{SVG}text")]
    # A small phone shows 328 pixels of a page, and 282 of a question or a panel.
    assert all(size * 282 / width >= 11 for size in sizes)
    assert (MEDIA / f"{name}.svg").stat().st_size < 9000


def drawing(name: str) -> ET.Element:
    return ET.fromstring((MEDIA / f"{name}.svg").read_text(encoding="utf-8"))


def words(name: str) -> dict[tuple[str, str], str]:
    """Return what is written in a picture, by its place."""
    return {(one.attrib["x"], one.attrib["y"]): one.text or "" for one in drawing(name).iter(f"{SVG}text")}


def test_the_two_receipts_read_rightly_wherever_the_slider_stands() -> None:
    hidden, clear = words("receipt-hidden"), words("receipt-clear")
    assert hidden.keys() == clear.keys()
    differing = {place: text for place, text in clear.items() if hidden[place] != text}
    assert list(differing.values()) == ["64.00", "14.00, 7%"]
    # A half of one of them is no other number: both stand on a filled field of the same size.
    fields = [
        [
            (one.attrib["x"], one.attrib["y"], one.attrib["width"])
            for one in drawing(name).iter(f"{SVG}rect")
            if one.get("rx") == "6"
        ]
        for name in ("receipt-hidden", "receipt-clear")
    ]
    assert fields[0] == fields[1]
    assert len(fields[0]) == len(differing)


@pytest.mark.parametrize(
    ("before", "after"),
    [("form-before", "form-after"), ("border-before", "border-after"), ("urban-map-official", "urban-map-lived"),
     ("partnerships-data-names", "partnerships-data-numbers"), ("receipt-hidden", "receipt-clear")],
)  # fmt: skip
def test_two_pictures_of_a_slider_have_one_size(before: str, after: str) -> None:
    assert drawing(before).get("viewBox") == drawing(after).get("viewBox")
    heads = [
        {
            place: text
            for place, text in words(name).items()
            if re.match(r"Hall|Counter|Data room|Town desk|Centre|River$|Damage", text)
        }
        for name in (before, after)
    ]
    assert heads[0] == heads[1]
