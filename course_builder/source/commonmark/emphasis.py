"""Emphasis (CommonMark 0.31, 6.2), struck text (GitHub's 6.5, ``~~``) and marked text (``==``)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

_TAGS = {"~": "del", "=": "mark"}


@dataclass(slots=True, eq=False)
class Run:
    """A run of delimiters, and what becomes of it.

    Args:
        sign: the character.
        left: how many of them are still text.
        length: how many there were.
        line: on which it stands.
        closes: how many elements end in front of it.
        opens: the elements that begin behind it, the inner first.
    """

    sign: str
    left: int
    length: int
    can_open: bool
    can_close: bool
    line: int
    closes: int = 0
    opens: list[str] = field(default_factory=list)
    before: Run | None = None
    after: Run | None = None


def run_at(text: str, start: int, end: int, line: int) -> Run:
    """Read the run of delimiters between two positions; what stands around it says what it may do."""
    sign = text[start]
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _is_sign(before), _is_sign(after)
    left = not space_after and (not sign_after or space_before or sign_before)
    right = not space_before and (not sign_before or space_after or sign_after)
    can_open, can_close = left, right
    if sign == "_":
        can_open = left and (not right or sign_before)
        can_close = right and (not left or sign_after)
    elif sign in _TAGS and end - start != 2:
        can_open = can_close = False
    return Run(sign, end - start, end - start, can_open, can_close, line)


_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\x7f")


def _is_sign(character: str) -> bool:
    if character < "\x80":
        return character in _SIGNS
    return unicodedata.category(character)[0] in "PS"


class Runs:
    """The runs of delimiters that may still become something, in their order."""

    def __init__(self) -> None:
        self.last: Run | None = None

    def add(self, run: Run) -> None:
        """Put a run at the end."""
        run.before, self.last = self.last, run
        if run.before:
            run.before.after = run

    def _drop(self, run: Run) -> None:
        if run.before:
            run.before.after = run.after
        if run.after:
            run.after.before = run.before
        else:
            self.last = run.before

    def resolve(self, bottom: Run | None) -> None:
        """Make elements of all runs behind ``bottom``, and let go of them."""
        # For a kind of closing run: below this nothing opens it. So no stretch is searched twice in vain.
        nothing_below: dict[tuple[str, bool, int], Run | None] = {}
        closer = self._first_behind(bottom)
        while closer:
            if not closer.can_close:
                closer = closer.after
                continue
            kind = (closer.sign, closer.can_open, closer.length % 3)
            limit = nothing_below.get(kind, bottom)
            opener = closer.before
            while opener and opener is not bottom and opener is not limit and not _fit(opener, closer):
                opener = opener.before
            following = closer.after
            if opener and opener is not bottom and opener is not limit:
                count = 2 if min(opener.left, closer.left) >= 2 else 1
                opener.opens.append(_TAGS.get(closer.sign) or ("strong" if count == 2 else "em"))
                closer.closes += 1
                opener.left -= count
                closer.left -= count
                # What stands between them stays text.
                opener.after, closer.before = closer, opener
                if not opener.left:
                    self._drop(opener)
                if not closer.left:
                    self._drop(closer)
                    closer = following
                continue
            nothing_below[kind] = closer.before
            if not closer.can_open:
                self._drop(closer)
            closer = following
        self.last = bottom
        if bottom:
            bottom.after = None

    def _first_behind(self, bottom: Run | None) -> Run | None:
        found = None
        run = self.last
        while run and run is not bottom:
            found, run = run, run.before
        return found


def _fit(opener: Run, closer: Run) -> bool:
    """Whether two runs make an element: 9 and 10 of the rules for emphasis."""
    if opener.sign != closer.sign or not opener.can_open:
        return False
    both = opener.can_close or closer.can_open
    return not (both and closer.length % 3 and not (opener.length + closer.length) % 3)
