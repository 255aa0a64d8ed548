"""What every practical tool does: it keeps what is written on the device and nowhere else, has copies, prints, exports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.blocks.conftest import Shown, course_of
from tests.browser import lms
from tests.paper import paper
from tests.shared import build
from tests.windows import Windows

TOOL = """
::::worksheet[What we know]{#know}
Two questions.

| Question | Finding {long} | Size {choice="none, small, large"} | Sure {check} | When {date} | Share {number unit="%"} |
|---|---|---|---|---|---|
| Who comes? | | | | | |
| Who cannot come? {#cannot} | | | | | |

:::example[Stone Ford]
| Question | Finding | Size | Sure | When | Share |
|---|---|---|---|---|---|
| 1 | Traders | large | yes | 2030-01-31 | 40 |
| A third | Children | | | | |
:::
::::
"""
KEY = "course-builder:tool:example:know"


def field(page: Page, column: str, row: str = "Who comes?") -> Any:
    return page.get_by_label(f"{column}: {row}", exact=True)


def saved(page: Page) -> None:
    expect(page.locator("[data-tool-saved=saved]")).to_have_text("Saved on this device")


def kept(page: Page) -> dict[str, Any]:
    """Return what is on the device, as soon as it is all there."""
    saved(page)
    return dict(json.loads(page.evaluate(f"localStorage.getItem('{KEY}')")))


def act(page: Page, name: str) -> None:
    """Do something by the bar, with the keyboard: by a button of it, or in the list that one of them opens."""
    item = page.locator("[data-tool-bar]").get_by_role("button", name=name, include_hidden=True).first
    if item.is_visible():
        item.focus()
    else:
        item.locator("xpath=ancestor::div[@class='tool-menu']/button").focus()
        page.keyboard.press("Enter")
        expect(item).to_be_visible()
    while not item.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def copies(page: Page) -> Locator:
    return page.locator("[data-tool-copy] option")


def current(page: Page) -> Locator:
    return page.locator("[data-tool-copy] option:checked")


def exported(page: Page, name: str, *, first: bool = True) -> tuple[str, bytes]:
    with page.expect_download() as download:
        act(page, name)
        if first:
            page.get_by_role("dialog").get_by_role("button", name="Save the file").press("Enter")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_it_is_filled_in_by_keyboard_and_kept(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").focus()
    page.keyboard.type("Traders & <b>others</b>")
    page.keyboard.press("Tab")
    page.keyboard.type("small")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    field(page, "When").fill("2030-01-31")
    field(page, "Share").fill("40")
    page.get_by_role("button", name="Add a row").press("Enter")
    page.keyboard.type("My own question")
    saved(page)
    page.reload()
    expect(field(page, "Finding")).to_have_value("Traders & <b>others</b>")
    expect(field(page, "Size")).to_have_value("small")
    expect(field(page, "Sure")).to_be_checked()
    expect(field(page, "When")).to_have_value("2030-01-31")
    expect(field(page, "Share")).to_have_value("40")
    expect(field(page, "Question", "My own question")).to_have_value("My own question")


def test_what_was_just_typed_is_kept_when_the_page_is_left(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill("At the last moment")
    page.reload()
    expect(field(page, "Finding")).to_have_value("At the last moment")


def test_a_row_is_taken_out_and_brought_back(shown: Shown) -> None:
    page = shown(TOOL)
    for text in ("First", "Second"):
        page.get_by_role("button", name="Add a row").press("Enter")
        page.keyboard.type(text)
    page.get_by_role("button", name="Remove “First”").press("Enter")
    expect(page.get_by_role("button", name="Remove “Second”")).to_be_focused()
    expect(page.locator("[data-row]")).to_have_count(3)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("[data-row]").nth(2).locator("textarea").first).to_have_value("First")
    expect(page.locator("[data-row]")).to_have_count(4)


def test_copies(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill("One")
    act(page, "New copy")
    expect(field(page, "Finding")).to_have_value("")
    field(page, "Finding").fill("Two")
    act(page, "Rename")
    page.keyboard.type("District B")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    expect(copies(page)).to_have_text(["My copy", "District B"])
    expect(page.get_by_role("button", name="Copies", exact=True)).to_be_focused()
    act(page, "Duplicate")
    expect(current(page)).to_have_text("District B (duplicate)")
    expect(field(page, "Finding")).to_have_value("Two")
    field(page, "Finding").fill("Three")
    page.get_by_label("Copy", exact=True).select_option("District B")
    expect(field(page, "Finding")).to_have_value("Two")
    act(page, "Delete this copy")
    expect(copies(page)).to_have_text(["My copy", "District B (duplicate)"])
    page.get_by_role("button", name="Undo").press("Enter")
    expect(current(page)).to_have_text("District B")
    expect(field(page, "Finding")).to_have_value("Two")
    saved(page)
    page.reload()
    expect(current(page)).to_have_text("District B")
    assert sorted(copies(page).all_text_contents()) == ["District B", "District B (duplicate)", "My copy"]


def test_what_can_be_done_is_named_in_the_bar(shown: Shown) -> None:
    page = shown(TOOL)
    bar = page.get_by_role("group", name="Copies and actions")
    expect(bar.get_by_role("button")).to_have_text(["Print", "Export", "Copies", "Reset"])
    # With one copy there is nothing to choose from.
    expect(bar.get_by_role("combobox")).to_have_count(0)
    act(page, "New copy")
    expect(bar.get_by_role("combobox", name="Copy")).to_be_visible()


def test_one_list_is_open_and_closes_with_escape(shown: Shown) -> None:
    page = shown(TOOL)
    copying, exporting = (page.get_by_role("button", name=name, exact=True) for name in ("Copies", "Export"))
    exporting.press("Enter")
    copying.press("Enter")
    expect(exporting).to_have_attribute("aria-expanded", "false")
    expect(copying).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="New copy")).to_be_focused()
    page.keyboard.press("Escape")
    expect(copying).to_be_focused()
    expect(copying).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("button", name="New copy")).to_be_hidden()


def test_the_example_is_a_copy_of_its_own(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill("Mine")
    act(page, "Load the example “Stone Ford”")
    expect(current(page)).to_have_text("Example: Stone Ford")
    expect(field(page, "Finding")).to_have_value("Traders")
    expect(field(page, "Size")).to_have_value("large")
    expect(field(page, "Sure")).to_be_checked()
    expect(field(page, "Finding", "A third")).to_have_value("Children")
    act(page, "Delete this copy")
    expect(field(page, "Finding")).to_have_value("Mine")


def test_emptying_asks_and_can_be_undone_after_more_was_typed(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill("Old")
    act(page, "Reset")
    page.keyboard.press("Escape")
    expect(field(page, "Finding")).to_have_value("Old")
    for more, names in (("", ["My copy"]), ("New", ["My copy", "My copy"])):
        act(page, "Reset")
        page.get_by_role("dialog").get_by_role("button", name="Empty it").press("Enter")
        expect(field(page, "Finding")).to_have_value("")
        if more:
            field(page, "Finding").fill(more)
        page.get_by_role("button", name="Undo").press("Enter")
        expect(field(page, "Finding")).to_have_value("Old")
        expect(copies(page)).to_have_text(names)


def test_csv(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill('=HYPERLINK("x")')
    field(page, "When").fill("2030-01-31")
    field(page, "Finding", "Who cannot come?").fill('Two\nlines, "quoted"')
    name, content = exported(page, "Export for spreadsheets")
    assert name == "know-My-copy.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["Question", "Finding", "Size", "Sure", "When", "Share (%)"],
        ["Who comes?", '\'=HYPERLINK("x")', "", "", "2030-01-31", ""],
        ["Who cannot come?", 'Two\nlines, "quoted"', "", "", "", ""],
    ]


def test_markdown(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill("a | b\n<c> \\d")
    name, content = exported(page, "Export as text")
    assert name == "know-My-copy.md"
    text = content.decode()
    assert text.startswith("# What we know\n\nMy copy\n\n| Question |")
    assert "| Who comes? | a \\| b<br>\\<c> \\\\d |" in text
    # The warning comes once.
    exported(page, "Export as text", first=False)


def chosen(page: Page, name: str, content: str) -> None:
    with page.expect_file_chooser() as chooser:
        act(page, "Open a saved file")
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": content.encode()})


def test_a_file_is_carried_on_with_elsewhere(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill("From the office")
    name, content = exported(page, "Save a file to carry on")
    assert name == "know-My-copy.tool.json"
    data = json.loads(content)
    assert {key: data[key] for key in ("format", "version", "course", "tool", "kind")} == {
        "format": "course-builder tool", "version": 1, "course": "example", "tool": "know", "kind": "worksheet",
    }  # fmt: skip
    other = shown(TOOL)
    field(other, "Finding").fill("At home")
    chosen(other, name, content.decode())
    expect(field(other, "Finding")).to_have_value("From the office")
    expect(copies(other)).to_have_text(["My copy", "My copy"])
    other.get_by_label("Copy", exact=True).select_option(index=0)
    expect(field(other, "Finding")).to_have_value("At home")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: "no json", "is no file of a tool"),
        (lambda data: "[]", "is no file of a tool"),
        (lambda data: "null", "is no file of a tool"),
        (lambda data: {**data, "format": "other"}, "is no file of a tool"),
        (lambda data: {**data, "version": 2}, "newer version"),
        (lambda data: {**data, "tool": "other"}, "belongs to another tool"),
        (lambda data: {**data, "copy": None}, "damaged"),
        (
            lambda data: {**data, "copy": {**data["copy"], "sheets": {"rows": [{"id": "x", "cells": {"a": 1}}]}}},
            "damaged",
        ),
        (lambda data: {**data, "copy": {**data["copy"], "sheets": {"nowhere": []}}}, "damaged"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(shown: Shown, change: Callable[[Any], Any], said: str) -> None:
    page = shown(TOOL)
    copy = {"id": "a", "name": "A", "changed": 1, "sheets": {"rows": []}, "notes": {}}
    data = {"format": "course-builder tool", "version": 1, "course": "example", "tool": "know", "kind": "worksheet"}
    made = change({**data, "copy": copy})
    chosen(page, "some.json", made if isinstance(made, str) else json.dumps(made))
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(copies(page)).to_have_text(["My copy"])


def test_long_entries_are_printed_in_full(shown: Shown) -> None:
    page = shown(TOOL)
    long = "\n".join(f"Line {number} of a long finding." for number in range(120))
    field(page, "Finding").fill(long)
    text = paper(page)
    assert all(f"Line {number} of" in text for number in range(120))
    assert "An example" in text
    # What is printed leaves nothing behind.
    expect(field(page, "Finding")).to_be_visible()
    expect(page.locator("[data-tool-print]")).to_be_hidden()


def test_the_print_button_prints_the_tool_alone(shown: Shown) -> None:
    page = shown(f"Text around.\n{TOOL}")
    field(page, "Finding").fill("Mine")
    page.evaluate("window.print = () => { window.printed = document.documentElement.dataset.printing }")
    act(page, "Print")
    assert page.evaluate("printed") == "tool"
    text = paper(page)
    assert "Mine" in text
    assert "What we know" in text
    assert "My copy, " in text
    assert "Text around." not in text
    expect(page.locator("[data-tool-paper]")).to_have_count(0)


def test_an_empty_tool_prints_as_a_form(shown: Shown) -> None:
    text = paper(shown(TOOL))
    assert "☐ none ☐ small ☐ large ☐" in text
    plain = shown(TOOL, java_script_enabled=False)
    expect(plain.get_by_text("You can fill this in and print it.")).to_be_visible()
    expect(plain.locator("[data-row=cannot] textarea").first).to_be_editable()
    text = paper(plain)
    assert "Who cannot come?" in text
    assert "Traders" in text, "the example is read on paper too"


def test_a_browser_that_keeps_nothing_says_so(shown: Shown, window: Windows) -> None:
    context = window()
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page = shown(TOOL, context=context)
    field(page, "Finding").fill("Mine")
    expect(page.locator("[data-tool-saved=unsaved]")).to_contain_text("Not saved")
    # It goes on in memory, and can be exported.
    act(page, "New copy")
    page.get_by_label("Copy", exact=True).select_option("My copy")
    expect(field(page, "Finding")).to_have_value("Mine")
    assert b"Mine" in exported(page, "Export for spreadsheets")[1]


@pytest.mark.parametrize(
    "stored", ["{", "[]", '{"version":9,"copies":[]}', '{"version":1,"current":"a","copies":[{"id":"a"}]}']
)
def test_what_cannot_be_read_is_set_aside(shown: Shown, stored: str) -> None:
    page = shown(TOOL)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    page.reload()
    expect(page.locator("[data-tool-saved]")).to_contain_text("set aside")
    field(page, "Finding").fill("New")
    assert kept(page)["copies"][0]["sheets"]["rows"]
    aside = page.evaluate(
        f"Object.entries(localStorage).filter(([key]) => key.startsWith('{KEY}:set-aside-')).map(([, text]) => text)"
    )
    assert aside == [stored]


def test_it_outlives_an_lms_that_empties_the_storage(shown: Shown, window: Windows) -> None:
    """As Moodle does whenever somebody has signed in (core/storage_validation.js)."""
    context = window()
    page = shown(TOOL, context=context)
    field(page, "Finding").fill("Traders")
    kept(page)
    page.evaluate("localStorage.clear()")
    page.close()
    page = shown(TOOL, context=context)
    expect(field(page, "Finding")).to_have_value("Traders")
    act(page, "Delete this copy")
    kept(page)
    page.evaluate("localStorage.clear()")
    page.close()
    expect(field(shown(TOOL, context=context), "Finding")).to_have_value("")


def test_rows_and_values_that_the_author_took_out_stay(shown: Shown) -> None:
    page = shown(TOOL)
    cells = {"question": "Who came before?", "#given": "yes", "finding": "Nobody"}
    rows = [{"id": "before", "cells": cells}, {"id": "who-comes", "cells": {"size": "huge"}}]
    copy = {"id": "a", "name": "Old", "changed": 1, "sheets": {"rows": rows}, "notes": {}}
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        [KEY, json.dumps({"version": 1, "current": "a", "copies": [copy]})],
    )
    page.reload()
    expect(field(page, "Finding", "Who came before?")).to_have_value("Nobody")
    expect(page.locator("[data-row=before]")).to_have_attribute("data-earlier", "")
    expect(field(page, "Size")).to_have_value("huge")
    text = exported(page, "Export for spreadsheets")[1].decode()
    assert "Who came before? (earlier entry),Nobody" in text
    assert "huge" in text


def test_two_windows_take_over_from_one_another(shown: Shown, window: Windows) -> None:
    context = window()
    one, two = shown(TOOL, context=context), shown(TOOL, context=context)
    field(one, "Finding").fill("From one")
    expect(field(two, "Finding")).to_have_value("From one")
    field(two, "Finding").fill("From two")
    expect(field(one, "Finding")).to_have_value("From two")


def test_leaving_and_coming_back_in_place(shown: Shown) -> None:
    page = shown(TOOL)
    field(page, "Finding").fill("Mine")
    page.locator("[data-previous]").click()
    expect(page.locator("[data-tool]")).to_have_count(0)
    page.locator("[data-next]").click()
    expect(field(page, "Finding")).to_have_value("Mine")
    expect(page.locator("[data-tool-menu=copies]")).to_have_count(1)


def test_in_the_single_file(shown: Shown, tmp_path: Path, window: Windows) -> None:
    path = build(course_of(tmp_path / "single", TOOL), "single")
    page = window().new_page()
    page.goto(f"{path.as_uri()}#screen-first-example")
    field(page, "Finding").fill("Mine")
    saved(page)
    page.evaluate("location.hash = 'screen-first'")
    expect(field(page, "Finding")).to_be_hidden()
    page.evaluate("location.hash = 'screen-first-example'")
    expect(field(page, "Finding")).to_have_value("Mine")
    expect(page.locator("[data-tool-menu=copies]")).to_have_count(1)
    page.reload()
    expect(field(page, "Finding")).to_have_value("Mine")


@pytest.mark.parametrize("output", ["scorm12", "scorm2004"])
def test_nothing_that_is_written_reaches_the_lms(tmp_path: Path, window: Windows, output: str) -> None:
    secret = "Xylophone-of-Orvane"
    path = build(course_of(tmp_path / "course", TOOL), output)
    with lms.running(tmp_path / "lms") as server:
        registration = server.register(path)
        context = window()
        posted: list[str] = []

        def watched(route: Route) -> None:
            posted.append(f"{route.request.url} {route.request.post_data or ''}")
            route.continue_()

        context.route("**/*", watched)
        launch = server.launch(registration, context)
        course: Any = launch.course
        course.get_by_role("link", name="Start the course").click()
        course.locator("[data-next]").click()
        course.get_by_label("Finding: Who comes?").fill(secret)
        course.get_by_role("button", name="Add a row").click()
        course.get_by_label("Question: Row 3").fill(secret)
        course.locator("[data-tool-saved=saved]").wait_for()
        stored = course.evaluate("Object.entries(localStorage)")
        calls = json.dumps([[call.method, call.args, call.result] for call in launch.calls()])
        launch.leave()
        assert secret not in calls
        assert secret not in json.dumps(registration.cmi)
        assert secret not in "".join(posted)
        # On the device it is under the tool's and the learner's key, and in no journal.
        [key] = [key for key, text in stored if secret in text]
        assert key.startswith(f"{KEY}:")
