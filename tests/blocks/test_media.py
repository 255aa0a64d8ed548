"""Sound and video, played in a browser; their chapters by keyboard, their captions also from a disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from course_builder.blocks.media.webvtt import read_track
from course_builder.diagnostics import Report
from tests.blocks.conftest import Shown, course_of
from tests.paper import paper
from tests.shared import build
from tests.windows import Windows

VIDEO = """
:::video[The *market*]{src=../media/talk.mp4 captions=../media/talk.en.vtt chapters=../media/talk.chapters.vtt poster=../media/market.svg}
Good morning.
:::
"""
AUDIO = "::audio[The market]{src=../media/talk.wav captions=../media/talk.en.vtt}"


def cues(page: Page) -> int:
    page.wait_for_function("document.querySelector('track[kind=captions]').readyState === 2")
    return page.evaluate("document.querySelector('video').textTracks[0].cues.length")


@pytest.mark.parametrize("output", ["html", "single"])
def test_nothing_is_loaded_before_it_is_played(shown: Shown, output: str) -> None:
    page = shown(VIDEO, output=output)
    assert page.evaluate("document.querySelector('video').readyState") == 0
    assert not page.evaluate("performance.getEntriesByType('resource').some((one) => one.name.endsWith('.mp4'))")
    page.get_by_role("button", name="The first stalls").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('video').currentTime >= 1")
    expect(page.get_by_role("button", name="The first stalls")).to_have_attribute("aria-current", "true")
    assert cues(page) == 2


def test_captions_are_there_when_it_is_opened_from_a_disk(tmp_path: Path, window: Windows) -> None:
    page = window().new_page()
    page.goto((build(course_of(tmp_path, VIDEO), "html") / "first-example.html").as_uri())
    assert cues(page) == 2


def test_it_stops_when_the_page_is_left(shown: Shown) -> None:
    page = shown(VIDEO, output="single")
    page.get_by_role("button", name="Good morning").click()
    page.wait_for_function("!document.querySelector('video').paused")
    page.evaluate("location.hash = '#screen-home'")
    page.wait_for_function("document.querySelector('video').paused")
    expect(page.locator(".chapters button")).to_have_count(0)


def test_without_scripts_and_on_paper(shown: Shown) -> None:
    plain = shown(VIDEO, java_script_enabled=False)
    expect(plain.get_by_text("0:01 The first stalls")).to_be_visible()
    expect(plain.locator("video")).to_have_attribute("controls", "")
    page = shown(VIDEO)
    said = paper(page, format="A4")
    assert "Good morning." in said
    assert "0:02 Who pays" in " ".join(said.split())


def test_captions_of_a_sound_are_its_transcript(shown: Shown) -> None:
    page = shown(AUDIO)
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Good morning, and welcome to the market. The first stalls open at four.")).to_be_visible()
    expect(page.locator("audio")).to_have_attribute("aria-label", "The market")
    page.evaluate("document.querySelector('audio').play()")
    page.wait_for_function("document.querySelector('audio').currentTime > 0")


@given(st.text(alphabet="WEBVTT\n 0123:.->a,"))
def test_any_file_of_captions_is_read_or_told(text: str) -> None:
    for whole in (text, f"WEBVTT\n\n{text}"):
        report = Report()
        assert bool(read_track(whole, "a.vtt", report)) is not bool(report.diagnostics)


def test_a_long_film_has_hours() -> None:
    text = "WEBVTT a film\n\nNOTE none\n\n1\n01:02:03.500 --> 01:02:04.000 align:start\n<v Ana>One &amp; <i>two</i>\nthree\n"
    track = read_track(text, "a.vtt", Report())
    assert track
    (cue,) = track.cues
    assert (cue.start, cue.clock, cue.text) == (3723.5, "1:02:03", "One & two three")
