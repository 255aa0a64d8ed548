"""Diagrams: what follows from what, who stands where, what comes when. Narrow and tall, so that a phone shows their words."""

from __future__ import annotations

from media.drawing.hand import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    INK,
    PAPER,
    RED,
    SMALL,
    Tone,
    arrow,
    box,
    circle,
    disc,
    lines,
    path,
    picture,
    text,
)
from media.drawing.things import (
    GRASS,
    SAND,
    SKY,
    WATER,
    boat,
    bus,
    chair,
    coin,
    counter,
    field,
    house,
    person,
    phone,
    shape,
    sheet,
    suitcase,
    table,
    tap,
    water,
)  # fmt: skip


def rows(
    title: str,
    steps: list[tuple[Tone, str, tuple[str, ...], str]],
    *more: str,
    height: float,
    pitch: float,
    high: float,
) -> str:
    """Return numbered boxes one below the other, each with a head, words below it and a thing at its end."""
    parts = []
    for place, (tone, head, body, thing) in enumerate(steps):
        y = 12 + pitch * place
        parts += [
            box(12, y, 456, high, tone),
            disc(42, y + high / 2, str(place + 1), tone),
            text(72, y + high / 2 + 7 - 12 * len(body), head, size=20, colour=tone[0], bold=True, at="start"),
            lines(72, y + high / 2 + 31 - 12 * len(body), *body, at="start"),
            thing,
        ]
    return picture(title, height, *parts, *more)


def five_doors() -> str:
    def door(place: int, tone: Tone) -> str:
        y = 12 + 76 * place
        return box(420, y + 6, 34, 54, tone, r=2, fill=PAPER) + circle(447, y + 34, 2.5, fill=tone[0], stroke="")

    tones = (GREEN, BLUE, AMBER, RED, GREEN)
    words = [
        ("Reach", "distance, cost, safety on the way"),
        ("Enrol", "papers asked, fixed dates"),
        ("Understand", "language of teaching"),
        ("Right level", "class fits what the pupil knows"),
        ("Certificate", "proof that others recognise"),
    ]
    steps = [(tones[place], head, (body,), door(place, tones[place])) for place, (head, body) in enumerate(words)]
    return rows("Five doors between a child and a certificate", steps, height=394, pitch=76, high=66)


def remittance_way() -> str:
    steps = [
        (GREEN, "Sender", ("earns 200, has little time",), person(438, 70, 54, top=BLUE, skin=3, hair="long")),
        (AMBER, "Desk", ("fee: 8, on a sign",), counter(434, 140, 44, 26, AMBER)),
        (RED, "Exchange", ("margin: 6, not shown",), coin(424, 189, 13) + coin(444, 189, 13)),
        (BLUE, "Pay-out", ("trip, papers, queue, safety",), sheet(436, 257, 0.9)),
        (GREEN, "Home", ("who holds it, who decides?",), house(436, 346, 44, GREEN)),
    ]
    bar = (
        box(12, 356, 424, 46, GREEN) + text(224, 386, "186 arrives", size=20, colour=GREEN[0], bold=True)
        + box(436, 356, 32, 46, RED, r=4) + text(452, 386, "14", size=20, colour=RED[0], bold=True)
    )  # fmt: skip
    return rows("The way of 200: five stations from pay day to home", steps, bar, height=414, pitch=68, high=62)


def shocks_phases() -> str:
    steps = [
        (BLUE, "Before", ("who moves and who cannot,", "triggers, spare money, contacts"), ""),
        (AMBER, "During", ("listen every week, help by need,", "small and fast changes"), ""),
        (GREEN, "After", ("keep what worked; people choose;", "rewrite the plan"), ""),
    ]
    back = lines(240, 356, "What you learn goes", "into the next plan")
    way = path("M150 362H44V336M330 362H436V336", stroke=GREEN[0], weight=3) + arrow(44, 350, 44, 326, GREEN[0])
    return rows("A shock has three phases", steps, back, way, height=396, pitch=106, high=98)


def job_path() -> str:
    places = [(12, 12), (248, 12), (248, 152), (12, 152), (12, 292), (248, 292)]
    words = [
        (GREEN, "Offer", "who says what,", "in which language", phone(208, 44, 0.65)),
        (BLUE, "Contract", "who pays costs,", "who keeps a copy", sheet(444, 44, 0.8)),
        (AMBER, "Journey", "papers, transport,", "who meets you", bus(428, 198, 60)),
        (BLUE, "Work", "pay, hours, safety,", "a place to sleep", house(206, 200, 38, BLUE)),
        (RED, "Trouble", "complaint, change", "of employer", shape(206, 334, 1, "M0 -24L22 14H-22Z", fill=PAPER, stroke=RED[0]) + text(206, 341, "!", size=22, colour=RED[0], bold=True)),
        (GREEN, "Return", "savings, skills,", "rights that travel", suitcase(444, 346, 1)),
    ]  # fmt: skip
    parts = []
    for place, ((x, y), (tone, head, first, second, thing)) in enumerate(zip(places, words, strict=True)):
        parts += [
            box(x, y, 220, 120, tone),
            disc(x + 26, y + 30, str(place + 1), tone),
            text(x + 50, y + 37, head, size=20, colour=tone[0], bold=True, at="start"),
            lines(x + 14, y + 76, first, second, step=26, at="start"),
            thing,
        ]
    ways = [(232, 72, 248, 72), (358, 132, 358, 152), (248, 212, 232, 212), (122, 272, 122, 292), (232, 352, 248, 352)]
    return picture("Six stations of a working stay", 424, *parts, *(arrow(*way, colour=INK) for way in ways))


def clinic_plan() -> str:
    places = [(14, 14), (244, 14), (14, 166), (244, 166), (14, 318), (244, 318)]
    nurse = ("#f7fbfa", GREEN[1])
    words = [
        ("Registration", "sign: “Residence", "card required”", person(150, 104, 62, top=BLUE, skin=2, seated=True) + counter(125, 96, 90, 18, BLUE) + sheet(70, 68, 0.5)),
        ("Consultation", "telephone interpreter", "ready", person(330, 102, 54, top=nurse, skin=1, hair="bun") + person(376, 102, 54, top=AMBER, skin=3) + phone(412, 66, 0.55)),
        ("Pharmacy", "essential medicines", "free", "".join(box(84 + 30 * one, 216, 22, 34, GREEN, r=4) + path(f"M{90 + 30 * one} 233h10M{95 + 30 * one} 228v10", stroke=GREEN[0]) for one in range(3))),
        ("Records office", "lists given to", "any agency", "".join(sheet(320 + 34 * one, 230, 0.75) for one in range(3))),
        ("Entrance", "ramp; sign: “Open", "to everyone”", path("M60 402L180 376V402Z", fill=GREEN[1]) + person(150, 394, 42, top=RED, skin=0)),
        ("Waiting area", "all notices in", "one language", "".join(chair(316 + 40 * one, 402, 0.8) for one in range(3)) + sheet(424, 376, 0.7)),
    ]  # fmt: skip
    parts = []
    for (x, y), (head, first, second, thing) in zip(places, words, strict=True):
        parts += [
            box(x, y, 222, 144, (INK, PAPER), r=3),
            text(x + 120, y + 26, head, size=20, colour=GREEN[0], bold=True),
            thing,
            lines(x + 111, y + 110, first, second),
        ]
    return picture("Plan of a health centre with six places", 476, *parts)


def coast_places() -> str:
    hill = f'<path d="M250 330L300 210Q350 140 400 108L480 96V340H246Z" fill="{GRASS}"/>' + path(
        "M272 300L300 210Q350 140 400 108L480 96", weight=2
    )
    beach = f'<path d="M120 236Q210 214 300 226L344 340H108Z" fill="{SAND}"/>'
    mangroves = "".join(
        path(f"M{18 + 26 * one} 226v-18m-8 18q4 -14 8 -14t8 14", weight=2.5)
        + circle(18 + 26 * one, 200, 13, fill="#5f9e6e")
        for one in range(3)
    )
    return picture(
        "A coast with seven places",
        340,
        hill,
        beach,
        water(0, 214, 134, 126),
        path("M346 340Q366 262 420 232T480 186", stroke="#d9d4c8", weight=18),
        mangroves,
        boat(70, 272, 70, RED),
        *(house(x, y, 26, AMBER) for x, y in ((152, 268), (186, 262), (152, 300), (186, 296), (168, 328))),
        *(house(x, y, 32, RED) for x, y in ((234, 262), (278, 256), (234, 302), (280, 298), (256, 334))),
        path("M306 214V178", weight=4),
        shape(306, 172, 1, "M-12 6L-4 -2L14 -12V20L-4 10Z", fill=GREY[1]),
        *(house(x, y, 34, GREEN) for x, y in ((372, 118), (412, 108), (454, 104))),
        tap(440, 158, 0.7),
        field(404, 250, 70, 58),
        text(56, 178, "Mangroves"),
        text(58, 306, "Boats", colour=BLUE[0], bold=True),
        text(160, 232, "Beach"),
        text(246, 220, "Old village"),
        text(306, 148, "Siren"),
        text(472, 52, "Ridge village", at="end"),
        text(378, 160, "Well", at="start"),
        text(436, 332, "Fields"),
        ground=SKY,
    )


def coherence() -> str:
    names = [
        ("National", GREEN, ("Health", "Labour", "Interior")),
        ("Regional", BLUE, ("Health office", "Labour office", "Police office")),
        ("Local", AMBER, ("Health centre", "Job desk", "Town hall")),
    ]
    parts = []
    for row, (level, tone, cells) in enumerate(names):
        y = 36 + 108 * row
        parts.append(text(12, y - 8, level, colour=tone[0], bold=True, at="start"))
        for column, name in enumerate(cells):
            x = 12 + 160 * column
            first, *second = name.split(" ") if len(name) > 9 else (name,)
            words = (first, *second)
            parts += [
                box(x, y, 136, 62, tone),
                lines(x + 68, y + 38 - 12 * (len(words) - 1), *words),
            ]
            if column:
                parts.append(arrow(x - 24, y + 31, x, y + 31, INK, both=True))
            if row:
                parts.append(arrow(x + 100, y - 46, x + 100, y, INK, both=True))
    parts += [
        text(240, 340, "↔ horizontal    ↕ vertical", bold=True),
        box(12, 356, 456, 94, GREY, fill=PAPER, dash=True),
        text(240, 384, "Whole of society", size=20, colour=GREY[0], bold=True),
        lines(240, 410, "migrants, hosts, diaspora, unions,", "firms, universities, media"),
    ]
    return picture("Two kinds of coherence, and the society around them", 462, *parts)


def cycle() -> str:
    boxes = [
        (125, 10, 230, 100, GREEN, "1 Programming", ("Situation Analysis", "Policy Checklist")),
        (250, 156, 220, 112, BLUE, "2 Identification", ("Problem, Stakeholder", "and Risk Analysis")),
        (250, 366, 220, 124, BLUE, "3 Formulation", ("Theory of Change,", "Indicators,", "Design Checklist")),
        (10, 366, 220, 124, AMBER, "4 Implementation", ("Monitoring Checklist,", "every period")),
        (10, 156, 220, 112, RED, "5 Closure", ("and evaluation:", "Evaluation Checklist")),
    ]
    parts = []
    for x, y, w, h, tone, head, body in boxes:
        first = y + h / 2 - 12 * len(body) + 4
        parts += [
            box(x, y, w, h, tone),
            text(x + w / 2, first, head, size=20, colour=tone[0], bold=True),
            lines(x + w / 2, first + 26, *body),
        ]
    ways = [(356, 70, 392, 154), (440, 270, 440, 364), (248, 428, 232, 428), (40, 364, 40, 270), (88, 154, 124, 70)]
    return picture(
        "The five phases and their tools",
        502,
        *parts,
        *(arrow(*way, colour=INK) for way in ways),
        box(66, 282, 348, 70, GREEN, r=34, fill=PAPER),
        text(240, 312, "Quick Diagnostic", size=20, colour=GREEN[0], bold=True),
        text(240, 338, "first, at any point: 0–16 points"),
    )


def gov_levels() -> str:
    def office(x: float, y: float, w: float, h: float, tone: Tone, head: str, *body: str) -> str:
        first = y + h / 2 - 12 * len(body) + 7
        return (
            box(x, y, w, h, tone)
            + text(x + w / 2, first, head, size=20, colour=tone[0], bold=True)
            + lines(x + w / 2, first + 25, *body)
        )

    return picture(
        "Offices on three levels, and the links between them",
        520,
        lines(12, 24, "National", bold=True, at="start"),
        office(12, 34, 136, 92, BLUE, "Interior", "papers,", "register"),
        office(172, 34, 136, 92, BLUE, "Finance", "money per", "resident"),
        office(332, 34, 136, 92, BLUE, "Education", "schools,", "teachers"),
        path("M148 80H172", stroke=RED[0], weight=3, dash="4 5"),
        circle(160, 80, 13, fill=PAPER, stroke=RED[0]) + text(160, 87, "?", size=20, colour=RED[0], bold=True),
        arrow(308, 80, 332, 80, INK, both=True),
        arrow(240, 126, 240, 170, INK, both=True),
        text(12, 196, "Regional", bold=True, at="start"),
        office(120, 172, 240, 70, AMBER, "Province", "passes on rules, money"),
        text(12, 296, "Local", bold=True, at="start"),
        office(12, 334, 180, 70, GREEN, "Town A", "one-stop desk"),
        office(288, 334, 180, 70, GREEN, "Town B", "many newcomers"),
        arrow(180, 242, 120, 332, INK, both=True),
        arrow(292, 242, 306, 332, RED[0]),
        lines(318, 270, "tasks come down,", "no money,", "no reply", step=23, colour=RED[0], at="start"),
        arrow(192, 369, 288, 369, INK, both=True),
        arrow(102, 404, 102, 444, INK, both=True),
        box(12, 446, 456, 64, GREY, fill=PAPER),
        lines(240, 472, "Residents: hosts, newcomers, returnees;", "the diaspora from afar", step=25),
    )


def interest_influence() -> str:
    squares = [("A", 66, 12, BLUE), ("B", 270, 12, GREEN), ("C", 66, 196, GREY), ("D", 270, 196, AMBER)]
    return picture(
        "Interest and influence: four squares",
        436,
        *(box(x, y, 198, 176, tone) + text(x + 99, y + 104, name, size=44, colour=tone[0], bold=True) for name, x, y, tone in squares),
        *(text(x, 398, words) for x, words in ((165, "low"), (369, "high"))),
        text(268, 426, "Interest →", size=20, bold=True),
        *(f'<g transform="rotate(-90 {x} {y})">{text(x, y, words, size=size, bold=bold)}</g>' for x, y, words, size, bold in
          ((54, 100, "high", SMALL, False), (54, 284, "low", SMALL, False), (26, 192, "Influence →", 20, True))),
    )  # fmt: skip


def risk_matrix() -> str:
    bands = [(4, "Low", GREEN), (9, "Medium", BLUE), (16, "High", AMBER), (25, "Critical", RED)]
    parts = []
    for likelihood in range(1, 6):
        for impact in range(1, 6):
            name, tone = next((name, tone) for top, name, tone in bands if likelihood * impact <= top)
            x, y = 62 + 82 * (impact - 1), 8 + 76 * (5 - likelihood)
            dark = name == "Critical"
            parts += [
                box(x, y, 82, 76, (PAPER, tone[1]), r=0, fill=tone[0] if dark else ""),
                text(x + 41, y + 45, name, colour=PAPER if dark else tone[0], bold=True),
            ]
    return picture(
        "Risk matrix",
        450,
        *parts,
        *(text(46, 52 + 76 * (5 - one), str(one), size=20) for one in range(1, 6)),
        *(text(103 + 82 * (one - 1), 412, str(one), size=20) for one in range(1, 6)),
        text(266, 442, "Impact", size=20, bold=True),
        f'<g transform="rotate(-90 22 198)">{text(22, 198, "Likelihood", size=20, bold=True)}</g>',
    )


def rural_calendar() -> str:
    bars: list[tuple[str, Tone, list[tuple[int, int, str]]]] = [
        ("Rain", BLUE, [(1, 3, "rain"), (11, 12, "rain")]),
        ("Own fields", GREEN, [(1, 2, "weed"), (4, 5, "harvest"), (11, 12, "plant")]),
        ("Work elsewhere", AMBER, [(6, 9, "cane, far away")]),
        ("Food is short", RED, [(1, 3, "no stocks")]),
        ("Training?", GREY, [(1, 2, "A"), (4, 5, "B"), (7, 8, "C"), (10, 10, "D")]),
    ]
    parts = [text(31 + 38 * one, 28, "JFMAMJJASOND"[one], bold=True) for one in range(12)]
    parts.append(path("".join(f"M{12 + 38 * one} 40V434" for one in range(13)), stroke="#dfe6e3", weight=1.5))
    for row, (name, tone, spans) in enumerate(bars):
        y = 48 + 78 * row
        parts.append(text(14, y + 18, name, colour=tone[0], bold=True, at="start"))
        for first, last, words in spans:
            x, w = 12 + 38 * (first - 1), 38 * (last - first + 1)
            training = name == "Training?"
            parts += [
                box(x + 1, y + 26, w - 2, 40, (INK, PAPER) if training else tone, r=6),
                text(x + w / 2, y + 53, words, size=20 if training else SMALL, bold=training),
            ]
    return picture("A season calendar of an invented village", 442, *parts)


def rural_household() -> str:
    scenes = [
        (GREEN, "Village", ("grandmother, wife (34),", "two children"), house(60, 86, 56, RED) + person(104, 98, 62, top=GREEN, skin=0, scarf=AMBER[0], skirt=BLUE) + person(134, 98, 42, top=RED, skin=0)),
        (BLUE, "Town, 3 hours away", ("younger brother builds", "houses, home for harvest"), person(84, 244, 66, top=AMBER, skin=3, hat="#f3c75f") + box(108, 216, 40, 26, AMBER, r=2)),
        (AMBER, "Abroad", ("husband in a hotel kitchen,", "home every two years"), person(84, 390, 66, top=("#f7fbfa", GREY[1]), skin=0) + table(124, 390, 52, 30) + box(112, 338, 24, 14, GREY, r=3)),
    ]  # fmt: skip
    parts = []
    for place, (tone, head, body, drawn) in enumerate(scenes):
        y = 12 + 146 * place
        parts += [
            box(12, y, 434, 96, tone),
            drawn,
            text(160, y + 28, head, size=20, colour=tone[0], bold=True, at="start"),
            lines(160, y + 54, *body, step=25, at="start"),
        ]
    questions = [("Whose name is on it?", "husband"), ("Who works it?", "wife"), ("Who decides?", "both, by telephone")]
    parts += [
        arrow(60, 110, 60, 156, GREEN[0]),
        text(78, 140, "food from the farm", at="start"),
        path("M446 352H464V60H458", stroke=AMBER[0], weight=3) + arrow(464, 60, 446, 60, AMBER[0]),
        text(446, 288, "money, and advice by telephone", at="end"),
        box(12, 412, 456, 122, GREY, fill=PAPER),
        text(240, 440, "Three questions about one field", size=20, bold=True),
        *(
            text(28, 468 + 26 * place, ask, at="start")
            + text(452, 468 + 26 * place, answer, colour=GREEN[0], bold=True, at="end")
            for place, (ask, answer) in enumerate(questions)
        ),
    ]
    return picture("One household, three places", 546, *parts)


def theory_of_change() -> str:
    steps = [
        (BLUE, "IF (outputs)", ("by-law without title deed, 1,200 taps,", "four dry-season points, mixed committee")),
        (GREEN, "THEN (outcomes)", ("tenants and new families connect,", "herders use agreed points")),
        (AMBER, "TOWARDS (impact)", ("hosts, newcomers and herders have", "safe water all year, without conflict")),
    ]
    parts = []
    for place, (tone, head, body) in enumerate(steps):
        y = 12 + 112 * place
        parts += [
            box(12, y, 456, 92, tone),
            text(240, y + 28, head, size=20, colour=tone[0], bold=True),
            lines(240, y + 54, *body),
        ]
        if place:
            parts.append(arrow(240, y - 20, 240, y, INK))
    parts += [
        box(12, 352, 456, 118, GREY, fill=PAPER),
        text(240, 380, "BECAUSE (assumptions)", size=20, bold=True),
        lines(
            240,
            406,
            "Owners sign that rents stay for 3 years.",
            "Herders use the same route.",
            "Both are checked every six months.",
            step=25,
        ),
        box(12, 484, 456, 118, RED, dash=True),
        text(240, 512, "NEGATIVE PATHWAY (possible harm)", size=20, colour=RED[0], bold=True),
        lines(
            240,
            538,
            "A tap makes a house dear; rents rise,",
            "tenants must leave. Trigger: rents up",
            "10% in six months. Revise the plan.",
            step=25,
        ),
    ]
    return picture("A theory of change with people who move in it", 614, *parts)


def tools_map() -> str:
    phases = [
        (BLUE, "1 Programming", ("T2 Situation Analysis", "T3 Policy Checklist")),
        (BLUE, "2 Identification", ("T4 Problem, T5 Stakeholder", "and T6 Risk Analysis")),
        (GREEN, "3 Formulation", ("T7 Theory of Change, T8 Indicator", "Bank, T9 Design Checklist")),
        (AMBER, "4 Implementation", ("T10 Monitoring Checklist, every period",)),
        (RED, "5 Closure and evaluation", ("T11 Evaluation Checklist",)),
    ]
    parts = [
        box(12, 12, 456, 70, GREEN, fill=GREEN[0]),
        text(240, 42, "T1 Quick Diagnostic", size=20, colour=PAPER, bold=True),
        text(240, 68, "first, in any phase", colour=PAPER),
    ]
    y = 94.0
    for tone, head, body in phases:
        h = 40 + 25 * len(body)
        parts += [
            box(12, y, 456, h, tone),
            text(30, y + 27, head, size=20, colour=tone[0], bold=True, at="start"),
            lines(30, y + 53, *body, at="start"),
        ]
        y += h + 10
    return picture("The tools by phase", y + 2, *parts)


def two_way_link() -> str:
    return picture(
        "One link, two directions",
        452,
        box(12, 12, 456, 92, GREEN),
        text(240, 44, "Migration", size=22, colour=GREEN[0], bold=True),
        text(240, 76, "who leaves, arrives, returns, stays"),
        box(12, 348, 456, 92, BLUE),
        text(240, 380, "Development", size=22, colour=BLUE[0], bold=True),
        text(240, 412, "schools, clinics, jobs, land, safety"),
        arrow(36, 108, 36, 344, GREEN[0]),
        lines(52, 140, "Migration shapes", "development", colour=GREEN[0], bold=True, at="start"),
        lines(52, 192, "skills, money,", "new ideas,", "new demand", at="start"),
        arrow(444, 344, 444, 108, BLUE[0]),
        lines(428, 140, "Development", "shapes migration", colour=BLUE[0], bold=True, at="end"),
        lines(428, 192, "good services hold,", "poor ones push,", "shocks trap", at="end"),
        box(110, 272, 260, 50, GREY, r=24, fill=PAPER),
        text(240, 304, "It depends on context", bold=True),
    )


def who_moves() -> str:
    def term(x: float, y: float, w: float, h: float, tone: Tone, head: tuple[str, ...], *body: str) -> str:
        first = y + h / 2 - 12 * (len(head) + len(body)) + 18
        return (
            box(x, y, w, h, tone)
            + lines(x + w / 2, first, *head, colour=tone[0], bold=True)
            + lines(x + w / 2, first + 24 * len(head), *body)
        )

    return picture(
        "Terms by border and by degree of choice",
        586,
        path("M20 60Q240 -20 460 60", stroke=GREEN[0], weight=4),
        text(240, 56, "Migrant: an umbrella", size=20, colour=GREEN[0], bold=True),
        text(123, 92, "Inside one country", bold=True),
        text(357, 92, "Across a border", bold=True),
        text(240, 122, "More choice", colour=GREY[0], bold=True),
        term(12, 132, 222, 104, GREEN, ("Internal migrant",), "moves to live", "elsewhere in the State"),
        term(246, 132, 222, 104, BLUE, ("International migrant",), "changes country of", "usual residence"),
        text(240, 266, "Little choice", colour=GREY[0], bold=True),
        term(12, 276, 222, 196, AMBER, ("Internally displaced", "person"), "had to flee home,", "no border crossed"),
        term(246, 276, 222, 92, RED, ("Asylum seeker",), "asks for protection,", "decision open"),
        term(246, 380, 222, 92, RED, ("Refugee",), "flees persecution,", "own legal rules"),
        term(12, 490, 222, 84, GREY, ("Returnee",), "goes back"),
        term(246, 490, 222, 84, GREY, ("Diaspora",), "keeps lasting ties"),
    )


def partnerships_bridge() -> str:
    return picture(
        "A bridge with three supports: the town hall stands in the middle",
        360,
        f'<path d="M0 306H480V360H0Z" fill="{WATER}"/>',
        path("M20 330q10 -8 20 0t20 0M220 334q10 -8 20 0t20 0M400 330q10 -8 20 0t20 0", stroke=BLUE[0], weight=2),
        person(150, 92, 74, top=AMBER, skin=3),
        person(186, 92, 70, top=RED, skin=0, scarf=BLUE[0], skirt=GREEN),
        person(214, 92, 46, top=GREEN, skin=0),
        person(276, 92, 74, top=BLUE, skin=2, hair="long"),
        person(312, 92, 72, top=GREY, skin=1),
        text(60, 62, "newcomers"),
        text(416, 62, "residents"),
        path("M16 146L136 146L120 316H32Z", fill=BLUE[1], stroke=BLUE[0]),
        path("M344 146L464 146L448 316H360Z", fill=AMBER[1], stroke=AMBER[0]),
        box(166, 146, 148, 170, GREEN),
        path("M166 190L240 152L314 190Z", fill=PAPER, stroke=GREEN[0]),
        text(240, 226, "Town hall", size=20, colour=GREEN[0], bold=True),
        path("M196 316V262M226 316V262M254 316V262M284 316V262", stroke=GREEN[0], weight=7),
        text(76, 186, "Agency A", size=20, colour=BLUE[0], bold=True),
        lines(76, 216, "knows", "movement", step=25),
        text(404, 186, "Agency B", size=20, colour=AMBER[0], bold=True),
        lines(404, 216, "knows", "plans,", "budgets", step=25),
        box(8, 94, 464, 50, (INK, PAPER), r=6),
        text(240, 126, "One plan: the plan of the town", size=20, bold=True),
    )


def drawn() -> dict[str, str]:
    made = (
        five_doors, remittance_way, shocks_phases, job_path, clinic_plan, coast_places, coherence, cycle, gov_levels, interest_influence,
        risk_matrix, rural_calendar, rural_household, theory_of_change, tools_map, two_way_link, who_moves, partnerships_bridge,
    )  # fmt: skip
    return {one.__name__.replace("_", "-"): one() for one in made}
