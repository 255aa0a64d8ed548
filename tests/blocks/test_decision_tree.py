"""Decision trees: answered by keyboard, taken back, kept, printed, exported; and without scripts."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act, copies, exported, saved
from tests.paper import paper

TREE = """
::::decision-tree[Which tool now?]{#now}
Three questions.

:::step[How far are you?]{#begin}
Think of *today*.

- one
- two

Then choose.

- At the start -> time
      > Begin with **evidence**.
- At the end -> report
:::

:::outcome[Read the report]{#report}
It lies on [the table](first.md).
:::

:::step[How much time is there?]{#time}
- An hour & less -> short
- A day -> long
      > Good.
:::

:::outcome[One tool]{#short}
The short one.
:::

:::outcome[Two tools]{#long}
Both.
:::
::::
"""
EXAMPLE = TREE.replace("\n::::\n", "\n\n:::example[A short day]\n1. At the start\n2. A day\n:::\n::::\n")
KEY = "course-builder:tool:example:now"


def parts(page: Page) -> Locator:
    return page.locator("[data-tree-part]:visible [data-tree-title]")


def way(page: Page) -> Locator:
    return page.locator(".tree-way-answer")


def kept(page: Page, answers: int) -> Any:
    """Return what is on the device, as soon as it has so many answers."""
    page.wait_for_function(
        "([key, answers]) => JSON.parse(localStorage.getItem(key) ?? '{}').copies?.[0].sheets.way.length === answers",
        arg=[KEY, answers],
    )
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def choose(page: Page, answer: str) -> None:
    page.get_by_role("button", name=answer, exact=True).focus()
    page.keyboard.press("Enter")


def test_one_step_at_a_time_by_keyboard(shown: Shown) -> None:
    page = shown(TREE)
    expect(parts(page)).to_have_text(["How far are you?"])
    expect(page.get_by_text("two", exact=True)).to_be_visible()
    choose(page, "At the start")
    expect(parts(page)).to_have_text(["How much time is there?"])
    # What was said of the answer comes first; the question stands below it.
    expect(page.locator(".tree-said")).to_be_focused()
    expect(page.locator(".tree-said")).to_contain_text("You said: At the start")
    expect(page.locator(".tree-said strong")).to_have_text("evidence")
    choose(page, "An hour & less")
    expect(parts(page)).to_have_text(["One tool"])
    expect(page.get_by_role("heading", name="One tool")).to_be_focused()
    expect(page.get_by_text("Outcome: One tool", exact=True)).to_be_attached()
    expect(way(page)).to_have_text(["At the start", "An hour & less"])


def test_answers_are_taken_back_and_changed(shown: Shown) -> None:
    page = shown(TREE)
    choose(page, "At the start")
    choose(page, "A day")
    choose(page, "Back")
    expect(parts(page)).to_have_text(["How much time is there?"])
    expect(page.get_by_role("button", name="A day your earlier answer")).to_be_visible()
    choose(page, "An hour & less")
    page.get_by_role("button", name="Change your answer to “How far are you?”").press("Enter")
    expect(parts(page)).to_have_text(["How far are you?"])
    expect(way(page)).to_have_text([])
    expect(page.get_by_role("heading", name="How far are you?")).to_be_focused()
    choose(page, "At the end")
    expect(parts(page)).to_have_text(["Read the report"])
    choose(page, "Start again")
    expect(parts(page)).to_have_text(["How far are you?"])


def test_the_way_is_kept_in_each_copy(shown: Shown) -> None:
    page = shown(TREE)
    choose(page, "At the start")
    saved(page)
    page.reload()
    expect(way(page)).to_have_text(["At the start"])
    act(page, "New copy")
    expect(parts(page)).to_have_text(["How far are you?"])
    expect(way(page)).to_have_text([])
    choose(page, "At the end")
    expect(copies(page)).to_have_count(2)
    page.locator("[data-tool-copy]").select_option(index=0)
    expect(parts(page)).to_have_text(["How much time is there?"])


def test_what_is_left_of_a_way_when_the_tree_has_changed(shown: Shown) -> None:
    page = shown(TREE)
    choose(page, "At the start")
    choose(page, "A day")
    stored = kept(page, 2)
    stored["copies"][0]["sheets"]["way"][1]["cells"]["way"] = "a-week"
    page.evaluate(
        "([key, value]) => addEventListener('pagehide', () => localStorage.setItem(key, JSON.stringify(value)))",
        [KEY, stored],
    )
    page.reload()
    expect(parts(page)).to_have_text(["How much time is there?"])
    expect(way(page)).to_have_text(["At the start"])
    expect(page.get_by_text("The questions have changed since you answered.")).to_be_visible()
    choose(page, "A day")
    expect(page.get_by_text("The questions have changed since you answered.")).to_be_hidden()
    expect(parts(page)).to_have_text(["Two tools"])
    assert [row["id"] for row in kept(page, 2)["copies"][0]["sheets"]["way"]] == ["begin", "time"]


def test_the_way_and_its_outcome_are_exported_and_printed(shown: Shown) -> None:
    page = shown(TREE)
    choose(page, "At the start")
    choose(page, "A day")
    _, text = exported(page, "Export as text (Markdown)")
    assert "| How far are you? | At the start | Begin with evidence. |" in text.decode()
    assert "| Two tools | Both. |" in text.decode()
    _, file = exported(page, "Save a file to carry on elsewhere", first=False)
    act(page, "Delete this copy")
    expect(parts(page)).to_have_text(["How far are you?"])
    with page.expect_file_chooser() as chooser:
        act(page, "Open a saved file")
    chooser.value.set_files({"name": "now.tool.json", "mimeType": "application/json", "buffer": file})
    expect(page.get_by_role("heading", name="Two tools")).to_be_visible()
    expect(parts(page)).to_have_text(["Two tools"])


def test_the_example_is_loaded_kept_emptied_and_brought_back(shown: Shown) -> None:
    page = shown(EXAMPLE)
    act(page, "Load the example “A short day”")
    expect(parts(page)).to_have_text(["Two tools"])
    expect(way(page)).to_have_text(["At the start", "A day"])
    saved(page)
    page.reload()
    expect(copies(page)).to_have_text(["My copy", "Example: A short day"])
    expect(parts(page)).to_have_text(["Two tools"])
    expect(way(page)).to_have_text(["At the start", "A day"])
    page.evaluate("window.print = () => { window.printed = true }")
    act(page, "Print")
    page.wait_for_function("window.printed")
    act(page, "Reset")
    page.get_by_role("dialog").get_by_role("button").first.press("Enter")
    expect(page.locator("[data-tool-undo]")).to_be_visible()
    expect(parts(page)).to_have_text(["How far are you?"])
    expect(way(page)).to_have_text([])
    page.locator("[data-tool-undo]").press("Enter")
    expect(parts(page)).to_have_text(["Two tools"])
    expect(way(page)).to_have_text(["At the start", "A day"])
    act(page, "Delete this copy")
    expect(parts(page)).to_have_text(["How far are you?"])
    expect(way(page)).to_have_text([])


def test_the_example_holds_what_answering_would(shown: Shown) -> None:
    page = shown(EXAMPLE)
    choose(page, "At the start")
    choose(page, "A day")
    _, answered = exported(page, "Export as text (Markdown)")
    act(page, "Load the example “A short day”")
    _, loaded = exported(page, "Export as text (Markdown)", first=False)
    tables = [text.decode().partition("\n|")[2] for text in (answered, loaded)]
    assert tables[0].startswith(" ")
    assert tables[0] == tables[1]


def test_the_example_can_be_read_without_scripts(shown: Shown) -> None:
    page = shown(EXAMPLE, java_script_enabled=False)
    page.get_by_text("Worked example: A short day").click()
    expect(page.locator(".tool-example .tool-given:visible")).to_have_text(
        ["How far are you?", "At the start", "How much time is there?", "A day", "Two tools"]
    )


def test_on_paper_everything_is_there(shown: Shown) -> None:
    page = shown(TREE)
    choose(page, "At the start")
    page.emulate_media(media="print")
    text = paper(page)
    for words in ("How far are you?", "At the end", "Two tools", "→ 2", "Begin with evidence."):
        assert words in " ".join(text.split())


def test_without_scripts_choices_are_links(shown: Shown) -> None:
    page = shown(TREE, java_script_enabled=False)
    expect(parts(page)).to_have_text(
        ["How far are you?", "How much time is there?", "Read the report", "One tool", "Two tools"]
    )
    page.get_by_role("link", name="A day").click()
    page.wait_for_url("**#long")


def test_leaving_and_coming_back_in_one_file(shown: Shown) -> None:
    page = shown(TREE, output="single")
    choose(page, "At the start")
    page.evaluate("location.hash = 'screen-first'")
    expect(page.locator("[data-tree]")).to_be_hidden()
    page.evaluate("location.hash = 'screen-first-example'")
    expect(way(page)).to_have_text(["At the start"])
    expect(page.locator(".tree-way")).to_have_count(1)
