"""What the tests of blocks share: a page of one's own Markdown, shown by a web server in a window that is watched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.courses_on_disk import write
from tests.docs.blocks import FILES
from tests.pages.conftest import served
from tests.shared import build
from tests.windows import Windows

SCREEN = "first/example"
"""The id of the page that ``course_of`` makes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def course_of(folder: Path, text: str, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a course with two pages: an empty one, and ``first-example.html`` with the given text."""
    shutil.copytree(FILES, folder / "media", dirs_exist_ok=True)
    page = f"# First\n\nText.\n\n## An example {{#example}}\n\n{text}\n"
    return write(folder, {"course.yml": "title: Example\nid: example\n", "modules/first.md": page, **(files or {})})


Shown = Callable[..., Page]


@pytest.fixture
def shown(tmp_path: Path, window: Windows) -> Iterator[Shown]:
    """Show a page with this Markdown: ``shown(text, files={}, output="html", context=None, **options of the window)``.

    A second call with the same text and a context shows the same page again, as the same learner.
    """
    built: dict[tuple[str, str], str] = {}
    with ExitStack() as stack:

        def show(
            text: str,
            files: Mapping[str, str | bytes] | None = None,
            output: str = "html",
            context: BrowserContext | None = None,
            **options: object,
        ) -> Page:
            if (text, output) not in built:
                path = build(course_of(tmp_path / f"course{len(built)}", text, files), output)
                address = stack.enter_context(served(path if path.is_dir() else path.parent))
                built[text, output] = address + (
                    "first-example.html" if path.is_dir() else f"{path.name}#screen-first-example"
                )
            page = (context or window(**options)).new_page()
            page.goto(built[text, output])
            if options.get("java_script_enabled", True):
                expect(page.locator(f'[data-screen="{SCREEN}"]')).to_be_visible()
                page.wait_for_function("window.courseBuilder?.screen")
            return page

        yield show
