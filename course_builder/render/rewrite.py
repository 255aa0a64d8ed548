"""What Markdown's HTML needs before it stands in a page.

Addresses that work there, sizes of pictures, names for boxes that scroll: one pass over the tags with a regular
expression, which is enough as the HTML comes from our own converter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import PurePosixPath

from course_builder.render.environment import icon
from course_builder.render.site import Resolve, Target
from course_builder.render.tables import with_cards
from course_builder.render.words import Words

_TAG = re.compile(
    r"<(/?)(a|img|picture|source|video|audio|track|iframe|table|pre|input)\b((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<=\s)(href|src|poster)=\"([^\"]*)\"")
_ID = re.compile(r"(<[a-z][^>]*?\sid=\")([^\"]*)\"")
# Python-Markdown has this in English only.
_BACK = re.compile(r"title=\"Jump back to footnote[^\"]*\"")
_SCROLLS = re.compile(r"<p>(?=(?:(?!</p>).)*--readable)", re.DOTALL)
_CALLOUT = re.compile(r"<p class=\"callout-title\" data-callout=\"(\w+)\">(.*?)</p>", re.DOTALL)
PHONE = 328
"""How wide a picture is on a phone of 360 pixels, without the margins of the page."""
COLUMN = "(max-width: 41rem) 91vw, 38rem"
"""How wide a picture is shown, for browsers that choose among its versions: as text is (``--measure``)."""

_ORIGINAL = re.compile(r"\sclass=\"(?:[^\"]*\s)?original[\s\"]")
_WIDTH = re.compile(r"\swidth=\"(\d+)(?:px)?\"")
_STAYS = re.compile(r"#|mailto:|tel:", re.IGNORECASE)


class Rewriter:
    """Rewrites the HTML of one screen's Markdown.

    Args:
        resolve: gives an address as written, and the file that it stands in, its target.
        words: the interface's words.
        place: turns an id of the screen into what it is in this file.
    """

    def __init__(self, resolve: Resolve, words: Words, place: Callable[[str], str] = str) -> None:
        self._resolve = resolve
        self._place = place
        self._words = words
        self._new_tab = html.escape(words("link.new-tab"))
        self._back = f'aria-label="{html.escape(words("footnote.back"))}"'
        named = f'role="group" tabindex="0" aria-label="{html.escape(words("scroll.table"))}"'
        self._table = f'<div class="scroll" {named}><table'
        self._code = f'<pre role="group" tabindex="0" aria-label="{html.escape(words("scroll.code"))}"'
        self._math = f'<div class="math" role="group" tabindex="0" aria-label="{html.escape(words("scroll.math"))}">'
        self._picture = f'<p role="group" tabindex="0" aria-label="{html.escape(words("scroll.picture"))}">'
        self._done = f'<span class="task" role="img" aria-label="{html.escape(words("task.done"))}" data-done></span>'
        self._open = f'<span class="task" role="img" aria-label="{html.escape(words("task.open"))}"></span>'
        # Whether the link that is open, if any, leaves the course.
        self._leaves = False
        self._file = ""
        self._sizes = COLUMN
        self._in_picture = False
        self._pictures = 0

    def __call__(self, fragment: str, file: str, sizes: str) -> str:
        """Return ``fragment``, written in the source ``file``, as it should stand in the page.

        Args:
            sizes: how wide its pictures are shown, as HTML's ``sizes`` says it; as wide as text where it says nothing.
        """
        self._file = file
        self._sizes = sizes or COLUMN
        if "<" not in fragment:
            return fragment
        if self._place is not str and ' id="' in fragment:
            fragment = _ID.sub(lambda found: found[1] + self._place(found[2]) + '"', fragment)
        if "data-callout" in fragment:
            fragment = _CALLOUT.sub(self._callout, fragment)
        if "footnote-backref" in fragment:
            fragment = _BACK.sub(self._back, fragment)
        if "<table>" in fragment:
            fragment = with_cards(fragment)
        fragment = _TAG.sub(self._tag, fragment.replace('<div class="math">', self._math))
        return _SCROLLS.sub(lambda _: self._picture, fragment) if "--readable" in fragment else fragment

    def _callout(self, found: re.Match[str]) -> str:
        """Return the title of a callout in a list, as the template of callouts has it."""
        name, said = html.escape(self._words(f"callout.{found[1]}")), found[2]
        shown = f'<span class="hidden">{name}: </span><span>{said}</span>' if said else f"<span>{name}</span>"
        return f'<p class="callout-title">{icon(found[1])}{shown}</p>'

    def _tag(self, found: re.Match[str]) -> str:
        closing, name, rest = found[1], found[2].lower(), found[3]
        if name == "table":
            return "</table></div>" if closing else f"{self._table}{rest}>"
        if name == "pre":
            return found[0] if closing else f"{self._code}{rest}>"
        if name == "input":
            if 'type="checkbox"' not in rest or "disabled" not in rest:
                return found[0]
            return self._done if "checked" in rest else self._open
        if name == "a" and closing:
            leaves, self._leaves = self._leaves, False
            return f'<span class="new-tab" data-new-tab> ({self._new_tab})</span></a>' if leaves else "</a>"
        if closing:
            self._in_picture = self._in_picture and name != "picture"
            return found[0]
        if name == "picture":
            self._in_picture = True
            return found[0]
        extra: list[str] = []
        versions: list[str] = []
        rest = _ADDRESS.sub(lambda address: self._address(name, address, rest, extra, versions), rest)
        if not extra:
            return f"<{found[2]}{rest}>"
        slash = "/" if rest.endswith("/") else ""
        tag = f"<{found[2]}{rest.removesuffix('/').rstrip()} {' '.join(extra)}{slash}>"
        return f"<picture>{versions[0]}{tag}</picture>" if versions else tag

    def _address(self, name: str, found: re.Match[str], rest: str, extra: list[str], versions: list[str]) -> str:
        written = html.unescape(found[2])
        # What the author chose by hand stays so.
        own = self._in_picture or is_original(rest) or " srcset=" in rest
        target = self._resolve(written, self._file, shown=found[1] == "poster" or (name == "img" and not own))
        if name == "a":
            if not target.url:
                # It leads to a part of the course that is not in this package: the words stay, the link goes.
                return ""
            if target.screen:
                extra.append(f'data-screen-link="{html.escape(target.screen)}"')
            elif target.url.startswith("#"):
                return f'href="#{html.escape(self._place(target.url[1:]))}"'
            elif target.url.startswith("data:"):
                extra.append(f'download="{html.escape(PurePosixPath(written).name)}"')
            elif not _STAYS.match(target.url):
                self._leaves = True
                # In an LMS the course runs in a frame; a link that left it there would end the learner's session.
                extra.append('target="_blank" rel="noopener"')
        elif name == "img":
            style: list[str] = []
            if target.width and target.height and " width=" not in rest and " height=" not in rest:
                extra.append(f'width="{target.width}" height="{target.height}"')
            elif target.width and target.height and " height=" not in rest:
                # The author set a width: the ratio keeps the page from jumping when the picture arrives.
                style.append(f"aspect-ratio:{target.width}/{target.height}")
            if target.readable > PHONE:
                # On a phone it stays so wide, and scrolls in its place.
                style.append(f"--readable:{target.readable}px")
            if style:
                extra.append(f'style="{";".join(style)}"')
            # The first is most likely seen at once.
            extra.append('loading="lazy" decoding="async"' if self._pictures else 'decoding="async"')
            self._pictures += 1
            if target.webp:
                width = _WIDTH.search(rest)
                versions.append(source(target, f"{width[1]}px" if width else self._sizes))
        return f'{found[1]}="{html.escape(target.url)}"'


def is_original(attributes: str) -> bool:
    """Return whether the attributes of a picture say that it is to stay as it is."""
    return bool(_ORIGINAL.search(attributes))


def source(target: Target, sizes: str) -> str:
    """Return the element beside a picture that names its versions; empty where it has none.

    Args:
        sizes: how wide it is shown, as HTML says it.
    """
    if len(target.webp) < 2:
        return "".join(f'<source type="image/webp" srcset="{html.escape(url)}">' for url, _ in target.webp)
    versions = ", ".join(f"{html.escape(url)} {width}w" for url, width in target.webp)
    return f'<source type="image/webp" srcset="{versions}" sizes="{sizes}">'
