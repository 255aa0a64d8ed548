"""Blocks: directives that are not questions.

Each is one room: a folder here (or in a package that names it under the entry point group ``course_builder.blocks``)
with its options, its template, its style and the name of its behaviour in the player.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from course_builder.model import Block
from course_builder.model.settings import Settings
from course_builder.plugins import plugged_in


class NoOptions(Settings):
    """A block without options."""


@dataclass(frozen=True, slots=True)
class BlockRoom:
    """One kind of block.

    Args:
        name: the directive's name.
        folder: holds ``block.html.jinja`` and, if it has a style of its own, ``style.css``. The template is given
            ``block`` (a ``Block``), ``label`` and ``content`` (HTML), and ``t`` (interface words by key).
        options: its attributes.
        behaviour: the player's behaviour that a package with this block carries, or empty.
        inside: the block that it must stand in, or empty.
    """

    name: str
    folder: Path
    options: type[Settings] = NoOptions
    behaviour: str = ""
    inside: str = ""

    @property
    def template(self) -> str:
        """The source of the block's template."""
        return (self.folder / "block.html.jinja").read_text(encoding="utf-8")

    @property
    def style(self) -> str:
        """The block's CSS, or empty."""
        path = self.folder / "style.css"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def block_rooms() -> dict[str, BlockRoom]:
    """Return all blocks by name."""
    return plugged_in("course_builder.blocks")


def room_of(block: Block) -> BlockRoom:
    """Return the room of a block of the model."""
    return block_rooms()[block.name]
