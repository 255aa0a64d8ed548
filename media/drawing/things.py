"""The small set of people, places and things that scenes are made of; ``(x, y)`` is the middle of where they stand."""

from __future__ import annotations

from media.drawing.hand import GREEN, GREY, INK, PAPER, Tone, circle, number, path

SKIN = ("#8d5a3a", "#c68a5e", "#e3b58f", "#6b4229")


def _limb(x1: float, y1: float, x2: float, y2: float, colour: str, weight: float) -> str:
    d = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
    return path(d, weight=weight + 4) + path(d, stroke=colour, weight=weight)


def person(
    x: float,
    y: float,
    h: float = 96,
    *,
    top: Tone = GREEN,
    skin: int = 0,
    skirt: Tone | None = None,
    scarf: str = "",
    hat: str = "",
    left: tuple[float, float] = (-17, 42),
    right: tuple[float, float] = (17, 42),
    seated: bool = False,
) -> str:
    """Return somebody ``h`` high; hands are given from the feet's middle, in hundredths of the height."""
    u = h / 100
    young = h < 76
    head, r = (82, 14) if young else (88, 10.5)
    chest, hip = head - r - 1, 38
    face = SKIN[skin]
    parts = []
    if not seated and skirt is None:
        parts += [_limb(x + s * 6 * u, y - hip * u, x + s * 7 * u, y - 3 * u, INK, 7 * u) for s in (-1, 1)]
    if not seated and skirt is not None:
        parts += [_limb(x + s * 6 * u, y - 18 * u, x + s * 6 * u, y - 2 * u, face, 4 * u) for s in (-1, 1)]
        parts.append(
            path(
                f"M{number(x - 10 * u)} {number(y - hip * u)}H{number(x + 10 * u)}L{number(x + 18 * u)} {number(y - 12 * u)}"
                f"H{number(x - 18 * u)}Z",
                fill=skirt[0],
            )
        )
    shoulder = 11 * u
    for side, hand in ((-1, left), (1, right)):
        hx, hy = x + hand[0] * u, y - hand[1] * u
        parts += [
            _limb(x + side * shoulder, y - (chest - 8) * u, hx, hy, top[0], 6 * u),
            circle(hx, hy, 4 * u, fill=face),
        ]
    parts.append(
        path(
            f"M{number(x - shoulder * 1.25)} {number(y - (hip - 2) * u)}V{number(y - (chest - 9) * u)}"
            f"Q{number(x - shoulder * 1.25)} {number(y - chest * u)} {number(x - shoulder * 0.5)} {number(y - chest * u)}"
            f"H{number(x + shoulder * 0.5)}Q{number(x + shoulder * 1.25)} {number(y - chest * u)} "
            f"{number(x + shoulder * 1.25)} {number(y - (chest - 9) * u)}V{number(y - (hip - 2) * u)}Z",
            fill=top[0],
        )
    )
    hy, hr = y - head * u, r * u
    if scarf:
        parts += [
            path(
                f"M{number(x - hr * 1.3)} {number(hy + hr * 1.7)}Q{number(x - hr * 1.5)} {number(hy - hr * 1.4)} {number(x)} "
                f"{number(hy - hr * 1.3)}Q{number(x + hr * 1.5)} {number(hy - hr * 1.4)} {number(x + hr * 1.3)} {number(hy + hr * 1.7)}Z",
                fill=scarf,
            ),
            circle(x, hy, hr * 0.78, fill=face, weight=1.5),
        ]
    else:
        parts.append(circle(x, hy, hr, fill=face))
        parts.append(
            path(
                f"M{number(x - hr)} {number(hy)}A{number(hr)} {number(hr)} 0 0 1 {number(x + hr)} {number(hy)}"
                f"Q{number(x)} {number(hy - hr * 0.9)} {number(x - hr)} {number(hy)}Z",
                fill=hat or INK,
            )
        )
        if hat:
            parts.append(path(f"M{number(x - hr * 1.35)} {number(hy - hr * 0.3)}H{number(x + hr * 1.35)}", weight=3.5))
    return "".join(parts)


def house(x: float, y: float, w: float, tone: Tone = GREY) -> str:
    """Return a house ``w`` wide."""
    h = w * 0.55
    roof = f"M{number(x - w * 0.6)} {number(y - h)}L{number(x)} {number(y - h - w * 0.45)}L{number(x + w * 0.6)} {number(y - h)}Z"
    weight = 1.5 if w < 40 else 2.5
    walls = f"M{number(x - w / 2)} {number(y)}V{number(y - h)}H{number(x + w / 2)}V{number(y)}Z"
    door = f"M{number(x - w * 0.1)} {number(y)}v{number(-h * 0.55)}h{number(w * 0.2)}v{number(h * 0.55)}"
    return (
        path(walls, fill=PAPER, weight=weight, stroke=tone[0] if w < 40 else INK)
        + path(roof, fill=tone[0], weight=weight, stroke=tone[0] if w < 40 else INK)
        + (path(door, fill=tone[1], weight=weight) if w >= 40 else "")
    )
