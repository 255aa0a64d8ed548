"""How heavy a course's files are, and how much lighter building has made them."""

from __future__ import annotations

from dataclasses import dataclass

NAMED = 3
"""How many of the heaviest files are named."""

WORTH_NAMING = 1_000_000
"""Bytes from which a file is among them."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How heavy files are, in bytes.

    Args:
        given: of all pictures and fonts of which something lighter was made.
        wide, narrow: of what wide windows and phones load instead of them.
        heaviest: the heaviest of what is packed, each by the author's name for it.
        whole: fonts that say of themselves that they may not be cut.
    """

    given: int = 0
    wide: int = 0
    narrow: int = 0
    heaviest: tuple[tuple[str, int], ...] = ()
    whole: tuple[str, ...] = ()
