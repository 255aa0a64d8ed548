"""Charts in a browser: what screen readers get, on phones, in the dark, from right to left, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.blocks.conftest import Shown
from tests.paper import paper

CHART = """
:::chart[Rooms *found*]{type=TYPE unit="families" source="Town hall, 2020"}
| Year | North | South |
|---|---|---|
| 2000 | 10 | 12000.5 |
| 2010 | | 7000 |
| 2020 | -4 | 9000 |
:::
"""


@pytest.mark.parametrize("kind", ["bar", "stacked", "line", "dot"])
def test_it_has_a_name_and_a_description(shown: Shown, kind: str) -> None:
    page = shown(CHART.replace("TYPE", kind))
    drawing = page.get_by_role("img", name="Rooms found")
    expect(drawing).to_be_visible()
    expect(drawing).to_have_accessible_description(
        # The description is the drawing's own text for screen readers.
        page.locator(".chart-drawing > desc").text_content()
    )
    said = page.locator(".chart-drawing > desc").text_content()
    assert "South: lowest 7000 (2010), highest 12,000.5 (2000)." in said
    expect(page.get_by_text("Source: Town hall, 2020")).to_be_visible()


def test_the_table_opens_by_keyboard(shown: Shown) -> None:
    page = shown(CHART.replace("TYPE", "line"))
    page.keyboard.press("Tab")
    page.locator(".chart-data > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="12,000.5")).to_be_visible()
    expect(page.get_by_role("cell", name="no figure")).to_be_visible()


def test_its_text_is_as_large_on_a_phone(shown: Shown) -> None:
    page = shown(CHART.replace("TYPE", "bar"), viewport={"width": 320, "height": 640})
    sizes = page.eval_on_selector_all(
        ".chart-drawing text", "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(sizes) > 12
    edges = page.eval_on_selector_all(
        ".chart-drawing text",
        "all => all.map(one => [one.getBoundingClientRect().left, one.getBoundingClientRect().right])",
    )
    assert all(left >= 0 and right <= 320 for left, right in edges)


def test_it_begins_at_the_right_in_arabic(shown: Shown) -> None:
    page = shown(CHART.replace("TYPE", "bar"), {"course.yml": "title: Example\nid: example\nlanguage: ar\n"})
    name = page.locator(".chart-category").first.bounding_box()
    bar = page.locator(".chart-drawing > rect").first.bounding_box()
    assert name
    assert bar
    assert name["x"] > bar["x"] + bar["width"]


def test_patterns_are_found_in_the_single_file(shown: Shown) -> None:
    page = shown(CHART.replace("TYPE", "bar") * 2, output="single")
    ids = page.eval_on_selector_all("pattern", "all => all.map(one => one.id)")
    assert len(set(ids)) == 4
    fills = page.eval_on_selector_all(".chart-drawing > rect", "all => all.map(one => one.getAttribute('fill'))")
    assert {one[5:-1] for one in fills} == set(ids)


def test_the_figures_stand_on_paper_and_without_scripts(shown: Shown) -> None:
    page = shown(CHART.replace("TYPE", "line"))
    said = paper(page, format="A4")
    assert "12,000.5" in said
    plain = shown(CHART.replace("TYPE", "line"), java_script_enabled=False)
    expect(plain.get_by_role("img", name="Rooms found")).to_be_visible()
