"""Links' addresses, titles and labels, and the definitions of reference links (CommonMark 0.31, 4.7 and 6.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from urllib.parse import quote

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_ANGLED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_TITLE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_SPACES = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|$)")
_SPACE = re.compile(r"\s")
_BRACKETS = 32


def entity(written: str) -> str | None:
    """Return the character that a reference such as ``&auml;`` stands for; None where HTML has none (2.5)."""
    if written[1] != "#":
        return html5.get(written[1:])
    number = int(written[3:-1], 16) if written[2] in "xX" else int(written[2:-1])
    # 0, and what no text can hold, is the character for what cannot be shown.
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 and number > 8 else "\ufffd"


def unescaped(text: str) -> str:
    """Return text without its backslashes, and with the characters that references stand for (2.4, 2.5)."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda found: found[1] or entity(found[0]) or found[0], text)


def address(written: str) -> str:
    """Return an address as it stands in HTML. Other scripts stay: messages show them as they were written."""
    return _SPACE.sub(lambda found: quote(found[0]), unescaped(written))


def normalised(label: str) -> str:
    """Return a label in the form by which it is compared."""
    return " ".join(label.split()).casefold().upper()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and its title."""

    href: str
    title: str | None


def destination(text: str, position: int) -> tuple[str, int] | None:
    """Read an address; return it as written and where it ends."""
    if text.startswith("<", position):
        found = _ANGLED.match(text, position)
        return (found[1], found.end()) if found else None
    depth, at, end = 0, position, len(text)
    while at < end:
        character = text[at]
        if character == "\\" and at + 1 < end and text[at + 1] in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~":
            at += 2
            continue
        if character == "(":
            depth += 1
            if depth > _BRACKETS:
                return None
        elif character == ")":
            if not depth:
                break
            depth -= 1
        elif character <= " " or character == "\x7f":
            break
        at += 1
    return None if depth else (text[position:at], at)


def inline_target(text: str, position: int) -> tuple[Target, int] | None:
    """Read what stands in round brackets behind a link's text, from its ``(`` on."""
    at = _SPACES.match(text, position + 1).end()  # type: ignore[union-attr]
    href = ""
    if not text.startswith(")", at):
        found = destination(text, at)
        if found is None:
            return None
        href, at = found
    title = None
    spaces = _SPACES.match(text, at).end()  # type: ignore[union-attr]
    if spaces > at and (named := _TITLE.match(text, spaces)):
        title = unescaped(next(one for one in named.groups() if one is not None))
        spaces = _SPACES.match(text, named.end()).end()  # type: ignore[union-attr]
    if not text.startswith(")", spaces):
        return None
    return Target(address(href), title), spaces + 1


def label_at(text: str, position: int) -> tuple[str, int] | None:
    """Read a label in square brackets; return it without them, and where it ends."""
    found = _LABEL.match(text, position)
    return (found[1], found.end()) if found else None


def definition(text: str) -> tuple[str, Target, int] | None:
    """Read a definition at the start of a paragraph; return its label, its target, and where it ends."""
    label = label_at(text, 0)
    if not label or not label[0].strip() or label[0].startswith("^") or not text.startswith(":", label[1]):
        return None
    at = _SPACES.match(text, label[1] + 1).end()  # type: ignore[union-attr]
    where = destination(text, at)
    if where is None or where[1] == at:
        return None
    href, at = where
    end_of_address = _REST_OF_LINE.match(text, at)
    spaces = _SPACES.match(text, at).end()  # type: ignore[union-attr]
    if spaces > at and (named := _TITLE.match(text, spaces)):
        end = _REST_OF_LINE.match(text, named.end())
        title = next(one for one in named.groups() if one is not None)
        if end and "\n\n" not in title:
            return label[0], Target(address(href), unescaped(title)), end.end()
    if not end_of_address:
        return None
    return label[0], Target(address(href), None), end_of_address.end()
