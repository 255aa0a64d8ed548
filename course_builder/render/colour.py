"""Colours of the accent that can be read: contrast as WCAG 2.2 defines it, and variants for light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

ENOUGH = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3, level AA)."""

_BLACK, _WHITE = "#000000", "#ffffff"


def contrast(a: str, b: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(a: str, b: str, share: float) -> str:
    """Return ``a`` with ``share`` of ``b`` in it."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return _hex(one + (other - one) * share for one, other in pairs)


@dataclass(frozen=True, slots=True)
class Accent:
    """The accent in one mode.

    Args:
        plain: for text, links, icons and filled buttons; readable on every ground that text has.
        strong: the same under the pointer.
        ink: for text on ``plain`` and ``strong``.
        soft: a ground for what is chosen.
    """

    plain: str
    strong: str
    ink: str
    soft: str

    @classmethod
    def for_page(cls, accent: str, page: str, *grounds: str) -> Accent:
        """Return the variants of ``accent`` for a page of this colour, which has other grounds for text as well.

        The accent is moved away from the page just as far as its contrast on all of them asks.
        """
        away = _BLACK if contrast(page, _BLACK) > contrast(page, _WHITE) else _WHITE
        soft = mix(page, accent, 0.09 if away == _BLACK else 0.16)
        plain = _readable(accent, away, (page, soft, *grounds))
        # Text on the accent takes the page's side of the scale, or the other where an accent lies in the middle.
        ink = page if contrast(page, plain) >= ENOUGH else away
        return cls(plain=plain, strong=mix(plain, away, 0.18), ink=ink, soft=soft)


def _readable(colour: str, away: str, grounds: tuple[str, ...]) -> str:
    """Return ``colour`` moved towards ``away``, its hue and saturation kept, until it can be read on all grounds."""
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    goal = 0.0 if away == _BLACK else 1.0
    for step in range(101):
        channels = hls_to_rgb(hue, lightness + (goal - lightness) * step / 100, saturation)
        moved = _hex(channel * 255 for channel in channels)
        if all(contrast(moved, ground) >= ENOUGH for ground in grounds):
            return moved
    return away


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    # The threshold of the sRGB standard; WCAG's text has 0.03928, which gives the same for eight bits.
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
