"""The interface words of a page: by key, with values filled in and the plural form that the language asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from course_builder.source.numbers import DECIMAL_COMMA
from course_builder.translation.interface import direction


@cache
def english() -> Mapping[str, str]:
    """Return the theme's words in English, from which all translations are made."""
    found: dict[str, str] = json.loads(files("course_builder.render").joinpath("words.en.json").read_text("utf-8"))
    return found


class Words:
    """Words by key. ``{name}`` in a text stands for a value."""

    def __init__(self, words: Mapping[str, str], language: str) -> None:
        self._words = {**english(), **words}
        self.language = language
        language = language.partition("-")[0].lower()
        self._form = _FORMS.get(language, _one_other)
        self._decimal = "," if language in DECIMAL_COMMA else "."
        self._thousands = "," if self._decimal == "." else _NARROW_SPACE if language in _SPACED else "."
        self._lakhs = language in _LAKHS
        self.direction = direction(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key`` with values filled in."""
        text = self._words[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def plural(self, key: str, count: Decimal | int, **values: object) -> str:
        """Return the form of ``key`` for ``count`` things; ``{count}`` stands for the number."""
        whole = count == int(count)
        form = f"{key}.{self._form(int(count)) if whole else 'other'}"
        return self(form if form in self._words else f"{key}.other", count=self.number(Decimal(count)), **values)

    def number(self, value: Decimal) -> str:
        """Return a number as the language writes it."""
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", self._decimal)

    def figure(self, value: Decimal) -> str:
        """Return a number as it stands in charts and tables: as written, its thousands apart from 10,000 on.

        A minus stays before its number in right-to-left text too.
        """
        whole, point, fraction = f"{abs(value):f}".partition(".")
        if len(whole) > _GROUPED_FROM:
            groups = [whole[-3:]]
            rest, step = whole[:-3], 2 if self._lakhs else 3
            while rest:
                groups.insert(0, rest[-step:])
                rest = rest[:-step]
            whole = self._thousands.join(groups)
        return ("\u200e−" if value < 0 else "") + whole + (self._decimal + fraction if point else "")

    def size(self, count: int) -> str:
        """Return the size of a file in words, such as ``240 KB``."""
        if count < 1_000_000:
            return self("size.kb", number=max(1, round(count / 1000)))
        return self("size.mb", number=self.number(round(Decimal(count) / 1_000_000, 1)))

    def duration(self, minutes: int) -> str:
        """Return a duration such as ``1 h 30 min``."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self("duration.minutes", minutes=rest)
        return self("duration.hours-minutes" if rest else "duration.hours", hours=hours, minutes=rest)


# The plural rules of CLDR for whole numbers, for the languages that differ from "one for 1, other for the rest".
def _one_other(count: int) -> str:
    return "one" if count == 1 else "other"


def _zero_is_one(count: int) -> str:
    return "one" if count in (0, 1) else "other"


def _other(_count: int) -> str:
    return "other"


def _arabic(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[count]
    rest = count % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def _east_slavic(count: int) -> str:
    ten, hundred = count % 10, count % 100
    if ten == 1 and hundred != 11:
        return "one"
    return "few" if 2 <= ten <= 4 and not 12 <= hundred <= 14 else "many"


def _polish(count: int) -> str:
    return "one" if count == 1 else "few" if _east_slavic(count) == "few" else "many"


def _czech(count: int) -> str:
    return "one" if count == 1 else "few" if 2 <= count <= 4 else "other"


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("fr", "pt", "hi", "bn", "fa", "am", "hy", "zu"), _zero_is_one),
    **dict.fromkeys(("ja", "ko", "zh", "vi", "th", "id", "ms", "my", "lo", "km"), _other),
    **dict.fromkeys(("ru", "uk", "be"), _east_slavic),
    **dict.fromkeys(("cs", "sk"), _czech),
    "ar": _arabic,
    "pl": _polish,
}
_GROUPED_FROM = 4
"""So many digits stand together: years and small counts read better so (it is also the usage of many style guides)."""
_NARROW_SPACE = "\u202f"
_SPACED = frozenset("bg cs fi fr hu lt lv nb no pl ru sk sv uk".split())  # noqa: SIM905
_LAKHS = frozenset("bn gu hi kn ml mr ne pa ta te".split())  # noqa: SIM905
