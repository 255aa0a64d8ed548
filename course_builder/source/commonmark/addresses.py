"""Addresses in a text: in ``<`` and ``>`` (CommonMark 0.31, 6.5), and without any brackets (GitHub's 6.9)."""

from __future__ import annotations

import re

_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>]*)>")
_EMAIL = re.compile(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)
_BARE = re.compile(r"(?:https?://|www\.)([A-Za-z0-9_.-]{1,255})", re.IGNORECASE)
# Longer addresses are none that anybody writes; trimming their ends would take for ever.
_PATH = re.compile(r"[^\s<\U000f0000-\U000fffff]{0,2000}")
_BEFORE_AT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$")
_AFTER_AT = re.compile(r"@([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z0-9_-]*[A-Za-z0-9])")


def in_angles(text: str, at: int) -> tuple[str, str, int] | None:
    """Return the address in angle brackets that begins here: what is shown, where it leads, and where it ends."""
    for pattern, scheme in ((_AUTOLINK, ""), (_EMAIL, "mailto:")):
        if found := pattern.match(text, at):
            return found[1], scheme + found[1], found.end()
    return None


def bare(text: str, at: int, *, in_brackets: bool) -> str:
    """Return the bare address that begins here, or an empty text.

    Args:
        in_brackets: whether a bracket is open around it, which may be that of a link.
    """
    found = _BARE.match(text, at)
    domain = found[1].strip(".") if found else ""
    www = text[at] in "wW"
    if not found or (not www and "." not in domain) or not domain or "_" in "".join(domain.split(".")[-2:]):
        return ""
    written = _PATH.match(text, at)[0]  # type: ignore[index]
    while True:
        shorter = written.rstrip("?!.,:*_~'\"$")
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        elif shorter.endswith(";") and (reference := re.search(r"&[A-Za-z0-9]{1,32};$", shorter)):
            shorter = shorter[: reference.start()]
        elif shorter.endswith(("]", "}", "`", "|", "\\", ";")):
            shorter = shorter[:-1]
        elif shorter == written:
            break
        written = shorter
    # A bracket that is open here belongs to a link around it.
    if "](" in written or ("]" in written and in_brackets):
        written = written[: written.index("]")]
    return written


def email(before: str, text: str, at: int) -> tuple[str, str] | None:
    """Return the two parts of the mail address whose ``@`` stands here.

    Args:
        before: what was read before the sign.
    """
    behind = _AFTER_AT.match(text, at)
    name = _BEFORE_AT.search(before, max(0, len(before) - 65)) if behind else None
    return (name[0], behind[0]) if behind and name else None
