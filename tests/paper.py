"""What stands on printed pages."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader


def printed(page: Page, **options: Any) -> list[PageObject]:
    """Print a page with these options of Playwright's ``Page.pdf``; returns its sheets."""
    return list(PdfReader(io.BytesIO(page.pdf(**options))).pages)


def words_on(*sheets: PageObject) -> str:
    """Return the words on sheets, between single spaces: how fonts join letters and where lines break is no matter."""
    return " ".join(unicodedata.normalize("NFKC", "\n".join(one.extract_text() for one in sheets)).split())


def paper(page: Page, **options: Any) -> str:
    """Print a page and return the words that are on paper."""
    return words_on(*printed(page, **options))
