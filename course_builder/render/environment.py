"""The Jinja2 environment, made once: templates of the theme, of the blocks' rooms, and those that override them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

THEME = Path(__file__).parent / "theme"


@cache
def environment(overrides: tuple[Path, ...] = ()) -> Environment:
    """Return the environment whose templates come from ``overrides`` first, then from the theme."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*overrides, THEME)]),
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
    return Markup(f'<svg class="icon icon-{name}" viewBox="0 0 24 24" aria-hidden="true">{_icons()[name]}</svg>')


@cache
def _icons() -> dict[str, str]:
    found: dict[str, str] = json.loads((THEME / "icons.json").read_text("utf-8"))
    return found
