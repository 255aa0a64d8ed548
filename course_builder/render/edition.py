"""A course made ready for all outputs: its pages, rendered once, with the addresses that led nowhere.

The outputs that are folders differ in what tracks the learner, not in their pages, so they share them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from course_builder import blocks, player
from course_builder.assets import Media, fonts
from course_builder.cache import Cache
from course_builder.content import Held
from course_builder.diagnostics import Report
from course_builder.lock import Lock
from course_builder.model import Assessment, Course, Page, Prose, files_of, nodes_of
from course_builder.model.settings import Audience
from course_builder.progress import SILENT, Progress
from course_builder.render import behaviours
from course_builder.render.addresses import Addresses, DeadEnd
from course_builder.render.conversions import Conversions
from course_builder.render.data import as_json, question_data
from course_builder.render.environment import environment
from course_builder.render.own_theme import STYLE, TOKENS, OwnTheme
from course_builder.render.pages import Pages, parts_of
from course_builder.render.places import CoursePlaces
from course_builder.render.screens import HANDOUT, screens
from course_builder.render.site import ScreenLink, Site, Target, Version
from course_builder.render.snippets import Snippets
from course_builder.render.style import part_sheet, stylesheet, used_by
from course_builder.render.untranslated import Untranslated
from course_builder.render.words import Words
from course_builder.source.commonmark.references import Target as LinkTarget
from course_builder.source.files import banks_on_disk
from course_builder.source.markdown import Converted, definitions_of, labels_of, notes_of, plain
from course_builder.source.names import plain_text
from course_builder.translation import interface, own

_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
# Questions and their answers, and what is not the page's own text: its title and module, marks of footnotes, fields.
_NOT_SEARCHED = re.compile(
    r"<(form|fieldset|select|nav|script|template|footer|h1|sup)\b.*?</\1>"
    r"|<(p|div|span) class=\"(?:eyebrow|footnote|tool-privacy|tool-cell-name)\".*?</\2>",
    re.DOTALL,
)


def searched(html: str) -> str:
    """Return what the search looks through on a page: its text, without questions and answers."""
    main = _MAIN.search(html)
    return plain(_NOT_SEARCHED.sub(" ", main[0])) if main else ""


@dataclass
class Screens:
    """Pages of a course or of a part of it, each rendered once, when it is first asked for.

    Args:
        links: the screens in reading order.
        make: returns the HTML of a screen.
    """

    links: tuple[ScreenLink, ...]
    make: Callable[[ScreenLink], str]
    progress: Progress = SILENT
    # As bytes: a text with one sign that is not Latin takes twice as many, and outputs need bytes.
    _html: dict[str, Held] = field(default_factory=dict)
    _texts: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def by_href(self) -> Mapping[str, ScreenLink]:
        """The screens by the names of their files."""
        return {link.href: link for link in self.links}

    @cached_property
    def by_id(self) -> Mapping[str, ScreenLink]:
        """The screens by their ids."""
        return {link.id: link for link in self.links}

    def html(self, link: ScreenLink) -> str:
        """Return the HTML of a screen: its file, or what stands of it in a file of several."""
        return self.content(link).content.decode()

    def content(self, link: ScreenLink) -> Held:
        """Return the same as bytes, which all outputs share."""
        if link.href not in self._html:
            self.progress.step("pages", len(self._html), len(self.links))
            self._html[link.href] = Held(self.make(link).encode())
        return self._html[link.href]

    def text(self, link: ScreenLink) -> str:
        """Return what the search looks through on a screen."""
        if link.href not in self._texts:
            self._texts[link.href] = searched(self.html(link)).encode()
        return self._texts[link.href].decode()

    def take(self, link: ScreenLink, html: str, text: str) -> None:
        """Take the HTML of a screen that was made elsewhere, and what the search looks through."""
        self._html[link.href], self._texts[link.href] = Held(html.encode()), text.encode()

    def all(self) -> list[bytes]:
        """Return the HTML of all screens."""
        return [self.content(link).content for link in self.links]


@dataclass
class Edition:
    """A course with what its pages are made from.

    Args:
        root: the course's folder.
        report: told of formulas, footnotes and HTML that cannot be converted.
        before: an earlier edition, of which this one takes over what did not change. It is not kept.
        progress: told how far its pages are, and by others what is made of it.
        jobs: how many processes or threads may take part in what is made of it.
        cache: keeps what is made of pictures and fonts; None where they stay as they are.
        asked: the addresses that pages asked for and that lead to a file of the course, or nowhere.
        lawful: the screens of which it is known that nothing is lost or left over on them.
        texts: of style sheets and interface words of the course's own, by path, when they are read.
        of: the edition that this one is a translation of.
        versions: the languages that the course is built in, where there are several.
        untranslated: what stands in it in the language of its source.
        translated: the text of drawings and captions in its language, by path, where it is a translation.
        outdated: the ids of screens on which it is said that they were changed after their translation.
        translations: its editions in other languages.
        audience: for whom ``course`` was read.
    """

    root: Path
    course: Course
    lock: Lock
    report: Report
    before: Edition | None = None
    progress: Progress = SILENT
    jobs: int = 1
    cache: Cache | None = None
    media: Media = field(init=False)
    dead_ends: set[DeadEnd] = field(default_factory=set)
    asked: set[tuple[str, str, bool]] = field(default_factory=set)
    lawful: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    of: Edition | None = None
    versions: tuple[Version, ...] = ()
    untranslated: Untranslated | None = None
    translated: Mapping[str, str] = field(default_factory=dict)
    outdated: frozenset[str] = frozenset()
    translations: tuple[Edition, ...] = ()
    audience: Audience = "learner"
    _converted: Conversions = field(init=False)

    def __post_init__(self) -> None:
        # What a translation has of its source is read once for both.
        known = dict(self.before.media.known) if self.before else self.of.media.known if self.of else {}
        fitted = self.course.settings.pictures == "fitted"
        language = self.language if self.of else ""
        beside = banks_on_disk(self.root, self.course.settings.banks.values())
        self.media = Media(self.root, known, self.cache, fitted, language, self.translated, beside)
        self._converted = Conversions(self.before._converted if self.before else None)  # noqa: SLF001
        self.before = None

    @property
    def language(self) -> str:
        """The tag of its language."""
        return self.course.settings.language

    @property
    def name(self) -> str:
        """How files of it are named: the course's id, with the language where it is a translation."""
        own = next((one for one in self.versions if one.language == self.language), None)
        return own.named(self.course.id) if own else self.course.id

    @property
    def folder_name(self) -> str:
        """The folder of its pages, such as ``fr/``; empty where they stand at the top."""
        return next((one.folder for one in self.versions if one.language == self.language), "")

    @property
    def _up(self) -> str:
        """What leads from its pages to what all languages share."""
        return "../" if self.folder_name else ""

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Interface words in the course's language."""
        return {**interface.words(self.course.settings.language), **self.own_words}

    @cached_property
    def own_words(self) -> Mapping[str, str]:
        """Those that the course brings itself."""
        return own.own_words(self.root, self.course.settings.language, self.texts, self.report)

    @cached_property
    def pages(self) -> Screens:
        """The whole course, one file a screen, each rendered when it is asked for."""
        return self.screens_of(self.course, self._up)

    @cached_property
    def style(self) -> str:
        """The style sheet, which all languages share."""
        if self.of:
            return self.of.style
        return self._style(used_by(self.course), embedded=False)

    @cached_property
    def theme(self) -> OwnTheme:
        """The course's own theme."""
        return OwnTheme(self.root, self.media, self.report, self._characters, self.texts)

    def _characters(self, sheets: Iterable[str]) -> str:
        """Return all characters that the course may show."""
        own = stylesheet(self.course.settings.theme.accent, used_by(self.course), "", "")
        parts = (part_sheet(name) for name in self.parts if name not in blocks.PAGES)
        editions = (self, *self.translations)
        pages = (one.pages.html(link) for one in editions for link in one.pages.links)
        words = (word for one in editions for word in one.words.values())
        return fonts.characters(chain(pages, words), [own, *parts, *sheets])

    def _style(self, used: frozenset[str], *, embedded: bool) -> str:
        tokens, extra = (self.theme.sheet(name, embedded=embedded) for name in (TOKENS, STYLE))
        return stylesheet(self.course.settings.theme.accent, used, tokens, extra)

    def __reduce__(self) -> tuple[Callable[..., Edition], tuple[Path, Course, Lock, Report]]:
        """Give another process what pages are made from, and nothing that was made."""
        made = partial(
            Edition,
            cache=self.cache,
            of=self.of,
            versions=self.versions,
            untranslated=self.untranslated,
            outdated=self.outdated,
        )
        return made, (self.root, self.course, self.lock, Report())

    def forget_earlier(self) -> None:
        """Let go of what earlier editions left: every page is rendered."""
        self._converted.forget()
        self.media.forget()

    def forget_conversions(self) -> None:
        """Let go of what was converted: the screens that were made of it are kept."""
        self._converted.clear()

    def screens_of(self, course: Course, shared: str = "") -> Screens:
        """Return the files of the course or a part of it, each rendered when it is asked for.

        Args:
            course: the course, or one with some of its modules.
            shared: what stands before the names of files that parts share, such as ``../``.
        """
        links = screens(course, "folder", results_title=self.words["results"])
        return Screens(links, self._in_languages(Pages(self._site(course, links, shared=shared)).file), self.progress)

    def _in_languages(self, make: Callable[[ScreenLink], str]) -> Callable[[ScreenLink], str]:
        """Return what makes screens, so that what is not translated yet says in which language it is."""
        if self.untranslated is None:
            return make
        mark = self.untranslated.marked
        return lambda link: mark(make(link), self.files_of(link))

    def files_of(self, link: ScreenLink) -> frozenset[str]:
        """Return the files that a screen is written in; none for those that the builder makes."""
        screen = self._written.get(link.id)
        return frozenset(files_of(screen)) if screen else frozenset()

    @cached_property
    def _written(self) -> Mapping[str, Page | Assessment]:
        return {screen.id: screen for screen in self.course.screens}

    def single(self, course_data: str) -> bytes:
        """Render everything into one HTML file.

        Args:
            course_data: the script with the course's data; it needs the addresses of screens, see ``single_screens``.
        """
        script = player.script(behaviours.used(self.course), "local").decode()
        parts = (*self.parts, blocks.HANDOUT, blocks.FOLDED)
        scripts = (course_data, script, *(blocks.part_script(name).decode() for name in parts))
        style = "\n".join([self._style(used_by(self.course), embedded=True), *(part_sheet(name) for name in parts)])
        site = self._site(self.course, self.single_screens, kind="single", style=style, scripts=scripts)
        return Pages(site).single(self.sections.all())

    @cached_property
    def sections(self) -> Screens:
        """The screens as they stand in the single file."""
        pages = Pages(self._site(self.course, self.single_screens, kind="single"))
        return Screens(self.single_screens, self._in_languages(pages.screen))

    @cached_property
    def handout(self) -> bytes:
        """The page that prints the whole course, beside the pages of a folder."""
        return Pages(self._printed).handout(self.printed.all())

    @cached_property
    def printed(self) -> Screens:
        """The screens as they stand in the page that prints the whole course."""
        make = partial(Pages(self._printed).screen, paged=False)
        return Screens(self._printed.screens, self._in_languages(make))

    @cached_property
    def _printed(self) -> Site:
        printed = tuple(link for link in self.single_screens if link.kind in ("page", "assessment"))
        site = self._site(self.course, printed, kind="single", embedded=False, shared=self._up)
        return replace(site, question_data=lambda _: "")

    def start(self, *, handout: bool, manifest: str = "") -> str:
        """Return the start of a folder, with its style inside: it is painted as soon as it is there, after one request.

        Args:
            handout: whether the folder has the page that prints the whole course, and the start a link to it.
            manifest: the address of the manifest by which the course can be installed, or empty.
        """
        site = self._site(self.course, self.pages.links, handout=HANDOUT if handout else "", shared=self._up)
        # Of a page from a template of the course's own nobody knows what it needs.
        style = "" if site.overrides else (self.of or self)._style(frozenset(), embedded=False)  # noqa: SLF001
        if self._up:
            style = style.replace('url("media/', f'url("{self._up}media/')
        pages = Pages(replace(site, start_style=style, manifest=manifest))
        return self._in_languages(pages.file)(self.pages.links[0])

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts that the course comes with, those that others rest on first."""
        if self.of:
            return self.of.parts
        found = (parts_of(self.pages.html(link)) for link in self.pages.links)
        switch = (blocks.LANGUAGES,) if self.versions else ()
        return tuple(dict.fromkeys([*switch, *(name for names in found for name in names), *blocks.LATE]))

    @cached_property
    def single_screens(self) -> tuple[ScreenLink, ...]:
        """The screens of the single file."""
        return screens(self.course, "single", results_title=self.words["results"])

    def search_index(self, screens: Screens) -> str:
        """Return what the search looks through, as JSON: title and text of each page, without questions and answers."""
        modules = {page.id: module for module in self.course.modules for page in module.pages[1:]}
        documents = []
        for link in screens.links:
            if link.kind != "page":
                continue
            # The first page of a module bears its title.
            module = modules.get(link.id)
            named = {"module": plain_text(module.title.text)} if module else {}
            documents.append({"screen": link.id, "title": link.title, **named, "text": screens.text(link)})
        return as_json(documents)

    def _site(
        self,
        course: Course,
        links: tuple[ScreenLink, ...],
        *,
        shared: str = "",
        kind: str = "folder",
        style: str = "",
        scripts: tuple[str, ...] = (),
        embedded: bool = True,
        handout: str = "",
    ) -> Site:
        addresses = Addresses(
            self.places,
            {link.id: link for link in links},
            self.media,
            "single" if kind == "single" else "folder",
            shared,
            embedded=embedded and kind == "single",
            dead_ends=self.dead_ends,
            asked=self.asked,
        )
        return Site(
            course=course,
            words=self.words,
            direction=interface.direction(self.course.settings.language),
            screens=links,
            convert=self._convert,
            resolve=addresses.resolve,
            kind="single" if kind == "single" else "folder",
            question_data=lambda question: as_json(question_data(question, self.lock)),
            has_search=kind != "single" and any(isinstance(screen, Page) for screen in course.screens),
            logo=self._logo(addresses),
            shared=shared,
            style=style,
            scripts=scripts,
            whole=self.course,
            handout=handout,
            # A part of the course has no other language beside it.
            versions=self.versions if course is self.course else (),
            outdated=self.outdated,
            root=self._up,
            overrides=(self.root / "theme",) if (self.root / "theme").is_dir() else (),
        )

    def _logo(self, addresses: Addresses) -> Target | None:
        logo = self.course.settings.theme.logo
        target = addresses.resolve(logo, "course.yml", shown=True) if logo else None
        return target if target and target.url else None

    def addresses(self, links: Mapping[str, ScreenLink]) -> Addresses:
        """Return what finds where addresses of texts lead, for an output whose screens are somewhere else.

        What leads nowhere was told of the course's own pages.
        """
        return Addresses(self.places, links, self.media)

    def snippets(self) -> Snippets:
        """Return what makes HTML of questions and pages. What is wrong in them was told of their pages."""
        overrides = (self.root / "theme",) if (self.root / "theme").is_dir() else ()
        return Snippets(
            environment(overrides), Words(self.words, self.language), partial(self._convert, report=Report())
        )

    def _convert(self, runs: Sequence[Prose], report: Report | None = None) -> Converted:
        references: dict[str, LinkTarget] = {}
        if self._defined:
            for file in dict.fromkeys(run.span.file for run in runs):
                references.update(self._defined.get(file, {}))
        used = [label for run in runs for label in labels_of(run)]
        here = {label for run in runs for label in notes_of(run)} if used else set()
        return self._converted.convert(
            tuple(runs),
            self.report if report is None else report,
            trusted=self.course.settings.html == "trusted",
            references=references,
            elsewhere={label: self._notes[label] for label in used if label not in here and label in self._notes},
        )

    @cached_property
    def places(self) -> CoursePlaces:
        """Where links can lead: they are written in the words of the source."""
        return self.of.places if self.of else CoursePlaces(self.course)

    @property
    def definitions(self) -> tuple[Mapping[str, Prose], Mapping[str, Mapping[str, LinkTarget]]]:
        """What any page may use that another defines: footnotes, and the targets of reference links."""
        return self._notes, self._defined

    @cached_property
    def _notes(self) -> Mapping[str, Prose]:
        """What the course's footnotes say, for a page that uses one of another page."""
        found: dict[str, Prose] = {}
        for screen in self.course.screens:
            for node in nodes_of(screen):
                if isinstance(node, Prose) and "[^" in node.text:
                    found = notes_of(node) | found
        return found

    @cached_property
    def _defined(self) -> Mapping[str, Mapping[str, LinkTarget]]:
        """The targets of reference links by the file that defines them: a page's end is not their end."""
        found: dict[str, dict[str, LinkTarget]] = {}
        for screen in self.course.screens:
            for node in nodes_of(screen):
                if isinstance(node, Prose) and "]:" in node.text:
                    known = found.setdefault(node.span.file, {})
                    known.update({label: one for label, one in definitions_of(node.text).items() if label not in known})
        return {file: known for file, known in found.items() if known}
