"""What Moodle accepts as typed: words with their variants, numbers with what they may be off."""

from __future__ import annotations

import unicodedata

from course_builder.model import Range, Text

_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
"""Those that the player overlooks; marks of other scripts are letters."""


def accepted(interaction: Text) -> list[str]:
    """Return the answers that are right. Moodle never overlooks accents, so each stands there without them too."""
    words = list(interaction.accepted)
    if not interaction.accents_matter:
        words += [bare for one in interaction.accepted if (bare := _bare(one))]
    return list(dict.fromkeys(words))


def pattern(answer: str) -> str:
    """Return an answer as a short answer's: there ``*`` stands for any letters."""
    return answer.replace("*", "\\*")


def figure(one: Range) -> tuple[str, str]:
    """Return a number and its tolerance."""
    middle = (one.low + one.high) / 2
    return f"{middle:f}", f"{one.high - middle:f}"


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(one for one in apart if one not in _ACCENTS))
