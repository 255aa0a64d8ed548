"""What all browser tests share: one Playwright and one Chromium, for Playwright runs only once in a process."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import nullcontext

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, CDPSession, Frame, Page, Playwright, expect, sync_playwright

from course_builder.cache import FOLDER
from tests import artifacts
from tests.browser_install import chromium
from tests.pressing import by_script
from tests.shared import SharedBuilds
from tests.turns import Turns
from tests.waiting import until
from tests.windows import Windows

# Each test does all of its work itself, and leaves the user's own store alone.
os.environ[FOLDER] = "off"

# Milliseconds: much more than is ever needed, for machines that are busy. It is what Playwright waits elsewhere.
expect.set_options(timeout=30_000)

# No test depends on the speed of the machine, and a run says the same every time. To look for what nobody thought of:
# pytest --hypothesis-profile=explore
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("same")

# What the tests can do without: the last switch of this name counts, so it repeats what matters of Playwright's. The
# popups of the address bar are pages of their own, made for every window: with them a window takes twice as much work.
WITHOUT = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "SpareRendererForSitePerProcess",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]
SWITCHES = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
    f"--disable-features={','.join(WITHOUT)}",
]


BROWSER = pytest.StashKey[Browser]()
"""The browser of this worker, from its first use on."""

# What --slow does: milliseconds that every answer of a server takes, and how many times longer scripts run.
LATENCY = 200
THROTTLE = 4


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--slow",
        action="store_true",
        help="slow networks and devices, to find tests that only pass when pages are quick",
    )
    parser.addoption("--whole", action="store_true", help="go over every page where a run goes over a share of them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=Turns(whole=config.getoption("--whole")).leave_out(items))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers a core where browsers are: their tests wait more than they work."""
    browsers = "not browser" not in config.option.markexpr
    return (os.cpu_count() or 1) * (2 if browsers else 1)


@pytest.fixture(scope="session")
def turns(request: pytest.FixtureRequest) -> Turns:
    return Turns(whole=request.config.getoption("--whole"))


@pytest.fixture(scope="session", autouse=True)
def slow(request: pytest.FixtureRequest) -> Iterator[None]:
    """Slow down every page that a test opens itself, if that is asked for."""
    with pytest.MonkeyPatch.context() as patch:
        if request.config.getoption("--slow"):
            quick, offline = BrowserContext.new_page, BrowserContext.set_offline
            sessions: dict[BrowserContext, list[CDPSession]] = {}

            def network(session: CDPSession, *, off: bool = False) -> None:
                speed = {"latency": LATENCY, "downloadThroughput": -1, "uploadThroughput": -1}
                session.send("Network.emulateNetworkConditions", {"offline": off, **speed})

            def slowed(context: BrowserContext) -> Page:
                page = quick(context)
                session = context.new_cdp_session(page)
                sessions.setdefault(context, []).append(session)
                page.on("close", lambda _: sessions[context].remove(session))
                session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
                session.send("Network.enable")
                network(session)
                return page

            def slowed_offline(context: BrowserContext, off: bool) -> None:
                offline(context, off)
                # What a session of DevTools says of the network stands above what the context says.
                for session in sessions.get(context, []):
                    network(session, off=off)

            patch.setattr(BrowserContext, "set_offline", slowed_offline)
            patch.setattr(BrowserContext, "new_page", slowed)
        yield


@pytest.fixture(scope="session", autouse=True)
def waits() -> Iterator[None]:
    """Let Playwright wait for functions in a way that the pages' policy allows."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Page, Frame):
            patch.setattr(kind, "wait_for_function", lambda page, expression, *, arg=None: until(page, expression, arg))
        yield


@pytest.fixture(autouse=True)
def presses(request: pytest.FixtureRequest) -> Iterator[None]:
    """Press by script; with the mouse in tests about it, and where everything is tested."""
    mouse = request.node.get_closest_marker("mouse") or request.config.getoption("--whole")
    with nullcontext() if mouse else by_script():
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SharedBuilds:
    base = tmp_path_factory.getbasetemp()
    # Each worker has a folder of its own below that of the run.
    return SharedBuilds((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
    request.config.stash[BROWSER] = running
    yield running
    running.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Windows]:
    """Open windows; at the end no page in them may have done anything wrong, nor complained."""
    windows = Windows(browser)
    yield windows
    windows.close()
    assert not windows.faults + windows.complaints


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what a browser showed when a test failed, and say where."""
    report = yield
    browser = item.config.stash.get(BROWSER, None)
    if report.failed and call.when == "call" and browser and (folder := artifacts.keep(browser, item.nodeid)):
        report.sections.append(("Pictures and logs of the pages", str(folder)))
    return report
