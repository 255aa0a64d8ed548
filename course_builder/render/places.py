"""The places of a course that links can lead to: its screens by their files, and the headings and questions on them.

What they are does not depend on the output, so all that is made of an edition shares them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property

from course_builder.model import Assessment, Course, Page
from course_builder.model.prose import Prose
from course_builder.source.commonmark.headings import Places
from course_builder.source.names import latin_slug, plain_text, slug


class CoursePlaces:
    """The places of a course, each file's found when something asks for them.

    Args:
        course: the whole course.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self.screens: dict[str, list[Page | Assessment]] = {}
        for screen in course.screens:
            self.screens.setdefault(screen.span.file, []).append(screen)
        # macOS gives names decomposed; what authors type is composed.
        self._written = {unicodedata.normalize("NFC", file): file for file in self.screens}
        self._anchors: dict[str, Mapping[str, str]] = {}
        self._of_screens: dict[str, Sequence[tuple[str, str]]] = {}

    def file(self, path: str) -> str:
        """Return a path as the course has it, whose accents may be composed in another way."""
        return self._written.get(unicodedata.normalize("NFC", path), path)

    def anchors(self, path: str) -> Mapping[str, str]:
        """Return the places of a file: ids of its pages and questions, and of headings inside its pages."""
        if path not in self._anchors:
            found: dict[str, str] = {}
            for screen in self.screens.get(path, ()):
                found.setdefault(screen.id.rpartition("/")[2], screen.id)
                for name in (slug(screen.title.text), latin_slug(screen.title.text)):
                    found.setdefault(name, screen.id)
                for _, place in self._places(screen):
                    found.setdefault(place, f"{screen.id}#{place}")
            self._anchors[path] = self._on_github(path) | found
        return self._anchors[path]

    def _places(self, screen: Page | Assessment) -> Sequence[tuple[str, str]]:
        """Return the ids of headings, blocks and questions on a screen, each with the file that it is written in."""
        if screen.id not in self._of_screens:
            places, found = Places(), list[tuple[str, str]]()
            for node in screen.nodes:
                if isinstance(node, Prose):
                    found += [(node.span.file, place) for place in places.within(node.text)]
                elif node.id:
                    found.append((node.span.file, node.id))
            self._of_screens[screen.id] = found
        return self._of_screens[screen.id]

    def _on_github(self, path: str) -> dict[str, str]:
        """Return the places that GitHub gives to the headings of a file, which is one page there."""
        found: dict[str, str] = {}
        whole = Places()
        modules = {module.id: module for module in self._course.modules}
        for screen in self.screens.get(path, ()):
            module = modules.get(screen.id)
            titles = [module.title] if module else []
            if screen.title not in titles:
                titles.append(screen.title)
            for title in titles:
                found[whole.of(plain_text(title.text))] = screen.id
            own = Places()
            for node in screen.nodes:
                if isinstance(node, Prose) and node.span.file == path:
                    both = zip(whole.within(node.text), own.within(node.text), strict=True)
                    found.update({place: f"{screen.id}#{here}" for place, here in both})
        return found

    @cached_property
    def included(self) -> dict[str, set[str]]:
        """The places of files that pages include, by file."""
        found: dict[str, set[str]] = {}
        for screen in self._course.screens:
            for file, place in self._places(screen):
                if file != screen.span.file:
                    found.setdefault(file, set()).add(place)
        return found
