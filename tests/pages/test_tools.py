"""The tools of the flagship: short when they open on a phone, with fields to write in on a desk, and links in their advice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.pages import learner
from tests.windows import Windows

Flagship = Callable[..., Path]
TALLEST = 3_000
NARROWEST = 160


def pages(folder: Path) -> list[Path]:
    """Return the pages with tools; the one that is for paper has nothing working."""
    files = (one for one in sorted(folder.glob("*.html")) if one.name != "print.html")
    found = [one for one in files if "data-tool=" in one.read_text("utf-8")]
    assert len(found) >= 12
    return found


def test_no_tool_is_long_when_it_opens_on_a_phone(flagship: Flagship, window: Windows) -> None:
    page = window(viewport={"width": 360, "height": 740}).new_page()
    for path in pages(flagship("html")):
        page.goto(path.as_uri())
        page.wait_for_function("[...document.querySelectorAll('[data-tool]')].every((one) => 'working' in one.dataset)")
        for name, height in page.evaluate(
            "[...document.querySelectorAll('[data-tool]')].map((one) => [one.id, one.offsetHeight])"
        ):
            assert height < TALLEST, name


def test_fields_use_the_width_there_is(flagship: Flagship, window: Windows) -> None:
    page = window(viewport={"width": 1440, "height": 900}).new_page()
    for path in pages(flagship("html")):
        page.goto(path.as_uri())
        page.wait_for_function("[...document.querySelectorAll('[data-tool]')].every((one) => 'working' in one.dataset)")
        page.evaluate("document.querySelectorAll('[data-fold][aria-expanded=false]').forEach((one) => one.click())")
        for name, width in page.evaluate(
            "[...document.querySelectorAll('[data-tool] textarea')].filter((one) => one.checkVisibility()).map((one) => [one.ariaLabel, one.offsetWidth])"
        ):
            assert width >= NARROWEST, name


def test_advice_links_to_the_tools_that_it_names(flagship: Flagship, window: Windows) -> None:
    page = window(java_script_enabled=False).new_page()
    for path in pages(flagship("html")):
        page.goto(path.as_uri())
        bare = page.locator(".tool-band > p, [data-tree-text]").evaluate_all(r"""all => all.map((one) => {
            const copy = one.cloneNode(true);
            copy.querySelectorAll('a').forEach((link) => link.remove());
            return copy.textContent;
        }).filter((text) => /\bT\d+\b/.test(text))""")
        assert not bare


def test_the_title_of_a_tool_is_that_of_its_page(flagship: Flagship, window: Windows) -> None:
    page = window().new_page()
    folder = flagship("html")
    page.goto((folder / "toolbox-t1-quick-diagnostic.html").as_uri())
    learner.at(page, "toolbox/t1-quick-diagnostic")
    said = [text for text in page.locator("h1, h2").all_inner_texts() if "Quick Diagnostic" in text]
    seen = page.locator("h1:visible, h2:not(.hidden)", has_text="Quick Diagnostic")
    assert said
    assert seen.count() == 1
