"""Ids and titles made from what authors write."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from course_builder.model import GAP_CLOSE, GAP_OPEN
from course_builder.source.literal import code_spans

ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?")
"""Ids that every LMS takes: letters, digits, hyphens, underscores; at most 64 characters."""

_GAP = re.compile(f"{GAP_OPEN}(\\d+){GAP_CLOSE}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_MARKUP = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)"), r"\1"),
    (re.compile(r"\[\^[^\[\]]+\]"), ""),
    (re.compile(r"<[^<>\s][^<>]*>"), ""),
    (re.compile(r"(\*\*|__|==|~~)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?!\s)((?:(?!\1).)+)(?<!\s)\1(?!\w)"), r"\2"),
)
# Of the signs that Markdown lets escape, all but those that mean a space in a formula.
_ESCAPED = re.compile(r"\\([!-+\--/<-@\[-`{-~])")


def slug(text: str, longest: int = 48) -> str:
    """Return lower-case ASCII words joined by hyphens.

    Text in a script without Latin equivalents gives a short hash, which is the same from build to build.
    """
    made = _joined(unicodedata.normalize("NFKD", plain_text(text)).encode("ascii", "ignore").decode(), longest)
    letters = [one for one in plain_text(text) if one.isalnum()]
    lost = sum(1 for one in letters if not unicodedata.normalize("NFKD", one)[0].isascii())
    if not made or lost > len(letters) / 2:
        return f"{made}-{digest(text)}".strip("-") if text.strip() else "untitled"
    return made


def github_slug(text: str) -> str:
    """Return the place that GitHub gives to a heading, so that links which lead there lead here as well.

    Letters, marks and digits of every script stay, spaces become hyphens, and all other signs go.
    """
    kept = [
        one
        for one in unicodedata.normalize("NFC", text.strip().lower())
        if one in " -_" or unicodedata.category(one)[0] in "LMN"
    ]
    return "".join(kept).replace(" ", "-")


_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)", re.IGNORECASE)


def portable(name: str) -> str:
    """Return the name of a file or folder, or another one where Windows has a device of that name.

    ``con.html`` and even ``nul.1a2b.png`` cannot be unpacked there: what stands before the first dot counts.
    """
    found = _DEVICES.match(name)
    return f"{found[0]}-file{name[found.end() :]}" if found else name


def latin_slug(text: str, longest: int = 48) -> str:
    """Return lower-case ASCII words joined by hyphens, as ``slug`` does, with those of other scripts transliterated."""
    latin = anyascii(unicodedata.normalize("NFC", plain_text(text))).translate(_QUOTES)
    return _joined(latin, longest) or slug(text, longest)


def _joined(text: str, longest: int) -> str:
    """Return as many words as fit, at least the beginning of the first."""
    made = ""
    for word in re.findall(r"[a-z0-9]+", text.lower()):
        if made and len(made) + 1 + len(word) > longest:
            break
        made = f"{made}-{word}" if made else word[:longest]
    return made


_QUOTES = str.maketrans("", "", "'`\"")


def digest(text: str, length: int = 6) -> str:
    """Return the first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


_MARKED = re.compile(rf"[\[`<*_=~\\&{GAP_OPEN}]")


@lru_cache(maxsize=20_000)
def plain_text(markdown: str) -> str:
    """Return one line of Markdown without its marks; gaps become an ellipsis."""
    if not _MARKED.search(markdown):
        return " ".join(markdown.split())
    text = _GAP.sub("…", markdown)
    # Code and escaped signs are put aside while the marks around them are taken off.
    aside: list[str] = []

    def put(literal: str) -> str:
        aside.append(literal)
        return f"{GAP_OPEN}{len(aside) - 1}{GAP_CLOSE}"

    pieces, position = [], 0
    for start, end in (*code_spans(text), (len(text), len(text))):
        pieces += [_ESCAPED.sub(lambda found: put(found[1]), text[position:start]), put(text[start:end].strip("`"))]
        position = end
    text = "".join(pieces)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return " ".join(_GAP.sub(lambda found: aside[int(found[1])], text).split())


_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def verbatim(text: str) -> str:
    """Return one line of Markdown that says ``text`` and nothing else, whatever marks are in it."""
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))
