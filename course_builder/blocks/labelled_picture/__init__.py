"""A picture with numbered points: ``:::labelled-picture[Caption]`` around it and a list ``- [x, y] **Name** text``.

Without scripts the points are links to the list below the picture; with them a point opens its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import hypot
from pathlib import Path, PurePosixPath

from course_builder.blocks import BlockRoom, Checking, Reading
from course_builder.blocks.pictures import CaptionedPicture, captioned_picture, lines, report_quote
from course_builder.diagnostics import Report, Span
from course_builder.model import Block, Prose, Question
from course_builder.source.lines import part_of
from course_builder.source.list_items import Item
from course_builder.source.names import plain_text, slug

_PLACE = re.compile(r"\[(?P<inside>[^\[\]]*)\]\s*(?!\()")
_NAME = re.compile(r"\*\*(?P<name>(?:[^*\n]|\*(?!\*))+)\*\*\s*(?:[:.–—]\s+)?")
_LINE = "Write one point a line: - [30, 45] **Name** What is to be said. The place is in per cent of the picture."
NARROW = 288
"""Width in CSS pixels of a picture in a window of 320 (WCAG 2.2, 1.4.10 Reflow): the page's margins are taken off."""
MARKER = 24
"""Width of a point in such a window, the least that WCAG 2.2, 2.5.8 Target Size allows."""


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point; ``x`` and ``y`` are per cent of the picture."""

    span: Span
    x: Decimal
    y: Decimal
    name: Prose
    text: Prose | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the block holds. ``key`` begins the ids of its points."""

    picture: CaptionedPicture | None
    points: tuple[Point, ...]
    key: str


def _read(block: Block, reading: Reading) -> Block:
    report = reading.report
    picture: CaptionedPicture | None = None
    items, beside = lines(block, report, "a labelled picture", _LINE)
    content: list[Prose | Block | Question] = []
    for node in beside:
        found = captioned_picture(node) if picture is None and isinstance(node, Prose) else None
        if found is None:
            content.append(node)
            continue
        picture = found
        if found.caption:
            content.append(found.caption)
    points = tuple(point for item in items if (point := _point(item, report)))
    if picture is None:
        hint = "Add ![what it shows](../media/picture.svg) above the list of points."
        report.add("block-content", block.span, "There is no picture in this labelled picture.", hint)
    if not items:
        report.add("block-content", block.span, "There are no points in this labelled picture.", _LINE)
    key = block.id or f"point-{slug(PurePosixPath(block.span.file).stem)}-{block.span.line}"
    return block.model_copy(update={"data": Labelled(picture, points, key), "content": tuple(content)})


def _point(item: Item, report: Report) -> Point | None:
    report_quote(item, report)
    run = item.text
    found = _PLACE.match(run.text) if run else None
    if run is None or found is None:
        report.add("block-content", item.span, "This line has no place in the picture.", _LINE)
        return None
    try:
        x, y = (Decimal(part.strip().rstrip("%")) for part in found["inside"].split(","))
        inside = 0 <= x <= 100 and 0 <= y <= 100
    except (ValueError, ArithmeticError):
        inside = False
    if not inside:
        place = run.at(0, len(found[0].rstrip()))
        report.add("block-content", place, f"{found[0].rstrip()} is not two numbers from 0 to 100.", _LINE)
        return None
    name = _NAME.match(run.text, found.end())
    if name is None:
        report.add("block-content", item.span, "This point has no name.", _LINE)
        return None
    said = run.text[name.end() :].strip()
    text = part_of(run, said, run.text.index(said, name.end())) if said else None
    return Point(item.span, x, y, part_of(run, name["name"], name.start("name")), text)


def _check(block: Block, checking: Checking) -> None:
    data = block.data
    if not isinstance(data, Labelled) or data.picture is None:
        return
    width, height = checking.size(data.picture.address, data.picture.span.file)
    wide = min(width or NARROW, NARROW)
    high = wide * height / width if width and height else wide
    for one, other in combinations(data.points, 2):
        distance = hypot(float(one.x - other.x) / 100 * wide, float(one.y - other.y) / 100 * high)
        if distance < MARKER:
            checking.report.add(
                "picture-points-close",
                other.span,
                f"On a phone this point covers {plain_text(one.name.text)!r}.",
                f"Move one of them by {_distance_to_move(distance)} per cent of the picture's width, or make them one.",
            )


def _distance_to_move(distance: float) -> int:
    """Return by how many per cent of a narrow picture's width two points must be moved away from each other."""
    return int((MARKER - distance) * 100 / NARROW) + 1


room = BlockRoom("labelled-picture", Path(__file__).parent, parts=("labelled-picture",), read=_read, check=_check)
