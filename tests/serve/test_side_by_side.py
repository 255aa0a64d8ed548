"""A page beside its translation: each text says how it stands, and a click leads to the line to mend."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Locator, Page, expect

import course_builder
from course_builder.serve.preview import Preview
from tests.pages import axe
from tests.pages.test_widths import too_wide
from tests.serve.conftest import Open, Running, Start
from tests.translation.water import FRENCH, translate, water


def change(root: Path, text: str, **values: object) -> None:
    """Change the entry of a text in the French catalogue."""
    path = root / "translations" / "fr.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for one in catalogue:
        if one.msgid == text:
            for name, value in values.items():
                setattr(one, name, value)
    catalogue.save()


def line_of(root: Path, wording: str) -> int:
    lines = (root / "translations" / "fr.po").read_text("utf-8").split("\n")
    return 1 + next(number for number, line in enumerate(lines) if line == f'msgstr "{wording}"')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a course with a text of each state on one page."""
    root = water(tmp_path / "course")
    translate(root, "fr", {text: said for text, said in FRENCH.items() if text != "How deep"})
    change(root, "Dig deep.", fuzzy=True, flags=["fuzzy"], previous_msgid="Dig.")
    change(root, "Digging", msgstr="[Creuser](x.md)")
    return root


def states(preview: Preview, name: str) -> dict[str, tuple[str, str, int]]:
    found = preview.side_by_side(name)
    assert found
    return {one["text"]: (one["state"], one["file"], one["line"]) for one in found["texts"]}


def test_each_text_of_a_page_says_how_it_stands(root: Path) -> None:
    change(root, "Digging", msgstr="Creuser")
    preview = Preview(root)
    preview.refresh()
    found = states(preview, "fr/a-digging.html")
    assert list(found)[:4] == ["Digging", "Dig deep.", "How deep", "As deep as water."]
    assert {"Which is deep?", "A puddle"} <= found.keys()
    assert not {"Wells", "Pumps", "Water"} & found.keys()
    catalogue = "translations/fr.po"
    assert found["Digging"] == ("translated", catalogue, line_of(root, "Creuser"))
    assert found["Dig deep."] == ("stale", catalogue, line_of(root, "Creusez loin."))
    # The catalogue does not have it yet: its place is in the source.
    assert found["How deep"] == ("missing", "modules/a.md", 9)
    page = preview.side_by_side("fr/a-digging.html")
    assert page
    [stale] = (one for one in page["texts"] if one["state"] == "stale")
    assert (stale["was"], stale["wording"]) == ("Dig.", "Creusez loin.")
    assert states(preview, "index.html") | {"Water": ("translated", catalogue, line_of(root, "Eau"))} == states(
        preview, "fr/index.html"
    )
    assert preview.side_by_side("fr/no-such-page.html") is None
    assert preview.side_by_side("de/a.html") is None


def test_a_mistake_in_a_wording_is_told_beside_it(root: Path) -> None:
    preview = Preview(root)
    preview.refresh()
    found = preview.side_by_side("a-digging.html")
    assert found
    [wrong] = (one for one in found["texts"] if one["state"] == "wrong")
    assert wrong["line"] == line_of(root, "[Creuser](x.md)")
    assert "link" in wrong["why"]


def test_a_course_in_one_language_has_nothing_beside_it(boats: Running) -> None:
    assert boats.ask("/-/texts/sailing.html")[0] == 404


def test_what_is_built_knows_nothing_of_it(root: Path, tmp_path: Path) -> None:
    change(root, "Digging", msgstr="Creuser")
    built = course_builder.build(root, ["html"], tmp_path / "out").built[0].path
    assert not [path for path in built.rglob("*") if path.is_file() and b"/-/texts" in path.read_bytes()]


@pytest.fixture
def running(root: Path, start: Start, tmp_path: Path) -> Running:
    """Start a preview with an editor that notes what it is asked to open."""
    change(root, "Digging", msgstr="Creuser")
    editor = tmp_path / "editor.py"
    editor.write_text(
        f"import json, sys\nopen({str(tmp_path / 'opened')!r}, 'w').write(json.dumps(sys.argv[1:]))\n", "utf-8"
    )
    return start("--editor", f"{sys.executable} {editor} {{file}} {{line}}", root=root)


def item(page: Page, text: str) -> Locator:
    return page.locator("li").filter(has=page.get_by_text(text, exact=True))


@pytest.mark.browser
def test_an_author_goes_there_by_keyboard_and_mends_what_is_out_of_date(
    running: Running, opened: Open, tmp_path: Path
) -> None:
    page = opened(running.url("/course/fr/a-digging.html"))
    summary = page.locator("[data-languages] > summary")
    summary.focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Side by side")).to_be_focused()
    page.keyboard.press("Enter")

    stale = item(page, "Dig deep.")
    expect(stale).to_contain_text("Out of date")
    expect(stale.get_by_text("Creusez loin.")).to_have_attribute("lang", "fr")
    expect(page.locator(".count")).to_have_text("7 texts, 2 to do")
    stale.get_by_text("What it was translated from").click()
    expect(stale.get_by_text("Dig.", exact=True)).to_be_visible()
    place = stale.get_by_role("button")
    expect(place).to_have_text(f"translations/fr.po:{line_of(running.root, 'Creusez loin.')}")
    place.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Opened")
    asked = running.until(lambda: (tmp_path / "opened").is_file() and (tmp_path / "opened").read_text("utf-8"))
    path, line = json.loads(asked)
    assert Path(path) == (running.root / "translations" / "fr.po").resolve()
    assert int(line) == line_of(running.root, "Creusez loin.")

    change(running.root, "Dig deep.", fuzzy=False, flags=[], previous_msgid=None, msgstr="Creusez plus loin.")
    expect(stale).to_contain_text("Creusez plus loin.")
    expect(stale).to_have_attribute("data-state", "translated")
    expect(place).to_be_focused()
    page.get_by_label("Only what is to do").check()
    expect(page.locator("li")).to_have_count(1)
    page.get_by_role("link", name="Leave").click()
    expect(page.locator("h1")).to_contain_text("Creuser")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_breaks_no_rule(running: Running, opened: Open, width: int) -> None:
    page = opened(running.url("/-/texts#/course/ar/a-digging.html"), viewport={"width": width, "height": 700})
    title = item(page, "Digging")
    wording = title.get_by_text("الحفر")
    expect(wording).to_have_attribute("dir", "rtl")
    source, beside = title.get_by_text("Digging", exact=True).bounding_box(), wording.bounding_box()
    assert source
    assert beside
    # Beside one another where there is room, else one below the other.
    assert (source["y"] == beside["y"]) == (width > 640)
    assert not too_wide(page)
    assert not axe.violations(page, "side by side")
    page.get_by_label("Français").check()
    expect(title).to_contain_text("Creuser")
    assert page.url.endswith("#/course/fr/a-digging.html")
    # The courses' own pages have room for the way there.
    page.goto(running.url("/course/ar/a-digging.html"))
    page.locator("[data-languages] > summary").click()
    expect(page.get_by_role("link", name="Side by side")).to_be_visible()
    assert not too_wide(page)
