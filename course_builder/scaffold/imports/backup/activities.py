"""The activities of a backup as pages, assessments and terms."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from course_builder.scaffold.imports.backup.bank import Bank, Draw
from course_builder.scaffold.imports.backup.contents import Activity, Contents, Section, form, integer, value
from course_builder.scaffold.imports.backup.rules import Rules
from course_builder.scaffold.imports.material import Asked, Given, Page, Term, number
from course_builder.scaffold.imports.media import Attached
from course_builder.scaffold.imports.prose import Converter, escaped
from course_builder.source.names import latin_slug

_NOW = frozenset({"adaptive", "adaptivenopenalty", "immediatefeedback", "immediatecbm", "interactive"})
_SILENT = frozenset({"subsection"})
"""Activities that only hold a section, which is told by itself."""

_INTRO = "intro"
_LONGEST = 30 * 24 * 3600
"""Seconds of a time limit that somebody means."""
_AFTER = 0x01110
"""At once, later, and when it is closed: when learners see what a quiz's settings for review name (``mod_quiz``)."""


class Activities:
    """Reads the activities of sections.

    Args:
        rules: of the course.
        given: the file that is read.
    """

    def __init__(self, contents: Contents, bank: Bank, rules: Rules, given: Given) -> None:
        self._contents, self._bank, self._rules, self._given = contents, bank, rules, given

    def of(self, section: Section) -> Iterator[Page | Asked | Term]:
        """Yield what stands in a section.

        A module has one assessment: the first quiz with a pass grade or, where none has one, the last quiz. Others with
        a pass grade, or that draw their questions, become modules of their own; the rest is for practice, in pages.
        """
        module = _line(section.name) or (f"Section {section.number}" if section.number else "")
        told = self._rules.of_section(section)
        if (summary := self._summary(section)) is not None:
            summary.module = module
            summary.lost += told
            yield summary
            told = []
        found = [(one, activity) for activity in section.activities for one in self._read(activity)]
        if told and (first := next((one for one, _ in found if isinstance(one, Page)), None)):
            first.lost += told
        elif told:
            yield Asked("", "section", section.number, name=module, lost=told)
        tests = [one for one, _ in found if isinstance(one, Page) and one.test is not None]
        needed = [one for one in tests if "pass_mark" in (one.test or {})]
        own = (needed or tests[-1:])[:1]
        more: list[Page] = []
        for one, activity in found:
            if isinstance(one, Page):
                one.module, one.address = module, str(activity.number)
                one.lost += self._rules.of(activity)
                if one.test is not None and one not in own:
                    if one in needed or one.pools:
                        one.module = one.title
                        more.append(one)
                        continue
                    if one.test.keys() - {"required"}:
                        one.lost.append("It stands as questions in a page: its settings are left out.")
                    one.test, one.practice = None, True
            yield one
        yield from more

    def _summary(self, section: Section) -> Page | None:
        element = section.element
        if element is None:
            return None
        files = {}
        for one in self._contents.contexts_of_course():
            files.update(self._contents.files(one, "course", "section", element.get("id", "")))
        page = Page("", "", section.number)
        convert = Converter(Attached(self._given.media, files, page.lost), page.lost, in_page=True)
        page.blocks += _blocks(convert, value(element, "summary"), form(element, "summaryformat"))
        return page if page.blocks else None

    def _read(self, activity: Activity) -> Iterator[Page | Asked | Term]:
        if activity.kind in _SILENT:
            return
        reader = self._KINDS.get(activity.kind)
        if reader is None:
            lost = [f"There is nothing here like the activity {activity.kind!r}."]
            yield Asked("", activity.kind, activity.number, name=_line(activity.name), lost=lost)
            return
        yield from reader(self, activity)

    def _page_of(self, activity: Activity, title: str = "") -> Page:
        return Page(title, "", activity.number)

    def _text(self, activity: Activity, page: Page, area: str, item: str = "", path: str = "") -> list[str]:
        """Return a text of an activity as blocks.

        Args:
            area: of its files.
            item: by which they are known in it.
            path: where it stands, if that is not called as the area.
        """
        files = self._contents.files(activity.context, f"mod_{activity.kind}", area, item)
        convert = Converter(Attached(self._given.media, files, page.lost), page.lost, in_page=True)
        path = path or area
        return _blocks(convert, value(activity.element, path), form(activity.element, f"{path}format"))

    def _label(self, activity: Activity) -> Iterator[Page]:
        page = self._page_of(activity)
        page.blocks += self._text(activity, page, _INTRO)
        yield page

    def _page(self, activity: Activity) -> Iterator[Page]:
        page = self._page_of(activity, _line(activity.name) or "Page")
        shown = 's:10:"printintro";s:1:"1"' in value(activity.element, "displayoptions")
        if shown:
            page.blocks += self._text(activity, page, _INTRO)
        page.blocks += self._text(activity, page, "content")
        yield page

    def _book(self, activity: Activity) -> Iterator[Page]:
        first = self._page_of(activity, _line(activity.name) or "Book")
        first.blocks += self._text(activity, first, _INTRO)
        chapters = sorted(
            activity.element.iterfind("chapters/chapter"), key=lambda one: number(value(one, "pagenum"), Decimal(0))
        )
        if first.blocks or not chapters:
            yield first
        for one in chapters:
            page = self._page_of(activity, _line(html.unescape(value(one, "title"))) or first.title)
            files = self._contents.files(activity.context, "mod_book", "chapter", one.get("id", ""))
            convert = Converter(Attached(self._given.media, files, page.lost), page.lost, in_page=True)
            page.blocks += _blocks(convert, value(one, "content"), form(one, "contentformat"))
            if value(one, "hidden") == "1":
                page.lost.append("It was hidden from learners, and is not hidden here.")
            yield page

    def _glossary(self, activity: Activity) -> Iterator[Term | Asked]:
        entries = list(activity.element.iterfind("entries/entry"))
        for one in entries:
            lost: list[str] = []
            files = self._contents.files(activity.context, "mod_glossary", "entry", one.get("id", ""))
            convert = Converter(Attached(self._given.media, files, lost), lost, in_page=True)
            meaning = "\n\n".join(_blocks(convert, value(one, "definition"), form(one, "definitionformat")))
            aliases = [_line(html.unescape(value(alias, "alias_text"))) for alias in one.iterfind("aliases/alias")]
            forms = [_line(html.unescape(value(one, "concept"))), *aliases]
            if forms[0] and meaning:
                yield Term(tuple(form for form in dict.fromkeys(forms) if form), meaning, activity.number)
        if not entries:
            lost = ["Its entries are not in the backup: they are, if it is made with the data of users."]
            yield Asked("", "glossary", activity.number, name=_line(activity.name), lost=lost)

    def _files(self, activity: Activity) -> Iterator[Page]:
        page = self._page_of(activity)
        page.blocks += self._text(activity, page, _INTRO)
        files = self._contents.files(activity.context, f"mod_{activity.kind}", "content")
        attached = Attached(self._given.media, files, page.lost)
        links = []
        for name in sorted(files):
            if address := attached.address(f"@@PLUGINFILE@@/{_quoted(name)}"):
                words = _line(activity.name) if len(files) == 1 else _line(name)
                links.append(f"[{words or _line(name)}]({address})")
        if not files:
            page.lost.append("Its files are not in the backup.")
        page.blocks += ["\n".join(f"- {one}" for one in links)] if len(links) > 1 else links
        yield page

    def _url(self, activity: Activity) -> Iterator[Page]:
        page = self._page_of(activity)
        page.blocks += self._text(activity, page, _INTRO)
        attached = Attached(self._given.media, {}, page.lost)
        if address := attached.address(html.unescape(value(activity.element, "externalurl"))):
            page.blocks.append(f"[{_line(activity.name) or 'Link'}](<{address}>)")
        yield page

    def _quiz(self, activity: Activity) -> Iterator[Page]:
        page = self._page_of(activity, _line(activity.name) or "Quiz")
        page.blocks += self._text(activity, page, _INTRO)
        pools: dict[str, int] = {}
        taken: set[str] = set()
        slots = sorted(
            activity.element.iterfind("question_instances/question_instance"),
            key=lambda one: number(value(one, "slot"), Decimal(0)),
        )
        for slot in slots:
            found = self._bank.drawn(slot)
            if found is None:
                page.lost.append("A question of it is not in the backup.")
            elif isinstance(found, Draw):
                self._drawn(found, page, pools, taken)
            elif found.number not in taken:
                taken.add(found.number)
                asked = self._bank.asked(found, self._given.media)
                asked.points = number(value(slot, "maxmark") or value(slot, "grade"), asked.points)
                page.blocks.append(asked)
        if not any(isinstance(one, Asked) for one in page.blocks):
            page.lost.append("It asks nothing.")
        else:
            page.test, page.pools = self._settings(activity, page), pools
        yield page

    def _drawn(self, draw: Draw, page: Page, pools: dict[str, int], taken: set[str]) -> None:
        """Put what a slot may draw into a pool, which further slots of the same kind draw from as well."""
        path = self._bank.path(draw.categories[0])
        named = latin_slug(path[-1] if path else "") or f"pool-{draw.categories[0]}"
        name = "-".join([named, *map(latin_slug, draw.tags)])
        if name not in pools:
            pools[name] = 0
            for entry in self._bank.within(draw):
                if entry.number not in taken:
                    taken.add(entry.number)
                    asked = self._bank.asked(entry, self._given.media)
                    asked.pool = name
                    page.blocks.append(asked)
        pools[name] += 1

    def _settings(self, activity: Activity, page: Page) -> dict[str, Any]:
        """Return the front matter of an assessment, and tell of what it cannot say."""
        quiz, said = activity.element, dict[str, Any]()
        if 0 < (seconds := integer(value(quiz, "timelimit"))) <= _LONGEST:
            said["time_limit"] = f"{max(1, math.ceil(seconds / 60))} min"
        if attempts := integer(value(quiz, "attempts_number") or value(quiz, "attempts")):
            said["attempts"] = attempts
        if value(quiz, "preferredbehaviour") in _NOW:
            said["feedback"] = "now"
        elif not int(number(value(quiz, "reviewcorrectness"), Decimal(_AFTER))) & _AFTER:
            said["feedback"] = "never"
        if not int(number(value(quiz, "reviewattempt"), Decimal(_AFTER))) & _AFTER:
            said["review"] = "no"
        if value(quiz, "questionsperpage") == "0":
            said["display"] = "all"
        if value(quiz, "shuffleanswers") == "0":
            said["shuffle_options"] = "no"
        if any(value(one, "shufflequestions") == "1" for one in quiz.iterfind("sections/section")):
            said["shuffle_questions"] = "yes"
        best = number(value(quiz, "grade"), Decimal(0))
        graded = self._contents.grade_items(activity)
        if best > 0 and graded and (mark := number(value(graded[0], "gradepass"), Decimal(0))) > 0:
            said["pass_mark"] = int(min(Decimal(100), mark * 100 / best))
        counts, lost = self._rules.counts(activity)
        said |= counts
        page.lost += lost
        if best > 0:
            said |= self._score_feedback(activity, page, best)
        told = {
            "timeopen": "It opened at a date.", "timeclose": "It closed at a date.", "password": "It had a password.",
            "subnet": "It was open in some networks only.", "delay1": "Learners had to wait between attempts.",
        }  # fmt: skip
        page.lost += [text for name, text in told.items() if value(quiz, name) not in {"", "0"}]
        if value(quiz, "navmethod") == "sequential":
            page.lost.append("Learners could not go back in it, and can here.")
        return said

    def _score_feedback(self, activity: Activity, page: Page, best: Decimal) -> dict[str, Any]:
        found = []
        for one in activity.element.iterfind("feedbacks/feedback"):
            files = self._contents.files(activity.context, "mod_quiz", "feedback", one.get("id", ""))
            convert = Converter(Attached(self._given.media, files, page.lost), page.lost, in_page=True)
            text = "\n\n".join(_blocks(convert, value(one, "feedbacktext"), form(one, "feedbacktextformat")))
            found.append((int(number(value(one, "mingrade"), Decimal(0)) * 100 / best), text))
        found.sort()
        starts = [start for start, _ in found]
        if not any(text for _, text in found) or starts[0] != 0 or starts != sorted(set(starts)):
            return {}
        # A range that says nothing ends the one below it; what is said of it is then as short as can be.
        return {"score_feedback": [{"from": start, "text": text or "\u2013"} for start, text in found if start <= 100]}

    _KINDS: ClassVar[Mapping[str, Callable[[Activities, Activity], Iterator[Page | Asked | Term]]]] = {
        "book": _book, "folder": _files, "glossary": _glossary, "label": _label, "page": _page, "quiz": _quiz,
        "resource": _files, "url": _url,
    }  # fmt: skip


def _line(text: str) -> str:
    """Return a name as a line of Markdown."""
    return escaped(" ".join(text.split()))[:200]


def _quoted(name: str) -> str:
    return name.replace("%", "%25").replace("?", "%3F")


def _blocks(convert: Converter, text: str, written: str) -> list[str]:
    try:
        made = convert.convert(text, written)
    except ValueError as error:
        return [f"({error})"]
    return [made] if made else []
