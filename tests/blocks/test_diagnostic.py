"""Diagnostics: points by keyboard, the band when all lines have theirs, the lowest lines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act, exported, saved

TOOL = """
::::diagnostic[How far are we?]{#far scale="0 None, 1 Partial, 2 Clear"}
Three lines.

- The data are split.
- They were consulted.
- Risks have a budget.

:::band[Early]{to=2}
Get evidence with [the first page](first.md).
:::

:::band[Partial]{to=5}
Repair the lowest lines.
:::

:::band[Clear]{to=6}
Go on.
:::

:::example[A draft]
| Item | Score | Note |
|---|---|---|
| 1 | 2 | Page 4 |
| 2 | 0 None | |
| 3 | Clear | |
:::
::::
"""
LINES = ("The data are split.", "They were consulted.", "Risks have a budget.")


def score(page: Page, line: str, points: int) -> None:
    page.get_by_role("group", name=f"Score: {line}").get_by_role("radio").nth(points).focus()
    page.keyboard.press("Space")


@pytest.mark.parametrize(
    ("points", "said", "advice", "lowest"),
    [
        ((0, 0, 0), "0 of 6: Early", "Get evidence", LINES),
        ((2, 0, 0), "2 of 6: Early", "Get evidence", LINES[1:]),
        ((1, 2, 0), "3 of 6: Partial", "Repair", LINES[2:]),
        ((1, 2, 2), "5 of 6: Partial", "Repair", LINES[:1]),
        ((2, 2, 2), "6 of 6: Clear", "Go on.", ()),
    ],
)
def test_the_band(shown: Shown, points: tuple[int, ...], said: str, advice: str, lowest: tuple[str, ...]) -> None:
    page = shown(TOOL)
    result = page.locator("[data-diagnostic-score]")
    expect(page.locator("[data-band]:visible")).to_have_count(3)
    for number, (line, one) in enumerate(zip(LINES, points, strict=True), 1):
        score(page, line, one)
        if number < 3:
            expect(result).to_contain_text(f"So far {sum(points[:number])} of 6.")
            expect(page.locator("[data-band]:visible")).to_have_count(0)
    expect(result).to_have_text(said)
    expect(result).to_have_attribute("role", "status")
    expect(page.locator("[data-band]:visible")).to_contain_text(advice)
    expect(page.locator("[data-lowest] li")).to_have_count(len(lowest))
    for line in lowest:
        expect(page.locator("[data-lowest]")).to_contain_text(line)


def test_it_is_kept_and_taken_back(shown: Shown) -> None:
    page = shown(TOOL)
    for line in LINES:
        score(page, line, 2)
    saved(page)
    page.reload()
    expect(page.locator("[data-diagnostic-score]")).to_have_text("6 of 6: Clear")
    score(page, LINES[0], 2)  # once more
    expect(page.locator("[data-diagnostic-score]")).to_have_text("So far 4 of 6. 1 line has no score yet.")


def test_the_example_and_its_export(shown: Shown) -> None:
    page = shown(TOOL)
    act(page, "Load the example “A draft”")
    expect(page.locator("[data-diagnostic-score]")).to_have_text("4 of 6: Partial")
    expect(page.locator("[data-lowest] li")).to_have_text(["They were consulted. (0 None)"])
    text = exported(page, "Export as text")[1].decode()
    assert "| The data are split. | 2 Clear | Page 4 |" in text
    assert "| Score | Maximum | Band |\n| --- | --- | --- |\n| 4 | 6 | Partial |" in text


def test_without_scripts_all_bands_are_there(shown: Shown) -> None:
    page = shown(TOOL, java_script_enabled=False)
    for text in ("Early 0–2", "Partial 3–5", "Clear 6"):
        expect(page.get_by_text(text)).to_be_visible()


@pytest.mark.parametrize(
    ("language", "points"), [("en", ["0 No", "1 Partly", "2 Yes"]), ("es", ["0 No", "1 En parte", "2 Sí"])]
)
def test_points_are_named_in_the_language_of_the_course(shown: Shown, language: str, points: list[str]) -> None:
    page = shown(
        ":::diagnostic[T]{#t}\n- A\n\n:::band[All]{to=2}\nGo on.\n:::\n:::",
        {"course.yml": f"title: Example\nid: example\nlanguage: {language}\n"},
    )
    expect(page.locator('[data-row="a"] [data-cell=score] label')).to_have_text(points)
