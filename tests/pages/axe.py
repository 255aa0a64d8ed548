"""Asks axe-core what is wrong with a page, in light and in dark."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.pages.conftest import ROOT

SOURCE = (ROOT / "course_builder/player/node_modules/axe-core/axe.min.js").read_text("utf-8")
RUN = """async ([within, only]) => {
    const found = await axe.run(within ? { include: [within] } : document, { resultTypes: ['violations'], ...(only && { runOnly: only }) });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`));
}"""


def violations(page: Page, state: str, within: str = "") -> list[str]:
    """Return what breaks a rule, said with the state of the page: all rules in light, those on colours in dark.

    Args:
        within: a selector of what changed since the whole page was looked at; nothing else is looked at then.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)
    found = []
    for scheme, only in (("light", None), ("dark", ["color-contrast", "link-in-text-block"])):
        page.emulate_media(color_scheme=scheme)
        found += [f"{state}, {scheme}: {one}" for one in page.evaluate(RUN, [within, only])]
    return found
