"""All screens of an edition, made side by side in several processes, or taken from those of an earlier build."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from functools import partial
from itertools import groupby
from typing import Any, Literal, Protocol, get_args

from course_builder.assets import MediaFile
from course_builder.assets.pictures import Fault
from course_builder.cache import Cache
from course_builder.diagnostics import Diagnostic, Span
from course_builder.render.addresses import DeadEnd
from course_builder.render.edition import Edition, Screens, searched
from course_builder.render.made_from import MadeFrom
from course_builder.render.site import ScreenLink
from course_builder.spreading import spread

Form = Literal["page", "print", "single"]
"""What a screen is made for: a file of its own, the page that prints the course, the single file."""

_TOGETHER = 25
"""How many screens a process makes before it gives them back, and are kept together."""
_WORTH = 100_000
"""Characters of a course's text below which one process is as fast as several."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A screen, and all that became known when it was made.

    Args:
        html: by form.
        text: what the search looks through.
        lawful: whether the laws hold on it.
        files: what its addresses of files led to, as ``_said`` says it.
        media: the files that nothing in its process had asked for before, by path; not kept.
    """

    screen: str
    html: Mapping[str, str]
    text: str
    lawful: bool
    diagnostics: Sequence[Diagnostic]
    dead_ends: Sequence[DeadEnd]
    files: Sequence[tuple[str, str, bool, str]]
    media: Mapping[str, MediaFile | Fault] = field(default_factory=dict)


class Laws(Protocol):
    """What has to hold on each page, and can be seen from its sources and the page alone."""

    def texts(self, screens: Iterable[str]) -> Mapping[str, str]:
        """Return the sources of screens, by path."""
        ...

    def hold(self, screen: str, html: str) -> bool:
        """Whether all is well on a page."""
        ...


def prepare(edition: Edition, texts: Iterable[str], forms: Collection[Form], cache: Cache, laws: Laws) -> None:
    """Make all screens of an edition, and keep them in it, where the course is large enough.

    Args:
        texts: of the source files.
        forms: what they are made for, beside files of their own.
        cache: what earlier builds made, and where this one's screens are kept.
        laws: what is looked at when a page is made.
    """
    links = edition.pages.links
    if (edition.jobs < 2 and not cache.keeps) or sum(map(len, texts)) < _WORTH:
        return
    wanted = tuple(form for form in get_args(Form) if form == "page" or form in forms)
    made_from = MadeFrom(edition) if cache.keeps else None
    done = 0
    missing: list[tuple[str, Sequence[ScreenLink]]] = []
    for part in _parts(links):
        key = made_from.key(part, wanted, laws.texts(link.id for link in part)) if made_from else ""
        leaves = _kept(edition, cache, key) if made_from else None
        if leaves is None:
            missing.append((key, part))
        else:
            done += _take(edition, leaves)
    if missing and edition.jobs > 1:
        # What all screens need is found once, and each process has it from this one.
        edition.pages.make(missing[0][1][0])
    for leaves in spread(partial(_made, edition, wanted, cache, laws), missing, edition.jobs):
        done += _take(edition, leaves)
        edition.progress.step("pages", done, len(links))


def _parts(links: Sequence[ScreenLink]) -> Iterator[Sequence[ScreenLink]]:
    """Yield the screens of each module, not too many at once: a change of one is made anew with its neighbours."""
    for _, own in groupby(links, key=lambda link: link.module):
        module = list(own)
        for at in range(0, len(module), _TOGETHER):
            yield module[at : at + _TOGETHER]


def _made(
    edition: Edition, forms: Collection[Form], cache: Cache, laws: Laws, missing: tuple[str, Sequence[ScreenLink]]
) -> list[Leaf]:
    key, links = missing
    leaves = [_leaf(edition, forms, laws, link) for link in links]
    # What leads nowhere may lead somewhere the next time, and what is meant instead depends on much.
    if not any(leaf.dead_ends for leaf in leaves):
        cache.put(key, json.dumps([_as_data(leaf) for leaf in leaves], ensure_ascii=False).encode())
    return leaves


def _leaf(edition: Edition, forms: Collection[Form], laws: Laws, link: ScreenLink) -> Leaf:
    """Make a screen."""
    edition.asked.clear()
    told, found = len(edition.report.diagnostics), set(edition.media.found)
    html = {
        form: screens().make(screens().by_id[link.id])
        for form, screens in _screens(edition)
        if form in forms and link.id in screens().by_id
    }
    edition.forget_conversions()
    return Leaf(
        link.id,
        html,
        searched(html["page"]),
        laws.hold(link.id, html["page"]),
        edition.report.diagnostics[told:],
        [one for one in edition.dead_ends if (one.written, one.file) in {asked[:2] for asked in edition.asked}],
        [(*asked, _said(edition, *asked)) for asked in sorted(edition.asked)],
        {path: one for path, one in edition.media.found.items() if path not in found},
    )


def _take(edition: Edition, leaves: Sequence[Leaf]) -> int:
    """Keep screens in an edition, with all that was told of them; return how many they are."""
    screens = dict(_screens(edition))
    for leaf in leaves:
        edition.report.diagnostics.extend(leaf.diagnostics)
        edition.dead_ends.update(leaf.dead_ends)
        if leaf.lawful:
            edition.lawful.add(leaf.screen)
        edition.media.found.update(leaf.media)
        for written, file, shown, _ in leaf.files:
            # So that it is packed.
            _said(edition, written, file, shown)
        for form, html in leaf.html.items():
            of_form = screens[form]()
            of_form.take(of_form.by_id[leaf.screen], html, leaf.text)
    return len(leaves)


def _screens(edition: Edition) -> Sequence[tuple[str, Callable[[], Screens]]]:
    """Return the screens of each form, which are made when they are asked for."""
    return (
        ("page", lambda: edition.pages),
        ("print", lambda: edition.printed),
        ("single", lambda: edition.sections),
    )


def _kept(edition: Edition, cache: Cache, key: str) -> list[Leaf] | None:
    """Return the screens of an earlier build, if the files that they name are still the same."""
    content = cache.get(key)
    if content is None:
        return None
    leaves = [_of_data(data) for data in json.loads(content)]
    named = {one for leaf in leaves for one in leaf.files}
    return leaves if all(_said(edition, written, file, shown) == said for written, file, shown, said in named) else None


def _said(edition: Edition, written: str, file: str, shown: bool) -> str:
    """Return all that a page can know of the file that an address leads to."""
    found = edition.media.find(written, file)
    if isinstance(found, Fault):
        return repr(found)
    packed = edition.media.shown(found) if shown else edition.media.original(found)
    said = [getattr(found, one.name) for one in fields(found) if one.name != "content"]
    return repr([*said, found.content.size, found.content.digest, packed])


def _as_data(leaf: Leaf) -> list[Any]:
    told = [[astuple(one.span), one.code, one.message, one.hint] for one in leaf.diagnostics]
    return [leaf.screen, leaf.html, leaf.text, leaf.lawful, told, leaf.files]


def _of_data(data: Sequence[Any]) -> Leaf:
    screen, html, text, lawful, told, files = data
    diagnostics = [Diagnostic(code, Span(*span), message, hint) for span, code, message, hint in told]
    return Leaf(screen, html, text, lawful, diagnostics, (), [tuple(one) for one in files])
