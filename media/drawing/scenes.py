"""Scenes that open the modules on sectors, and the places of their scenarios: people, places and things."""

from __future__ import annotations

from media.drawing.hand import AMBER, BLUE, GREEN, GREY, INK, PAPER, RED, box, circle, path, picture
from media.drawing.things import (
    GRASS,
    SAND,
    SKY,
    SOIL,
    WATER,
    barrier,
    boat,
    bundle,
    bus,
    bush,
    chair,
    clinic,
    cloud,
    coin,
    counter,
    crane,
    field,
    goat,
    ground,
    hall,
    house,
    person,
    phone,
    rain,
    school,
    shape,
    sheet,
    stall,
    suitcase,
    sun,
    table,
    tap,
    tower,
    tree,
    water,
    windows,
)  # fmt: skip

HEIGHT = 270


def scene(title: str, *parts: str) -> str:
    return picture(title, HEIGHT, *parts, ground=SKY)


def desk(x: float, y: float, *, free: bool = False, **who: object) -> str:
    child = "" if free else person(x, y + 6, 66, seated=True, left=(-14, 46), right=(14, 46), **who)  # type: ignore[arg-type]
    return child + table(x, y + 24, 62, 30)


def education() -> str:
    wall = f'<path d="M0 0H480V190H0Z" fill="{AMBER[1]}"/><path d="M0 190H480V270H0Z" fill="{SOIL}"/>' + path(
        "M0 190H480", weight=2
    )
    board = box(110, 22, 190, 92, (INK, "#3b6b5c"), r=3) + path(
        "M130 52h46M130 72h70M130 92h34M222 52l20 40l20 -40M229 78h26", stroke=PAPER, weight=3
    )
    door = box(388, 34, 80, 172, (INK, SKY), r=2) + path("M388 150H468", stroke="#7fb383", weight=3)
    return scene(
        "A classroom: a girl arrives with a suitcase, and one chair is empty",
        wall, board, door,
        person(338, 218, 138, top=BLUE, skin=1, hair="long", left=(-28, 62), right=(20, 40)),
        person(426, 228, 104, top=RED, skin=3, skirt=AMBER, hair="bun", left=(-24, 60)), suitcase(456, 232, 1.1, GREEN),
        desk(56, 200, top=GREEN, skin=0), desk(150, 200, top=RED, skin=2, hair="long"), chair(244, 226, 1.1), desk(244, 200, free=True),
        desk(100, 244, top=AMBER, skin=3, scarf=GREEN[0]), desk(204, 244, top=BLUE, skin=1),
    )  # fmt: skip


def employment() -> str:
    return scene(
        "A bus station at dawn: workers with bags, a contract on a table, a building site behind",
        sun(60, 56), ground(210, HEIGHT, "#d9d4c8"),
        tower(318, 210, 74, 120, AMBER), crane(380, 210, 172), tower(446, 210, 54, 84, GREY), bus(98, 216, 178),
        person(212, 244, 112, top=AMBER, skin=0, hat="#f3c75f", left=(-26, 46)), suitcase(180, 250, 1.1, BLUE),
        person(264, 246, 108, top=GREEN, skin=2, hair="long", skirt=GREY, right=(30, 50)),
        table(338, 258, 92, 40), sheet(322, 200, 0.8), sheet(350, 198, 0.8),
        person(418, 254, 116, top=BLUE, skin=1, left=(-34, 52)),
    )  # fmt: skip


def environment() -> str:
    ridge = f'<path d="M250 200L330 96L400 150L480 90V270H250Z" fill="{GRASS}"/>' + path(
        "M250 200L330 96L400 150L480 90", weight=2
    )
    return scene(
        "A coast: the sea comes near the huts under a storm cloud, and a family walks to the ridge",
        cloud(96, 58, 1.7, GREY[1]), rain(66, 78, 76), sun(250, 46), ridge,
        f'<path d="M150 206Q200 192 260 200H480V270H120Z" fill="{SAND}"/>', water(0, 200, 190, 70),
        boat(78, 216, 100, AMBER), house(206, 214, 54, RED), house(150, 236, 46, AMBER),
        house(424, 130, 46, GREEN), house(340, 108, 38, GREY), tree(456, 114, 50), tree(384, 146, 44),
        person(290, 246, 106, top=BLUE, skin=3, right=(22, 80)), bundle(312, 160, 0.9, GREEN),
        person(344, 248, 104, top=RED, skin=0, scarf=AMBER[0], skirt=BLUE), person(384, 250, 66, top=AMBER, skin=0, left=(-30, 50)),
        path("M408 220Q440 196 432 142", stroke=INK, dash="2 9"),
    )  # fmt: skip


def governance() -> str:
    return scene(
        "A town hall: residents and newcomers wait at one counter with their papers",
        f'<path d="M0 0H480V206H0Z" fill="{BLUE[1]}"/>', ground(206, HEIGHT, "#d9d4c8"), hall(112, 206, 200),
        person(398, 216, 116, top=GREEN, skin=2, hair="long", seated=True, left=(-22, 52), right=(20, 52)),
        counter(398, 236, 112, 60, GREEN), sheet(372, 158, 0.6),
        person(304, 250, 116, top=AMBER, skin=0, right=(32, 58)), sheet(346, 182, 0.7),
        person(250, 252, 110, top=RED, skin=3, scarf=BLUE[0], skirt=BLUE), person(216, 254, 66, top=BLUE, skin=3),
        person(170, 252, 110, top=GREY, skin=1, right=(18, 56)), sheet(192, 188, 0.6),
        person(118, 254, 110, top=BLUE, skin=0, hair="bun", skirt=GREEN),
    )  # fmt: skip


def health() -> str:
    return scene(
        "A health centre: a nurse meets a mother with a child and a worker in dusty clothes",
        sun(438, 46), ground(206, HEIGHT), clinic(124, 206, 220), tree(24, 210, 84), tree(262, 208, 70),
        person(226, 248, 122, top=("#f7fbfa", GREEN[1]), skin=2, hair="bun", right=(26, 58)),
        person(306, 250, 116, top=RED, skin=0, scarf=AMBER[0], skirt=BLUE, right=(24, 40), left=(-24, 56)),
        person(348, 252, 68, top=GREEN, skin=0, left=(-20, 54)),
        person(426, 252, 120, top=AMBER, skin=3, hat="#f3c75f", left=(-12, 60), right=(18, 40)),
        shape(426, 252, 1, "M-20 -68L2 -80L4 -64L-14 -58Z", fill=PAPER, weight=2),
    )  # fmt: skip


def private_sector() -> str:
    return scene(
        "A shop and a tailor: a customer gets money on her telephone from a laundry far away",
        f'<path d="M0 0H480V206H0Z" fill="{AMBER[1]}"/>', ground(206, HEIGHT, "#d9d4c8"),
        person(112, 190, 112, top=AMBER, skin=0, seated=True), stall(112, 220, 190, GREEN),
        person(252, 250, 120, top=BLUE, skin=3, hair="long", skirt=GREEN, right=(24, 62)), phone(288, 174, 0.75, "M-8 -4L-2 4L9 -12"),
        person(440, 240, 112, top=RED, skin=1, seated=True, left=(-34, 52)), table(416, 250, 110, 44),
        shape(404, 198, 1, "M-30 0V-8H-12V-34H26V-20H16V-26H2V-8H14V0Z", fill=GREY[0]),
        circle(384, 66, 50, fill=PAPER), shape(384, 98, 1, "M-34 0V-42H6V0Z", fill=BLUE[1]), circle(370, 78, 12, fill=PAPER, weight=2),
        person(406, 100, 66, top=GREEN, skin=3, hair="long"), path("M338 90Q304 100 294 140", stroke=AMBER[0], weight=3, dash="3 8"),
        coin(326, 94, 9), coin(304, 116, 9),
    )  # fmt: skip


def rural() -> str:
    hills = f'<path d="M0 150Q90 90 190 140T400 116T480 130V270H0Z" fill="{GRASS}"/>' + path(
        "M0 150Q90 90 190 140T400 116T480 130", weight=2
    )
    return scene(
        "A village: a woman works a field, a grandfather keeps the goats, a bus takes a young man away",
        sun(60, 46), hills, house(64, 168, 66, RED), house(140, 160, 52, AMBER), tree(196, 164, 64),
        field(14, 182, 216, 82), person(112, 250, 116, top=GREEN, skin=0, scarf=AMBER[0], skirt=BLUE, right=(34, 34)),
        path("M144 214L168 262l14 -6", stroke="#7a5a35", weight=5),
        path("M256 272Q300 180 480 166", stroke="#d9d4c8", weight=36), bus(412, 190, 122),
        person(312, 224, 96, top=BLUE, skin=3, right=(22, 40)), suitcase(338, 226, 0.9),
        goat(412, 256, 0.95), goat(454, 262, 0.8, GREY[1]),
        person(366, 262, 98, top=GREY, skin=3, hat=AMBER[1], left=(-28, 40)), path("M337 222V264", stroke="#7a5a35", weight=4),
    )  # fmt: skip


def security() -> str:
    return scene(
        "A border by a lake: an officer talks with a trader, fishers land their boat, a girl stands beside a man",
        sun(440, 40, 18), water(0, 150, 480, 60), path("M0 150H480", weight=2), ground(204, HEIGHT, SAND),
        person(58, 192, 84, top=BLUE, skin=0, seated=True, right=(34, 50)), person(118, 192, 84, top=AMBER, skin=3, seated=True),
        boat(88, 184, 140, RED), box(350, 118, 88, 92, (INK, PAPER), r=3), shape(394, 118, 1, "M-52 0L-42 -20H42L52 0Z", fill=BLUE[0]),
        windows(366, 136, 2, 1, 32, 0, 24, 22), barrier(286, 216, 84),
        person(180, 250, 118, top=BLUE, skin=2, hat=BLUE[0], right=(30, 54)), person(250, 252, 112, top=RED, skin=0, scarf=GREEN[0], skirt=AMBER, left=(-24, 54)),
        shape(276, 256, 1, "M-16 0L-20 -18H14L10 0Z", fill="#c9a57b"), circle(268, 236, 6, fill="#d9774f", weight=1.5), circle(278, 235, 6, fill="#7fb383", weight=1.5),
        person(440, 260, 116, top=GREY, skin=1, left=(-24, 50)), person(390, 262, 88, top=AMBER, skin=1, hair="long", skirt=RED, right=(34, 46)),
    )  # fmt: skip


def urban() -> str:
    return scene(
        "A growing town: a family arrives by bus, vendors sell at a stall, new houses stand by the river",
        sun(36, 40, 16), ground(206, HEIGHT, "#d9d4c8"), tower(92, 206, 70, 132, BLUE), tower(160, 206, 56, 96, AMBER), tower(224, 206, 64, 150, GREY),
        crane(292, 206, 172), house(340, 206, 44, RED), house(392, 206, 44, AMBER), house(444, 206, 48, GREEN), house(366, 178, 34, GREY),
        bus(62, 238, 116, GREEN), person(138, 256, 110, top=RED, skin=0, scarf=BLUE[0], skirt=AMBER), person(174, 258, 66, top=GREEN, skin=0),
        person(214, 256, 114, top=BLUE, skin=3, right=(20, 38)), suitcase(244, 260, 1.1),
        person(300, 256, 106, top=AMBER, skin=2, hair="long", skirt=BLUE, right=(24, 50)), stall(376, 260, 112, RED),
        person(452, 258, 110, top=GREEN, skin=1, left=(-24, 50)),
    )  # fmt: skip


def border_closed() -> str:
    return scene(
        "A closed border: a nurse and hosts on one side, a stranded worker and a mother at home on the other",
        cloud(120, 60, 1.2), cloud(360, 76, 1.5), ground(196, HEIGHT, "#d9d4c8"), clinic(66, 196, 120), house(172, 196, 72, AMBER),
        house(438, 196, 76, GREEN), bus(338, 204, 118, GREY), barrier(206, 244, 88),
        person(46, 254, 120, top=("#f7fbfa", GREEN[1]), skin=2, hair="bun", right=(18, 44)), person(100, 256, 108, top=RED, skin=0, skirt=BLUE, hair="long"),
        person(136, 258, 66, top=AMBER, skin=0), person(174, 256, 104, top=GREY, skin=3),
        suitcase(340, 262, 1.6, AMBER), person(340, 268, 110, top=BLUE, skin=3, seated=True, left=(-12, 42), right=(12, 42)),
        person(438, 260, 116, top=AMBER, skin=1, scarf=RED[0], skirt=GREEN, left=(-22, 62)), phone(404, 184, 0.6),
    )  # fmt: skip


# The places of the scenarios.


def school_shifts() -> str:
    return scene(
        "Three hundred pupils and one school: children wait on both sides of a small school",
        sun(52, 48), ground(196, HEIGHT), school(240, 196, 210), tree(40, 200, 76), tree(440, 200, 70),
        *(person(24 + 40 * one, 254 - 6 * (one % 2), 74, top=(RED, GREEN, BLUE, AMBER)[one % 4], skin=one % 4, hair="long" if one % 3 == 1 else "") for one in range(4)),
        person(240, 258, 116, top=BLUE, skin=1, hair="bun", skirt=GREY, left=(-26, 60), right=(26, 60)),
        *(person(336 + 40 * one, 254 - 6 * (one % 2), 74, top=(AMBER, BLUE, RED, GREEN)[one % 4], skin=(one + 2) % 4, hair="bun" if one % 3 == 0 else "") for one in range(4)),
    )  # fmt: skip


def hotel() -> str:
    return scene(
        "A hotel, an agency's table, and workers who wait with their bags",
        sun(440, 44), ground(206, HEIGHT, "#d9d4c8"), tower(108, 206, 150, 168, AMBER), box(60, 20, 96, 26, (INK, RED[0]), r=3),
        path("M78 33h10M98 33h10M118 33h10M136 33h4", stroke=PAPER, weight=5), shape(108, 206, 1, "M-20 0V-34H20V0Z", fill=BLUE[1]),
        person(236, 242, 112, top=BLUE, skin=2, seated=True, right=(26, 48)), table(262, 250, 110, 44), sheet(252, 186, 0.7), coin(292, 196, 9), coin(302, 190, 9),
        person(342, 254, 114, top=GREEN, skin=0, hair="long", skirt=RED, left=(-30, 54)), person(396, 256, 110, top=AMBER, skin=3, hat="#f3c75f"), suitcase(424, 260),
        person(450, 256, 108, top=RED, skin=1, scarf=BLUE[0], skirt=GREY),
    )  # fmt: skip


def three_places() -> str:
    hill = f'<path d="M300 196Q380 66 480 60V270H260Z" fill="{GRASS}"/>' + path("M300 196Q380 66 480 60", weight=2)
    return scene(
        "A village on the beach, a ridge behind it with a few houses, and people who talk about where to live",
        cloud(90, 50, 1.4, GREY[1]), hill, f'<path d="M120 200H480V270H100Z" fill="{SAND}"/>', water(0, 192, 140, 78), boat(64, 210, 92, BLUE),
        house(168, 206, 44, RED), house(222, 204, 44, AMBER), house(276, 204, 44, RED), house(430, 112, 44, GREEN), house(378, 150, 36, GREY), tree(462, 120, 44), tap(402, 122, 0.6),
        person(200, 258, 104, top=BLUE, skin=0, right=(26, 56)), person(254, 260, 100, top=RED, skin=3, scarf=AMBER[0], skirt=GREEN, right=(24, 72)),
        person(306, 260, 104, top=GREEN, skin=1, left=(-24, 56)), person(352, 262, 98, top=AMBER, skin=2, hair="bun", skirt=BLUE, left=(-22, 50)), person(398, 262, 66, top=RED, skin=0),
    )  # fmt: skip


def council() -> str:
    return scene(
        "A meeting in the quarter: hosts and newcomers around a table, a plan on the wall, a water tap outside",
        f'<path d="M0 0H480V200H0Z" fill="{GREEN[1]}"/><path d="M0 200H480V270H0Z" fill="{SOIL}"/>', path("M0 200H480", weight=2),
        box(150, 24, 180, 96, (INK, PAPER), r=3), path("M164 100Q210 60 250 84T318 48", stroke=BLUE[0], weight=8),
        windows(180, 40, 3, 1, 30, 0, 18, 14, AMBER[1]), windows(260, 92, 2, 1, 26, 0, 16, 14, RED[1]),
        box(374, 34, 86, 100, (INK, SKY), r=2), tap(424, 132, 1.1),
        *(person(60 + 72 * one, 246, 112, top=(AMBER, BLUE, RED, GREEN, GREY, BLUE)[one], skin=(0, 2, 3, 1, 0, 3)[one], seated=True,
                 hair=("", "long", "", "", "bun", "")[one], scarf=("", "", BLUE[0], "", "", AMBER[0])[one], left=(-20, 52), right=(20, 52)) for one in range(6)),
        table(240, 262, 440, 54), sheet(150, 196, 0.6), sheet(300, 196, 0.6),
    )  # fmt: skip


def plantation() -> str:
    rows = "".join(bush(30 + 54 * column, 176 + 22 * row, 0.95) for row in range(3) for column in range(9))
    return scene(
        "A plantation in the evening: a nurse gives a worker a small card, and a bus waits to leave at the end of the season",
        sun(70, 62, 24), ground(150, HEIGHT, "#c9d9ab"), rows, bus(384, 170, 130, GREY),
        person(150, 258, 118, top=("#f7fbfa", GREEN[1]), skin=2, scarf=GREEN[0], right=(28, 60)), sheet(190, 186, 0.6, 3),
        person(232, 260, 118, top=AMBER, skin=3, hat="#f3c75f", left=(-28, 60)), person(292, 260, 108, top=RED, skin=0, hair="bun", skirt=BLUE),
        person(346, 262, 112, top=BLUE, skin=1, hat="#f3c75f"), suitcase(374, 264),
    )  # fmt: skip


def savings() -> str:
    return scene(
        "A family in two places: he sends money from a building site, she decides at home with a book and a telephone",
        f'<path d="M0 0H236V270H0Z" fill="{BLUE[1]}"/><path d="M236 0H480V270H236Z" fill="{AMBER[1]}"/>', ground(212, HEIGHT, "#d9d4c8"), path("M236 0V270", weight=2),
        crane(70, 212, 176), tower(168, 212, 76, 110, GREY), person(112, 256, 122, top=BLUE, skin=3, hat="#f3c75f", right=(26, 60)), phone(150, 176, 0.7, "M-8 -6H8M2 -12L8 -6L2 0"),
        house(420, 212, 92, RED), person(318, 256, 122, top=GREEN, skin=0, scarf=RED[0], skirt=AMBER, left=(-26, 62), right=(26, 56)), phone(282, 176, 0.7, "M-8 -4L-2 4L9 -12"),
        sheet(354, 184, 0.7), person(402, 258, 70, top=RED, skin=0), person(446, 256, 106, top=GREY, skin=3, hair="bun", skirt=BLUE),
        coin(196, 60, 13), coin(236, 46, 13), coin(276, 60, 13),
    )  # fmt: skip


def canal() -> str:
    return scene(
        "A repaired canal between fields: women and a sharecropper work, and the owner is only a voice on a telephone",
        sun(430, 46), ground(120, HEIGHT), tree(40, 128, 60), house(100, 128, 52, AMBER), house(160, 124, 44, RED),
        field(10, 150, 190, 106), field(290, 150, 180, 106), f'<path d="M214 120H258L286 270H196Z" fill="{WATER}"/>', path("M214 120L196 270M258 120L286 270", weight=3),
        person(92, 250, 118, top=RED, skin=0, scarf=GREEN[0], skirt=BLUE, right=(30, 36)), path("M124 212L144 258l12 -5", stroke="#7a5a35", weight=5),
        person(172, 256, 108, top=AMBER, skin=3, hair="bun", skirt=GREEN, right=(20, 76)), phone(202, 168, 0.5),
        person(340, 254, 114, top=BLUE, skin=1, hat=AMBER[1], left=(-28, 40)), person(424, 256, 108, top=GREEN, skin=2, hair="long", skirt=GREY, left=(-22, 50)), sheet(392, 206, 0.6),
    )  # fmt: skip


def two_posts() -> str:
    room = box(290, 92, 170, 116, (INK, GREEN[1]), r=3) + windows(310, 112, 1, 1, 0, 0, 40, 30, SKY)
    return scene(
        "A border post: a queue at the counter, and behind a wall a quiet room with two chairs and a glass of water",
        f'<path d="M0 0H480V208H0Z" fill="{GREY[1]}"/>', ground(208, HEIGHT, "#d9d4c8"), room,
        person(214, 220, 116, top=BLUE, skin=2, hat=BLUE[0], seated=True, left=(-24, 52)), counter(214, 244, 90, 62, BLUE), sheet(186, 164, 0.55),
        person(138, 254, 114, top=AMBER, skin=1, right=(26, 58)), person(92, 254, 108, top=RED, skin=0, scarf=GREEN[0], skirt=BLUE), person(48, 256, 112, top=GREY, skin=3), person(18, 258, 70, top=GREEN, skin=3),
        table(376, 250, 56, 44), shape(376, 198, 1, "M-7 0L-9 -20H9L7 0Z", fill=SKY, weight=2),
        chair(326, 262, 1.2), person(326, 268, 108, top=GREEN, skin=0, hair="long", seated=True, right=(18, 44)), chair(428, 262, 1.2), person(428, 268, 104, top=AMBER, skin=3, seated=True, left=(-16, 44)),
    )  # fmt: skip


def river_quarter() -> str:
    return scene(
        "A quarter by the river: an engineer with a plan meets owners and tenants before the works begin",
        sun(430, 40, 18), ground(190, HEIGHT, SOIL), f'<path d="M0 210Q120 196 240 220T480 208V270H0Z" fill="{WATER}"/>', path("M0 210Q120 196 240 220T480 208", weight=2),
        house(50, 190, 64, RED), house(122, 186, 54, AMBER), house(188, 190, 62, GREY), house(86, 132, 44, GREEN), house(156, 130, 40, RED), tower(256, 190, 54, 84, BLUE), crane(330, 190, 160),
        f'<path d="M0 236H480V270H0Z" fill="{SOIL}"/>', path("M0 236H480", weight=2),
        person(330, 262, 118, top=AMBER, skin=2, hat="#f3c75f", left=(-26, 58)), sheet(292, 192, 0.8), person(248, 262, 112, top=BLUE, skin=0, right=(24, 58)), person(196, 264, 108, top=RED, skin=3, scarf=AMBER[0], skirt=GREEN),
        person(148, 264, 110, top=GREEN, skin=1), person(116, 264, 66, top=AMBER, skin=1), person(404, 264, 110, top=GREY, skin=0, hair="bun", skirt=BLUE, left=(-24, 50)), suitcase(440, 266, 1.1, BLUE),
    )  # fmt: skip


# Where the course begins, and what holds for every sector.


def monday() -> str:
    return scene(
        "A desk on Monday morning: a draft with a note in its margin, a clock, and a road outside the window",
        f'<path d="M0 0H480V206H0Z" fill="{GREEN[1]}"/>', ground(206, HEIGHT, SOIL), box(40, 26, 170, 116, (INK, SKY), r=3),
        f'<path d="M42 110H208V140H42Z" fill="{GRASS}"/>', path("M110 140L120 84M150 140L134 84", weight=2.5), tree(66, 116, 40), house(180, 112, 26, RED),
        person(156, 98, 26, top=AMBER, skin=3), path("M125 26V142M40 84H210", weight=2), circle(270, 60, 28), path("M270 60V42M270 60L284 66", weight=4),
        person(338, 246, 128, top=BLUE, skin=1, hair="bun", seated=True, left=(-30, 50), right=(26, 50)), table(320, 262, 270, 60),
        sheet(286, 176, 1.1), path("M306 158v34", stroke=RED[0], weight=4), phone(402, 170, 0.7), shape(232, 194, 1, "M-9 0L-11 -20H11L9 0Z", fill=AMBER[0]),
    )  # fmt: skip


def corridor() -> str:
    return scene(
        "Three colleagues at lunch compare notes: a road, a health centre, a school",
        f'<path d="M0 0H480V206H0Z" fill="{AMBER[1]}"/>', ground(206, HEIGHT, SOIL),
        circle(86, 62, 50, fill=PAPER), path("M62 106L80 30M110 106L92 30", weight=2.5), path("M86 100V90M86 76V66M86 52V44", weight=3), house(60, 76, 18, RED),
        circle(240, 62, 50, fill=PAPER), clinic(240, 94, 64), circle(394, 62, 50, fill=PAPER), school(394, 92, 66),
        person(110, 250, 122, top=AMBER, skin=2, hat="#f3c75f", seated=True, right=(28, 54)), person(240, 250, 122, top=("#f7fbfa", GREEN[1]), skin=0, scarf=GREEN[0], seated=True, right=(28, 54)),
        person(370, 250, 122, top=BLUE, skin=3, hair="long", seated=True, left=(-28, 54)), table(240, 262, 420, 56),
        *(shape(x, 198, 1, "M-18 0Q-16 12 0 12Q16 12 18 0Z", fill=fill) for x, fill in ((166, RED[1]), (302, GREEN[1]))),
    )  # fmt: skip


def list_at_the_door() -> str:
    return scene(
        "After a storm: new roofs and broken ones, and a list of names on the door of the town hall",
        cloud(404, 46, 1.3, GREY[1]), ground(206, HEIGHT), hall(110, 206, 200), sheet(110, 176, 0.9),
        house(256, 206, 62, GREEN), house(334, 206, 62, GREEN),
        shape(412, 206, 1, "M-32 0V-34H32V0Z", fill=PAPER), shape(412, 172, 1, "M-38 0L-14 -22L-6 -4L6 -20L14 0M24 0L38 0", weight=3), shape(412, 206, 1, "M-8 0V-20H8V0Z", fill=GREY[1]),
        person(164, 254, 114, top=AMBER, skin=2, hair="bun", skirt=BLUE, left=(-24, 60)), person(226, 256, 112, top=BLUE, skin=1),
        person(296, 258, 108, top=RED, skin=0, scarf=AMBER[0], skirt=GREEN), person(330, 260, 66, top=GREEN, skin=0), person(362, 258, 110, top=GREY, skin=3), bundle(386, 262, 0.8),
    )  # fmt: skip


def two_visitors() -> str:
    return scene(
        "A town planner between two visitors who bring her nearly the same form",
        f'<path d="M0 0H480V206H0Z" fill="{BLUE[1]}"/>', ground(206, HEIGHT, "#d9d4c8"), box(170, 20, 140, 84, (INK, PAPER), r=3),
        path("M182 88Q212 50 240 72T300 40", stroke=BLUE[0], weight=7), windows(190, 32, 3, 1, 26, 0, 15, 12, AMBER[1]), windows(254, 76, 2, 1, 24, 0, 14, 12, RED[1]),
        person(240, 240, 124, top=GREEN, skin=0, hair="bun", seated=True, left=(-28, 46), right=(28, 46)), table(240, 258, 180, 58),
        person(86, 256, 128, top=BLUE, skin=2, right=(36, 56)), sheet(142, 182, 1, 6), person(396, 256, 126, top=AMBER, skin=3, hair="long", skirt=GREY, left=(-36, 56)), sheet(340, 182, 1, 6),
        suitcase(48, 260, 0.9, GREY), suitcase(440, 260, 0.9, GREEN),
    )  # fmt: skip


def drawn() -> dict[str, str]:
    return {
        "education-scene": education(),
        "employment-scene": employment(),
        "environment-scene": environment(),
        "governance-scene": governance(),
        "health-scene": health(),
        "private-sector-scene": private_sector(),
        "rural-scene": rural(),
        "security-scene": security(),
        "urban-scene": urban(),
        "shocks-border-closed": border_closed(),
        "start-monday": monday(),
        "introduction-lunch": corridor(),
        "principles-list": list_at_the_door(),
        "partnerships-visitors": two_visitors(),
        "education-shifts": school_shifts(),
        "employment-hotel": hotel(),
        "environment-places": three_places(),
        "governance-meeting": council(),
        "health-plantation": plantation(),
        "private-sector-savings": savings(),
        "rural-canal": canal(),
        "security-post": two_posts(),
        "urban-river": river_quarter(),
    }
