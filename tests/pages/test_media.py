"""What pages are on paper, in forced colours, without motion, and without any other host."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from tests.pages import learner
from tests.paper import paper
from tests.turns import Turns
from tests.windows import Windows

Built = Callable[..., Path]


def opened(window: Windows, folder: Path, screen: str, **options: object) -> Page:
    page = window(**options).new_page()
    page.goto((folder / "index.html").as_uri())
    href = next(one["href"] for one in learner.course(page)["screens"] if one["id"] == screen)
    page.goto((folder / href).as_uri())
    learner.at(page, screen)
    return page


# Other hosts


@pytest.mark.parametrize("output", ["html", "single"])
def test_nothing_comes_from_another_host(flagship: Built, window: Windows, turns: Turns, output: str) -> None:
    built = flagship(output)
    context = window()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto((built / "index.html" if built.is_dir() else built).as_uri())
    # Every window of these tests watches what it asks for; here the request of each page's own files is looked at as well.
    for screen in turns.share(learner.course(page)["screens"]):
        if built.is_dir():
            page.goto((built / screen["href"]).as_uri())
        else:
            page.evaluate("href => { location.hash = href }", screen["href"])
        learner.at(page, screen["id"])
        learner.unfold(page)
    own = built.as_uri()
    assert [url for url in asked if not url.startswith((own, "data:"))] == []
    # Nor would anything be fetched later: no address of another host stands where the browser loads by itself.
    for source in [*built.rglob("*.html"), *built.rglob("*.css")] if built.is_dir() else [built]:
        text = source.read_text("utf-8")
        loading = (
            r"<(?:script|img|iframe|source|video|audio|object|embed)\b[^>]*(?:src|data|poster)=[\"'](?:https?:)?//"
        )
        assert not re.search(
            rf"{loading}|<link\b[^>]*href=[\"'](?:https?:)?//|@import|url\([\"']?(?:https?:)?//", text
        ), source.name


# Motion

MOVING = """() => document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getComputedTiming().activeDuration > 0)
    .map((one) => `${one.animationName ?? one.transitionProperty} of ${one.effect.target.outerHTML.slice(0, 80)}`)"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_asked_for_that(flagship: Built, window: Windows, motion: str) -> None:
    page = opened(
        window,
        flagship("html"),
        "introduction/who-moves",
        viewport={"width": 360, "height": 700},
        reduced_motion=motion,
    )
    moving: list[str] = []
    # Each at once after what may set something in motion, in the same task.
    for act in (
        "document.querySelector('[data-menu-toggle]').click()",
        "document.querySelector('[data-menu-toggle]').click()",
        "document.querySelector('.reveal summary').click()",
        "document.querySelector('[data-save]').dataset.save = 'saving'",
        "document.querySelector('.option input').click()",
        "document.querySelector('[data-check]').click()",
        "document.querySelector('[data-progress]').value = 1",
        "document.querySelector('main').setAttribute('aria-busy', 'true')",
        "courseBuilder.notice('x')",
        "document.querySelector('[data-search]').click()",
    ):
        page.evaluate(act)
        moving += page.evaluate(f"() => new Promise((done) => requestAnimationFrame(() => done(({MOVING})())))")
    if motion == "reduce":
        assert not moving
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    else:
        assert moving, "nothing moves at all: this test sees nothing"


# Paper


def printed(page: Page) -> str:
    """Return what stands on the printed pages, in one line."""
    text = paper(page)
    # Letters that are drawn as one (ﬁ, ﬂ) are two.
    return " ".join(unicodedata.normalize("NFKC", text).split())


def test_paper_has_the_questions_and_what_is_folded_or_waits(small: Built, window: Windows) -> None:
    page = opened(window, small("html"), "tank")
    expect(page.get_by_text("Only now the page tells of the pump.")).to_be_hidden()
    text = printed(page)
    for words in (
        "Where does the water come from?",
        "The river",
        "The roof",
        "A tank needs a lid.",
        "Who may help to keep it clean?",
        "Goats",
        # Behind the gate, and in a text that opens.
        "Only now the page tells of the pump.",
        "How does the pump work?",
        "A handle moves a piston up and down.",
    ):
        assert words in text, words
    # Not what is for the screen only, and no answers.
    for words in ("Go on", "Check", "Menu", "Saved", "Rain is free.", "Show the answer"):
        assert words not in text, words
    # Printing changed nothing for the learner.
    expect(page.get_by_text("Only now the page tells of the pump.")).to_be_hidden()
    expect(page.locator(".reveal")).not_to_have_attribute("open", "")


def test_paper_without_scripts(small: Built, window: Windows) -> None:
    page = window(java_script_enabled=False).new_page()
    page.goto((small("html") / "tank.html").as_uri())
    text = printed(page)
    assert "Only now the page tells of the pump." in text
    assert "A handle moves a piston up and down." in text


def test_paper_of_the_flagship(flagship: Built, window: Windows) -> None:
    folder = flagship("html")
    for screen in ("introduction/two-way-link", "introduction/who-moves"):
        page = opened(window, folder, screen)
        text = printed(page)
        for form, question in learner.forms(page):
            assert form.locator("[data-prompt]").inner_text().split("\n")[0][:40] in text, question["id"]
            for option in question["parts"][0]["interaction"].get("options", ()):
                assert option["label"][:40] in text
    text = printed(opened(window, folder, "introduction/two-way-link"))
    assert "Look again at the nurses." in text
    text = printed(opened(window, folder, "introduction/who-moves"))
    assert "It needs no border at all." in text


def test_paper_is_black_on_white_in_dark_mode_too(flagship: Built, window: Windows) -> None:
    page = opened(window, flagship("html"), "introduction/who-moves", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('main p')).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


# Forced colours


def differs(one: bytes, other: bytes) -> int:
    """Return how many points of two pictures differ clearly."""
    a, b = (Image.open(io.BytesIO(each)).convert("L") for each in (one, other))
    assert a.size == b.size
    return sum(ImageChops.difference(a, b).histogram()[60:])


def looks(page: Page, element: Locator) -> bytes:
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    return element.screenshot(animations="disabled")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["source", "helpers", "find-it", "habit"])
def test_chosen_options_differ_in_forced_colours(small: Built, window: Windows, name: str, scheme: str) -> None:
    screen = {"source": "tank", "helpers": "tank"}.get(name, "tap")
    page = opened(window, small("html"), screen, forced_colors="active", color_scheme=scheme)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    label = page.locator(f'form[data-question="{name}"] [data-option]').first
    before = looks(page, label)
    label.click()
    assert label.locator("input").is_checked()
    assert differs(before, looks(page, label)) > 30


def test_signs_stay_in_forced_colours(small: Built, window: Windows) -> None:
    """Right and wrong are told by signs, which are drawn as backgrounds: these go in forced colours unless they are kept."""
    page = opened(window, small("html"), "tap", forced_colors="active")
    forms = {question["id"]: (form, question) for form, question in learner.forms(page)}
    form, question = forms["find-it"]
    learner.answer(form, question, right=True)
    learner.check(form)
    area = form.locator("[data-mark=right]")
    sign = area.locator("[data-mark-text]")
    drawn = Image.open(io.BytesIO(sign.screenshot())).convert("L")
    low, high = drawn.getextrema()
    assert high - low > 100, "no sign is to be seen"
    page.goto(page.url.replace("tap.html", "tank.html"))
    learner.at(page, "tank")
    form, question = learner.forms(page)[0]
    learner.answer(form, question, right=False)
    learner.check(form)
    kept = page.evaluate("""() => [...document.querySelectorAll('.option[data-mark], [data-verdict]')].map((one) => {
        const style = getComputedStyle(one, one.matches('.option') ? '::after' : '::before');
        return style.backgroundColor !== getComputedStyle(document.body).backgroundColor;
    })""")
    assert kept
    assert all(kept)
