"""The policy of pages: every script that runs is known, nothing else does, and browsers have nothing to say against it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser

from course_builder import build
from course_builder.scaffold import create
from tests.courses_on_disk import page, write
from tests.windows import Windows


def policies(html: str) -> list[str]:
    """Return the policies of a page; each must stand before the first script."""
    parsed = etree.HTML(html)
    found = parsed.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert html.index("Content-Security-Policy") < html.index("<script")
    return [str(one) for one in found]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("policy")
    create(root)
    assert build(root, ["html", "single"]).ok
    return root / "output"


def test_every_page_has_one(starter: Path) -> None:
    pages = [*starter.glob("*/*.html"), *starter.glob("*.html")]
    assert len(pages) > 5
    for file in pages:
        html = file.read_text("utf-8")
        (policy,) = policies(html)
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["object-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert rules["default-src"] == "'self' file: data: blob:"
        assert not any(one in rules["script-src"] for one in ("unsafe", "data:", "blob:", "http"))
        assert rules["frame-src"] == "https:"
        inline = etree.HTML(html).xpath("//script[not(@src) and not(@type)]/text()")
        for script in inline:
            mark = base64.b64encode(hashlib.sha256(str(script).encode()).digest()).decode()
            assert f"'sha256-{mark}'" in rules["script-src"]
        assert rules["script-src"].count("sha256") == len(set(inline)) >= (file.name != "print.html")
        assert not re.search(r"<[^>]*\son[a-z]+=", re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))


def test_a_theme_with_a_script_inside(tmp_path: Path) -> None:
    script = 'document.title = "a < b"'
    root = write(tmp_path, {**page("Text."), "theme/menu.html.jinja": f"<script>{script}</script>"})
    assert build(root, ["html"]).ok
    html = (root / "output/t-html/a.html").read_text("utf-8")
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policies(html)[0]


@pytest.mark.browser
def test_browsers_have_nothing_against_it(browser: Browser, starter: Path) -> None:
    windows = Windows(browser)
    opened = windows().new_page()
    for file in [*sorted(starter.glob("*/*.html")), *starter.glob("*.html")]:
        opened.goto(file.as_uri())
        # The page that prints the whole course has no player.
        alone = file.name == "print.html"
        assert opened.evaluate("typeof courseBuilderData") == ("undefined" if alone else "object")
        assert opened.evaluate("getComputedStyle(document.querySelector('.screen')).paddingTop") != "0px"
    windows.close()
    # What a browser refuses it writes to its console.
    assert (windows.faults, windows.complaints) == ([], [])


@pytest.mark.browser
def test_a_script_that_got_in_does_not_run(browser: Browser, starter: Path, tmp_path: Path) -> None:
    folder = next(starter.glob("*-html"))
    for file in folder.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    index = tmp_path / "index.html"
    text = index.read_text("utf-8")
    index.write_text(
        text.replace("</main>", "<img src=x onerror='window.ran=1'><script>window.ran=1</script></main>"), "utf-8"
    )
    windows = Windows(browser)
    opened = windows().new_page()
    opened.goto(index.as_uri())
    opened.wait_for_function("document.readyState === 'complete'")
    assert opened.evaluate("window.ran") is None
    windows.close()
    assert len(windows.complaints) >= 2
