"""What stands in a translation in the language of its source, said to screen readers and browsers by ``lang``.

Pages are made as if all were translated. What is not is found in the finished HTML by its words, so that it is marked
wherever it is shown: on its page, in menus, in links to it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from course_builder.source.names import plain_text
from course_builder.translation.interface import direction

_TAG = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL
)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_MARKED = frozenset(
    "a b caption dd div dt em figcaption h1 h2 h3 h4 h5 h6 label legend li option p span strong summary td text th".split()  # noqa: E501, SIM905
)
_ALT = re.compile(r'\balt="([^"]+)"')


def words_of(text: str) -> str:
    """Return what a text is known by: its letters and digits, whatever stands between and around them."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


@dataclass(frozen=True, slots=True)
class Untranslated:
    """What a translation lacks.

    Args:
        language: of the source.
        turned: whether the source is written in the other direction.
        texts: what the texts that are not translated are known by.
    """

    language: str
    turned: bool
    texts: frozenset[str]

    @staticmethod
    def of(source: str, language: str, texts: Iterable[str]) -> Untranslated | None:
        """Return what a translation lacks; None where that is nothing.

        Args:
            source: the language of the source.
            language: that of the translation.
            texts: the Markdown that is not translated.
        """
        known = {words_of(plain_text(one)) for one in texts}
        found = frozenset(one for one in known if not one.isdigit() and one)
        return Untranslated(source, direction(source) != direction(language), found) if found else None

    def __reduce__(self) -> tuple[Callable[..., Untranslated], tuple[str, bool, list[str]]]:
        """Be the same bytes in every process."""
        return _untranslated, (self.language, self.turned, sorted(self.texts))

    def marked(self, page: str) -> str:
        """Return a page with ``lang`` on each element that holds such a text and nothing else."""
        said = f' lang="{self.language}"' + (f' dir="{direction(self.language)}"' if self.turned else "")
        places: list[int] = []
        # Each element that is open: its name, where its tag ends, how many texts stood before it, and marks inside.
        opened: list[tuple[str, int, int, int]] = []
        texts: list[str] = []
        last = 0
        for tag in _TAG.finditer(page):
            if words := words_of(html.unescape(page[last : tag.start()])):
                texts.append(words)
            last = tag.end()
            name = (tag[3] or "").lower()
            if not name:
                continue
            if name in _VOID:
                alternative = _ALT.search(tag[4]) if name == "img" else None
                if alternative and words_of(html.unescape(alternative[1])) in self.texts:
                    places.append(tag.start(3) + len(name))
            elif not tag[2]:
                opened.append((name, tag.start(3) + len(name), len(texts), len(places)))
            elif any(one[0] == name for one in opened):
                while opened[-1][0] != name:
                    opened.pop()
                _, at, before, marks = opened.pop()
                if name in _MARKED and "".join(texts[before:]) in self.texts:
                    # The outermost says it for what stands inside.
                    places[marks:] = [at]
        if not places:
            return page
        ends = sorted(places)
        pieces = [page[start:end] for start, end in zip([0, *ends], [*ends, len(page)], strict=True)]
        return said.join(pieces)


def _untranslated(language: str, turned: bool, texts: Iterable[str]) -> Untranslated:
    return Untranslated(language, turned, frozenset(texts))
