"""From the web the output `html` is there without a connection after the first visit, and never mixes two versions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.docs.blocks import FILES
from tests.pages import learner
from tests.shared import build
from tests.waiting import until
from tests.windows import Windows

Small = Callable[[str], Path]
Serve = Callable[[Path], str]

# What the devices of learners hold: the workers that are at work, wait, or are being installed.
_WORKERS = """async () => {
  const found = await navigator.serviceWorker.getRegistration();
  return ['active', 'waiting', 'installing'].filter((state) => found?.[state]);
}"""
_WAITS = f"({_WORKERS})().then((all) => all.join() === 'active,waiting')"
# Ask for a new version; what becomes of it.
_UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const { installing, waiting } = registration;
  if (!installing) return waiting?.state;
  return new Promise((resolve) => {
    installing.onstatechange = () => installing.state !== 'installing' && resolve(installing.state);
  });
}"""


def visited(page: Page, address: str) -> None:
    """Open the course and wait until all of it is kept."""
    page.goto(address)
    until(page, f"({_WORKERS})().then((all) => all.join() === 'active')")
    # The visit that it was installed in goes on without it; the next one has it.
    page.goto(address)
    until(page, "!!navigator.serviceWorker.controller")


def revisited(page: Page, address: str, title: str) -> None:
    """Leave the course, open it again, and wait until a version is shown."""
    # A window that is closed may be counted for a moment yet; one that shows something else is not.
    page.goto("about:blank")
    page.goto(address)
    until(page, "title => document.querySelector('.brand-title')?.textContent === title", title)


def version(page: Page) -> str:
    """Return the version that a page is of: the page itself, its course data and the page that is fetched ahead agree."""
    until(page, "!!document.querySelector('[data-save]')?.dataset.save")
    told: list[str] = page.evaluate(
        """async () => {
          const next = new DOMParser().parseFromString(await (await fetch('results.html')).text(), 'text/html');
          const brand = (root) => root.querySelector('.brand-title').textContent;
          return [brand(document), courseBuilderData.title, brand(next)];
        }"""
    )
    assert len(set(told)) == 1, told
    return told[0]


def published(small: Path, title: str, folder: Path) -> None:
    """Put a version of the course, known by its title, in the place of what is served from a folder."""
    source = folder.parent / title
    shutil.copytree(small, source)
    settings = source / "course.yml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(("title:", "id:"))]
    settings.write_text("\n".join([f"title: {title}", "id: kept", *lines]), "utf-8")
    built = build(source, "html")
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(built, folder)
    for file in folder.rglob("*"):
        written(file, 1_000_000_000 if title == "First" else 1_100_000_000)


def written(file: Path, when: int) -> None:
    """Say when a file was written: browsers ask the server whether it is newer, and seconds are too long for a test."""
    os.utime(file, (when, when))


@pytest.fixture
def course() -> Path:
    return Path(__file__).parent / "course"


def test_every_page_opens_without_a_connection(small: Small, serve: Serve, window: Windows) -> None:
    folder = small("html")
    context = window(service_workers="allow")
    page = context.new_page()
    address = serve(folder)
    visited(page, address)
    context.set_offline(True)
    for file in sorted(folder.glob("*.html")):
        page.goto(f"{address}{file.name}")
        assert page.locator("h1").first.inner_text() in file.read_text("utf-8")
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    screens = learner.course(page)["screens"]
    page.locator("[data-search]").click()
    page.locator("dialog [type=search]").fill("tank")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.keyboard.press("Escape")
    quiz = next(one for one in screens if one["kind"] == "assessment")
    page.goto(f"{address}{quiz['href']}")
    page.locator("[data-begin]").click()
    expect(page.locator("[data-quiz-bar]")).to_be_visible()


def test_it_can_be_installed(small: Small, serve: Serve, window: Windows) -> None:
    page = window(service_workers="allow").new_page()
    page.goto(serve(small("html")))
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert not found["errors"]
    assert [one["errorId"] for one in session.send("Page.getInstallabilityErrors")["installabilityErrors"]] in (
        [],
        ["in-incognito"],
    )


def test_a_new_version_takes_over_whole(course: Path, serve: Serve, window: Windows, tmp_path: Path) -> None:
    served = tmp_path / "served"
    published(course, "First", served)
    context = window(service_workers="allow")
    page = context.new_page()
    address = serve(served)
    visited(page, address)
    assert version(page) == "First"
    published(course, "Second", served)
    until(page, f"({_UPDATE})().then((state) => state === 'installed')")
    # What is shown goes on as it was, also in another window.
    assert version(page) == "First"
    other = context.new_page()
    other.goto(f"{address}results.html")
    assert version(other) == "First"
    page.goto(f"{address}results.html")
    assert version(page) == "First"
    # At the next visit everything is of the new version, without a connection as well.
    other.goto("about:blank")
    revisited(page, address, "Second")
    assert version(page) == "Second"
    context.set_offline(True)
    page.goto(f"{address}results.html")
    assert version(page) == "Second"
    assert page.evaluate("caches.keys().then((all) => all.length)") == 1


def test_a_version_that_is_half_there_is_not_taken(course: Path, serve: Serve, window: Windows, tmp_path: Path) -> None:
    served = tmp_path / "served"
    published(course, "First", served)
    first = (served / "results.html").read_bytes()
    context = window(service_workers="allow")
    page = context.new_page()
    address = serve(served)
    visited(page, address)
    published(course, "Second", served)
    whole = (served / "results.html").read_bytes()
    (served / "results.html").write_bytes(first)
    written(served / "results.html", 1_050_000_000)
    until(page, f"({_UPDATE})().then((state) => state === 'redundant')")
    page.goto(address)
    assert version(page) == "First"
    (served / "results.html").write_bytes(whole)
    written(served / "results.html", 1_200_000_000)
    # It is tried anew at every visit, and here at once.
    until(page, f"({_UPDATE})().then(() => true)")
    until(page, f"{_WAITS}.then((waits) => waits || document.querySelector('.brand-title').textContent === 'Second')")
    revisited(page, address, "Second")
    assert version(page) == "Second"


def test_recordings_are_kept_once_they_were_played(serve: Serve, window: Windows, tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "modules").mkdir(parents=True)
    shutil.copytree(FILES, source / "media")
    (source / "course.yml").write_text("title: Market\n", "utf-8")
    block = ":::video[The market]{src=../media/market.webm captions=../media/talk.en.vtt credit=Me licence=CC0}\n"
    (source / "modules" / "market.md").write_text(f"# Market\n\nLook.\n\n{block}:::\n", "utf-8")
    folder = build(source, "html")
    recording = next((folder / "media").glob("*.webm"))
    content = recording.read_bytes()
    context = window(service_workers="allow")
    page = context.new_page()
    visited(page, serve(folder))
    name = f"media/{recording.name}"
    kept = f"caches.match(new URL('{name}', location.href)).then((one) => !!one)"
    asked = """async ([name, range]) => {
      const answer = await fetch(name, { headers: { Range: range } });
      return [answer.status, answer.headers.get('Content-Range'), [...new Uint8Array(await answer.arrayBuffer())]];
    }"""
    size = len(content)
    assert not page.evaluate(kept)
    assert page.evaluate(asked, [name, "bytes=0-"]) == [206, f"bytes 0-{size - 1}/{size}", list(content)]
    until(page, kept)
    context.set_offline(True)
    assert page.evaluate(asked, [name, "bytes=2-5"]) == [206, f"bytes 2-5/{size}", list(content[2:6])]
    assert page.evaluate(asked, [name, f"bytes={size - 3}-"])[2] == list(content[-3:])


def test_from_files_nothing_is_kept(small: Small, serve: Serve, window: Windows) -> None:
    page = window(service_workers="allow").new_page()
    page.add_init_script(
        "if (self.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = async () => (window.asked = true)"
    )
    for address, asked in (((small("html") / "index.html").as_uri(), False), (serve(small("html")), True)):
        page.goto(address)
        until(page, "document.readyState === 'complete' && !!document.querySelector('[data-save]')?.dataset.save")
        assert page.evaluate("new Promise((resolve) => setTimeout(() => resolve(!!window.asked)))") == asked
