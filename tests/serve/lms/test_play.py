"""A course is taken in the LMS, from its first page to its result."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.serve.lms.author import Author

pytestmark = pytest.mark.browser


def test_a_whole_play_ends_in_the_right_record(author: Author, version: str) -> None:
    author.open(version)
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.go("water/filters")
    author.litres()
    author.go("water/words")
    author.question("word").get_by_role("textbox").fill("fire")
    author.question("word").locator("[data-check]").click()
    expect(author.question("word").locator("[data-verdict]")).to_have_attribute("data-verdict", "incorrect")
