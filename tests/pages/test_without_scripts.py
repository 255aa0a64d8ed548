"""With scripts off every page of the flagship reads completely, and nothing is offered that does not work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.paper import paper
from tests.turns import Turns
from tests.windows import Windows

Flagship = Callable[..., Path]

# A drawing says its title and description to screen readers alone.
NO_TEXT = {"script", "style", "template", "title", "desc", "head"}


def expected(source: Path) -> str:
    """Return the text that stands in a page's source, without spaces; what is marked as hidden is no text of it."""

    def texts(element: html.HtmlElement) -> str:
        if not isinstance(element.tag, str) or element.tag in NO_TEXT or "hidden" in element.attrib:
            return ""
        # The button of the menu: without scripts the menu stands below the page.
        if "data-menu-toggle" in element.attrib:
            return ""
        # It repeats the table's heading where a row is a card.
        if element.get("class") == "tool-cell-name":
            return ""
        return (element.text or "") + "".join(texts(child) + (child.tail or "") for child in element)

    return squeezed(texts(html.fromstring(source.read_text("utf-8")).find("body")))


def squeezed(text: str) -> str:
    return "".join(text.split())


def shown(page: Page) -> str:
    """Return the text that can be read, once everything that folds was opened (which needs no scripts)."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    # What is out of sight is laid out when it is scrolled to; `innerText` says nothing of it before.
    page.evaluate(
        """for (const one of document.querySelectorAll('.screen, [data-questions] > *'))
          one.style.setProperty('content-visibility', 'visible')"""
    )
    page.evaluate("for (const one of document.querySelectorAll('.tool-cell-name')) one.remove()")
    return squeezed(page.locator("body").inner_text())


def assert_alike(found: str, wanted: str, name: str) -> None:
    if found != wanted:
        at = next(
            (i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted))
        )
        pytest.fail(f"{name}: shown …{found[at - 60 : at + 60]}… where the source has …{wanted[at - 60 : at + 60]}…")


def dead(page: Page) -> list[str]:
    """Return the controls that can be seen and do nothing without scripts."""
    return page.evaluate("""() => [
        ...document.querySelectorAll('button, [role=button], [type=submit], [type=button], progress, a:not([href]), [data-handle], [role=status]'),
    ].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 1 && (one.role !== 'status' || one.innerText))
        .map((one) => one.outerHTML)""")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_reads_completely(flagship: Flagship, window: Windows, turns: Turns, language: str) -> None:
    folder = flagship("html", language)
    page = window(java_script_enabled=False).new_page()
    sources = sorted(one for one in folder.glob("*.html") if one.name != "print.html")
    assert len(sources) > 100
    for source in turns.share(sources):
        page.goto(source.as_uri())
        assert_alike(shown(page), expected(source), source.name)
        assert not dead(page), source.name
        # A text may be in the page and yet not to be seen: by its colour, its size, its place.
        hidden = page.evaluate("""() => [...document.querySelectorAll('main *')].filter((one) => {
            const style = getComputedStyle(one);
            return !one.closest('.hidden, .new-tab, template, script, noscript, [hidden], [data-actions], [data-gate], .area') && one.innerText?.trim() && !one.closest('math')
                && (style.opacity === '0' || style.visibility !== 'visible' || !one.getClientRects().length && style.display !== 'contents' && one.tagName !== 'OPTION');
        }).map((one) => one.outerHTML.slice(0, 200))""")
        assert not hidden, source.name


@pytest.mark.parametrize("output", ["single", "html"])
def test_the_whole_course_on_one_page_reads_completely(flagship: Flagship, window: Windows, output: str) -> None:
    path = flagship(output)
    source = path / "print.html" if path.is_dir() else path
    page = window(java_script_enabled=False).new_page()
    page.goto(source.as_uri())
    assert_alike(shown(page), expected(source), source.name)
    assert not dead(page)
    # Every link leads to something that stands in the file.
    lost = page.evaluate("""() => [...document.links].filter((one) => one.getAttribute('href').startsWith('#')
        && !document.getElementById(decodeURIComponent(one.hash.slice(1)))).map((one) => one.outerHTML)""")
    assert not lost


def test_the_single_file_is_laid_out_where_it_is_read(small: Callable[[str], Path], window: Windows) -> None:
    source = small("single")
    page = window(java_script_enabled=False).new_page()
    page.goto(source.as_uri())
    screens = page.locator("[data-screen]")
    last = screens.nth(screens.count() - 2)
    expect(last).to_have_css("content-visibility", "auto")
    page.locator("a[data-next]").first.click()
    target = page.evaluate("location.hash.slice(1)")
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    page.locator(f"[data-menu] a[href='#{last.get_attribute('id')}']").click()
    expect(last.locator("h1")).to_be_in_viewport()
    # On paper, and for those who search, all of it is there.
    on_paper = squeezed(paper(page))
    for heading in page.locator("[data-screen] h1").all_text_contents():
        assert squeezed(heading) in on_paper
    # With scripts, what is shown is cut off nowhere.
    page = window().new_page()
    page.goto(source.as_uri())
    expect(page.locator("[data-screen]:visible")).to_have_count(1)
    expect(page.locator("[data-screen]:visible")).to_have_css("content-visibility", "visible")


def test_all_questions_with_all_their_options(flagship: Flagship, window: Windows) -> None:
    folder = flagship("html")
    page = window(java_script_enabled=False).new_page()
    seen = 0
    for source in sorted(folder.glob("*.html")):
        if "data-question" not in source.read_text("utf-8"):
            continue
        page.goto(source.as_uri())
        # Of each question: how many controls there are, and those that cannot be seen.
        for count, unseen in page.evaluate(
            """() => [...document.querySelectorAll('form[data-question]')].map((form) => {
                const parts = [...form.querySelectorAll('label, select, textarea, input, [data-item], [data-prompt]')]
                    .filter((one) => !one.closest('[hidden], details:not([open])') && one.matches(':not([data-prompt]:empty)'));
                const seen = (one) => one.checkVisibility({ checkVisibilityCSS: true }) && one.getBoundingClientRect().height > 1;
                return [parts.length, parts.filter((one) => !seen(one)).map((one) => one.outerHTML)];
            })"""
        ):
            seen += 1
            assert count
            assert not unseen, source.name
    assert seen > 300


def test_links_lead_from_page_to_page(flagship: Flagship, window: Windows) -> None:
    folder = flagship("html")
    sources = {one.name: html.fromstring(one.read_text("utf-8")) for one in folder.glob("*.html")}
    ids = {name: [one.get("id") for one in source.iter() if one.get("id")] for name, source in sources.items()}
    lost = [
        f"{name}: {href}"
        for name, source in sources.items()
        for href in {one.get("href") for one in source.iterfind(".//a[@href]")}
        if not urlsplit(href).scheme and not _leads(folder, ids, name, href)
    ]
    assert not lost
    # Page after page from the first to the last.
    ways = ["index.html"]
    following = sources["index.html"].xpath("//a[@data-resume]")
    while following:
        ways.append(following[0].get("href"))
        assert ways.count(ways[-1]) == 1
        following = sources[ways[-1]].xpath("//a[@data-next]")
    # The page that prints the whole course is no page of it.
    assert {*ways, "print.html"} == set(sources)
    page = window(java_script_enabled=False).new_page()
    page.goto((folder / "index.html").as_uri())
    page.locator("[data-resume]").click()
    for name in ways[1:5]:
        page.wait_for_url(f"**/{name}")
        page.locator("a[data-next]").click()


def _leads(folder: Path, ids: dict[str, list[str]], name: str, href: str) -> bool:
    path, _, identifier = unquote(href).partition("#")
    target = path or name
    return (folder / target).is_file() and (not identifier or ids[target].count(identifier) == 1)


def test_with_scripts_a_screen_of_the_single_file_is_made_when_it_is_shown(flagship: Flagship, window: Windows) -> None:
    source = flagship("single").as_uri()
    page = window().new_page()
    page.goto(source)
    expect(page.locator("[data-screen]:visible")).to_have_count(1)
    expect(page.locator("[data-screen] h1")).to_have_count(1)
    assert page.locator("noscript[data-folded]").count() > 100
    page.locator("a[data-resume]").click()
    expect(page.locator("[data-screen]:visible [data-next]")).to_have_count(1)
    expect(page.locator("[data-screen] h1")).to_have_count(2)
    # The address of a place in a screen finds it there.
    place = page.evaluate(
        """() => {
          const folded = [...document.querySelectorAll('noscript[data-folded]')];
          const hash = folded.map((one) => / id="([^"]+--[^"]+)"/.exec(one.textContent)?.[1]).find((one) => one);
          return { hash, screen: folded.find((one) => one.textContent.includes(`"${hash}"`)).parentElement.id };
        }"""
    )
    for there in (page, window().new_page()):
        there.goto(f"{source}#{place['hash']}")
        expect(there.locator(f"[id='{place['hash']}']")).to_be_in_viewport()
        expect(there.locator(f"[id='{place['screen']}']")).to_be_visible()
    other = window().new_page()
    other.goto(f"{source}#{place['screen']}")
    expect(other.locator(f"[id='{place['screen']}'] h1")).to_be_in_viewport()
