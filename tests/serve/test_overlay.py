"""Mistakes come over the open page and go when they are mended, and a click leads to the source."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serve.conftest import Open, Running, Start, write_course

pytestmark = pytest.mark.browser


def problems(page: Page) -> Page:
    return page.locator("course-builder-preview section")


def test_an_error_comes_and_goes(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/sailing-knots.html"))
    expect(problems(page)).to_be_hidden()
    boats.change("modules/sailing.md", "- (x) The bowline", "- ( ) The bowline")
    expect(problems(page)).to_be_visible()
    expect(problems(page)).to_contain_text("question-key-missing")
    expect(problems(page)).to_contain_text("modules/sailing.md:11:1")
    expect(problems(page).locator("mark")).to_have_text(":::question")
    expect(problems(page)).to_contain_text("Mark the right one with (x).")
    # The page stays as it was before the mistake.
    expect(page.get_by_label("The bowline")).to_be_visible()
    expect(page.get_by_text("A long way down.")).to_be_visible()
    # Other pages go on to follow their sources.
    boats.change("modules/rowing.md", "first words", "newest words")
    boats.until(lambda: b"newest words" in boats.ask("/course/rowing.html")[2])
    boats.change("modules/sailing.md", "- ( ) The bowline", "- (x) The bowline, mended")
    expect(problems(page)).to_be_hidden()
    expect(page.get_by_label("The bowline, mended")).to_be_visible()


@pytest.mark.parametrize("page", ["sailing.html", "sailing-knots.html"])
def test_the_mark_beside_the_title_moves_nothing(boats: Running, opened: Open, page: str) -> None:
    shown = opened(boats.url(f"/course/{page}"))
    mark = shown.locator("h1 course-builder-edit")
    expect(mark).to_be_attached()
    places = """() => [...document.querySelectorAll('#main, #main :not(course-builder-edit)')].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [one.tagName, x, y, width, height];
    })"""
    with_mark = shown.evaluate(places)
    mark.evaluate("(one) => { one.style.setProperty('display', 'none', 'important'); }")
    without = shown.evaluate(places)
    assert len(with_mark) > 3
    assert with_mark == without
    # What the theme says of the element behind the title holds for it.
    assert shown.evaluate("() => document.querySelector('h1').nextElementSibling?.tagName !== 'COURSE-BUILDER-EDIT'")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("course.yml", "titel: Boats\n", "yaml-unknown-key"),
        ("course.yml", "title: [\n", "yaml-syntax"),
        ("course.yml", "", "yaml"),
        ("modules/sailing.md", "---\nassessment: x\n# Sailing\n", "front-matter-unclosed"),
        ("modules/sailing.md", "# Sailing {#sailing}\n\n## Knots\n\n[Gone](nowhere.md)\n", "link-broken"),
        ("modules/sailing.md", "# Sailing {#sailing}\n\n## Knots\n\n$\\frac{1$ and $x$\n", "math-syntax"),
        ("theme/screens/page.html.jinja", "{% if %}", "theme-template"),
    ],
)
def test_no_mistake_blanks_the_page(boats: Running, opened: Open, file: str, text: str, said: str) -> None:
    page = opened(boats.url("/course/sailing-knots.html"))
    before = (boats.root / file).read_bytes() if (boats.root / file).is_file() else None
    boats.write(file, text)
    expect(problems(page)).to_contain_text(said)
    expect(page.locator("h1")).to_have_text("Knots")
    if before is None:
        (boats.root / file).unlink()
    else:
        (boats.root / file).write_bytes(before)
    expect(problems(page)).to_be_hidden()
    expect(page.get_by_text("A long way down.")).to_be_visible()
    assert boats.process.poll() is None


def test_a_course_that_cannot_be_read_yet(tmp_path: Path, start: Start, opened: Open) -> None:
    boats = start(root=write_course(tmp_path / "course", {"modules/one.md": "# One\n\nText.\n"}))
    page = opened(boats.url("/"))
    expect(page.get_by_role("heading", name="This course cannot be shown yet")).to_be_visible()
    expect(problems(page)).to_contain_text("There is no course.yml in this folder.")
    boats.write("course.yml", "title: Begun\n")
    expect(page.get_by_role("heading", name="Begun")).to_be_visible()
    expect(problems(page)).to_be_hidden()


def test_warnings_wait_until_they_are_asked_for(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/rowing.html"))
    boats.change("modules/rowing.md", "[knots]", "[here]")
    count = page.get_by_role("button", name="1 warning")
    expect(count).to_be_visible()
    expect(problems(page)).to_be_hidden()
    count.focus()
    page.keyboard.press("Enter")
    expect(problems(page)).to_contain_text("link-text")
    expect(problems(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(problems(page)).to_be_hidden()
    expect(count).to_be_focused()


def test_an_error_that_was_closed_stays_closed(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/rowing.html"))
    boats.change("modules/rowing.md", "sailing.md#knots", "sailing.md#knot-tying")
    expect(problems(page)).to_be_visible()
    page.get_by_role("button", name="Close").click()
    boats.change("modules/rowing.md", "first words", "newest words")
    expect(page.locator("main").get_by_text("newest words")).to_be_visible()
    expect(page.get_by_role("button", name="1 error")).to_be_visible()
    expect(problems(page)).to_be_hidden()


def test_a_click_opens_the_editor_at_the_line(tmp_path: Path, start: Start, opened: Open) -> None:
    note = tmp_path / "opened.json"
    editor = tmp_path / "editor.py"
    editor.write_text(
        f"import json, pathlib, sys\npathlib.Path({str(note)!r}).write_text(json.dumps(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    boats = start("--editor", f"'{sys.executable}' '{editor}' --at {{line}}:{{column}} {{file}}")
    page = opened(boats.url("/course/rowing.html"))
    page.get_by_role("button", name="Edit this page").click()
    assert json.loads(boats.until(lambda: note.exists() and note.read_text("utf-8"))) == [
        "--at",
        "1:3",
        str(boats.root / "modules/rowing.md"),
    ]
    note.unlink()
    boats.change("modules/rowing.md", "sailing.md#knots", "sailing.md#knot-tying")
    page.get_by_role("button", name="Open modules/rowing.md:3:").click()
    told = json.loads(boats.until(lambda: note.exists() and note.read_text("utf-8")))
    assert told[1].startswith("3:")
    expect(page.get_by_text("Opened modules/rowing.md:3:")).to_be_visible()


def test_without_an_editor_the_place_is_copied(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/rowing.html"), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Edit this page").click()
    expect(page.get_by_text("Copied modules/rowing.md:1:3")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "modules/rowing.md:1:3"


def test_the_mark_follows_from_page_to_page(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/sailing.html"))
    page.locator("a[data-next]").click()
    expect(page.locator("h1")).to_have_text("Knots")
    with page.expect_request("**/-/open") as asked:
        page.get_by_role("button", name="Edit this page").click()
    assert json.loads(asked.value.post_data or "") == {"page": "sailing/knots"}


def test_it_meets_the_rules_of_accessibility(boats: Running, opened: Open) -> None:
    axe = Path(__file__).parents[2] / "course_builder/player/node_modules/axe-core/axe.min.js"
    page = opened(boats.url("/course/sailing-knots.html"))
    boats.change("modules/sailing.md", "- (x) The bowline", "- ( ) The bowline")
    expect(problems(page)).to_be_visible()
    for place in (page.url, boats.url("/-/view#/course/rowing.html")):
        page.goto(place)
        page.evaluate(axe.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
