"""The interface words of a page: by key, with values filled in and the plural form that the language asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from course_builder.translation.interface import direction
from course_builder.translation.locales import in_lakhs, locale, marks


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
        self._form = locale(language).plural_form
        self._decimal, self._thousands = marks(language)
        self._lakhs = in_lakhs(language)
        self.direction = direction(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key`` with values filled in; as HTML where one of them is."""
        text = self._words[key]
        if any(isinstance(value, Markup) for value in values.values()):
            text = escape(text)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", escape(value) if isinstance(text, Markup) else str(value))
        return text

    def plural(self, key: str, count: Decimal | int, **values: object) -> str:
        """Return the form of ``key`` for ``count`` things; ``{count}`` stands for the number."""
        form = f"{key}.{self._form(count)}"
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


_GROUPED_FROM = 4
"""So many digits stand together: years and small counts read better so (it is also the usage of many style guides)."""
