"""Moodle gives an option one of a fixed list of shares of the mark (``question_bank::fraction_options_full``)."""

from __future__ import annotations

from collections.abc import Sequence

_SHARES = {
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111", 10: "10"
}  # fmt: skip
MOST = 20
"""Options that can share a mark: the smallest share is 5 per cent."""


def shares(count: int) -> Sequence[str]:
    """Return what each of ``count`` right options gives, in per cent; together they are the whole.

    Beyond ten the shares are not all alike: Moodle knows none between 10 and 5.
    """
    if count in _SHARES:
        return [_SHARES[count]] * count
    tens = MOST - count
    return [_SHARES[10]] * tens + ["5"] * (count - tens)
