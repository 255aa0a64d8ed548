"""What the pages need to know about a course besides its model: addresses, words, and how to read its Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

from course_builder.model import Course, Prose, Question

ScreenKind = Literal["home", "page", "assessment", "results"]


@dataclass(frozen=True, slots=True)
class Version:
    """A course in one of its languages, as the switch in the header shows it.

    Args:
        language: its tag.
        name: what the language calls itself.
        folder: where its pages stand, such as ``fr/``; empty for the language in which the course is written.
    """

    language: str
    name: str
    folder: str = ""

    def named(self, course: str) -> str:
        """Return how files of it are named that stand beside those of the other languages.

        Args:
            course: the course's id.
        """
        return f"{course}-{self.language}" if self.folder else course


@dataclass(frozen=True, slots=True)
class ScreenLink:
    """A screen as menus and links see it.

    Args:
        id: the id of the page or assessment; ``home`` and ``results`` for those that the builder makes.
        href: its address: ``education.html``, or ``#screen-education`` in the single file.
        title: one line of plain text.
        module: the id of its module, or empty.
    """

    id: str
    href: str
    title: str
    kind: ScreenKind
    module: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or picture leads.

    Args:
        url: what goes into the page.
        screen: the id of the screen it leads to, if it stays in the course.
        width, height: of a picture, in pixels; 0 where unknown.
        size: of a file of the course, in bytes; 0 for everything else.
        readable: of a drawing with text, the width from which that can be read; 0 for everything else.
        webp: versions of a picture that most browsers prefer, each with its width in pixels.
    """

    url: str
    screen: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    readable: int = 0
    webp: tuple[tuple[str, int], ...] = ()

    @property
    def largest(self) -> str:
        """The url of the widest version."""
        return self.webp[-1][0] if self.webp else self.url


class Resolve(Protocol):
    """Turns an address, as written in a source file, into a target.

    Args:
        shown: as a picture on the page, which may then be in a size of its own.
    """

    def __call__(self, written: str, file: str, /, *, shown: bool = False) -> Target: ...


class Converted(Protocol):
    """The HTML of one screen's Markdown: one fragment a run, the footnotes of all, and how formulas were written."""

    @property
    def fragments(self) -> Sequence[str]: ...
    @property
    def footnotes(self) -> str: ...
    @property
    def formulas(self) -> Mapping[str, str]: ...


def _no_data(_question: Question) -> str:
    return "{}"


@dataclass(frozen=True)
class Site:
    """A course with everything that turns it into pages.

    Args:
        course: the model.
        words: interface words by key in the course's language; English stands in for what is missing.
        direction: of the course's language.
        kind: ``folder``: one file a screen. ``single``: everything in one file.
        screens: in reading order, home first. Only what is listed here is rendered.
        convert: turns all Markdown of one screen into HTML.
        resolve: turns a link's or picture's address into a target.
        question_data: the JSON of a question, which stands in its form.
        has_search: whether a search index is built.
        logo: a picture beside the title.
        shared: what stands before the names of the style sheet and the player, where parts of a course share them.
        style, scripts: the texts that the single file carries inside; unused for a folder.
        start_style: what of the style sheet the start needs, to carry it inside; empty: it has the link that all have.
        manifest: the address of the manifest by which the course can be installed; empty where it cannot.
        overrides: folders whose templates come before the theme's.
        whole: the whole course, where ``course`` is a part of it.
        handout: the address of the page that prints the whole course; empty where there is none.
        versions: the course's languages, where it has several.
        root: what stands before the folders of the other languages.
        outdated: the ids of screens on which it is said that they were changed after their translation.
    """

    course: Course
    words: Mapping[str, str]
    direction: Literal["ltr", "rtl"]
    screens: tuple[ScreenLink, ...]
    convert: Callable[[Sequence[Prose]], Converted]
    resolve: Resolve
    kind: Literal["folder", "single"] = "folder"
    question_data: Callable[[Question], str] = _no_data
    has_search: bool = False
    logo: Target | None = None
    shared: str = ""
    style: str = ""
    scripts: tuple[str, ...] = ()
    start_style: str = ""
    manifest: str = ""
    overrides: tuple[Path, ...] = ()
    whole: Course | None = None
    handout: str = ""
    versions: tuple[Version, ...] = ()
    root: str = ""
    outdated: frozenset[str] = frozenset()

    @property
    def version(self) -> Version | None:
        """Its own among the course's languages; None where there is only one."""
        return next((one for one in self.versions if one.language == self.course.settings.language), None)

    @property
    def scripts_at(self) -> str:
        """What stands before the names of the scripts of parts: each language has its own, with its words."""
        return "" if self.versions else self.shared

    @cached_property
    def links(self) -> Mapping[str, ScreenLink]:
        """The screens by id."""
        return {link.id: link for link in self.screens}


def anchor(screen: str, fragment: str) -> str:
    """Return the id that ``fragment`` of a screen has in the single file, where ids of several screens meet."""
    return f"{screen.replace('/', '-')}--{fragment}"
