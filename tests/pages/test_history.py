"""Over http pages are swapped: back and forward, addresses, what happens when a page does not come, any path."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.pages import learner
from tests.windows import Windows

Flagship = Callable[..., Path]
Serve = Callable[[Path], str]


def follow(page: Page, screen: str) -> None:
    """Go to a screen by a link on this one."""
    page.locator(f'a[data-screen-link="{screen}"]:visible').first.click()
    learner.at(page, screen)


def title(page: Page, screen: str) -> str:
    """Return the title that a screen's own file has."""
    href = next(one["href"] for one in learner.course(page)["screens"] if one["id"] == screen)
    source = page.request.get(urljoin(page.url, href)).text()
    return re.search(r"<title>(.*?)</title>", source)[1].replace("&amp;", "&")  # type: ignore[index]


def is_here(page: Page, screen: str) -> None:
    learner.at(page, screen)
    expect(page).to_have_title(title(page, screen))
    href = next(one["href"] for one in learner.course(page)["screens"] if one["id"] == screen)
    assert page.url.partition("#")[0].endswith(f"/{href}")
    expect(page.locator(f'.menu [aria-current=page][data-screen-link="{screen}"]').first).to_be_attached()


def top(page: Page) -> float:
    return page.evaluate("scrollY")


def test_back_and_forward_with_titles_and_scroll(flagship: Flagship, serve: Serve, window: Windows) -> None:
    page = window().new_page()
    loads: list[str] = []
    page.on("domcontentloaded", lambda shown: loads.append(shown.url))
    page.goto(urljoin(serve(flagship("html")), "index.html"))
    learner.at(page, "home")
    follow(page, "introduction")
    follow(page, "introduction/what-mainstreaming-means")
    page.evaluate("scrollTo(0, 700)")
    assert top(page) == 700
    page.locator("a[data-next]").dispatch_event("click")
    is_here(page, "introduction/two-way-link")
    assert top(page) == 0
    page.evaluate("scrollTo(0, 300)")
    page.go_back()
    is_here(page, "introduction/what-mainstreaming-means")
    page.wait_for_function("scrollY === 700")
    page.go_back()
    is_here(page, "introduction")
    page.go_forward()
    is_here(page, "introduction/what-mainstreaming-means")
    page.wait_for_function("scrollY === 700")
    page.go_forward()
    is_here(page, "introduction/two-way-link")
    page.wait_for_function("scrollY === 300")
    page.go_back()
    page.go_back()
    page.go_back()
    is_here(page, "home")
    assert len(loads) == 1, "a page was loaded where it should have been swapped"
    # What was swapped in is a page of its own, too: loaded anew it is the same.
    page.go_forward()
    is_here(page, "introduction")
    page.reload()
    is_here(page, "introduction")


def test_back_brings_the_focus_back(flagship: Flagship, serve: Serve, window: Windows) -> None:
    page = window().new_page()
    page.goto(urljoin(serve(flagship("html")), "introduction.html"))
    learner.at(page, "introduction")
    link = page.locator("main a[data-screen-link]:visible").first
    name, words = link.get_attribute("data-screen-link"), link.inner_text()
    assert name
    link.press("Enter")
    is_here(page, name)
    page.wait_for_function("document.activeElement.tagName === 'H1'")
    page.go_back()
    is_here(page, "introduction")
    page.wait_for_function("words => document.activeElement.innerText === words", arg=words)
    page.go_forward()
    is_here(page, name)


def test_links_to_a_place_in_a_page_and_back(flagship: Flagship, serve: Serve, window: Windows) -> None:
    page = window().new_page()
    page.goto(urljoin(serve(flagship("html")), "education-case-nepal.html"))
    learner.at(page, "education/case-nepal")
    page.locator(".footnote-ref").first.click()
    note = page.url.partition("#")[2]
    assert note
    expect(page.locator(f"[id='{note}']")).to_be_in_viewport()
    page.locator("a[data-next]").click()
    following = page.locator("main").get_attribute("data-screen")
    expect(page.locator("main")).not_to_have_attribute("data-screen", "education/case-nepal")
    page.go_back()
    is_here(page, "education/case-nepal")
    page.wait_for_function("location.hash.length > 1")
    page.go_back()
    page.wait_for_function("location.hash === ''")
    is_here(page, "education/case-nepal")
    assert following


def test_a_page_that_does_not_come_is_asked_for_again(flagship: Flagship, serve: Serve, window: Windows) -> None:
    page = window().new_page()
    lost = "**/introduction-intro-what-flows.html"
    page.route(lost, lambda route: route.abort())
    page.goto(urljoin(serve(flagship("html")), "introduction-who-moves.html"))
    learner.at(page, "introduction/who-moves")
    form, question = learner.forms(page)[0]
    learner.answer(form, question, right=True)
    page.locator("a[data-next]").click()
    notice = page.locator("[data-notice=error]")
    expect(notice).to_contain_text("What moves with people")
    expect(notice).to_have_attribute("role", "alert")
    # The learner is where they were, with what they had; it can be tried again, in vain as long as it stays away.
    is_here(page, "introduction/who-moves")
    expect(form.locator("input:checked")).to_have_count(1)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    notice.locator("button").first.click()
    expect(notice).to_contain_text("What moves with people")
    form.locator("[data-check]").click()
    expect(form.locator("[data-verdict=correct]")).to_be_visible()
    # An answer of the server that is another page (as when a session ended) is not taken for the page either.
    page.unroute(lost)
    page.route(lost, lambda route: route.fulfill(body="<!doctype html><title>Log in</title><h1>Log in</h1>"))
    notice.locator("button").first.click()
    expect(notice).to_contain_text("What moves with people")
    is_here(page, "introduction/who-moves")
    page.unroute(lost)
    notice.locator("button").first.click()
    is_here(page, "introduction/intro-what-flows")
    expect(notice).to_have_count(0)
    page.go_back()
    is_here(page, "introduction/who-moves")
    expect(page.locator("form[data-question] [data-verdict=correct]")).to_be_visible()


@pytest.mark.parametrize("output", ["html", "single"])
def test_it_works_below_any_path(
    flagship: Flagship, serve: Serve, window: Windows, tmp_path: Path, output: str
) -> None:
    built, place = flagship(output), tmp_path / "some" / "where" / "else"
    if output == "html":
        shutil.copytree(built, place)
    else:
        place.mkdir(parents=True)
        shutil.copy(built, place / "index.html")
    page = window().new_page()
    lost: list[str] = []
    page.on(
        "response",
        lambda response: (
            lost.append(response.url) if response.status >= 400 and "favicon" not in response.url else None
        ),
    )
    page.goto(serve(tmp_path) + "some/where/else/")
    learner.at(page, "home")
    page.locator("[data-resume]:visible").click()
    learner.at(page, "start")
    page.locator('.menu .module[data-screen-link="introduction"]').click()
    learner.at(page, "introduction")
    page.locator("a[data-next]:visible").click()
    learner.at(page, "introduction/what-mainstreaming-means")
    page.locator("a[data-next]:visible").click()
    learner.at(page, "introduction/two-way-link")
    picture = page.locator("main img:visible, section:visible img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("one => one.naturalWidth") > 0
    if output == "html":
        # A word that stands in a text that is still folded.
        page.locator("[data-search]").click()
        page.locator("#course-search").fill("smuggled")
        page.locator("[data-search-results] a").first.click()
        learner.at(page, "introduction/who-moves")
        page.go_back()
        learner.at(page, "introduction/two-way-link")
    assert "/some/where/else/" in page.url
    assert not lost


def test_the_single_file_goes_back_and_forward(flagship: Flagship, window: Windows) -> None:
    page = window().new_page()
    page.goto(flagship("single").as_uri())
    learner.at(page, "home")
    first = page.title()
    follow(page, "introduction")
    second = page.title()
    follow(page, "introduction/what-mainstreaming-means")
    assert len({first, second, page.title()}) == 3
    page.go_back()
    learner.at(page, "introduction")
    expect(page).to_have_title(second)
    page.go_back()
    learner.at(page, "home")
    expect(page).to_have_title(first)
    page.go_forward()
    learner.at(page, "introduction")
    expect(page).to_have_title(second)
