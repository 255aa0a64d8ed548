"""What holds for every tool with entries: by keyboard alone its worked example is loaded, kept, exported, carried to another
computer, printed with every entry, and cleared. The decision tree, which keeps a way and no fields, has tests of its own.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.blocks import test_bank, test_builder, test_checklist, test_diagnostic, test_matrix, test_tool
from tests.blocks.conftest import Shown
from tests.blocks.test_tool import act, chosen, copies, current, exported
from tests.paper import paper

TOOLS = {
    "worksheet": test_tool.TOOL,
    "checklist": test_checklist.ONCE,
    "diagnostic": test_diagnostic.TOOL,
    "matrix": test_matrix.BANDS,
    "builder": test_builder.CHAIN,
    "bank": test_bank.BANK,
}
FILES = test_bank.FILES
every_tool = pytest.mark.parametrize("kind", TOOLS)


def entries(page: Page) -> list[str]:
    """Return what was written, field by field."""
    found: list[str] = page.locator(".tool :is(textarea, input:not([type]), input[type=text])").evaluate_all(
        "all => all.filter((one) => one.closest('[data-row]')).map((one) => one.value).filter((one) => one)"
    )
    return found


def choices(page: Page) -> list[str]:
    """Return what was chosen, field by field."""
    found: list[str] = page.locator(".tool [data-row]").evaluate_all(
        "all => all.flatMap((row) => [...row.querySelectorAll('select, input:checked')].map((one) => one.value))"
    )
    return found


def squeezed(text: str) -> str:
    # Paper has ligatures.
    return re.sub(r"\s|\\", "", unicodedata.normalize("NFKC", text))


def example(page: Page) -> tuple[list[str], list[str]]:
    """Load the worked example by the menu."""
    act(page, "Load the example")
    expect(page.locator("[data-tool-copy] option")).to_have_count(2)
    written, chose = entries(page), choices(page)
    assert written
    return written, chose


@every_tool
def test_the_example_is_loaded_kept_and_cleared(shown: Shown, kind: str) -> None:
    page = shown(TOOLS[kind], FILES)
    before = entries(page), choices(page)
    written, chose = example(page)
    expect(current(page)).to_have_text(re.compile("^Example: "))
    expect(page.locator("[data-tool-saved=saved]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-tool-copy] option")).to_have_count(2)
    assert (entries(page), choices(page)) == (written, chose)
    act(page, "Delete this copy")
    expect(page.locator("[data-tool-copy] option")).to_have_count(1)
    assert (entries(page), choices(page)) == before


@every_tool
def test_every_entry_is_exported(shown: Shown, kind: str) -> None:
    page = shown(TOOLS[kind], FILES)
    written, _ = example(page)
    _, table = exported(page, "Export for spreadsheets (CSV)")
    cells = {cell for row in csv.reader(io.StringIO(table.decode("utf-8-sig"))) for cell in row}
    assert set(written) <= cells
    _, text = exported(page, "Export as text (Markdown)", first=False)
    assert all(squeezed(one) in squeezed(text.decode()) for one in written)


@every_tool
def test_it_is_carried_to_another_computer(shown: Shown, kind: str) -> None:
    page = shown(TOOLS[kind], FILES)
    written, chose = example(page)
    name, content = exported(page, "Save a file to carry on")
    data: dict[str, Any] = json.loads(content)
    assert data["kind"] == kind
    other = shown(TOOLS[kind], FILES)
    chosen(other, name, content.decode())
    expect(other.locator("[data-tool-copy] option")).to_have_count(2)
    expect(copies(other).nth(1)).to_have_text(str(copies(page).nth(1).text_content()))
    assert (entries(other), choices(other)) == (written, chose)


@every_tool
def test_every_entry_is_printed(shown: Shown, kind: str) -> None:
    page = shown(TOOLS[kind], FILES)
    written, _ = example(page)
    page.evaluate("window.print = () => { window.printed = true }")
    act(page, "Print")
    page.wait_for_function("window.printed")
    said = squeezed(paper(page))
    assert all(squeezed(one) in said for one in written)


@every_tool
def test_what_was_emptied_comes_back(shown: Shown, kind: str) -> None:
    page = shown(TOOLS[kind], FILES)
    written, chose = example(page)
    act(page, "Reset")
    page.get_by_role("dialog").get_by_role("button").first.press("Enter")
    expect(page.locator("[data-tool-undo]")).to_be_visible()
    assert entries(page) != written
    page.locator("[data-tool-undo]").press("Enter")
    assert (entries(page), choices(page)) == (written, chose)
