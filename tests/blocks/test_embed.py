"""An embed: nothing is asked of another host before the learner asks for it, and then only that host, in a sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Page, Route, expect
from pydantic import ValidationError

from course_builder.blocks.embed import EmbedOptions
from tests.blocks.conftest import Shown, course_of
from tests.browser import lms as test_lms
from tests.shared import build
from tests.windows import Windows

TEXT = ':::embed[Map of wells]{src="https://maps.example/x?a=1&b=2" ratio=4:3}\nEvery well of the district.\n:::'
ASKED = "asked another host: https://maps.example/x?a=1&b=2"


def host(context: BrowserContext, seen: list[dict[str, str]]) -> BrowserContext:
    """Answer in the place of the other host."""

    def answer(route: Route) -> None:
        seen.append(route.request.headers)
        route.fulfill(content_type="text/html", body="<title>Map</title><p>The map")

    context.route("https://maps.example/**", answer)
    return context


def load(page: Page) -> None:
    button = page.get_by_role("button", name="Load from maps.example")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").get_by_text("The map")).to_be_visible()


def test_it_is_loaded_when_asked_for_and_taken_away_again(shown: Shown, window: Windows) -> None:
    seen: list[dict[str, str]] = []
    page = shown(TEXT, context=host(window(), seen))
    expect(page.get_by_text("If you open it, maps.example learns that you do.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not seen
    expect(page.locator("iframe")).to_have_count(0)
    load(page)
    assert len(seen) == 1
    assert "referer" not in seen[0]
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "Map of wells")
    expect(frame).to_have_attribute("referrerpolicy", "no-referrer")
    assert "allow-top-navigation" not in str(frame.get_attribute("sandbox"))
    expect(page.get_by_role("status").filter(has_text="Loading from maps.example")).to_be_attached()
    box = frame.bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 4 / 3) < 0.02
    # The button kept the focus, and now takes it away.
    page.keyboard.press("Enter")
    expect(frame).to_have_count(0)
    # Nothing remembers that it was opened.
    page.reload()
    expect(page.get_by_role("button", name="Load from maps.example")).to_be_visible()
    assert window.faults == [ASKED]
    window.faults.clear()


def test_it_fits_a_phone(shown: Shown, window: Windows) -> None:
    page = shown(TEXT, context=host(window(viewport={"width": 320, "height": 640}), []))
    load(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    window.faults.clear()


def test_without_scripts_and_on_paper_it_is_a_link(shown: Shown) -> None:
    page = shown(TEXT, java_script_enabled=False)
    link = page.get_by_role("link", name="Open at maps.example")
    expect(link).to_have_attribute("href", "https://maps.example/x?a=1&b=2")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    page.emulate_media(media="print")
    expect(link).to_be_visible()
    said = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://maps.example/x?a=1&b=2" in said


def test_a_page_of_the_courses_own_host_stays_in_its_box(shown: Shown, window: Windows) -> None:
    page = shown(TEXT, output="single", context=host(window(), []))
    box = page.locator("[data-embed]")
    sandbox = page.locator("iframe").get_attribute
    load(page)
    assert "allow-same-origin" in str(sandbox("sandbox"))
    box.evaluate("one => { one.dataset.host = location.host }")
    # Set up anew, as when learners come back.
    page.evaluate("location.hash = 'screen-first'")
    expect(page.locator('[data-screen="first"]')).to_be_visible()
    page.go_back()
    with page.expect_request(lambda one: "maps.example" in one.url):
        page.get_by_role("button", name="Load from 127.0.0.1").press("Enter")
    assert "allow-same-origin" not in str(sandbox("sandbox"))
    window.faults.clear()


@pytest.mark.parametrize("output", ["single", "scorm12"])
def test_it_works_in_every_output(output: str, tmp_path: Path, shown: Shown, window: Windows) -> None:
    context = host(window(), [])
    if output == "single":
        page = shown(TEXT, output="single", context=context)
        load(page)
        page.evaluate("location.hash = 'screen-first'")
        expect(page.locator("iframe")).to_have_count(0)
    else:
        package = build(course_of(tmp_path / "course", TEXT), output)
        with test_lms.running(tmp_path / "lms") as lms:
            launch = lms.launch(lms.register(package), context)
            launch.course.evaluate(
                "courseBuilder.go(courseBuilder.data.screens.find(({ id }) => id === 'first/example'))"
            )
            launch.course.get_by_role("button", name="Load from maps.example").press("Enter")
            expect(launch.course.frame_locator("iframe").get_by_text("The map")).to_be_visible()
            launch.exit()
    assert window.faults == [ASKED]
    window.faults.clear()


@given(st.text(alphabet="htps:/@.a[]1 ?#\\"))
def test_no_address_breaks_it(text: str) -> None:
    for written in (text, f"https://{text}"):
        try:
            assert EmbedOptions(src=written).src.startswith("https://")
        except ValidationError:
            continue


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/embed/dQw4w9WgXcQ"),
        ("https://m.youtube.com/watch?app=x&v=dQw4w9WgXcQ&t=90", "https://www.youtube.com/embed/dQw4w9WgXcQ?start=90"),
        ("https://youtu.be/dQw4w9WgXcQ?t=1m42s", "https://www.youtube.com/embed/dQw4w9WgXcQ?start=102"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/embed/dQw4w9WgXcQ"),
        ("https://www.youtube.com/playlist?list=PL1", "https://www.youtube.com/embed/videoseries?list=PL1"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871"),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://player.vimeo.com/video/76979871"),
        ("https://vimeo.com/76979871/abc123", "https://player.vimeo.com/video/76979871?h=abc123"),
        ("https://www.dailymotion.com/video/x84sh87", "https://www.dailymotion.com/embed/video/x84sh87"),
        *[
            (one, one)
            for one in (
                "https://www.youtube.com/embed/dQw4w9WgXcQ?start=3",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://player.vimeo.com/video/76979871",
                "https://www.youtube.com/watch",
                "https://example.org/watch?v=dQw4w9WgXcQ",
                "https://vimeo.com/about",
            )
        ],
    ],
)
def test_pages_of_films_are_embedded_by_their_other_address(written: str, taken: str) -> None:
    assert EmbedOptions.model_validate({"src": written}).src == taken
