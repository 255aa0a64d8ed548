"""Included files: where their links and mistakes stand, and what the preview sees of them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

import course_builder
from course_builder.serve.preview import Preview
from tests.blocks.conftest import Shown, course_of

SNIPPET = """
![A vessel](../media/vessel.svg) [Down](#far-down), [first](../modules/first.md), [own](#own).

:::note{#own}
::include{src=deeper/more.md}
:::

### Far down

Text.
"""
FILES = {"snippets/one.md": SNIPPET, "snippets/deeper/more.md": "Deeper: [first](../../modules/first.md).\n"}
PAGE = "Before.\n\n::include{src=../snippets/one.md}\n\nAfter."


def test_links_start_from_the_included_file(shown: Shown) -> None:
    for output in ("html", "single"):
        page = shown(PAGE, FILES, output=output)
        main = page.locator('[data-screen="first/example"]')
        expect(main.get_by_role("img", name="A vessel")).to_be_visible()
        expect(main.get_by_text("Deeper:")).to_be_visible()
        main.get_by_role("link", name="Down").focus()
        page.keyboard.press("Enter")
        expect(main.get_by_role("heading", name="Far down")).to_be_in_viewport()
        main.get_by_role("link", name="first").first.click()
        expect(page.locator('[data-screen="first"]')).to_be_visible()


def test_mistakes_are_told_at_their_own_place(tmp_path: Path) -> None:
    text = "Text.\n\n![](../media/vessel.svg)\n\n[here](../modules/first.md) and [this page](nowhere.md)\n"
    course = course_of(tmp_path, "::include{src=../snippets/a.md}", {"snippets/a.md": text})
    told = {(one.code, str(one.span)) for one in course_builder.check(course).diagnostics}
    assert told == {
        ("picture-alt-missing", "snippets/a.md:3:5"),
        ("link-text", "snippets/a.md:5:2"),
        ("link-broken", "snippets/a.md:5:45"),
    }


def test_a_question_may_be_included_in_a_page_only(tmp_path: Path) -> None:
    snippet = ":::question\nWhat?\n\n- (x) This\n- ( ) That\n:::\n"
    inside = ":::question\nWhich?\n\n::include{src=../snippets/a.md}\n\n- (x) One\n- ( ) Two\n:::"
    course = course_of(tmp_path / "a", "::include{src=../snippets/a.md}", {"snippets/a.md": snippet})
    assert not course_builder.check(course).diagnostics
    course = course_of(tmp_path / "b", inside, {"snippets/a.md": snippet})
    told = course_builder.check(course).diagnostics
    assert [(one.code, one.span.file) for one in told] == [("directive-misplaced", "snippets/a.md")]


def test_the_preview_sees_a_change(tmp_path: Path) -> None:
    course = course_of(tmp_path, PAGE, FILES)
    preview = Preview(course)
    preview.refresh()
    assert "Deeper" in (preview.page("first-example.html") or "")
    (course / "snippets/deeper/more.md").write_text("Another text.\n", encoding="utf-8")
    preview.refresh()
    assert "Another text." in (preview.page("first-example.html") or "")
