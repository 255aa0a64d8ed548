"""From a site to its HTML files: the course's start, every page, every assessment, the results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, assert_never

from jinja2 import Environment
from markupsafe import Markup

from course_builder import blocks
from course_builder.model import (
    GAP_CLOSE,
    GAP_OPEN,
    Assessment,
    CoursePart,
    Module,
    Objective,
    Page,
    Prose,
    questions_of,
)
from course_builder.render.content import Renderer
from course_builder.render.credits import CreditedPage, credited_pages
from course_builder.render.environment import environment
from course_builder.render.icons import module_icon
from course_builder.render.policy import PLACE, with_policy
from course_builder.render.rewrite import Rewriter, source
from course_builder.render.site import ScreenLink, Site, Version, anchor
from course_builder.render.terms import Terms
from course_builder.render.text import FOOTNOTES, ScreenText, safe
from course_builder.render.timing import minutes_left
from course_builder.render.words import Words
from course_builder.source import reading
from course_builder.source.names import plain_text, portable

_OBJECTIVES_AT_HOME = 8
_HERO = "(max-width: 41rem) 91vw, 30rem"
"""How wide the picture of the start is shown."""
# Before anything is drawn: scripts are there, and how this reader wants pages (player/src/reading/settings.ts) to look.
# From files the page before may still be writing what the learner did, and who asks for the local storage early gets
# it without that: there the tab's own storage has the look, and the player shows the local one when it is read anyway.
_HEAD = (
    '((r,k)=>{r.classList.add("js");(courseBuilderLook=(w,s)=>{try{w=window[w];s=JSON.parse(w[k]);'
    'r.dataset.theme=s.theme;r.style.fontSize=s.size;r.style.setProperty("--lines",s.lines);sessionStorage[k]=w[k]}'
    'catch{}})(location.protocol=="file:"?"sessionStorage":"localStorage")'
    '})(document.documentElement,"course-builder:reading")'
)
_PAGES_TO_READ_AGAIN = 3
_UNFOLDABLE = re.compile(r"<noscript|<script(?![^>]*\stype=\"application/json\")", re.IGNORECASE)
# Up to so many screens each page has the whole menu. Beyond, where it would be most of every page, each has the modules
# and the pages of its own that are at most so many places away.
_WHOLE_MENU = 200
_NEAR_MODULES, _NEAR_PAGES = 2, 5
# What would end or confuse a <script> element; in a string of a script a backslash before / or ! changes nothing.
_SCRIPT_END = re.compile(r"<(?=/script|!--)(/|!)", re.IGNORECASE)


# What stands around a page's own content until its Markdown is converted. Sources cannot hold these characters.
_OPEN, _CLOSE = f"{GAP_OPEN}<{GAP_CLOSE}", f"{GAP_OPEN}>{GAP_CLOSE}"
# Where the screens stand in a file that holds them all, until it is put together.
_SCREENS = f"{GAP_OPEN}*{GAP_CLOSE}"
_NEEDS = re.compile(r'\sdata-needs="([a-z- ]+)"')


def parts_of(html: str) -> tuple[str, ...]:
    """Return the parts that a page's blocks need (``data-needs``), those that others rest on first."""
    if "data-needs" not in html:
        return ()
    known = blocks.parts()
    return tuple(name for name in dict.fromkeys(" ".join(_NEEDS.findall(html)).split()) if name in known)


def _folded(section: str) -> str:
    """Return a screen of the single file as browsers need not read it before it is shown.

    With scripts a ``noscript`` holds one text, of which the player makes the screen; without them it is the screen.
    What would end it, or would not run that way, stays as it is.
    """
    if _UNFOLDABLE.search(section):
        return section
    opening, end, rest = section.partition(">")
    inside, closing, _ = rest.rpartition("</section>")
    return f"{opening}{end}<noscript data-folded>{inside}</noscript>{closing}\n"


def render(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of every file."""
    pages = Pages(site)
    if site.kind == "single":
        yield "index.html", pages.single([pages.screen(link).encode() for link in site.screens]).decode()
        return
    for link in site.screens:
        yield link.href, pages.file(link)


def _around(screens: Sequence[bytes], page: str) -> bytes:
    """Return a page with the screens in their place. As bytes from the start: of a long course they are many."""
    before, _, after = with_policy(page, (screen.decode() for screen in screens)).partition(_SCREENS)
    return b"".join([before.encode(), b"\n".join(screens), after.encode()])


@dataclass(frozen=True, slots=True)
class _ModuleView:
    """A module as the menu and the home page show it."""

    module: Module
    number: int
    title: str
    links: tuple[ScreenLink, ...]

    @property
    def first(self) -> ScreenLink:
        return self.links[0]

    @property
    def behind(self) -> tuple[ScreenLink, ...]:
        """What the menu lists below the module: not its first page, which the entry is, unless it has its own title."""
        return self.links[self.first.id == self.module.id or len(self.links) == 1 :]

    @property
    def icon(self) -> Markup:
        return module_icon(self.module.settings.icon) if self.module.settings.icon else Markup()

    @property
    def summary(self) -> str:
        return self.module.settings.summary

    @property
    def minutes(self) -> int:
        return self.module.settings.duration

    @property
    def quiz(self) -> bool:
        return self.module.assessment is not None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A module in a menu, with the pages that are listed below it.

    Args:
        is_part: whether some of its pages are left out.
    """

    view: _ModuleView
    links: tuple[ScreenLink, ...] = ()
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class _PartView:
    """A part of the course as the home page shows it; one without a title where the author made no parts."""

    title: str
    modules: tuple[_ModuleView, ...]
    choice: CoursePart | None = None


@dataclass(frozen=True, slots=True)
class _Goal:
    """What some questions of a quiz are about, and where to read of it again.

    Args:
        objectives: what the questions name; empty: nothing.
        pages: the ids of their screens.
    """

    objectives: tuple[str, ...]
    text: str
    pages: tuple[str, ...]


class Pages:
    """The files of a site, each made when it is asked for.

    Args:
        site: the course with everything that turns it into pages.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._environment: Environment = environment(site.overrides)
        self._words = Words(site.words, site.course.settings.language)
        self._screens: Mapping[str, Page | Assessment] = {screen.id: screen for screen in site.course.screens}
        self._home = next((link for link in site.screens if link.kind == "home"), site.screens[0])
        self._modules = tuple(self._module_views())
        self._module_places = {view.module.id: place for place, view in enumerate(self._modules)}
        self._numbers = {
            page.id: (number, module) for number, module in enumerate(site.course.modules, 1) for page in module.pages
        }
        self._places = {link.id: place for place, link in enumerate(site.screens)}
        self._menus: dict[str, str] = {}
        self._titles = {view.module.id: view.title for view in self._modules}

    def file(self, link: ScreenLink) -> str:
        """Return the whole HTML file of a screen."""
        style = self._site.start_style if link.kind == "home" else ""
        return with_policy(self._shell(self._title(link), self.screen(link), self._menu(link), style, link.href))

    def single(self, screens: Sequence[bytes]) -> bytes:
        """Return the one HTML file with every screen as a section."""
        home, *others = screens
        screens = [home, *(_folded(screen.decode()).encode() for screen in others)]
        menu = self._menu_of({view.module.id for view in self._modules})
        body = f'<main id="main" tabindex="-1">\n{_SCREENS}</main>'
        return _around(screens, self._shell(self._site.course.settings.title, body, menu))

    def handout(self, screens: Sequence[bytes]) -> bytes:
        """Return the page with all screens of the site below one another, to be printed."""
        links = self._site.screens
        needed = dict.fromkeys(name for screen in screens for name in parts_of(screen.decode()))
        page = self._html(
            "handout.html.jinja",
            language=self._site.course.settings.language,
            modules=self._modules,
            last=[link for link in links if not link.module],
            body=safe(_SCREENS),
            parts=[name for name in needed if name not in blocks.PAGES],
            policy="" if self._site.course.settings.html == "trusted" else PLACE,
        )
        return _around(screens, page)

    def _title(self, link: ScreenLink) -> str:
        """Return the title of the window, by which tabs and histories are told apart."""
        course = self._site.course.settings.title
        return course if link.kind == "home" else self._words("screen.title", title=link.title, course=course)

    def _module_views(self) -> Iterator[_ModuleView]:
        if not self._site.course.modules:
            return
        modules, text = self._site.course.modules, ScreenText(lambda html, _file, _sizes: html)
        tokens = "\n".join(text.plain(module.title) for module in modules)
        titles = text.finish(tokens, self._site.convert).split("\n")
        links: dict[str, list[ScreenLink]] = {}
        for link in self._site.screens:
            links.setdefault(link.module, []).append(link)
        for number, (module, title) in enumerate(zip(modules, titles, strict=True), 1):
            if module.id in links:
                yield _ModuleView(module, number, safe(title), tuple(links[module.id]))

    def _part_views(self) -> Iterator[_PartView]:
        """Yield the parts in order, and what belongs to none under no title."""
        views = {view.module.id: view for view in self._modules}
        for part in self._site.course.parts:
            if own := tuple(views.pop(name) for name in part.modules if name in views):
                yield _PartView(part.title, own, part if part.is_choice else None)
        if views:
            yield _PartView("", tuple(views.values()))

    def _shell(self, title: str, body: str, menu: str, start_style: str = "", href: str = "") -> str:
        site = self._site
        switch = (blocks.LANGUAGES,) if site.versions else ()
        return self._environment.get_template("shell.html.jinja").render(
            site=site,
            t=self._words,
            language=site.course.settings.language,
            title=title,
            description=site.course.settings.description,
            home=self._home,
            body=safe(body),
            menu=safe(menu),
            parts=(*switch, *parts_of(body)) if site.kind == "folder" else (),
            versions=tuple(self._versions(href)),
            unstyled=blocks.PAGES,
            style=safe(site.style.replace("</", "<\\/")),
            start_style=safe(start_style.replace("</", "<\\/")),
            scripts=[safe(_SCRIPT_END.sub(r"<\\\1", script)) for script in site.scripts],
            # Scripts of trusted authors stand anywhere in the page.
            head=safe(_HEAD),
            policy="" if site.course.settings.html == "trusted" else PLACE,
        )

    def _versions(self, href: str) -> Iterator[tuple[Version, str]]:
        """Yield the course's languages, each with the address that a page has in it.

        Args:
            href: the page's own address; empty for the one that holds all screens.
        """
        for one in self._site.versions:
            file = portable(f"{one.named(self._site.course.id)}.html")
            yield one, f"{self._site.root}{one.folder}{href}" if href else file

    def _menu(self, link: ScreenLink) -> str:
        """Return the menu of a screen: all modules with the pages of its own; in a large course those around it.

        So a course grows by its pages, not by their square. All modules are in the menu of the start, and all pages of
        a module in that of its first.
        """
        if len(self._site.screens) > _WHOLE_MENU:
            menu = self._menu_around(link)
        else:
            if link.module not in self._menus:
                self._menus[link.module] = self._menu_of({link.module})
            menu = self._menus[link.module]
        before, mark, after = menu.rpartition(f'data-screen-link="{Markup.escape(link.id)}"')
        return f'{before}{mark} aria-current="page"{after}' if mark else after

    def _menu_of(self, opened: set[str]) -> str:
        """Return the menu of all modules, with the pages of the ``opened`` ones."""
        is_one = len(self._modules) == 1
        modules = [_Entry(view, view.behind if is_one or view.module.id in opened else ()) for view in self._modules]
        return self._menu_html(modules)

    def _menu_around(self, link: ScreenLink) -> str:
        if link.kind == "home":
            return self._menu_of(set())
        # What belongs to no module stands behind all of them.
        own = self._module_places.get(link.module, len(self._modules))
        nearest = range(len(self._modules))[max(0, own - _NEAR_MODULES) : own + _NEAR_MODULES + 1]
        return self._menu_html([self._entry(self._modules[at], link) for at in nearest], nearest.start)

    def _menu_html(self, modules: Sequence[_Entry], before: int = 0) -> str:
        """Return the menu with these modules; ``before``: how many stand before them."""
        return self._html(
            "menu.html.jinja",
            home=self._home,
            modules=modules,
            before=before,
            is_part=len(modules) < len(self._modules),
            last=self._last,
        )

    def _entry(self, view: _ModuleView, link: ScreenLink) -> _Entry:
        if link.module != view.module.id:
            return _Entry(view)
        at = next((place for place, one in enumerate(view.behind) if one.id == link.id), 0)
        links = view.behind if link == view.first else view.behind[max(0, at - _NEAR_PAGES) : at + _NEAR_PAGES + 1]
        return _Entry(view, links, is_part=len(links) < len(view.behind))

    @property
    def _last(self) -> list[ScreenLink]:
        """What stands behind all modules: the final assessment and the results."""
        return [link for link in self._site.screens if not link.module and link.kind in ("assessment", "results")]

    def screen(self, link: ScreenLink, *, paged: bool = True) -> str:
        """Return a screen; ``paged``: with links to the one before it and the next."""
        screens = self._site.screens
        at = self._places[link.id]
        source = self._screens[link.id].span.file if link.id in self._screens else self._site.course.span.file
        reading.at(source)
        place = partial(anchor, link.id) if self._site.kind == "single" else str
        text = ScreenText(Rewriter(self._site.resolve, self._words, place), source)
        # The results are reached from the menu and the quizzes, and the start leads on by its own button.
        previous = screens[at - 1] if at and link.kind != "results" else None
        if previous == self._home:
            # The course's own title, long as it may be, stands above already.
            previous = replace(previous, title=self._words("course.home"))
        following = screens[at + 1] if at + 1 < len(screens) and link.kind != "home" else None
        html = self._html(
            "screen.html.jinja",
            link=link,
            title=self._title(link),
            body=self._body(link, text, place),
            footnotes=FOOTNOTES,
            previous=previous if paged else None,
            next=following if paged else None,
        )
        finished = text.finish(html, self._site.convert)
        if _OPEN not in finished:
            return finished
        before, _, rest = finished.partition(_OPEN)
        content, _, after = rest.partition(_CLOSE)
        return before + self._terms.linked(content) + after

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self._site.whole or self._site.course, self._address)

    @cached_property
    def _left(self) -> Mapping[str, int]:
        return minutes_left(self._site.course)

    @cached_property
    def _credits(self) -> tuple[CreditedPage, ...]:
        return credited_pages(self._site.whole or self._site.course, self._site.links)

    def _address(self, screen: str, identifier: str) -> str:
        """Return the address of a place on a screen; empty where the screen is not in this site."""
        link = self._site.links.get(screen)
        if link is None:
            return ""
        single = self._site.kind == "single"
        return f"#{anchor(screen, identifier)}" if single else f"{link.href}#{identifier}"

    def _body(self, link: ScreenLink, text: ScreenText, place: Callable[[str], str]) -> Markup:
        match link.kind:
            case "home":
                return self._home_body()
            case "results":
                quizzes = [one for one in self._site.screens if one.kind == "assessment"]
                return self._html("screens/results.html.jinja", quizzes=quizzes)
            case "page" | "assessment":
                screen = self._screens[link.id]
                if isinstance(screen, Assessment):
                    return self._assessment(screen, link, text, place)
                return self._page(screen, link, text, place)
            case _:
                assert_never(link.kind)

    def _home_body(self) -> Markup:
        course = self._site.course
        objectives, written = course.objectives, course.settings.picture
        picture = self._site.resolve(written, course.span.file, shown=True) if written else None
        return self._html(
            "screens/home.html.jinja",
            modules=self._modules,
            parts=tuple(self._part_views()),
            last=self._last,
            picture=picture,
            versions=safe(source(picture, _HERO)) if picture else "",
            start=next((link for link in self._site.screens if link.kind in ("page", "assessment")), None),
            # A long list is no overview; the modules' first pages have their own.
            objectives=objectives if len(objectives) <= _OBJECTIVES_AT_HOME else (),
        )

    def _page(self, page: Page, link: ScreenLink, text: ScreenText, place: Callable[[str], str]) -> Markup:
        number, module = self._numbers[page.id]
        renderer = Renderer(
            self._environment,
            self._words,
            text,
            place,
            self._site.resolve,
            self._site.question_data,
            credits_=lambda: self._credits,
            title=link.title,
        )
        content = renderer.content(page.content)
        return self._html(
            "screens/page.html.jinja",
            several=len(self._modules) > 1,
            place=[one.id for one in module.pages].index(page.id) + 1,
            count=len(module.pages),
            left=self._left.get(page.id, 0),
            number=number,
            module=self._titles[link.module],
            title=Markup.escape(link.title),
            heading=text.inline(page.title),
            objectives=module.objectives if module.pages[0] is page else (),
            content=safe(_OPEN) + content + safe(_CLOSE) if self._terms else content,
        )

    def _assessment(
        self, assessment: Assessment, link: ScreenLink, text: ScreenText, place: Callable[[str], str]
    ) -> Markup:
        renderer = Renderer(
            self._environment, self._words, text, place, self._site.resolve, self._site.question_data, assessment
        )
        return self._html(
            "screens/assessment.html.jinja",
            title=link.title,
            assessment=assessment,
            settings=assessment.settings,
            module=self._titles.get(assessment.module, ""),
            heading=text.inline(assessment.title),
            introduction=renderer.content(assessment.introduction),
            scored=any(question.scored for question in assessment.questions),
            drawn=self._site.course.drawn(assessment),
            extra_minutes=assessment.extra_time[0],
            extra_times=assessment.extra_time[1],
            goals=tuple(self._goals(assessment)),
            questions=[(question, renderer.question(question)) for question in assessment.questions],
            score_feedback=[
                (one, text.block(Prose(text=one.text, span=assessment.span)))
                for one in assessment.settings.score_feedback
            ],
        )

    def _goals(self, assessment: Assessment) -> Iterator[_Goal]:
        """Yield what a quiz's questions are about: objectives, or the modules where these belong to several."""
        named = {name for question in assessment.questions if question.scored for name in question.objectives}
        modules = (self._site.whole or self._site.course).modules
        defined: list[tuple[Module | None, Objective]] = [
            (module, one) for module in modules for one in module.objectives if one.id in named
        ]
        own = next((module for module in modules if module.id == assessment.module), None)
        defined += [(own, one) for one in assessment.objectives if one.id in named]
        several = len({module and module.id for module, _ in defined}) > 1
        goals: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for module, objective in defined:
            text = (plain_text(module.title.text) if module else "") if several else objective.text
            pages = self._teaching.get(objective.id) or self._first_page(module)
            goals.setdefault((text, pages), []).append(objective.id)
        for (text, pages), objectives in goals.items():
            yield _Goal(tuple(objectives), text, pages)
        if any(question.scored and not question.objectives for question in assessment.questions):
            yield _Goal((), plain_text(own.title.text) if own and several else "", self._first_page(own))

    def _first_page(self, module: Module | None) -> tuple[str, ...]:
        return tuple(view.first.id for view in self._modules if view.module is module)

    @cached_property
    def _teaching(self) -> Mapping[str, tuple[str, ...]]:
        """The pages by the objectives that questions on them name."""
        found: dict[str, dict[str, None]] = {}
        for link in self._site.screens:
            screen = self._screens.get(link.id)
            if isinstance(screen, Page):
                for question in questions_of(screen):
                    for name in question.objectives:
                        found.setdefault(name, {})[link.id] = None
        return {name: tuple(pages)[:_PAGES_TO_READ_AGAIN] for name, pages in found.items()}

    def _html(self, template: str, **context: Any) -> Markup:
        return safe(self._environment.get_template(template).render(site=self._site, t=self._words, **context))
