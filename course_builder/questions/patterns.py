"""Whether a pattern of an author can freeze the browser of a learner: how many ways it has to fit one answer.

Browsers try all ways before they say that an answer does not fit. Counted by the pattern's structure, never too few:

- a character, a class, an anchor: one way;
- things one after the other: the product;
- alternatives: the most of them where the first character tells which it is, otherwise the sum;
- a repetition of something with one way: one for each count that it leaves open, ``LENGTH`` where it has no end;
- a repetition of something with several ways: their product for each time; without an end there are no bounds.

So ``[0-9]+,[0-9]*``, ``(very )*good`` and ``colou?rs?`` are fine; ``(a+)+``, ``(a|ab)*`` and ``.*.*.*.*`` are not.
"""

from __future__ import annotations

import re
import unicodedata
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LENGTH = 200
"""Characters of an answer that is counted with: more than anybody types into one line."""

MOST = 10_000_000
"""Ways that a browser tries in about a tenth of a second."""

_ENDLESS = 1 << 200
_PIECE = re.compile(r"\\.|.", re.DOTALL)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)


def is_slow(pattern: str) -> bool:
    """Whether a pattern, which must be one that Python can read, has too many ways to fit an answer."""
    try:
        return _ways(parser.parse(_kept_apart(pattern))) > MOST
    except RecursionError:
        return True


def _kept_apart(pattern: str) -> str:
    """Return a pattern whose alternatives Python does not make a class of: browsers do not either."""
    written = []
    inside = False
    for piece in _PIECE.findall(pattern):
        inside = (inside or piece == "[") and piece != "]"
        written.append("(?=)|" if piece == "|" and not inside else piece)
    return "".join(written)


def _ways(items: Any) -> int:
    ways = 1
    for code, value in items:
        ways = min(ways * _of_one(code, value), _ENDLESS)
    return ways


def _of_one(code: Any, value: Any) -> int:
    if code in _REPEATS:
        return _of_repeat(*value)
    if code is codes.BRANCH:
        alternatives = value[1]
        ways = [_ways(one) for one in alternatives]
        return max(ways) if _told_apart(alternatives) else sum(ways)
    if code is codes.SUBPATTERN:
        return _ways(value[-1])
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return _ways(value[1])
    # Characters, classes, anchors, references to groups. What browsers do not know was refused before.
    return 1


def _of_repeat(least: int, most: Any, inner: Any) -> int:
    ways = _ways(inner)
    endless = most is codes.MAXREPEAT or most > LENGTH
    if ways > 1:
        if endless:
            return _ENDLESS
        times = int(most)
        counted: int = ways**times * (times - least + 1)
        return min(counted, _ENDLESS)
    return LENGTH if endless else int(most) - least + 1


def _told_apart(alternatives: Any) -> bool:
    """Whether each alternative begins with another character, as far as that is plain to see."""
    firsts = [one[0] if len(one) else None for one in alternatives]
    letters = [_folded(chr(first[1])) for first in firsts if first is not None and first[0] is codes.LITERAL]
    return len(letters) == len(firsts) == len(set(letters))


def _folded(letter: str) -> str:
    """Return what is left of a letter where neither case nor accents count."""
    return unicodedata.normalize("NFD", letter.casefold())[:1]
