"""The drawings of the course of this repository: pairs that lie on each other fit."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

MEDIA = Path(__file__).parents[1] / "media"
SVG = "{http://www.w3.org/2000/svg}"


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
