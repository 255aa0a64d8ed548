"""The player's scripts, as bundled by ``make build``.

A package gets the core with one tracker and only the behaviours that its course uses, in one file; search is a file of
its own that the browser fetches when somebody searches. The bundle is built by esbuild and terser, and is not kept in
git.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, get_args

Tracker = Literal["local", "scorm12", "scorm2004"]
"""What keeps the learner's progress: the browser, or an LMS by one of its protocols."""

BEHAVIOURS = (
    "question", "choice", "text", "number", "match", "order", "region", "hints", "gate",
)  # fmt: skip
"""The behaviours there are, in the order in which they are bundled: those that others use come first."""

_NEEDS = {
    **dict.fromkeys(("choice", "text", "number", "match", "order", "region", "hints"), ("question",)),
}


class BundleMissingError(RuntimeError):
    """The player was not bundled."""


def script(behaviours: Iterable[str], tracker: Tracker | None = None) -> bytes:
    """Return the player for a course.

    Args:
        behaviours: names of ``BEHAVIOURS`` that the course uses, in any order; what they need comes along.
        tracker: the one protocol that the player is to speak, which makes it smaller; the same as in the course's data.
            None: it speaks all of them.

    Raises:
        ValueError: a name is none of ``BEHAVIOURS``, or the tracker is unknown.
        BundleMissingError: the player was not bundled yet.
    """
    wanted = set(behaviours)
    if unknown := sorted(wanted.difference(BEHAVIOURS)):
        raise ValueError(f"the player has no behaviour {unknown[0]!r}; it has {', '.join(BEHAVIOURS)}")
    if tracker and tracker not in get_args(Tracker):
        raise ValueError(f"the player has no tracker {tracker!r}; it has {', '.join(get_args(Tracker))}")
    for name in tuple(wanted):
        wanted.update(_NEEDS.get(name, ()))
    core = f"core-{tracker}" if tracker else "core"
    return b"".join(_bundle(name) for name in (core, *(one for one in BEHAVIOURS if one in wanted)))


def part(name: str) -> bytes:
    """Return a part of the player: what only the pages that need it load, after the player itself.

    Args:
        name: of a file in ``src/parts``.

    Raises:
        BundleMissingError: the player was not bundled yet.
    """
    return _bundle(f"{name}.part")


def search_script() -> bytes:
    """Return the search. The index, ``window.courseBuilderSearch = […]``, goes before it in the same file.

    Raises:
        BundleMissingError: the player was not bundled yet.
    """
    return _bundle("search")


def unpacking_script() -> bytes:
    """Return what follows the course's data in their file, and makes of them what the player works with.

    Raises:
        BundleMissingError: the player was not bundled yet.
    """
    return _bundle("unpacking")


def offline_script() -> bytes:
    """Return what follows the course's data where the course is to be kept for when there is no connection.

    Raises:
        BundleMissingError: the player was not bundled yet.
    """
    return _bundle("offline")


def worker() -> bytes:
    """Return the service worker. What it keeps, ``const courseBuilderOffline = …``, goes before it in the same file.

    Raises:
        BundleMissingError: the player was not bundled yet.
    """
    return _bundle("worker")


def licences() -> dict[str, str]:
    """Return the licence texts of the libraries in the bundle, by the library's name.

    Raises:
        BundleMissingError: the player was not bundled yet.
    """
    _bundle("core")
    folder = _dist() / "licences"
    if not folder.is_dir():  # nothing of others is bundled, and wheels keep no empty folders
        return {}
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".txt")), key=lambda one: one.name)
    return {one.name.removesuffix(".txt").replace("__", "/"): one.read_text(encoding="utf-8") for one in found}


@cache
def words() -> frozenset[str]:
    """Return the keys of the interface words that the player uses."""
    return frozenset(json.loads((files(__name__) / "words.en.json").read_text(encoding="utf-8")))


_MISSING = "the player's scripts are not built; run 'make build'"


def _dist() -> Traversable:
    return files(__name__) / "dist"


@cache
def _bundle(name: str) -> bytes:
    file = _dist() / f"{name}.js"
    if not file.is_file():
        raise BundleMissingError(_MISSING)
    return file.read_bytes()
