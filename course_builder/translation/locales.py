"""How a language writes numbers and counts things, by Unicode CLDR (as Babel has it)."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from course_builder.translation.interface import chain

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR, in its order."""


@cache
def locale(language: str) -> Locale:
    """Return what CLDR knows of a language: of the tag, else of the next more general one, in the end of English."""
    for tag in chain(language):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("CLDR has English")


def plurals(language: str) -> tuple[str, ...]:
    """Return the plural categories of a language, in CLDR's order; ``other`` is always among them."""
    found = locale(language).plural_form.tags
    return tuple(one for one in CATEGORIES if one in found or one == "other")


def marks(language: str) -> tuple[str, str]:
    """Return the decimal mark of a language with Latin digits, and what parts its thousands."""
    found = locale(language).number_symbols["latn"]
    return found["decimal"], found["group"]


def in_lakhs(language: str) -> bool:
    """Whether a language groups digits above the thousands by twos, as in 12,34,567."""
    return bool(locale(language).decimal_formats[None].grouping == (3, 2))
