"""What stands in a translation in the language of its source, said to screen readers and browsers by ``lang``.

Pages are made as if all were translated. What is not is found in the finished HTML by its words, so that it is marked
wherever it is shown: on its page, in menus, in links to it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from course_builder.source.names import plain_text
from course_builder.translation.catalogues.entry import kind_of
from course_builder.translation.interface import direction
from course_builder.translation.unit import Unit

_TAG = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>", re.DOTALL
)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_MARKED = frozenset(
    "a b bdi caption dd div dt em figcaption h1 h2 h3 h4 h5 h6 label legend li option p span strong summary td text th".split()  # noqa: E501, SIM905
)
# What stands on pages of other files, too: in menus, on the start, explained where it is met, in the list of credits.
_EVERYWHERE = frozenset(
    {
        "title",
        "page",
        "summary",
        "objectives",
        "term",
        "meaning",
        "footnote",
        "abbreviation",
        "credit",
        "licence",
        "source",
    }
)
# What the builder adds to a text that it shows: the number of a note, what is said of a link, the way without scripts.
_ADDED = re.compile(r"\b(?:class=\"(?:footnote-ref|footnote-backref|no-script)\"|data-new-tab)")
_KIND = re.compile(r"[a-z]+")
_NO_WORD = re.compile(r"[\W_]+")
_OPTION = re.compile(r"\s*\|?\s*\([ xX]\)\s*")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_ALT = re.compile(r'\balt="([^"]+)"')


def words_of(text: str) -> str:
    """Return what a text is known by: its letters and digits, whatever stands between and around them."""
    return _NO_WORD.sub("", text.casefold())


@dataclass(frozen=True, slots=True)
class Untranslated:
    """What a translation lacks.

    Args:
        language: of the source.
        turned: whether the source is written in the other direction.
        texts: what the texts that are not translated are known by, for each file that they stand in; under no name
            those that stand on pages of other files as well.
    """

    language: str
    turned: bool
    texts: Mapping[str, frozenset[str]]

    @staticmethod
    def of(source: str, language: str, units: Iterable[Unit]) -> Untranslated | None:
        """Return what a translation lacks; None where that is nothing.

        Args:
            source: the language of the source.
            language: that of the translation.
            units: what is not translated.
        """
        texts: dict[str, set[str]] = {}
        for unit in units:
            kind = kind_of(unit.context)
            first = _KIND.match(kind)
            everywhere = not unit.span.file.endswith(".md") or (first and first[0] in _EVERYWHERE)
            known = texts.setdefault("" if everywhere else unit.span.file, set())
            for text in _OPTION.split(unit.text) if kind == "drop-down" else (unit.text,):
                words = words_of(plain_text(_NOTE.sub("", text)))
                if words and not words.isdigit():
                    known.add(words)
        found = {file: frozenset(known) for file, known in sorted(texts.items()) if known}
        return Untranslated(source, direction(source) != direction(language), found) if found else None

    def on(self, files: Collection[str]) -> frozenset[str]:
        """Return what the texts on a page are known by.

        Args:
            files: that the page is written in; none where the builder makes it.
        """
        return frozenset().union(*(known for file, known in self.texts.items() if not file or file in files))

    def marked(self, page: str, files: Collection[str]) -> str:
        """Return a page with ``lang`` on each element that holds such a text and nothing else.

        Args:
            files: as of ``on``.
        """
        known = self.on(files)
        if not known:
            return page
        said = f' lang="{self.language}"' + (f' dir="{direction(self.language)}"' if self.turned else "")
        places: list[int] = []
        # Each element that is open: its name, where its tag ends, how many texts stood before it, and marks inside.
        opened: list[tuple[str, int, int, int]] = []
        texts: list[str] = []
        added: list[int] = []
        last = 0
        for tag in _TAG.finditer(page):
            before = page[last : tag.start()]
            if before and not before.isspace() and not added and (words := words_of(html.unescape(before))):
                texts.append(words)
            last = tag.end()
            name = (tag[3] or "").lower()
            if not name:
                continue
            if name in _VOID:
                alternative = _ALT.search(tag[4]) if name == "img" else None
                if alternative and words_of(html.unescape(alternative[1])) in known:
                    places.append(tag.start(3) + len(name))
            elif not tag[2]:
                if tag[4] and _ADDED.search(tag[4]):
                    added.append(len(opened))
                opened.append((name, tag.start(3) + len(name), len(texts), len(places)))
            elif opened and (opened[-1][0] == name or any(one[0] == name for one in opened)):
                while opened[-1][0] != name:
                    opened.pop()
                _, at, first, marks = opened.pop()
                if added and added[-1] >= len(opened):
                    added.pop()
                elif name in _MARKED and first < len(texts) and "".join(texts[first:]) in known:
                    # The outermost says it for what stands inside.
                    places[marks:] = [at]
        if not places:
            return page
        ends = sorted(places)
        pieces = [page[start:end] for start, end in zip([0, *ends], [*ends, len(page)], strict=True)]
        return said.join(pieces)
