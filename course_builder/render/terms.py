"""Terms of the course's glossaries, found in the running text of pages.

Only text nodes of a page's own HTML are looked at, word by word: the longest form that begins at a word wins, and only
whole words count, in any script. It is done after everything else, so it costs nothing where a course has no glossary.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from course_builder.model import Block, Course, Term
from course_builder.source.names import plain_text

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>", re.DOTALL)
_NOT_IN = frozenset(
    "a abbr button caption code dfn form h1 h2 h3 h4 h5 h6 kbd label legend math nav option pre script select style "  # noqa: SIM905
    "summary svg template textarea th title".split()
)
# Titles of blocks are headings, whatever their element; and no link may stand in what screen readers do not see.
_NOT_OF = re.compile(r'\s(?:data-no-terms|aria-hidden="true")|\sclass="[^"]*\b(?:title|eyebrow)\b')
_SPACES = re.compile(r"\s+")
# Scripts without spaces between words: each letter counts as one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"


@cache
def _word() -> re.Pattern[str]:
    """Return what a word is: letters and digits, with the marks on them, which regular expressions do not count in."""
    marks = [chr(code) for code in range(0x300, 0x1100) if unicodedata.category(chr(code)).startswith("M")]
    inner = "".join(marks) + "\u200c\u200d"
    return re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}](?:[^\W{_UNSPACED}]++|[{inner}]++)*+")


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a term: its words as they are compared, what stands between them, before and behind."""

    term: int
    words: tuple[str, ...]
    between: tuple[str, ...]
    before: str
    behind: str
    exact: bool

    def ends(self, text: str, words: Sequence[re.Match[str]], at: int) -> int:
        """Return where the form ends that begins with a word of ``text``; 0 where it does not stand there."""
        last = at + len(self.words) - 1
        if last >= len(words):
            return 0
        for offset, wanted in enumerate(self.words):
            word = words[at + offset]
            if (word[0] if self.exact else word[0].casefold()) != wanted:
                return 0
            if (
                offset
                and _SPACES.sub(" ", text[words[at + offset - 1].end() : word.start()]) != self.between[offset - 1]
            ):
                return 0
        start, end = words[at].start(), words[last].end()
        if not (text.endswith(self.before, 0, start) and text.startswith(self.behind, end)):
            return 0
        return end + len(self.behind)


def _form(term: int, written: str) -> _Form | None:
    # As it stands in HTML.
    text = _SPACES.sub(" ", html.escape(written, quote=False)).strip()
    words = list(_word().finditer(text))
    if not words:
        return None
    # WHO is not who.
    exact = written.isupper() and len(written) > 1
    return _Form(
        term,
        tuple(word[0] if exact else word[0].casefold() for word in words),
        tuple(text[a.end() : b.start()] for a, b in pairwise(words)),
        text[: words[0].start()],
        text[words[-1].end() :],
        exact,
    )


def terms_of(course: Course) -> list[tuple[Term, str]]:
    """Return the terms of a course's glossaries, each with the id of its screen."""
    found: list[tuple[Term, str]] = []
    for screen in course.screens:
        for node in screen.nodes:
            if isinstance(node, Block) and isinstance(node.data, tuple):
                found += [(one, screen.id) for one in node.data if isinstance(one, Term)]
    return found


class Terms:
    """The terms of a course.

    Args:
        course: the whole course, also where only a part of it is rendered.
        address: of a place on a screen, by their ids; empty where the screen is not in this file or folder.
    """

    def __init__(self, course: Course, address: Callable[[str, str], str]) -> None:
        self._terms = terms_of(course)
        self._address = address
        self._forms: dict[str, list[_Form]] = {}
        for number, (term, _) in enumerate(self._terms):
            for written in term.forms:
                if form := _form(number, written):
                    self._forms.setdefault(sys.intern(form.words[0].casefold()), []).append(form)
        for forms in self._forms.values():
            forms.sort(key=lambda one: (-len(one.words), -sum(map(len, one.words)), one.term))

    def __bool__(self) -> bool:
        return bool(self._forms)

    def linked(self, page: str) -> str:
        """Return the HTML of a page with the first place of each term marked."""
        pieces: list[str] = []
        found: set[int] = set()
        position = depth = 0
        inside = ""
        for tag in _TAG.finditer(page):
            text = page[position : tag.start()]
            pieces += (text if inside or not text.strip() else self._marked(text, found), tag[0])
            position = tag.end()
            name = (tag[2] or "").lower()
            if inside:
                if name == inside:
                    depth += -1 if tag[1] else int(not tag[3].endswith("/"))
                    inside = inside if depth else ""
            elif name and not tag[1] and (name in _NOT_IN or _NOT_OF.search(tag[3])):
                inside, depth = name, 1
        text = page[position:]
        pieces.append(text if inside else self._marked(text, found))
        return "".join(pieces)

    def _marked(self, text: str, found: set[int]) -> str:
        words = list(_word().finditer(text))
        pieces: list[str] = []
        position = at = 0
        while at < len(words):
            start = words[at].start()
            forms = self._forms.get(words[at][0].casefold(), ())
            # The name of a character reference, such as &lt;, is no word.
            if forms and text.endswith(("&", "&#"), 0, start) and text.startswith(";", words[at].end()):
                forms = ()
            for form in forms:
                end = form.ends(text, words, at)
                if not end:
                    continue
                start -= len(form.before)
                # A form that stands inside a longer one which was marked before is not that term's first place.
                if form.term not in found:
                    pieces += (text[position:start], self._link(form.term, text[start:end], first=not found))
                    found.add(form.term)
                    position = end
                at += len(form.words) - 1
                break
            at += 1
        return "".join([*pieces, text[position:]]) if pieces else text

    def _link(self, number: int, words: str, *, first: bool) -> str:
        term, screen = self._terms[number]
        meaning = html.escape(plain_text(term.meaning.text.split("\n\n")[0]))
        needs = ' data-needs="glossary"' if first else ""
        data = f'class="term" data-meaning="{meaning}"{needs}'
        address = self._address(screen, term.id)
        if not address:
            # The glossary is in another package; what the term means is here all the same.
            return f"<span {data}>{words}</span>"
        return f'<a {data} href="{html.escape(address)}" data-screen-link="{html.escape(screen)}">{words}</a>'
