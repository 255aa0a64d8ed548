"""The small set of people, places and things that scenes are made of; ``(x, y)`` is the middle of where they stand."""

from __future__ import annotations

import re

from media.drawing.hand import AMBER, BLUE, GREEN, GREY, INK, PAPER, RED, Tone, box, circle, number, path

SKY, SOIL, GRASS, WATER, SAND = "#e9f2f5", "#e3d3b0", "#d5e3c6", "#a9cfe6", "#f2e6c4"
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
    legs: str = "#44525c",
    hair: str = "",
    seated: bool = False,
) -> str:
    """Return somebody ``h`` high; hands are given from the feet's middle, in hundredths of the height."""
    u = h / 100
    young = h < 76
    head, r = (81, 15) if young else (87, 11.5)
    chest, hip = head - r, 38
    face = SKIN[skin]
    parts = []
    if not seated and skirt is None:
        parts += [_limb(x + s * 6 * u, y - hip * u, x + s * 7 * u, y - 3 * u, legs, 6 * u) for s in (-1, 1)]
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
    if hair == "long":
        parts.append(shape(x, hy, hr, "M-1.15 1.6Q-1.5 -1.2 0 -1.25Q1.5 -1.2 1.15 1.6Z", fill=INK))
    if hair == "bun":
        parts.append(circle(x, hy - hr * 1.15, hr * 0.5, fill=INK))
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


def shape(x: float, y: float, s: float, d: str, *, fill: str = "none", stroke: str = INK, weight: float = 2.5) -> str:
    """Return the path ``d``, whose absolute coordinates are in units of ``s`` and begin at ``(x, y)``."""
    out = []
    for command, rest in re.findall(r"([MLQCHVAZ])([^MLQCHVAZ]*)", d):
        values = [float(one) for one in re.findall(r"-?[\d.]+", rest)]
        if command == "A":
            values = [values[0] * s, values[1] * s, *values[2:5], x + values[5] * s, y + values[6] * s]
        elif command == "H":
            values = [x + values[0] * s]
        elif command == "V":
            values = [y + values[0] * s]
        else:
            values = [one * s + (y if place % 2 else x) for place, one in enumerate(values)]
        out.append(command + " ".join(number(one) for one in values))
    return path("".join(out), fill=fill, stroke=stroke, weight=weight)


def ground(y: float, height: float, colour: str = GRASS) -> str:
    return f'<path d="M0 {number(y)}H480V{number(height)}H0Z" fill="{colour}"/>' + path(f"M0 {number(y)}H480", weight=2)


def water(x: float, y: float, w: float, h: float) -> str:
    waves = "".join(
        f"M{number(x + 16 + 60 * one)} {number(y + 16 + 14 * (one % 2))}q8 -7 16 0t16 0"
        for one in range(int((w - 40) // 60) + 1)
    )
    return f'<path d="M{number(x)} {number(y)}h{number(w)}v{number(h)}h{number(-w)}Z" fill="{WATER}"/>' + path(
        waves, stroke=BLUE[0], weight=2
    )


def sun(x: float, y: float, r: float = 20) -> str:
    return circle(x, y, r, fill="#f3c75f", stroke=AMBER[0])


def cloud(x: float, y: float, s: float = 1, fill: str = PAPER) -> str:
    return shape(
        x,
        y,
        s,
        "M-26 8Q-40 8 -38 -4Q-36 -14 -24 -13Q-18 -27 -3 -25Q10 -25 14 -14Q30 -17 33 -4Q34 8 22 8Z",
        fill=fill,
        weight=2,
    )


def rain(x: float, y: float, w: float = 60) -> str:
    return path(
        "".join(f"M{number(x + one)} {number(y)}l-7 18" for one in range(0, int(w), 14)), stroke=BLUE[0], weight=2.5
    )


def tree(x: float, y: float, h: float = 70, colour: str = "#5f9e6e") -> str:
    return shape(x, y, h / 70, "M-4 0V-30H4V0Z", fill="#a9815a", weight=2) + shape(
        x, y, h / 70, "M0 -70Q22 -68 22 -48Q22 -26 0 -26Q-22 -26 -22 -48Q-22 -68 0 -70Z", fill=colour
    )


def bush(x: float, y: float, s: float = 1) -> str:
    return shape(x, y, s, "M-22 0Q-24 -16 -10 -16Q-4 -26 6 -18Q22 -20 22 0Z", fill="#7fb383", weight=2)


def windows(
    x: float, y: float, columns: int, rows: int, dx: float, dy: float, w: float, h: float, fill: str = BLUE[1]
) -> str:
    panes = (
        f"M{number(x + dx * column)} {number(y + dy * row)}h{number(w)}v{number(h)}h{number(-w)}Z"
        for row in range(rows)
        for column in range(columns)
    )
    return path("".join(panes), fill=fill, weight=1.5)


def tower(x: float, y: float, w: float, h: float, tone: Tone = GREY) -> str:
    columns, rows = int(w // 22), int((h - 26) // 24)
    gap = (w - columns * 12) / (columns + 1)
    return box(x - w / 2, y - h, w, h, (INK, tone[1]), r=2) + windows(
        x - w / 2 + gap, y - h + 12, columns, rows, 12 + gap, 24, 12, 13, PAPER
    )


def school(x: float, y: float, w: float = 150) -> str:
    s = w / 150
    return (
        shape(x, y, s, "M-75 0V-58H75V0Z", fill=PAPER)
        + shape(x, y, s, "M-84 -58L-66 -84H66L84 -58Z", fill=AMBER[0])
        + shape(x, y, s, "M-14 -84V-104L0 -116L14 -104V-84Z", fill=PAPER)
        + circle(x, y - 97 * s, 6 * s, fill=AMBER[1], weight=2)
        + shape(x, y, s, "M-14 0V-38H14V0Z", fill=AMBER[1])
        + windows(x - 62 * s, y - 44 * s, 2, 1, 22 * s, 0, 15 * s, 22 * s)
        + windows(x + 25 * s, y - 44 * s, 2, 1, 22 * s, 0, 15 * s, 22 * s)
    )


def clinic(x: float, y: float, w: float = 130) -> str:
    s = w / 130
    return (
        shape(x, y, s, "M-65 0V-74H65V0Z", fill=PAPER)
        + shape(x, y, s, "M-72 -74V-86H72V-74Z", fill=GREEN[0])
        + shape(x, y, s, "M-5 -44V-51H-12V-61H-5V-68H5V-61H12V-51H5V-44Z", fill=GREEN[0], weight=1.5)
        + shape(x, y, s, "M-16 0V-36H16V0Z", fill=GREEN[1])
        + windows(x - 54 * s, y - 52 * s, 1, 1, 0, 0, 26 * s, 24 * s)
        + windows(x + 28 * s, y - 52 * s, 1, 1, 0, 0, 26 * s, 24 * s)
    )


def hall(x: float, y: float, w: float = 140) -> str:
    """Return a town hall."""
    s = w / 140
    columns = "".join(shape(x + dx * s, y, s, "M-5 -8V-54H5V-8Z", fill=PAPER, weight=2) for dx in (-50, -25, 25, 50))
    return (
        shape(x, y, s, "M-62 -8V-56H62V-8Z", fill=GREY[1])
        + columns
        + shape(x, y, s, "M-14 -8V-42Q0 -56 14 -42V-8Z", fill=BLUE[0])
        + shape(x, y, s, "M-72 -56L0 -94L72 -56Z", fill=BLUE[1])
        + circle(x, y - 69 * s, 8 * s, weight=2)
        + shape(x, y, s, "M-72 0V-8H72V0Z", fill=PAPER)
    )


def bus(x: float, y: float, w: float = 150, tone: Tone = BLUE) -> str:
    s = w / 150
    return (
        shape(x, y, s, "M-75 -10V-62Q-75 -70 -66 -70H62Q75 -70 75 -52V-10Z", fill=tone[0])
        + windows(x - 66 * s, y - 60 * s, 4, 1, 29 * s, 0, 23 * s, 22 * s, PAPER)
        + shape(x, y, s, "M52 -60H62Q70 -60 70 -38H52Z", fill=PAPER, weight=1.5)
        + "".join(
            circle(x + dx * s, y - 10 * s, 11 * s, fill=INK) + circle(x + dx * s, y - 10 * s, 4 * s, weight=1)
            for dx in (-44, 44)
        )
    )


def boat(x: float, y: float, w: float = 110, tone: Tone = RED) -> str:
    s = w / 110
    return shape(x, y, s, "M-55 -20H55Q46 4 30 4H-32Q-48 4 -55 -20Z", fill=tone[0]) + shape(
        x, y, s, "M-50 -14H52", stroke=PAPER, weight=2
    )


def suitcase(x: float, y: float, s: float = 1, tone: Tone = AMBER) -> str:
    return (
        shape(x, y, s, "M-6 -22V-29H6V-22")
        + shape(x, y, s, "M-16 0V-22H16V0Z", fill=tone[0])
        + shape(x, y, s, "M-9 -22V0M9 -22V0", weight=1.5)
    )


def bundle(x: float, y: float, s: float = 1, tone: Tone = RED) -> str:
    return shape(
        x, y, s, "M0 -22Q-18 -20 -16 -6Q-14 2 0 2Q14 2 16 -6Q18 -20 0 -22ZM0 -22L-8 -30M0 -22L8 -30", fill=tone[0]
    )


def sheet(x: float, y: float, s: float = 1, rows: int = 4) -> str:
    """Return a document, its middle at the place."""
    marks = "".join(f"M-10 {-12 + 7 * one}H{10 if one < rows - 1 else 2}" for one in range(rows))
    return shape(x, y, s, "M-16 -22H8L16 -14V22H-16Z", fill=PAPER) + shape(x, y, s, marks, stroke=GREY[0], weight=2)


def phone(x: float, y: float, s: float = 1, sign: str = "") -> str:
    screen = shape(x, y, s, "M-12 -22H12V14H-12Z", fill=BLUE[1], weight=1.5)
    mark = shape(x, y, s, sign, stroke=GREEN[0], weight=3) if sign else ""
    return (
        box(x - 16 * s, y - 28 * s, 32 * s, 56 * s, (INK, GREY[0]), r=5 * s)
        + screen
        + mark
        + circle(x, y + 21 * s, 2.5 * s, weight=1)
    )


def coin(x: float, y: float, r: float = 12) -> str:
    return circle(x, y, r, fill="#f3c75f", stroke=AMBER[0]) + circle(
        x, y, r * 0.55, fill="none", stroke=AMBER[0], weight=1.5
    )


def table(x: float, y: float, w: float, h: float = 34, fill: str = "#c9a57b") -> str:
    return path(
        f"M{number(x - w / 2 + 8)} {number(y - h)}V{number(y)}M{number(x + w / 2 - 8)} {number(y - h)}V{number(y)}",
        weight=4,
    ) + box(x - w / 2, y - h - 8, w, 10, (INK, fill), r=2)


def counter(x: float, y: float, w: float, h: float = 48, tone: Tone = BLUE) -> str:
    return box(x - w / 2, y - h, w, h, (INK, tone[1]), r=2) + box(
        x - w / 2 - 6, y - h - 8, w + 12, 9, (INK, tone[0]), r=2
    )


def field(x: float, y: float, w: float, h: float, colour: str = "#7fb383") -> str:
    """Return rows of plants in a plot; ``(x, y)`` is its upper left corner."""
    rows = "".join(
        f"M{number(x + 13 + 22 * column)} {number(y + 16 + 20 * row)}q-6 -10 0 -12q6 2 0 12"
        for row in range(int((h - 6) // 20))
        for column in range(int((w - 8) // 22))
    )
    return box(x, y, w, h, ("#8a6f45", SOIL), r=4) + path(rows, fill=colour, stroke="#3f7a4e", weight=1.5)


def goat(x: float, y: float, s: float = 1, fill: str = PAPER) -> str:
    return (
        shape(x, y, s, "M-18 -16V0M-10 -14V0M10 -14V0M18 -16V0", weight=3.5)
        + shape(x, y, s, "M-22 -18Q-22 -30 -8 -30H14L22 -44L36 -38L34 -30L26 -29L22 -16Q0 -10 -22 -18Z", fill=fill)
        + shape(x, y, s, "M24 -44Q20 -54 12 -54")
    )


def tent(x: float, y: float, w: float = 90, tone: Tone = BLUE) -> str:
    s = w / 90
    return shape(x, y, s, "M-45 0L0 -48L45 0Z", fill=tone[1]) + shape(x, y, s, "M-12 0L0 -48L12 0Z", fill=tone[0])


def tap(x: float, y: float, s: float = 1) -> str:
    return (
        shape(x, y, s, "M-5 0V-46H-22V-54H8V0Z", fill=GREY[0])
        + shape(x, y, s, "M-16 -40Q-22 -30 -17 -27Q-11 -28 -16 -40Z", fill=WATER, stroke=BLUE[0], weight=1.5)
        + shape(x, y, s, "M-28 0L-26 -18H-8L-6 0Z", fill=BLUE[1])
    )


def stall(x: float, y: float, w: float = 110, tone: Tone = GREEN) -> str:
    s = w / 110
    stripes = (
        "".join(
            f"M{-55 + 22 * one} -78H{-33 + 22 * one}V-62Q{-44 + 22 * one} -52 {-55 + 22 * one} -62Z" for one in kind
        )
        for kind in ((0, 2, 4), (1, 3))
    )
    goods = "".join(
        circle(x + (-38 + 19 * one) * s, y - 40 * s, 7 * s, fill=("#d9774f", "#f3c75f", "#7fb383")[one % 3], weight=1.5)
        for one in range(5)
    )
    return (
        shape(x, y, s, "M-48 0V-66M48 0V-66", weight=4)
        + goods
        + shape(x, y, s, "M-55 -34H55V0H-55Z", fill="#c9a57b")
        + "".join(shape(x, y, s, d, fill=fill, weight=2) for d, fill in zip(stripes, (tone[0], PAPER), strict=True))
    )


def barrier(x: float, y: float, w: float = 120, *, up: bool = False) -> str:
    end = (x + w * 0.7, y - 26 - w * 0.7) if up else (x + w, y - 30)
    pole = f"M{number(x)} {number(y - 30)}L{number(end[0])} {number(end[1])}"
    return (
        path(pole, weight=11)
        + path(pole, stroke=PAPER, weight=7)
        + path(pole, stroke=RED[0], weight=7, dash="14 14")
        + box(x - 9, y - 44, 18, 44, (INK, GREY[0]), r=2)
    )


def crane(x: float, y: float, h: float = 170) -> str:
    s = h / 170
    return (
        shape(x, y, s, "M-7 0V-160H7V0M-7 -20L7 -40L-7 -60L7 -80L-7 -100L7 -120L-7 -140", weight=2)
        + shape(
            x,
            y,
            s,
            "M-40 -150H100V-160H-40ZM0 -176L100 -156M0 -176L-40 -156M0 -176V-150M76 -150V-112",
            fill=AMBER[1],
            weight=2,
        )
        + shape(x, y, s, "M66 -112H86V-100H66Z", fill=RED[0], weight=2)
    )


def chair(x: float, y: float, s: float = 1) -> str:
    return shape(x, y, s, "M-12 0V-44M12 0V-22M-12 -22H12M-12 -40H-12", weight=5) + shape(
        x, y, s, "M-14 -26H14V-19H-14Z", fill="#c9a57b", weight=2
    )
