"""Checklists: states by keyboard, the count, rounds and their overview."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act, copies, current, exported, saved
from tests.paper import paper

LIST = """
::::checklist[Before it opens]{{#opens {options}}}
Go through it.

- The rules *hang* at the gate.
      > Ask two traders.
- There is water.
- There is light. {{#light}}

:::example[Month 3]
| Item | State | Evidence |
|---|---|---|
| 1 | Partly | In two languages |
| 3 | Yes | |
:::
::::
"""
ONCE, ROUNDS = LIST.format(options=""), LIST.format(options="repeat")


def state(page: Page, item: str, word: str) -> None:
    """Choose a state by keyboard."""
    radio = page.get_by_role("group", name=f"State: {item}").get_by_role("radio", name=word)
    radio.focus()
    page.keyboard.press("Space")
    expect(radio).to_be_checked()


def test_states_are_counted_and_taken_back(shown: Shown) -> None:
    page = shown(ONCE)
    tally = page.locator("[data-tally]")
    expect(tally).to_be_empty()
    state(page, "There is water.", "Yes")
    expect(tally).to_have_text("1 of 3: Yes · 2 open")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("group", name="State: There is water.").get_by_role("radio", name="Partly")).to_be_checked()
    expect(tally).to_have_text("0 of 3: Yes · 1 Partly · 2 open")
    page.keyboard.press("Tab")
    page.keyboard.type("Visit")
    saved(page)
    page.reload()
    expect(tally).to_have_text("0 of 3: Yes · 1 Partly · 2 open")
    expect(page.get_by_label("Evidence: There is water.")).to_have_value("Visit")
    # Chosen once more, it is taken back; a mouse does the same.
    page.get_by_role("group", name="State: There is water.").get_by_role("radio", name="Partly").click()
    expect(tally).to_be_empty()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(page.locator("[data-round]")).to_have_count(0)


def test_the_example_fills_the_list(shown: Shown) -> None:
    page = shown(ONCE)
    act(page, "Load the example “Month 3”")
    expect(page.locator("[data-tally]")).to_have_text("1 of 3: Yes · 1 Partly · 1 open")
    expect(page.get_by_label("Evidence: The rules hang at the gate.")).to_have_value("In two languages")
    name, content = exported(page, "Export for spreadsheets")
    assert name == "opens-Example-Month-3.csv"
    assert content.decode("utf-8-sig").splitlines() == [
        "Item,State,Evidence",
        "The rules hang at the gate.,Partly,In two languages",
        "There is water.,,",
        "There is light.,Yes,",
        "",
        "Number",
        "Yes,Partly,No,Open",
        "1,1,0,1",
    ]


def test_rounds_stand_side_by_side(shown: Shown) -> None:
    page = shown(ROUNDS)
    page.clock.set_fixed_time("2030-01-31T12:00:00")
    state(page, "There is water.", "No")
    date = page.get_by_label("Date of this round")
    expect(date).to_have_value("2030-01-31")
    expect(page.locator("[data-overview]")).to_be_hidden()
    page.clock.set_fixed_time("2030-04-30T12:00:00")
    page.get_by_role("button", name="New round").press("Enter")
    expect(current(page)).to_have_text("Round of Apr 30, 2030")
    expect(date).to_have_value("2030-04-30")
    state(page, "There is water.", "Yes")
    table = page.get_by_role("group", name="All rounds").get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["Item", "Jan 31, 2030", "Apr 30, 2030"])
    expect(table.get_by_role("row").nth(2)).to_have_text("There is water.NoYes")
    expect(table.locator("th[aria-current]")).to_have_text("Apr 30, 2030")
    # Rounds stand by their day, also where the day is put right later.
    date.fill("2029-12-31")
    expect(table.get_by_role("columnheader")).to_have_text(["Item", "Dec 31, 2029", "Jan 31, 2030"])
    saved(page)
    page.reload()
    expect(table.get_by_role("row").nth(2)).to_have_text("There is water.YesNo")
    assert "All rounds" in exported(page, "Export as text")[1].decode()
    # An example is no round.
    act(page, "Load the example “Month 3”")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(copies(page)).to_have_count(3)


def test_on_paper(shown: Shown) -> None:
    page = shown(ROUNDS)
    state(page, "There is light.", "Yes")
    text = paper(page)
    assert "There is light." in text
    assert "1 of 3: Yes" in text


def test_without_evidence_and_with_other_states(shown: Shown) -> None:
    page = shown(
        ':::checklist[Ready]{#ready states="Packed, Not needed" evidence=no}\nFor a visit.\n\n- Water\n- Letter\n:::'
    )
    page.get_by_role("group", name="State: Letter").get_by_role("radio", name="Not needed").press("Space")
    expect(page.locator("[data-tally]")).to_have_text("0 of 2: Packed · 1 Not needed · 1 open")
    expect(page.locator("[data-cell=evidence]")).to_have_count(0)


@pytest.mark.parametrize(("language", "states"), [("en", ["Yes", "Partly", "No"]), ("fr", ["Oui", "En partie", "Non"])])
def test_states_are_in_the_language_of_the_course(shown: Shown, language: str, states: list[str]) -> None:
    text = ":::checklist[T]{#t}\n- A\n- B\n\n:::example[E]\n| Item | State | Evidence |\n|---|---|---|\n| 1 | partly | P. 4 |\n:::\n:::"
    page = shown(text, {"course.yml": f"title: Example\nid: example\nlanguage: {language}\n"})
    first = page.locator('[data-row="a"] [data-cell=state] label')
    expect(first).to_have_text(states)
    # What is kept does not depend on the language; what an example shows does.
    assert first.locator("input").evaluate_all("all => all.map((one) => one.value)") == ["yes", "partly", "no"]
    page.locator(".tool-example summary").click()
    assert page.locator(".tool-example .tool-given:visible").nth(1).text_content() == states[1]
