"""The list of credits: what it gathers, and where its links lead."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.blocks.conftest import Shown

FILES = {
    "modules/other.md": """# Other *media*

:::audio[Talk]{src=../media/talk.mp3 licence=CC0}
Text.
:::

::::reveal
:::figure{credit="A. <Painter>"}
![A vessel](../media/vessel.svg)
:::
::::

## Question {#question}

::::question
Which?

:::figure[Way]{credit=B}
![Way](../media/water-chain.svg)
:::

- (x) This
- ( ) That
::::
"""
}


@pytest.mark.parametrize("output", ["html", "single"])
def test_it_gathers_the_whole_course(shown: Shown, output: str) -> None:
    page = shown("::credits[Credits]", FILES, output=output)
    expect(page.locator(".credits-pages ul > li")).to_have_text(
        [
            "Talk\nLicence: CC0",
            "A vessel\nCredit: A. <Painter>",
            "Way\nCredit: B",
        ],
        use_inner_text=True,
    )
    page.locator(".credits-pages").get_by_role("link", name="Other media").focus()
    page.keyboard.press("Enter")
    expect(page.locator('[data-screen="other"]')).to_be_visible()


def test_without_credits_it_says_so(shown: Shown) -> None:
    page = shown("::credits", java_script_enabled=False)
    expect(page.get_by_text("Nothing in this course has a credit.")).to_be_visible()
