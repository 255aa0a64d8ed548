"""All screens of an edition, made side by side in several processes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from course_builder.assets import MediaFile
from course_builder.assets.pictures import Fault
from course_builder.diagnostics import Diagnostic
from course_builder.render.addresses import DeadEnd
from course_builder.render.edition import Edition, Screens
from course_builder.render.site import ScreenLink
from course_builder.spreading import spread

Form = Literal["page", "print", "single"]
"""What a screen is made for: a file of its own, the page that prints the course, the single file."""

_TOGETHER = 25
"""How many screens a process makes before it gives them back."""
_WORTH = 100_000
"""Characters of a course's text below which one process is as fast as several."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A screen, and all that became known when it was made.

    Args:
        html: by form.
        files: the media files that nothing had asked for before, by path.
    """

    screen: str
    html: Mapping[Form, str]
    diagnostics: Sequence[Diagnostic]
    dead_ends: frozenset[DeadEnd]
    files: Mapping[str, MediaFile | Fault]


def prepare(edition: Edition, texts: Iterable[str], forms: Collection[Form], jobs: int) -> None:
    """Make all screens of an edition in several processes, and keep them in it, where the course is large enough.

    Args:
        texts: of the source files.
        forms: what they are made for, beside files of their own.
        jobs: how many processes may take part.
    """
    if jobs < 2 or sum(map(len, texts)) < _WORTH:
        return
    links = edition.pages.links
    # What every screen needs is found for the first one, and all processes have it from this.
    _take(edition, _leaf(edition, forms, links[0]))
    size = max(1, min(_TOGETHER, len(links) // (4 * jobs)))
    parts = [links[at : at + size] for at in range(1, len(links), size)]
    made = 1
    for leaves in spread(partial(_leaves, edition, forms), parts, jobs):
        for leaf in leaves:
            _take(edition, leaf)
        made += len(leaves)
        edition.progress.step("pages", made, len(links))


def _leaves(edition: Edition, forms: Collection[Form], links: Sequence[ScreenLink]) -> list[Leaf]:
    return [_leaf(edition, forms, link) for link in links]


def _leaf(edition: Edition, forms: Collection[Form], link: ScreenLink) -> Leaf:
    diagnostics, found, dead_ends = edition.report.diagnostics, edition.media.found, edition.dead_ends
    told, files, ends = len(diagnostics), set(found), set(dead_ends)
    html = {
        form: screens.make(own) for form, screens in _screens(edition, forms) if (own := screens.by_id.get(link.id))
    }
    return Leaf(
        link.id,
        html,
        tuple(diagnostics[told:]),
        frozenset(dead_ends - ends),
        {path: one for path, one in found.items() if path not in files},
    )


def _take(edition: Edition, leaf: Leaf) -> None:
    edition.report.diagnostics.extend(leaf.diagnostics)
    edition.dead_ends.update(leaf.dead_ends)
    edition.media.found.update(leaf.files)
    for form, screens in _screens(edition, leaf.html):
        screens.take(screens.by_id[leaf.screen], leaf.html[form])


def _screens(edition: Edition, forms: Collection[Form]) -> Sequence[tuple[Form, Screens]]:
    """Return the screens of each form."""
    found: list[tuple[Form, Screens]] = [("page", edition.pages)]
    if "print" in forms:
        found.append(("print", edition.printed))
    if "single" in forms:
        found.append(("single", edition.sections))
    return found
