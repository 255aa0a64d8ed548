"""Blocks: directives that are not questions.

Each is one room: a folder here (or in a package that names it under the entry point group ``course_builder.blocks``)
with its syntax, its options, its template, its style and the name of its behaviour in the player.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_builder import player
from course_builder.diagnostics import Report, Span
from course_builder.model import Block, Content, Course
from course_builder.model.settings import Settings
from course_builder.plugins import plugged_in


class NoOptions(Settings):
    """A block without options."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a room is given to read a block with.

    Args:
        report: told of every mistake.
        text: the text of another file of the course, by its address as the author wrote it and the place where it is
            written. Returns the file's path in the course and its text; None where it cannot be used, which is told.
        include: the content of another Markdown file of the course, by the same two; empty where it cannot be used.
        place: where the value of an attribute stands, by the attribute's name; where it is not given, the block.
        language: of the course; figures are read by it.
    """

    report: Report
    text: Callable[[str, Span], tuple[str, str] | None]
    include: Callable[[str, Span], Content]
    place: Callable[[str], Span]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Checking:
    """What a room is given to check a block with, when the pages are made and all files are known.

    Args:
        report: told of every mistake.
        size: width and height of a picture in pixels, by its address as written and the file that it is written in;
            0 where they are not known.
        course: that the block stands in.
    """

    report: Report
    size: Callable[[str, str], tuple[int, int]]
    course: Course


@dataclass(frozen=True, slots=True)
class BlockRoom:
    """One kind of block.

    Args:
        name: the directive's name.
        folder: holds ``block.html.jinja`` and, if it has a style of its own, ``style.css``. The template is given
            ``block`` (a ``Block``), ``label`` and ``content`` (HTML), ``t`` (interface words by key), ``place`` (makes
            an id what it is in this file), ``target`` (where an address leads) and ``html`` (``Fragments``, which turn
            further Markdown and content into HTML).
        options: its attributes.
        behaviour: the behaviour of the player's own script that a package with this block carries, or empty.
        parts: scripts and styles of the player that only pages with this block load, those that others rest on first.
            The room's own style belongs to the last of them, and so does ``script.js`` in its folder, where there is
            one; else the player has the script (``player/src/parts``). The template's outermost element names them:
            ``data-needs="tool matrix"``.
        inside: the blocks of which it must stand in one; empty: it can stand anywhere.
        needs_id: whether authors must give it an id, because something is kept under it.
        around: whether it is nothing without text inside, so that two colons are one too few.
        for_trainers: whether learners never get it. It holds no question, and nothing under which something is kept.
        for_learners: whether progress depends on it though nothing is kept under an id: learners have to meet it.
        read: reads what the generic reader could not: checks the block's content, and returns the block with ``data``.
        check: tells what can only be told when the files are known that the block names.
    """

    name: str
    folder: Path
    options: type[Settings] = NoOptions
    behaviour: str = ""
    parts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    needs_id: bool = False
    around: bool = False
    for_trainers: bool = False
    for_learners: bool = False
    read: Callable[[Block, Reading], Block] | None = None
    check: Callable[[Block, Checking], None] | None = None

    @property
    def template(self) -> str:
        """The source of the block's template."""
        return (self.folder / "block.html.jinja").read_text(encoding="utf-8")

    @property
    def style(self) -> str:
        """The block's CSS, or empty."""
        path = self.folder / "style.css"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def block_rooms() -> Mapping[str, BlockRoom]:
    """Return all blocks by name."""
    return plugged_in("course_builder.blocks")


def room_of(block: Block) -> BlockRoom:
    """Return the room of a block of the model."""
    return block_rooms()[block.name]


PAGES = ("home", "quiz", "results", "scenario")
"""Parts that templates of pages need: what the start, a quiz, the results or a scenario do comes with its page. Their
style is the theme's."""


HANDOUT = "handout"
"""The part that prints the whole course."""

FOLDED = "folded"
"""The part that makes the screens of the single file, which are text until they are shown."""

LANGUAGES = "languages"
"""The part of the switch in the header of a course that has several languages."""

LATE = ("reading",)
"""Parts that no page needs: a button in the bar loads them when it is first pressed."""


def parts() -> tuple[str, ...]:
    """Return the names of all parts that any block needs, and those of pages that are no blocks."""
    return tuple(
        dict.fromkeys(
            [
                *(name for room in block_rooms().values() for name in room.parts),
                *PAGES,
                HANDOUT,
                FOLDED,
                LANGUAGES,
                *LATE,
            ]
        )
    )


def part_script(name: str) -> bytes:
    """Return the script of a part: that of a room which brings its own, else the player's."""
    for room in block_rooms().values():
        own = room.folder / "script.js"
        if room.parts and room.parts[-1] == name and own.is_file():
            return own.read_bytes()
    return player.part(name)


def part_style(name: str) -> str:
    """Return the CSS of a part: the styles of the rooms that it belongs to, and of what several rooms share."""
    shared = Path(__file__).parent / "parts" / f"{name}.css"
    styles = dict.fromkeys(room.style for room in block_rooms().values() if room.parts and room.parts[-1] == name)
    return "\n".join([shared.read_text(encoding="utf-8") if shared.is_file() else "", *styles])
