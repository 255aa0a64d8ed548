"""The Jinja2 environment, made once: templates of the theme, of the blocks' rooms, and those that override them.

Every template gets ``t``, the interface words by key, and ``place``, which turns an id into what it is in this file.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from course_builder.blocks import block_rooms

THEME = Path(__file__).parent / "theme"


class _Compiled(FileSystemBytecodeCache):
    """Keeps templates as Python keeps modules: in compiled form, beside them, where something can be written there.

    It stands with the builder's own code, and not with what is kept of courses, for it is code as well.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def environment(overrides: tuple[Path, ...] = ()) -> Environment:
    """Return the environment whose templates come from ``overrides`` first, then from the theme."""
    made = Environment(
        loader=ChoiceLoader(
            [
                *(FileSystemLoader(folder) for folder in (*overrides, THEME)),
                FunctionLoader(lambda name: _block(name, overrides)),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # A preview's author may change an override at any time; a file's time is cheap to ask for.
        auto_reload=bool(overrides),
        bytecode_cache=_Compiled(str(THEME / "__pycache__"), f"{jinja2.__version__}-%s"),
    )
    made.globals["icon"] = icon
    return made


@cache
def template_names() -> frozenset[str]:
    """Return the names under which a theme can replace templates."""
    own = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*.jinja")}
    blocks = {called for name, room in block_rooms().items() for called in (name, room.folder.name)}
    return frozenset(own | {f"blocks/{name}.html.jinja" for name in blocks})


@cache
def icon(name: str) -> Markup:
    """Return the SVG of an icon, hidden from screen readers: the words beside it say what it means."""
    return Markup(f'<svg class="icon icon-{name}" viewBox="0 0 24 24" aria-hidden="true">{_icons()[name]}</svg>')  # noqa: S704


@cache
def _icons() -> dict[str, str]:
    found: dict[str, str] = json.loads((THEME / "icons.json").read_text("utf-8"))
    return found


def _block(name: str, overrides: tuple[Path, ...]) -> tuple[str, str | None, Callable[[], bool]] | None:
    """Return the template ``blocks/NAME.html.jinja`` of a block.

    Blocks that share a room, as all callouts do, share its template, and a theme replaces it under the room's name.
    """
    room = block_rooms().get(name.removeprefix("blocks/").removesuffix(".html.jinja"))
    if room is None:
        return None
    called = (name, f"blocks/{room.folder.name}.html.jinja")
    paths = [folder / one for folder in overrides for one in called]
    seen = [_changed(path) for path in paths]

    def is_current() -> bool:
        return [_changed(path) for path in paths] == seen

    own = next((path for path in paths if path.is_file()), None)
    return (own.read_text("utf-8"), str(own), is_current) if own else (room.template, None, is_current)


def _changed(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0
