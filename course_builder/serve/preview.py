"""The course under its author's eyes: read again after every save, each page rendered when it is asked for.

Everything goes through what ``build`` uses, so what is shown is what is built. What is wrong with the course as a whole
is found in a thread of its own, which gives way whenever somebody waits for a page.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from course_builder.blocks import block_rooms
from course_builder.building import InLanguage, beside, catalogue_texts, check_and_package, versions
from course_builder.content import ChangedError, Content
from course_builder.diagnostics import Diagnostic, Report, as_data, in_order
from course_builder.load import Loaded, load
from course_builder.model import Course
from course_builder.model.settings import Audience, Settings
from course_builder.outputs import is_together, outputs
from course_builder.outputs.options import output_options
from course_builder.packaging.folder import BROWSER_STORAGE, DATA, Folder, browser_text_bytes
from course_builder.packaging.zip import Zip
from course_builder.render import behaviours
from course_builder.render.data import as_json, course_data
from course_builder.render.edition import Edition, Screens
from course_builder.render.site import Version
from course_builder.render.template_errors import report_template_error
from course_builder.serve.numbers import Numbers
from course_builder.serve.shown import Options, narrowed
from course_builder.serve.side_by_side import pairs
from course_builder.source.memory import Memory
from course_builder.translation import catalogues, interface
from course_builder.translation.editions import Translation, coverage, translation
from course_builder.translation.languages import readers

_PATIENCE = 1.0
"""Seconds for which checking gives way at most, page by page."""


@dataclass(frozen=True, slots=True)
class State:
    """The course after a save; never changed, but followed by another.

    Args:
        version: counts the saves.
        edition: the whole course; None while it cannot be read at all.
        course: what of it is shown.
        pages: the pages of that.
        sources: the text of each source file, as it is now.
        structure: a fingerprint of all that pages share and the player reads at its start.
        problems, problems_fingerprint: what is wrong, as plain data, and a fingerprint of it; empty where nothing is.
        style: a fingerprint of the style sheet; empty until it is made.
        checked: whether the problems are all that there are.
    """

    version: int
    edition: Edition | None = None
    course: Course | None = None
    pages: Screens | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    structure: str = ""
    problems: tuple[Mapping[str, Any], ...] = ()
    problems_fingerprint: str = ""
    style: str = ""
    checked: bool = False


class Preview:
    """A course that follows its sources.

    Args:
        root: the course's folder.
        options: what of it is shown.
        changed: called with each new state, from several threads.
        audience: for whom it is shown. Packages are for learners always.
    """

    def __init__(
        self,
        root: Path,
        options: Options | None = None,
        changed: Callable[[State], None] | None = None,
        audience: Audience = "trainer",
    ) -> None:
        self.root = root.resolve()
        self.options = options or Options()
        self.changed = changed or (lambda _state: None)
        self.audience = audience
        self.state = State(0)
        self._memory = Memory(lenient=True)
        self._numbers = Numbers(self.root)
        self._diagnostics: dict[str, list[Diagnostic]] = {}
        self._reading_lock = threading.Lock()
        self._state_lock = threading.Lock()
        self._waiting = 0
        self._idle = threading.Condition()
        self._news = threading.Event()
        self._ended = False
        self._memories: dict[str, Memory] = {}
        self._languages: dict[str, tuple[int, Translation | None, Edition | None, list[Diagnostic]]] = {}
        self._languages_lock = threading.Lock()
        self._packages: dict[str, tuple[int, Zip]] = {}
        self._packing_lock = threading.Lock()
        self._packed: tuple[int, Preview] | None = None
        self._checker = threading.Thread(target=self._check_always, name="checks", daemon=True)

    def start(self) -> None:
        """Read the course for the first time, and begin to check it.

        Raises:
            UnknownModuleError: the module to show is not there.
        """
        self.refresh()
        self._checker.start()

    def stop(self) -> None:
        """End the checks."""
        self._ended = True
        self._news.set()

    # -- reading

    def refresh(self) -> None:
        """Read what changed. Never raises for a mistake of the author: it becomes one of the problems."""
        with self._reading_lock, self._urgent():
            loaded = load(self.root, interface.true_false, self._memory, audience=self.audience)
            before = self.state
            wrong = list(loaded.diagnostics)
            if loaded.course is None or (before.edition and _unreadable(loaded)):
                # What was last seen stays; an empty window would tell less than the list of mistakes.
                state = replace(before, sources=loaded.sources)
            else:
                state = self._next_state(loaded, wrong, before)
            self._diagnostics = {"read": wrong, "checks": self._diagnostics.get("checks", [])}
            self._publish(replace(state, version=before.version + 1, checked=False))
        self._news.set()

    def follow(self) -> None:
        """Read what changed, as ``refresh``; whatever goes wrong is a problem too, and the next save is followed."""
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 -- the thread that follows the saves must live on
            with self._state_lock:
                fault = f"{type(error).__name__}: {error}"
                told = self._problems(self.state.sources, fault)
                self.state = replace(self.state, version=self.state.version + 1, checked=True, **told)
            self.changed(self.state)

    def _next_state(self, loaded: Loaded, wrong: list[Diagnostic], before: State) -> State:
        course = loaded.course
        assert course is not None  # noqa: S101 -- refresh has seen to it
        course, shown = narrowed(course, self.options, strict=before.edition is None)
        report = Report()
        numbers = self._numbers.of(course, loaded.sources, report)
        wrong.extend(report.diagnostics)
        # A part of the course, or one with other words of the interface, has no other language beside it.
        known = catalogues.catalogues(self.root) if shown is course and not self.options.language else {}
        others = [one for one in dict.fromkeys(course.settings.languages) if one in known]
        own = versions(self.root, course, others) if others else ()
        edition = Edition(self.root, course, numbers, Report(), before.edition, versions=own)
        pages = edition.pages if shown is course else edition.screens_of(shown)
        return replace(
            before,
            edition=edition,
            course=shown,
            pages=pages,
            sources=loaded.sources,
            structure=_structure(edition, shown, pages),
        )

    # -- what is shown

    def page(self, name: str) -> str | None:
        """Return the HTML of a page by the name of its file; None where there is none.

        Raises:
            TemplateError: a template of the course's own theme cannot be used.
        """
        made = self.file(name)
        return made.read().decode() if made is not None else None

    def file(self, name: str) -> Content | None:
        """Return another file of the course: style sheet, player, course data, search, media, licences."""
        state = self.state
        edition, pages, course = state.edition, state.pages, state.course
        if edition is None or pages is None or course is None:
            return None
        language, _, rest = name.partition("/")
        if rest and any(one.folder == f"{language}/" for one in edition.versions):
            translated = self._translated(state, edition, language)[1]
            if translated is None:
                return None
            edition, pages, course, name = translated, translated.pages, translated.course, rest
        with self._urgent():
            text_bytes = browser_text_bytes(edition) if name == DATA else 0
            folder = Folder(edition, pages, course, "local", BROWSER_STORAGE, text_bytes)
            content = folder.file(name)
        # A page that was sent before the last save may still ask for a picture that the next edition has not met yet.
        return content if content is not None else edition.media.earlier(name)

    def _translated(
        self, state: State, edition: Edition, language: str
    ) -> tuple[Translation | None, Edition | None, list[Diagnostic]]:
        """Return the course in another language, with what is wrong there; read when it is first asked for."""
        with self._languages_lock:
            version, found, made, wrong = self._languages.get(language, (-1, None, None, []))
            if version != state.version:
                wrong, found, before, made = [], None, made, None
                for one in readers(self.root, edition.course, [language]):
                    if isinstance(one, Diagnostic):
                        wrong.append(one)
                        continue
                    memory = self._memories.setdefault(language, Memory(lenient=True))
                    known = self._diagnostics.get("read", [])
                    found = translation(
                        self.root, edition.course, edition.lock, one, known, memory, audience=self.audience
                    )
                    wrong += found.diagnostics
                    if found.course:
                        own = beside(edition, found, always=True)
                        made = Edition(self.root, found.course, found.lock, Report(), before, **own)
                self._languages[language] = state.version, found, made, wrong
            return found, made, wrong

    def side_by_side(self, name: str) -> dict[str, Any] | None:
        """Return a page text by text beside its translation, as plain data; None where it has none.

        Args:
            name: of the page's file, such as ``fr/education.html``. Without a language it is the first.
        """
        state = self.state
        edition, pages = state.edition, state.pages
        if edition is None or pages is None or len(edition.versions) < 2:
            return None
        source, *others = edition.versions
        folder, _, rest = name.rpartition("/")
        version = next((one for one in others if one.folder == f"{folder}/"), others[0])
        link = pages.by_href.get(rest)
        if link is None or folder not in {"", version.language}:
            return None
        with self._urgent():
            translated, _, wrong = self._translated(state, edition, version.language)
        return {
            "title": link.title,
            "page": link.href,
            "source": _language(source),
            "languages": [_language(one) for one in others],
            "language": version.language,
            "texts": pairs(self.root, edition.course, link, translated.reader) if translated else [],
            # A catalogue that cannot be read at all has no texts.
            "wrong": "" if translated else " ".join(one.message for one in wrong),
        }

    @property
    def catalogues(self) -> frozenset[str]:
        """The names of the catalogues of the languages that are shown."""
        edition = self.state.edition
        own = edition.versions if edition else ()
        return frozenset(f"{catalogues.FOLDER}/{one.language}.po" for one in own if one.folder)

    def banks(self) -> list[Path]:
        """Return the folders of the course's question banks."""
        edition = self.state.edition
        return sorted(edition.media.beside.values()) if edition else []

    def package(self, output: str) -> Zip | None:
        """Return the zip of the course as it is now; None while there is no course that could be packed.

        Args:
            output: ``scorm12`` or ``scorm2004``.
        """
        with self._packing_lock:
            state = self.state
            if self.audience == "trainer" and _has_something_for_trainers(state.sources):
                return self._for_learners(state).package(output)
            kept = self._packages.get(output)
            if state.edition is None:
                return None
            if kept is None or kept[0] != state.version:
                wanted = output_options(state.edition.course, [output], state.sources, Report())
                inside = self._inside(state, wanted)
                products = check_and_package(state.edition, dict(state.sources), Report(), wanted, translated=inside)
                if not products:
                    return None
                product = products[output]
                made = product.files[product.place]
                assert isinstance(made, Zip)  # noqa: S101 -- both of these outputs are one
                kept = self._packages[output] = state.version, made
            return kept[1]

    def _for_learners(self, state: State) -> Preview:
        """Return the same course without what is only for trainers."""
        if self._packed is None or self._packed[0] != state.version:
            found = self._packed[1] if self._packed else Preview(self.root, self.options, audience="learner")
            found.refresh()
            self._packed = state.version, found
        return self._packed[1]

    def _inside(self, state: State, wanted: Mapping[str, Settings]) -> list[InLanguage]:
        """Return the other languages that the package of an output holds."""
        edition = state.edition
        if edition is None:
            return []
        if not all(is_together(outputs()[name], options) for name, options in wanted.items()):
            return []
        read = [self._translated(state, edition, one.language) for one in edition.versions if one.folder]
        return [InLanguage(made, found, Report()) for found, made, _ in read if found and made]

    # -- what is wrong

    def _check_always(self) -> None:
        while not self._ended:
            self._news.wait()
            self._news.clear()
            state = self.state
            if self._ended or state.edition is None or state.checked:
                continue
            sources = dict(state.sources)
            try:
                found = self._check(state, state.edition, sources)
            except ChangedError:
                continue  # the save is about to be followed
            except Exception as error:  # noqa: BLE001 -- whatever goes wrong, the server and the next save live on
                self._finish(state, [], sources, f"{type(error).__name__}: {error}")
            else:
                if found is not None:
                    self._finish(state, found, sources)

    def _check(self, state: State, edition: Edition, sources: dict[str, str]) -> list[Diagnostic] | None:
        """Check a whole course; None if it was overtaken by a save."""
        style = _fingerprint(edition.style)
        if style != state.style:
            with self._state_lock:
                if self.state.version != state.version:
                    return None
                self.state = replace(self.state, style=style)
            self.changed(self.state)
        report = Report()
        try:
            for pages in (edition.pages, state.pages):
                for link in pages.links if pages else ():
                    self._give_way()
                    if self.state.version != state.version or self._ended:
                        return None
                    if pages:
                        pages.html(link)
        except TemplateError as error:
            report_template_error(error, edition.root, sources, report)
            return report.diagnostics
        edition.forget_earlier()
        check_and_package(edition, sources, report, output_options(edition.course, None, sources, report))
        found = [*edition.report.diagnostics, *report.diagnostics]
        for one in edition.versions:
            if one.folder:
                translated, _, wrong = self._translated(state, edition, one.language)
                found += wrong
                found += coverage([translated.reader] if translated and translated.course else [])
        sources.update(catalogue_texts(self.root, edition.course))
        return found

    def _finish(self, state: State, found: list[Diagnostic], sources: Mapping[str, str], fault: str = "") -> None:
        with self._state_lock:
            if self.state.version != state.version:
                return
            # Where a file could not be read as it is, what is shown of it is older, and so are the places in it.
            broken = {one.span.file for one in self._diagnostics["read"] if one.severity == "error"}
            self._diagnostics["checks"] = [one for one in found if one.span.file not in broken]
            self.state = replace(self.state, **self._problems(sources, fault), sources=sources, checked=True)
        self.changed(self.state)

    def _publish(self, state: State) -> None:
        with self._state_lock:
            self.state = replace(state, **self._problems(state.sources))
        self.changed(self.state)

    def _problems(self, sources: Mapping[str, str], fault: str = "") -> dict[str, Any]:
        told = as_data(in_order([*self._diagnostics["read"], *self._diagnostics["checks"]]), sources)
        if fault:
            hint = "This is a fault of course-builder: please report it with the files that show it."
            place = {"file": "", "line": 0, "column": 0, "length": 0, "source": ""}
            told.insert(0, {**place, "severity": "error", "code": "internal", "message": fault, "hint": hint})
        return {"problems": tuple(told), "problems_fingerprint": _fingerprint(as_json(told)) if told else ""}

    # -- who goes first

    @contextmanager
    def _urgent(self) -> Iterator[None]:
        """Somebody waits for what is done inside: checks stand back."""
        with self._idle:
            self._waiting += 1
        try:
            yield
        finally:
            with self._idle:
                self._waiting -= 1
                self._idle.notify_all()

    def _give_way(self) -> None:
        with self._idle:
            self._idle.wait_for(lambda: not self._waiting, _PATIENCE)


def _has_something_for_trainers(sources: Mapping[str, str]) -> bool:
    """Whether it may be that some of it is not for learners."""
    names = "|".join(name for name, room in block_rooms().items() if room.for_trainers)
    opening = re.compile(rf"^[ \t>]*:{{3,}}.*\b(?:{names})\b", re.MULTILINE)
    return any(opening.search(text) for text in sources.values())


def _language(version: Version) -> dict[str, str]:
    return {
        "language": version.language,
        "name": version.name,
        "folder": version.folder,
        "dir": interface.direction(version.language),
    }


def _unreadable(loaded: Loaded) -> bool:
    """Whether ``course.yml``, on which everything hangs, has an error."""
    return any(one.span.file == "course.yml" and one.severity == "error" for one in loaded.diagnostics)


def _structure(edition: Edition, course: Course, pages: Screens) -> str:
    """Return a fingerprint of what the player reads at its start, and of which player it is."""
    data = course_data(
        course,
        edition.lock,
        pages.links,
        {},
        tracker="local",
        characters=BROWSER_STORAGE,
        text_bytes=0,
        search="",
        single=False,
    )
    kinds = {question.id: [part.interaction.type for part in question.parts] for question in course.questions}
    return _fingerprint(as_json([data, kinds, sorted(behaviours.used(course))]))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
