"""What a screen is made from: the key under which it is kept, for as long as nothing of that changes.

A screen depends on its own content, and of the rest of the course on what menus, links, glossaries and the like show
of it; not on what other pages say. Where the course has templates of its own it depends on everything, for those may
show anything.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from course_builder.assets import MediaFile
from course_builder.cache import key
from course_builder.installed import files_below, installed
from course_builder.model import Assessment, questions_of
from course_builder.render.credits import credited_pages
from course_builder.render.data import question_data
from course_builder.render.edition import Edition
from course_builder.render.own_theme import FOLDER
from course_builder.render.site import ScreenLink
from course_builder.render.terms import terms_of
from course_builder.render.timing import minutes_left


class MadeFrom:
    """What the screens of an edition are made from."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._screens = {screen.id: screen for screen in edition.course.screens}
        self._minutes = minutes_left(edition.course)

    def key(self, links: Sequence[ScreenLink], forms: Sequence[str], sources: Mapping[str, str]) -> str:
        """Return the key of some screens in some forms.

        Args:
            sources: the texts that they are written in, by path.
        """
        return key("screens", self._shared, _bytes([forms, sources, *(tuple(self._own(link)) for link in links)]))

    def _own(self, link: ScreenLink) -> Iterator[Any]:
        """Yield what no other screen depends on."""
        yield link, link.id in self._edition.outdated
        if lacks := self._edition.untranslated:
            yield lacks.language, lacks.turned, sorted(lacks.on(self._edition.files_of(link)))
        screen = self._screens.get(link.id)
        if screen is None:
            return
        yield screen
        yield self._minutes.get(screen.id)
        yield [question_data(question, self._edition.lock) for question in questions_of(screen)]
        if isinstance(screen, Assessment):
            yield self._questions

    @cached_property
    def _shared(self) -> bytes:
        """What all screens are made from."""
        edition, course = self._edition, self._edition.course
        places = edition.places
        templates = [path for path, _ in files_below(edition.root / FOLDER) if path.suffix == ".jinja"]
        return _bytes(
            [
                installed(),
                course.id,
                course.settings,
                course.parts,
                [(one.id, one.text) for one in course.objectives],
                [(one.id, one.title.text, one.settings, one.assessment is None) for one in course.modules],
                [(one.id, one.title.text, one.span.file) for one in course.screens],
                [places.anchors(file) for file in places.screens],
                places.included,
                dict(edition.words),
                self._logo,
                edition.cache is None,
                edition.versions,
                terms_of(course),
                credited_pages(course, edition.pages.by_id),
                edition.definitions,
                [(path.name, path.read_bytes()) for path in templates],
                course if templates else None,
            ]
        )

    @cached_property
    def _questions(self) -> bytes:
        """Which pages teach what the questions of quizzes are about."""
        screens = self._edition.course.screens
        asked = [(one.id, question.objectives) for one in screens for question in questions_of(one)]
        return _bytes(asked)

    @property
    def _logo(self) -> str:
        logo = self._edition.course.settings.theme.logo
        media = self._edition.media
        found = media.find(logo, self._edition.course.span.file) if logo else None
        return repr(media.shown(found)) if isinstance(found, MediaFile) else ""


def _bytes(said: object) -> bytes:
    """Return bytes that are the same where all of it is, in every process."""
    written = io.BytesIO()
    pickler = _Pickler(written, protocol=5)
    # Otherwise it would tell apart what is one thing and what are two that are alike.
    pickler.fast = True
    pickler.dump(said)
    return written.getvalue()


class _Pickler(pickle.Pickler):
    """Writes models without the set of the fields that were given, which has another order in every process."""

    def reducer_override(self, given: Any) -> Any:
        if isinstance(given, BaseModel):
            values = given.__dict__
            return tuple, ([type(given).__qualname__, *(values[name] for name in type(given).model_fields)],)
        return NotImplemented
