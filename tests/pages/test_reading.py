"""The aids for reading: their panel in every output, what the next page looks like, reading aloud, bookmarks and cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pages import learner
from tests.pages.axe import violations
from tests.pages.test_widths import too_wide
from tests.windows import Windows

Small = Callable[[str], Path]
Serve = Callable[[Path], str]

# A voice of the device, which headless browsers have none of. What it is to say is noted.
VOICE = """(() => {
    window.said = [];
    const voices = [{ lang: 'en-GB', localService: true, default: true, name: 'Own' }];
    const speech = { getVoices: () => voices, cancel() {}, addEventListener() {}, speak(one) { said.push(one); } };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()"""


def opened(page: Page, built: Path, name: str = "tank") -> None:
    page.goto((built / f"{name}.html").as_uri() if built.is_dir() else f"{built.as_uri()}#screen-{name}")
    learner.at(page, name)


def panel(page: Page) -> None:
    page.locator("[data-reading]").click()
    expect(page.locator("[data-reading-panel] h2")).to_be_focused()
    # Its style comes beside its script.
    expect(page.locator("[data-reading-panel]")).to_have_css("position", "fixed")


@pytest.mark.parametrize("output", ["html", "single"])
def test_the_next_page_looks_as_the_reader_wants_it_before_the_player_is_there(
    small: Small, window: Windows, output: str
) -> None:
    context = window()
    page = context.new_page()
    opened(page, small(output))
    panel(page)
    for name in ("130%", "Wide", "Dark"):
        page.get_by_label(name).check()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != "rgb(255, 255, 255)"
    page.keyboard.press("Escape")
    expect(page.locator("[data-reading-panel]")).to_be_hidden()
    expect(page.locator("[data-reading]")).to_be_focused()

    # From files a new tab knows of it when the player has read the storage, and the same tab before anything is drawn.
    other = page
    # What the head alone has done is asked when the body begins.
    other.add_init_script("""new MutationObserver((_, watch) => {
        if (!document.body) return;
        watch.disconnect();
        const root = document.documentElement;
        window.early = [root.dataset.theme, root.style.fontSize, root.style.getPropertyValue('--lines')];
    }).observe(document, { childList: true, subtree: true });""")
    wanted = ["dark", "130%", "2.2"]
    kept = other.evaluate("JSON.parse(sessionStorage['course-builder:reading'])")
    assert [kept["theme"], kept["size"], kept["lines"]] == wanted
    built = small(output)
    # What a page has put into its tab's storage reaches the browser, and from there the next page, in its own time on
    # a busy machine: the page after that has it at the latest.
    for _ in range(3):
        other.goto((built / "tap.html").as_uri() if built.is_dir() else built.as_uri())
        other.wait_for_function("window.early")
        if other.evaluate("early") == wanted:
            break
    assert other.evaluate("early") == wanted
    assert other.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    ratio = (
        "parseFloat(getComputedStyle(document.body).lineHeight) / parseFloat(getComputedStyle(document.body).fontSize)"
    )
    assert other.evaluate(ratio) == pytest.approx(2.2, 0.01)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_panel_breaks_no_rule(flagship: Callable[..., Path], serve: Serve, window: Windows, language: str) -> None:
    context = window(viewport={"width": 360, "height": 640})
    context.add_init_script(VOICE.replace("en-GB", language))
    page = context.new_page()
    page.goto(f"{serve(flagship('html', language))}health-clinic-walk.html")
    learner.at(page, "health/clinic-walk")
    panel(page)
    page.locator("#reading-note").fill("A note that is mine")
    page.locator("[data-reading-mark]").click()
    found = violations(page, "the panel", within="[data-reading-panel]") + too_wide(page)
    for one in page.locator("[data-reading-panel] fieldset").all():
        one.locator("input").last.check()
    found += violations(page, "large, wide and dark") + too_wide(page)
    assert not found, "\n".join(found)


def test_a_page_is_read_aloud_by_a_voice_of_this_device(small: Small, serve: Serve, window: Windows) -> None:
    context = window()
    page = context.new_page()
    opened(page, small("html"))
    panel(page)
    # No voice of the language, no button.
    expect(page.locator("[data-reading-aloud]")).to_be_hidden()
    page.close()

    context.add_init_script(VOICE)
    page = context.new_page()
    page.goto(f"{serve(small('html'))}tank.html")
    learner.at(page, "tank")
    panel(page)
    page.get_by_role("button", name="Read aloud").click()
    marked = "[...CSS.highlights.get('reading-aloud')].map((range) => range.toString().trim()).join()"
    heading = page.locator("h1").inner_text()
    texts = []
    for _ in range(6):
        texts.append(page.evaluate("said.at(-1).text"))
        assert " ".join(page.evaluate(marked).split()) == texts[-1]
        page.evaluate("said.at(-1).onend()")
    assert heading in texts
    page.get_by_role("button", name="Pause").click()
    count = page.evaluate("said.length")
    page.evaluate("said.at(-1).onend()")
    assert page.evaluate("said.length") == count
    # Another page is not read on.
    page.get_by_role("button", name="Read aloud").click()
    page.locator("[data-next]").dispatch_event("click")
    learner.at(page, learner.course(page)["screens"][2]["id"])
    assert page.evaluate("CSS.highlights.has('reading-aloud')") is False
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()


def test_bookmarks_and_notes_are_there_again_and_lead_to_their_pages(
    small: Small, serve: Serve, window: Windows
) -> None:
    context = window()
    page = context.new_page()
    address = serve(small("html"))
    page.goto(f"{address}tank.html")
    learner.at(page, "tank")
    panel(page)
    page.locator("#reading-note").fill("Ask for the key")
    page.locator("[data-reading-mark]").click()
    page.locator("[data-next]").dispatch_event("click")
    learner.at(page, learner.course(page)["screens"][2]["id"])
    # The note is of the page that is shown.
    expect(page.locator("#reading-note")).to_have_value("")
    expect(page.locator("[data-reading-mark]")).to_have_attribute("aria-pressed", "false")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Markdown").click()
    assert "Ask for the key" in Path(saved.value.path()).read_text("utf-8")
    page.goto(f"{address}results.html")
    learner.at(page, "results")
    panel(page)
    page.locator("[data-reading-pages] a").click()
    learner.at(page, "tank")
    expect(page.locator("#reading-note")).to_have_value("Ask for the key")
    # It is the device's alone.
    assert "Ask for the key" not in page.evaluate("localStorage['course-builder:' + courseBuilderData.id]")
