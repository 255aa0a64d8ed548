"""The files of a course as a folder: what a SCORM package and the HTML output have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from course_builder import blocks, player
from course_builder.checks import limits
from course_builder.content import Content, Held
from course_builder.model import Course
from course_builder.packaging.offline import MANIFEST
from course_builder.packaging.offline import offline as kept_offline
from course_builder.packaging.schemas import licence as schema_licence
from course_builder.render import behaviours
from course_builder.render.data import TrackerKind, as_json, certificate_screen, course_data
from course_builder.render.edition import Edition, Screens
from course_builder.render.icons import licence as icon_licence
from course_builder.render.screens import HANDOUT
from course_builder.render.site import ScreenLink
from course_builder.render.style import part_sheet

DATA, SEARCH = "course.js", "search.js"

PROBE = "probe.txt"
"""What the player asks for to see whether the LMS's server is there; it holds the id that the course data have."""
"""The files with the course's structure, and with the search and what it looks through."""

SWITCH_IN_LMS = "languages-lms"
"""The script of the switch between languages where the LMS's session lives on."""

BROWSER_STORAGE = 64_000
"""Characters kept of a course where there is no LMS. The browser gives five million to all courses of a site."""


def browser_text_bytes(edition: Edition) -> int:
    """Return how many bytes of each typed text are kept in the browser's storage."""
    return limits.budget(edition.course, edition.lock, BROWSER_STORAGE).text_bytes


def course_script(
    edition: Edition,
    course: Course,
    screens: tuple[ScreenLink, ...],
    *,
    tracker: TrackerKind,
    characters: int,
    text_bytes: int,
    search: str = "",
    single: bool = False,
    identifier: str = "",
    lms: Mapping[str, Any] = MappingProxyType({}),
    switches: bool = False,
) -> str:
    """Return the script with the course's data (``CourseData`` of the player's contract).

    Args:
        switches: they take the place of those of another language, under parts that were loaded with the words of that.
    """
    data = course_data(
        course,
        edition.lock,
        screens,
        player_words(edition) if single or switches else words_of(edition, ""),
        tracker=tracker,
        characters=characters,
        text_bytes=text_bytes,
        search=search,
        single=single,
    )
    if identifier:
        data["id"] = identifier
    data.update(lms)
    # A part of a course cannot tell whether the whole is passed.
    if course is edition.course and (screen := certificate_screen(course)):
        data["certificate"] = screen
    # Inside a script element of a page `</script>` would end it; as an escape it is the same character.
    script = f"window.courseBuilderData={as_json(data).replace('<', chr(92) + 'u003c')};\n"
    return script + player.unpacking_script().decode()


def player_words(edition: Edition) -> Mapping[str, str]:
    """Return the interface words that the player uses; the theme's own are in the pages already."""
    # A plural has forms (`.one`, `.few` …) that differ by language, so keys are compared without them as well.
    keys = player.words()
    families = {key.removesuffix(".other") for key in keys if key.endswith(".other")}
    return {key: text for key, text in edition.words.items() if key in keys or key.rpartition(".")[0] in families}


def words_of(edition: Edition, part: str) -> Mapping[str, str]:
    """Return the words of one part, which begin with its name; those of the player itself where it is empty."""
    parts = blocks.parts()
    owner = {key: key.partition(".")[0] for key in player_words(edition)}
    return {key: edition.words[key] for key, name in owner.items() if (name if name in parts else "") == part}


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a course or a part of it as a folder, each made when it is asked for.

    Args:
        edition: the whole course.
        screens: the pages.
        course: the course, or one with some of its modules.
        characters, text_bytes: what the saved state may take, and how much of each typed text it keeps.
        identifier: under which progress is kept, where it is not the course's id.
        lms: what the player is told of the package, by its names in ``CourseData``.
        offline: whether learners' devices keep the course, and can install it.
        switches: whether the language is switched while the LMS's session lives on.
    """

    edition: Edition
    screens: Screens
    course: Course
    tracker: TrackerKind
    characters: int
    text_bytes: int
    identifier: str = ""
    lms: Mapping[str, Any] = field(default_factory=dict)
    offline: bool = False
    switches: bool = False

    @property
    def own(self) -> tuple[str, ...]:
        """The names of pages, search index, course data and probe: what parts of a course do not share."""
        search = (SEARCH,) if self._has_search else ()
        probe = () if self.tracker == "local" else (PROBE,)
        handout = (HANDOUT,) if self._prints else ()
        return (*(link.href for link in self.screens.links), *handout, *search, *probe, DATA)

    @property
    def shared(self) -> tuple[str, ...]:
        """The names of style sheets, player, media and licences. Media are known when pages and style are made."""
        _ = self.edition.style
        sheets = [f"{name}.part.css" for name in self._parts if name not in blocks.PAGES]
        return ("style.css", "player.js", *sheets, *self.edition.media.used(), "licences.txt")

    @property
    def scripts(self) -> tuple[str, ...]:
        """The names of the scripts of parts, which bring their words: each language has its own."""
        return tuple(f"{name}.part.js" for name in self._parts)

    @property
    def _parts(self) -> tuple[str, ...]:
        return (*self.edition.parts, blocks.HANDOUT) if self._prints else self.edition.parts

    def file(self, name: str) -> Content | None:
        """Return the content of a file; None where there is none of this name."""
        link = self.screens.by_href.get(name)
        if link and not (self._is_whole and link == self.screens.links[0]):
            return self.screens.content(link)
        made = self._made(name)
        return Held(made) if made is not None else self.edition.media.used().get(name)

    def _made(self, name: str) -> bytes | None:
        """Return a file that is made, not copied."""
        match name:
            case "style.css":
                return self.edition.style.encode()
            case "player.js":
                return player.script(behaviours.used(self.edition.course), self.tracker)
            case "licences.txt":
                return licences(self.edition.course, schemas=self.tracker != "local").encode()
            case _ if (part := name.partition(".part."))[1]:
                return self._part(part[0], part[2])
            case _ if self._prints and name == HANDOUT:
                return self.edition.handout
            case _ if self._is_whole and name == self.screens.links[0].href:
                manifest = MANIFEST if self.offline and not self.edition.folder_name else ""
                return self.edition.start(handout=self._prints, manifest=manifest).encode()
            case _ if name == PROBE:
                return f"{self.identifier or self.course.id}\n".encode()
            case _ if name == DATA:
                script = player.offline_script() if self.offline else b""
                if self.edition.folder_name:
                    script = script.replace(b'"sw.js"', b'"../sw.js"')
                return self._data().encode() + script
            case _ if name == SEARCH and self._has_search:
                index = self.edition.search_index(self.screens).replace("<", "\\u003c")
                return f"window.courseBuilderSearch={index};\n".encode() + player.search_script()
        return None

    def files(self, names: Iterable[str]) -> dict[str, Content]:
        """Return the content of several files."""
        return {name: content for name in names if (content := self.file(name)) is not None}

    def _part(self, name: str, ending: str) -> bytes | None:
        """Return the script of a part with its words, or its style."""
        if name not in blocks.parts():
            return None
        if ending == "css":
            return part_sheet(name).encode()
        words = words_of(self.edition, name)
        said = f"Object.assign(courseBuilderData.words,{as_json(words)});\n" if words else ""
        script = player.part(SWITCH_IN_LMS) if self.switches and name == blocks.LANGUAGES else blocks.part_script(name)
        return said.encode() + script if ending == "js" else None

    @property
    def _prints(self) -> bool:
        """Whether it has a page that prints the whole course: a package for an LMS or a copy for reviewers has none."""
        return self.tracker == "local" and self._is_whole and bool(self.course.screens)

    @property
    def _is_whole(self) -> bool:
        """Whether it is the whole course, and the learner's: no part of it, and no copy for reviewers."""
        return self.course is self.edition.course and not self.identifier

    @property
    def _has_search(self) -> bool:
        return any(link.kind == "page" for link in self.screens.links)

    def _data(self) -> str:
        return course_script(
            self.edition,
            self.course,
            self.screens.links,
            tracker=self.tracker,
            characters=self.characters,
            text_bytes=self.text_bytes,
            search=SEARCH if self._has_search else "",
            identifier=self.identifier,
            lms=self.lms,
            switches=self.switches,
        )


def licences(course: Course, *, schemas: bool) -> str:
    """Return the licences of what a package carries inside.

    Args:
        course: the whole course.
        schemas: whether the standard's schema files are inside.
    """
    texts = dict(player.licences())
    if schemas:
        texts["Schema files of the standard"] = schema_licence()
    if icons := icon_licence(course):
        texts["Icons of the modules"] = icons
    return "\n\n".join(f"{name}\n{'=' * len(name)}\n\n{text.strip()}" for name, text in sorted(texts.items())) + "\n"


def whole(
    edition: Edition,
    *,
    tracker: TrackerKind,
    characters: int,
    text_bytes: int,
    lms: Mapping[str, Any] = MappingProxyType({}),
    offline: bool = False,
    alone: bool = False,
) -> dict[str, Content]:
    """Return all files of the course as one folder, those of translations in folders of their own.

    Args:
        offline: with the files that keep it on learners' devices.
        alone: in its own language only.
    """
    files: dict[str, Content] = {}
    for one in (edition,) if alone else (*edition.translations, edition):
        folder = Folder(
            one,
            one.pages,
            one.course,
            tracker,
            characters,
            text_bytes,
            lms=lms,
            offline=offline,
            switches=bool(edition.versions) and not alone and tracker != "local",
        )
        files |= {
            one.folder_name + name: content for name, content in folder.files((*folder.own, *folder.scripts)).items()
        }
        files |= one.media.used()
    # Media are known when all pages are made.
    files |= folder.files(folder.shared)
    if alone and edition.versions:
        files = {name: _alone(name, content) for name, content in files.items() if _SWITCH not in name}
    return files | kept_offline(edition.course, files) if offline else files


_SWITCH = f"{blocks.LANGUAGES}.part."
_SWITCHING = re.compile(
    rb'<link rel="alternate" hreflang=[^>]*>\n|<details class="languages".*?</details>\n'
    rb'|<(?:link|script) [^>]*"(?:\.\./)?languages\.part\.[^>]*>(?:</script>)?\n',
    re.DOTALL,
)


def _alone(name: str, content: Content) -> Content:
    """Return a file without the switch to other languages: pages are made once for all outputs."""
    return Held(_SWITCHING.sub(b"", content.read())) if name.endswith(".html") else content
