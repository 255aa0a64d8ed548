"""Pictures that lie one over the other in a slider: what belongs together stands at the same place in both."""

from __future__ import annotations

from media.drawing.hand import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    LINE,
    PAPER,
    RED,
    Tone,
    arrow,
    box,
    card,
    lines,
    path,
    picture,
    text,
)
from media.drawing.things import house


def receipt(title: str, tone: Tone, rate: str, cost: str) -> str:
    """Return the receipt; the two fields that differ are filled, so a half of one is no number."""
    teeth = "l-15 12l-15 -12" * 12
    rows = [
        ("You send", "200.00"),
        ("Fee", "8.00"),
        ("Market rate", ""),
        ("Our rate", "62.00"),
        ("They receive", "11,904"),
    ]
    parts = [
        path(f"M60 20H420V318{teeth}Z", fill=PAPER, stroke=tone[0]),
        text(240, 56, "Receipt", size=22, bold=True),
        path("M84 72H396", dash="6 5"),
    ]
    for place, (name, value) in enumerate(rows):
        y = 106 + 36 * place
        parts.append(text(88, y, name, size=19, at="start"))
        if value:
            parts.append(text(392, y, value, size=19, bold=True, at="end"))
    for y, words in ((178, rate), (286, cost)):
        parts += [
            box(278, y - 23, 122, 32, tone, r=6, fill=tone[0]),
            text(339, y, words, size=19, colour=PAPER, bold=True),
        ]
    return picture(title, 350, *parts, text(88, 286, "Total cost", size=19, bold=True, at="start"))


# Each line of the second form stands where the line stood whose work it does.
FORMS = [
    ("Full name of every person", "House number, given by the fund"),
    ("Nationality and permit number", "Language for our visit"),
    ("Title deed of the house", "You own, rent or share this house"),
    ("Reason for leaving home", "Anybody who needs help to move?"),
    ("Employer and telephone", "A way to reach you, if you like"),
    ("Photograph of the family", "“You may say no to any question.”"),
    ("Damage to the roof", "Damage to the roof"),
    ("Number of people", "People: women, men, girls, boys"),
]


def form(title: str, version: int, tone: Tone, foot: tuple[str, str]) -> str:
    parts = [
        box(16, 14, 448, 522, tone, fill=PAPER),
        box(16, 14, 448, 54, tone, fill=tone[0]),
        text(36, 49, f"Repair fund: form, version {version}", size=20, colour=PAPER, bold=True, at="start"),
    ]
    for place, pair in enumerate(FORMS):
        y = 103 + 45 * place
        sign = "✓" if version == 2 else "!" if place < 6 else "•"
        parts += [
            text(46, y, sign, size=22, colour=tone[0], bold=True),
            text(70, y, pair[version - 1], size=20, at="start"),
            path(f"M70 {y + 13}H444", stroke=LINE, weight=1.5),
        ]
    parts += [
        box(32, 454, 416, 68, tone, fill=tone[1], dash=version == 2),
        text(240, 482, foot[0], size=19, colour=tone[0], bold=True),
        text(240, 507, foot[1]),
    ]
    return picture(title, 550, *parts)


def post(title: str, rooms: list[tuple[Tone, str, tuple[str, ...]]]) -> str:
    places = [(14, 14, 222, 134), (244, 14, 222, 134), (14, 156, 222, 134), (244, 156, 222, 134), (14, 298, 452, 88)]
    parts = [card(*place, tone, head, *body) for place, (tone, head, body) in zip(places, rooms, strict=True)]
    return picture(title, 400, *parts)


def town(title: str, *, lived: bool) -> str:
    parts = [
        path("M0 452C110 430 160 392 240 392S380 410 480 372", stroke="#9cc3e0", weight=26),
        text(430, 424, "River", colour=BLUE[0], bold=True),
        card(250, 14, 216, 104, GREY, "Centre", "town hall", "clinic, school"),
        box(14, 14, 222, 148, GREY),
        text(125, 40, "Old quarter", size=20, colour=GREY[0], bold=True),
        box(250, 128, 216, 84, GREY),
        text(358, 154, "Factories", size=20, colour=GREY[0], bold=True),
        card(250, 222, 216, 70, GREY, "Bus station", "and market"),
        *(house(34 + 40 * place, 86, 24) for place in range(5)),
    ]
    if lived:
        parts += [
            *(house(34 + 40 * place, 118, 24, GREEN) for place in range(5)),
            lines(125, 146, "two families a house", colour=GREEN[0], bold=True),
            *(house(290 + 40 * place, 184, 22, AMBER) for place in range(4)),
            text(358, 205, "workers’ rooms", colour=AMBER[0], bold=True),
            card(14, 172, 222, 92, BLUE, "Edge of town", "families who fled", "a conflict"),
            box(90, 300, 376, 76, RED),
            text(278, 323, "River quarter", size=20, colour=RED[0], bold=True),
            *(house(112 + 36 * place, 352, 20, RED) for place in range(3)),
            *(house(372 + 36 * place, 352, 20, RED) for place in range(3)),
            text(278, 346, "rooms to let,", colour=RED[0]),
            text(278, 368, "often flooded", colour=RED[0]),
        ]
    else:
        parts += [
            card(14, 172, 222, 92, GREY, "Fields", fill=PAPER, dash=True),
            card(90, 300, 376, 76, GREY, "Empty land", "kept for a road", fill=PAPER, dash=True),
        ]
    return picture(title, 466, *parts)


def sharing(title: str, *, names: bool) -> str:
    desk = ("registers", "newcomers") if names else ("names stay", "here")
    offices = ["Police", "Housing", "Aid agency"]
    parts = [card(12, 96, 132, 124, BLUE, "Town desk", *desk)]
    for place, office in enumerate(offices):
        y = 16 + 104 * place
        if names:
            parts += [arrow(148, 158, 304, y + 40), card(308, y, 160, 80, AMBER, office)]
        elif place:
            parts += [
                arrow(292, 158 if place == 1 else 190, 322, 158 if place == 1 else y + 26),
                card(322, y, 150, 80, GREEN, office, fill=PAPER),
            ]
    if names:
        for y in (92, 140, 190):
            parts += [box(192, y, 84, 32, AMBER, r=5, fill=PAPER), text(234, y + 21, "names", colour=AMBER[0])]
        parts.append(lines(78, 252, "fewer people", "come", bold=True, colour=RED[0]))
    else:
        parts += [
            box(62, 66, 32, 24, BLUE, r=4, fill=BLUE[0]),
            path("M69 66v-8a9 9 0 0 1 18 0v8", stroke=BLUE[0], weight=4),
            arrow(146, 158, 166, 158),
            card(166, 84, 126, 148, GREEN, "Table", "numbers", "by quarter,", "sex, age"),
            lines(229, 260, "one written rule", "for all partners"),
            lines(72, 260, "people come", bold=True, colour=GREEN[0]),
        ]
    return picture(title, 320, *parts)


def drawn() -> dict[str, str]:
    return {
        "receipt-hidden": receipt("A receipt that hides the exchange margin", AMBER, "not shown", "not shown"),
        "receipt-clear": receipt("A receipt that shows the whole cost", GREEN, "64.00", "14.00, 7%"),
        "form-before": form(
            "A form that asks too much", 1, RED, ("Copies go to: town hall, owner, donor", "No date of deletion")
        ),
        "form-after": form(
            "A form that asks only what is needed",
            2,
            GREEN,
            ("Stays in the fund’s locked file", "Deleted six months after the last repair"),
        ),
        "border-before": post(
            "A border post that was planned around equipment",
            [
                (BLUE, "Hall", ("one queue for all:", "traders, families", "no notices")),
                (BLUE, "Counter", ("checks papers", "asks in the queue", "one language")),
                (BLUE, "Scanners", ("new scanner 1", "new scanner 2")),
                (AMBER, "Store", ("parts for two scanners", "nobody trained", "to repair them")),
                (AMBER, "Data room", ("one file on every traveller", "open to all agencies, no end date")),
            ],
        ),
        "border-after": post(
            "The same border post, planned around people as well",
            [
                (GREEN, "Hall", ("a quick daily lane", "notices and complaints", "in three languages")),
                (GREEN, "Counter", ("checks papers", "knows the signs", "women and men")),
                (BLUE, "Scanner", ("one scanner", "two technicians", "repair contract")),
                (GREEN, "Quiet room", ("water, seats", "interpreter on call", "list of services")),
                (BLUE, "Data room", ("written rule: who, why, how long", "every look at a file is logged")),
            ],
        ),
        "urban-map-official": town("A town on the official map", lived=False),
        "urban-map-lived": town("The same town, with the people who live there", lived=True),
        "partnerships-data-names": sharing("A list of names goes from the town desk to three offices", names=True),
        "partnerships-data-numbers": sharing(
            "Names stay at the town desk; a table of numbers goes to two partners", names=False
        ),
    }
