"""The hand: palette, line weight, text and the shapes that diagrams are made of."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

INK, MUTED, LINE, PAPER, PANEL = "#1c2b2d", "#4b5b5e", "#b9c8c3", "#ffffff", "#f3f7f5"
# A deep tone for lines and words, a light one for surfaces.
GREEN, BLUE, AMBER, RED, GREY = (
    ("#0b6e4f", "#d9ece4"),
    ("#1f4e79", "#dbe7f3"),
    ("#8a4b06", "#f6e7c6"),
    ("#9a4529", "#f5ddd3"),
    ("#4b5b5e", "#e4e9e7"),
)
Tone = tuple[str, str]
WIDTH, WEIGHT, SMALL = 480, 2.5, 19


def number(value: float) -> str:
    """Return a coordinate in whole units, small ones in halves: finer is not seen, and makes the file larger."""
    return f"{round(value * 2) / 2:.1f}".removesuffix(".0") if abs(value) < 24 else f"{value:.0f}"


def short(body: str) -> str:
    """Return the drawing with what many of its shapes repeat said once, in a style sheet."""
    looks = Counter(re.findall(r'fill="[^"]*" stroke="[^"]*" stroke-width="[^"]*"', body))
    rules = []
    for place, (look, times) in enumerate(looks.most_common(20)):
        if times < 3:
            break
        body = body.replace(look, f'class="{chr(97 + place)}"')
        rules.append(f".{chr(97 + place)}{{" + re.sub(r'([a-z-]+)="([^"]*)" ?', r"\1:\2;", look) + "}")
    return (f"<style>{''.join(rules)}</style>\n" if rules else "") + body


def picture(title: str, height: float, *parts: str, ground: str = PANEL) -> str:
    """Return a picture; its ground is light in every theme, so the colours on it keep their contrast."""
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(height)}" width="{WIDTH}" '
        f'height="{number(height)}" role="img">\n<title>{escape(title)}</title>\n'
        f'<clipPath id="f"><rect width="{WIDTH}" height="{number(height)}" rx="12"/></clipPath>\n'
        f'<g clip-path="url(#f)" font-family="sans-serif" fill="{INK}" text-anchor="middle" stroke-linejoin="round" '
        f'stroke-linecap="round">\n<rect width="{WIDTH}" height="{number(height)}" fill="{ground}"/>\n{short(body)}\n</g>\n</svg>\n'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = SMALL,
    colour: str = "",
    bold: bool = False,
    at: str = "",
) -> str:
    """Return one line of text; ``at`` is where x lies on it, in its middle if left out."""
    more = (f' fill="{colour}"' if colour else "") + (' font-weight="bold"' if bold else "")
    more += f' text-anchor="{at}"' if at else ""
    return f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{more}>{escape(words, quote=False)}</text>'


def lines(x: float, y: float, *words: str, step: float = 24, **more: object) -> str:
    return "".join(text(x, y + step * place, one, **more) for place, one in enumerate(words))  # type: ignore[arg-type]


def box(
    x: float, y: float, w: float, h: float, tone: Tone = GREY, *, r: float = 10, fill: str = "", dash: bool = False
) -> str:
    more = ' stroke-dasharray="6 5"' if dash else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}" rx="{number(r)}" '
        f'fill="{fill or tone[1]}" stroke="{tone[0]}" stroke-width="{WEIGHT}"{more}/>'
    )


def card(
    x: float, y: float, w: float, h: float, tone: Tone, head: str, *body: str, fill: str = "", dash: bool = False
) -> str:
    """Return a box with a bold head and lines below it, in the middle of its height."""
    first = y + h / 2 - 12 * len(body) + 7
    return (
        box(x, y, w, h, tone, fill=fill, dash=dash)
        + text(x + w / 2, first, head, size=20, colour=tone[0], bold=True)
        + lines(x + w / 2, first + 25, *body)
    )


def path(d: str, *, fill: str = "none", stroke: str = INK, weight: float = WEIGHT, dash: str = "") -> str:
    more = f' stroke-dasharray="{dash}"' if dash else ""
    line = f' stroke="{stroke}" stroke-width="{number(weight)}"' if stroke else ""
    return f'<path d="{d}" fill="{fill}"{line}{more}/>'


def circle(x: float, y: float, r: float, *, fill: str = PAPER, stroke: str = INK, weight: float = WEIGHT) -> str:
    line = f' stroke="{stroke}" stroke-width="{number(weight)}"' if stroke else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{fill}"{line}/>'


def arrow(
    x1: float, y1: float, x2: float, y2: float, colour: str = MUTED, *, both: bool = False, dash: str = ""
) -> str:
    """Return a straight arrow with its tip at the second point, or a tip at each end."""
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    dx, dy = (x2 - x1) / long, (y2 - y1) / long

    def tip(x: float, y: float, way: int) -> str:
        bx, by = x - way * dx * 12, y - way * dy * 12
        points = [(x, y), (bx - dy * 6, by + dx * 6), (bx + dy * 6, by - dx * 6)]
        return path("M" + "L".join(f"{number(a)} {number(b)}" for a, b in points) + "Z", fill=colour, stroke="")

    start = (x1 + dx * 10, y1 + dy * 10) if both else (x1, y1)
    shaft = f"M{number(start[0])} {number(start[1])}L{number(x2 - dx * 10)} {number(y2 - dy * 10)}"
    return path(shaft, stroke=colour, weight=3, dash=dash) + tip(x2, y2, 1) + (tip(x1, y1, -1) if both else "")


def disc(x: float, y: float, words: str, tone: Tone) -> str:
    """Return a number in a circle."""
    return circle(x, y, 15, stroke=tone[0]) + text(x, y + 6, words, colour=tone[0], bold=True)
