"""The Jinja2 environment, made once: templates of the theme, of the blocks' rooms, and those that override them.

Every template gets ``t``, the interface words by key, and ``place``, which turns an id into what it is in this file.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
from markupsafe import Markup

from course_builder.blocks import block_rooms

THEME = Path(__file__).parent / "theme"


@cache
def environment(overrides: tuple[Path, ...] = ()) -> Environment:
    """Return the environment whose templates come from ``overrides`` first, then from the theme."""
    made = Environment(
        loader=ChoiceLoader([*(FileSystemLoader(folder) for folder in (*overrides, THEME)), FunctionLoader(_block)]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # A preview's author may change an override at any time; a file's time is cheap to ask for.
        auto_reload=bool(overrides),
    )
    made.globals["icon"] = icon
    return made


@cache
def icon(name: str) -> Markup:
    """Return the SVG of an icon, hidden from screen readers: the words beside it say what it means."""
    return Markup(f'<svg class="icon icon-{name}" viewBox="0 0 24 24" aria-hidden="true">{_icons()[name]}</svg>')  # noqa: S704


@cache
def _icons() -> dict[str, str]:
    found: dict[str, str] = json.loads((THEME / "icons.json").read_text("utf-8"))
    return found


def _block(name: str) -> str | None:
    """Return the template ``blocks/NAME.html.jinja`` from the room of that block."""
    room = block_rooms().get(name.removeprefix("blocks/").removesuffix(".html.jinja"))
    return room.template if room else None
