"""A browser holds a page open while the files under it change, in every way in which editors and tools change files."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serve.conftest import COURSE, Open, Running, Start, end, run, write_course

pytestmark = pytest.mark.browser


def knots(boats: Running, opened: Open) -> Page:
    """Open the page on knots, answered and scrolled."""
    page = opened(boats.url("/course/sailing-knots.html"))
    page.get_by_label("The bowline").check()
    page.locator("[data-question=knot] [data-check]").click()
    expect(page.locator("[data-question=knot] [data-verdict=correct]")).to_be_visible()
    page.locator("textarea").fill("Because it holds.")
    page.evaluate("scrollTo(0, 900)")
    page.evaluate("window.mark = 'the same window'")
    return page


def expect_kept(page: Page) -> None:
    """The same window, scrolled as it was, with the answers that were given."""
    assert page.evaluate("window.mark") == "the same window"
    expect_there(page)


def expect_there(page: Page) -> None:
    expect(page.get_by_label("The bowline")).to_be_checked()
    expect(page.locator("[data-question=knot] [data-verdict=correct]")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("Because it holds.")
    page.wait_for_function("scrollY === 900")


def test_a_save_updates_the_page_in_place(boats: Running, opened: Open) -> None:
    page = knots(boats, opened)
    boats.change("modules/sailing.md", "A long way down.", "A long way down, rewritten.")
    expect(page.get_by_text("A long way down, rewritten.")).to_be_attached()
    expect_kept(page)


def test_what_is_typed_goes_on(boats: Running, opened: Open) -> None:
    page = knots(boats, opened)
    page.locator("textarea").focus()
    page.locator("textarea").press("End")
    boats.change("modules/sailing.md", "A long way down.", "Rewritten.")
    expect(page.get_by_text("Rewritten.")).to_be_attached()
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type(" Always.")
    expect(page.locator("textarea")).to_have_value("Because it holds. Always.")


def test_another_file_leaves_the_page_alone(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/sailing.html"))
    # At its first change the page is compared with itself.
    page.evaluate("document.querySelector('main p').dataset.mark = 'the same element'")
    before = page.locator("html").get_attribute("data-preview-version")
    boats.change("modules/rowing.md", "first words", "last words")
    expect(page.locator("html")).not_to_have_attribute("data-preview-version", str(before))
    expect(page.locator("main p[data-mark]")).to_have_count(1)


def test_a_page_that_was_fetched_ahead_is_not_shown_old(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/index.html"))
    with page.expect_response(re.compile("sailing-knots")):
        page.locator("a[data-resume]").click()
    expect(page.get_by_text("The first words about sailing.")).to_be_visible()
    before = page.locator("html").get_attribute("data-preview-version")
    boats.change("modules/sailing.md", "A long way down.", "Newer than what was fetched.")
    expect(page.locator("html")).not_to_have_attribute("data-preview-version", str(before))
    page.locator("a[data-next]").click()
    expect(page.get_by_text("Newer than what was fetched.")).to_be_visible()


def test_a_new_title_starts_the_page_again(boats: Running, opened: Open) -> None:
    page = knots(boats, opened)
    boats.change("modules/sailing.md", "## Knots {#knots}", "## Knots and bends {#knots}")
    expect(page.locator("h1")).to_have_text("Knots and bends")
    expect(page.locator("nav [aria-current=page]")).to_contain_text("Knots and bends")
    expect_there(page)


def test_a_new_question_can_be_answered(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/rowing.html"))
    boats.write("modules/rowing.md", "# Rowing {#rowing}\n\n:::question{#oars}\nHow many oars?\n\n[[2]]\n:::\n")
    page.locator("[data-question=oars] input").fill("2")
    page.locator("[data-question=oars] [data-check]").click()
    expect(page.locator("[data-question=oars] [data-verdict=correct]")).to_be_visible()


def test_a_burst_ends_in_the_last_save(boats: Running, opened: Open) -> None:
    page = knots(boats, opened)
    text = (boats.root / "modules/sailing.md").read_text(encoding="utf-8")
    for number in range(60):
        boats.write("modules/sailing.md", text.replace("A long way down.", f"Save {number}."))
    expect(page.get_by_text("Save 59.")).to_be_attached()
    expect_kept(page)


def test_an_editor_that_writes_by_rename(boats: Running, opened: Open) -> None:
    page = knots(boats, opened)
    file = boats.root / "modules/sailing.md"
    for number in range(3):
        new = file.with_name(".sailing.md.swp")
        new.write_text(
            file.read_text(encoding="utf-8").replace("A long way down", "A long way down, again"), encoding="utf-8"
        )
        file.rename(file.with_name("sailing.md~"))
        new.rename(file)
        expect(page.get_by_text("A long way down" + ", again" * (number + 1))).to_be_attached()
    expect_kept(page)


def test_a_file_deleted_and_restored(tmp_path: Path, start: Start, opened: Open) -> None:
    # Where course.yml lists no modules, one that is gone is no mistake.
    boats = start(root=write_course(tmp_path / "course", COURSE | {"course.yml": "title: Boats\n"}))
    page = knots(boats, opened)
    file = boats.root / "modules/sailing.md"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    boats.until(lambda: boats.ask("/course/sailing-knots.html")[0] == 404)
    expect(page.get_by_text("A long way down.")).to_be_attached()
    boats.write("modules/sailing.md", text.replace("A long way down.", "Restored."))
    expect(page.get_by_text("Restored.")).to_be_attached()
    expect_there(page)


def test_a_page_that_comes_while_its_place_is_open(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/sailing-anchors.html"))
    expect(page.get_by_role("heading", name="This page is not in the course")).to_be_visible()
    boats.change("modules/sailing.md", "## Knots", "## Anchors\n\nDropped.\n\n## Knots")
    expect(page.get_by_text("Dropped.")).to_be_visible()


def test_folders_switched_by_git(start: Start, boats: Running, opened: Open) -> None:
    def git(*arguments: str) -> None:
        command = [
            "git",
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
            *arguments,
        ]
        subprocess.run(command, cwd=boats.root, check=True, capture_output=True)

    git("init", "-q", "-b", "plain")
    git("add", ".")
    git("commit", "-q", "-m", "plain")
    git("checkout", "-q", "-b", "folder")
    sailing = (boats.root / "modules/sailing.md").read_text(encoding="utf-8")
    shutil.rmtree(boats.root / "modules")
    boats.write("modules/sailing/index.md", sailing.replace("A long way down.", "From the folder."))
    boats.write("modules/rowing.md", "# Rowing\n\nOther.\n")
    git("add", "-A")
    git("commit", "-q", "-m", "folder")
    git("checkout", "-q", "plain")
    page = opened(boats.url("/course/sailing-knots.html"))
    expect(page.get_by_text("A long way down.")).to_be_attached()
    for branch, text in (("folder", "From the folder."), ("plain", "A long way down."), ("folder", "From the folder.")):
        git("checkout", "-q", branch)
        expect(page.get_by_text(text)).to_be_attached()


def test_the_style_changes_without_a_reload(boats: Running, opened: Open) -> None:
    page = knots(boats, opened)
    boats.write("theme/style.css", "h1 { letter-spacing: 7px }\n")
    expect(page.locator("h1")).to_have_css("letter-spacing", "7px")
    boats.write("theme/style.css", "h1 { letter-spacing: 9px }\n")
    expect(page.locator("h1")).to_have_css("letter-spacing", "9px")
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
    expect_kept(page)


def test_templates_and_pictures_change_too(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/sailing.html"))
    boats.change("media/sail.svg", 'width="40"', 'width="123"')
    expect(page.locator("main img")).to_have_attribute("width", "123")
    page.wait_for_function("document.querySelector('main img').naturalWidth === 123")
    theme = Path(__file__).parents[2] / "course_builder/render/theme/screens/page.html.jinja"
    boats.write(
        "theme/screens/page.html.jinja", theme.read_text(encoding="utf-8") + "<p>From the course's own template.</p>\n"
    )
    expect(page.get_by_text("From the course's own template.")).to_be_visible()
    shutil.rmtree(boats.root / "theme")
    expect(page.get_by_text("From the course's own template.")).to_have_count(0)


def test_the_server_may_be_started_again(tmp_path: Path, start: Start, opened: Open) -> None:
    first = start()
    page = knots(first, opened)
    assert end(first) == (0, "")
    first.change("modules/sailing.md", "A long way down.", "Written while nobody served.")
    again = run(first.root, "--port", str(first.port))
    try:
        assert again.port == first.port
        expect(page.get_by_text("Written while nobody served.")).to_be_attached()
        expect_there(page)
    finally:
        assert end(again) == (0, "")


def test_a_page_says_when_the_preview_has_ended(start: Start, opened: Open) -> None:
    first = start()
    page = opened(first.url("/course/sailing.html"))
    ended = page.get_by_text("The preview has ended")
    expect(page.locator("html[data-preview-version]")).to_be_attached()
    expect(ended).to_have_count(0)
    assert end(first) == (0, "")
    expect(ended).to_be_visible()
    again = run(first.root, "--port", str(first.port))
    try:
        expect(ended).to_have_count(0)
    finally:
        again.process.kill()
        again.process.communicate()
    # It had no time to say so itself.
    expect(ended).to_be_visible()


def test_settings_of_the_course_change(boats: Running, opened: Open) -> None:
    page = opened(boats.url("/course/sailing.html"))
    boats.change("course.yml", "title: Boats", "title: Boats and ships\nlanguage: ar")
    expect(page.locator(".brand-title")).to_have_text("Boats and ships")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
