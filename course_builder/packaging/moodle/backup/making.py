"""Makes a backup of an edition: what each page, quiz and glossary becomes, and what is told of what Moodle has not."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from lxml import etree

from course_builder.diagnostics import Span
from course_builder.model import Assessment, Block, Content, Module, Page, Prose, Question, Term, questions_of
from course_builder.packaging.moodle.backup import quiz
from course_builder.packaging.moodle.backup.activities import GLOSSARY, PAGE, Activity, Completion, Grade
from course_builder.packaging.moodle.backup.archive import COURSE, COURSE_CONTEXT, Backup, Section
from course_builder.packaging.moodle.backup.files import FilePool
from course_builder.packaging.moodle.backup.lost import page_told, settings_told
from course_builder.packaging.moodle.backup.plan import Plan, Planned, PlannedSection
from course_builder.packaging.moodle.backup.questions import Bank
from course_builder.packaging.moodle.backup.records import HTML, MOMENT, Value, inside, record
from course_builder.packaging.moodle.bank import categories, entry
from course_builder.packaging.moodle.elements import name_of
from course_builder.packaging.moodle.files import Attached, Files
from course_builder.packaging.moodle.losses import Loss, Tell
from course_builder.packaging.moodle.xml import element as element_of
from course_builder.render.credits import credited_pages
from course_builder.render.edition import Edition
from course_builder.render.site import ScreenLink, Target
from course_builder.render.words import Words
from course_builder.source.names import plain_text
from course_builder.translation import interface


class Making:
    """Makes the backup of one edition.

    Args:
        tell: told what is lost.
        name: of the backup's file.
    """

    def __init__(self, edition: Edition, tell: Tell, name: str) -> None:
        self._edition = edition
        self._course = edition.course
        self._tell = tell
        self._words = Words(edition.words, edition.language)
        self._snippets = edition.snippets()
        self._plan = Plan(edition.course)
        self._links = _Links(edition, self._plan)
        pool = FilePool()
        settings = self._course.settings
        self._backup = Backup(
            name,
            edition.name,
            settings.title,
            f"<p>{html.escape(settings.description or settings.lead)}</p>",
            edition.language.lower().replace("-", "_"),
            pool,
            Bank(edition.name, COURSE_CONTEXT, COURSE, pool),
        )
        self._banked: dict[str, int] = {}
        self._pools: dict[tuple[str, str], int] = {}

    def backup(self) -> Backup:
        """Return the backup."""
        self._bank()
        for section in self._plan.sections:
            self._backup.sections.append(self._section(section))
        for planned in self._plan.activities:
            activity = self._activity(planned)
            if activity:
                self._backup.activities.append(activity)
        settings_told(self._course, self._tell)
        self._complete()
        return self._backup

    # -- the question bank

    def _bank(self) -> None:
        for names, screen, questions in categories(self._course):
            for question in questions:
                files = self._links.files()
                made = entry(question, self._snippets, files, self._links.resolving(files), self._tell, in_quiz=True)
                if made is None:
                    continue
                category = self._backup.bank.category(tuple(map(name_of, names)))
                self._pools[screen.id, question.pool] = category
                self._banked[question.id] = self._backup.bank.add(category, element_of(made, self._tell))

    # -- sections

    def _section(self, planned: PlannedSection) -> Section:
        if planned.assessment:
            return Section(planned.number, _name(planned.assessment.title))
        files = self._links.files()
        resolve = self._links.resolving(files)
        # Its files are known when all of it is made.
        summary = "\n".join(self._of_module(planned.module) if planned.module else self._of_course(resolve))
        backup = self._backup
        numbers = backup.pool.add(COURSE_CONTEXT, "course", "section", planned.number + 1, files.found)
        name = _name(planned.module.title) if planned.module else ""
        return Section(planned.number, name, self._marked(summary), numbers)

    def _of_course(self, resolve: Callable[..., Target]) -> Iterator[str]:
        settings = self._course.settings
        if settings.picture:
            picture = resolve(settings.picture, "course.yml", shown=True)
            yield f'<p><img src="{html.escape(picture.url)}" alt="" class="img-fluid"></p>'
        for said in dict.fromkeys([settings.lead, settings.description]):
            if said:
                yield f"<p>{html.escape(said)}</p>"

    def _of_module(self, module: Module) -> Iterator[str]:
        part = next((one for one in self._course.parts if module.id in one.modules), None)
        if part:
            yield f'<p class="text-muted">{html.escape(part.title)}</p>'
        if module.settings.summary:
            yield f"<p>{html.escape(module.settings.summary)}</p>"
        if module.objectives:
            yield f"<p>{html.escape(self._words('course.objectives'))}</p>"
            yield f"<ul>{''.join(f'<li>{html.escape(one.text)}</li>' for one in module.objectives)}</ul>"

    # -- activities

    def _activity(self, planned: Planned) -> Activity | None:
        match planned.source:
            case Assessment() as assessment:
                return self._quiz(planned, assessment)
            case Block() as block:
                return self._glossary(planned, block)
            case Page() as page:
                return self._page(planned, page) if planned.kind == "page" else self._questions(planned, page)

    def _page(self, planned: Planned, page: Page) -> Activity:
        page_told(page, self._tell)
        written, files = self._written(page.content, page.span.file, planned, page)
        activity = Activity(
            "page",
            _name(page.title),
            planned.number,
            planned.section,
            {**PAGE, "content": written},
            Completion(seen=True),
            self._conditions.get(planned.number, ()),
            idnumber=page.id,
        )
        activity.files += self._backup.pool.add(activity.context, "mod_page", "content", 0, files.found)
        return activity

    def _questions(self, planned: Planned, page: Page) -> Activity | None:
        questions = [one for one in questions_of(page) if one.id in self._banked]
        if not questions:
            return None
        required = any(one.required for one in questions)
        graded = any(one.graded and one.scored for one in questions)
        activity = Activity(
            "quiz",
            f"{_name(page.title)} – {self._words('assessment.questions')}"[:255],
            planned.number,
            planned.section,
            quiz.in_page(required=required, graded=graded),
            Completion(tracked=required),
            self._conditions.get(planned.number, ()),
            self._share(questions) if graded else None,
        )
        slots = [
            quiz.Slot(_mark(one) if one.graded or not graded else Decimal(0), self._banked[one.id]) for one in questions
        ]
        quiz.fill(activity.own, slots, activity.context, COURSE_CONTEXT)
        activity.categories += self._categories
        return activity

    def _share(self, questions: Sequence[Question]) -> Grade:
        """Return the grade of a page's questions: all graded ones of the course together weigh as much as a quiz."""
        points = {one.id: one.points for one in self._in_pages}
        own = sum((points[one.id] for one in questions if one.id in points), Decimal(0))
        return Grade(0, float(own / sum(points.values())))

    @cached_property
    def _in_pages(self) -> Sequence[Question]:
        pages = (page for module in self._course.modules for page in module.pages)
        return [
            one for page in pages for one in questions_of(page) if one.graded and one.scored and one.id in self._banked
        ]

    def _quiz(self, planned: Planned, assessment: Assessment) -> Activity:
        settings = assessment.settings
        intro, files = self._written(assessment.introduction, assessment.span.file, planned, None)
        activity = Activity(
            "quiz",
            _name(assessment.title),
            planned.number,
            planned.section,
            quiz.assessed(intro, settings),
            Completion(passed=True),
            self._conditions.get(planned.number, ()),
            Grade(assessment.pass_mark, settings.weight if settings.required else 0),
            assessment.id,
        )
        said = [(one, self._markdown(one.text, assessment.span)) for one in settings.score_feedback]
        quiz.fill(
            activity.own,
            list(self._slots(assessment)),
            activity.context,
            COURSE_CONTEXT,
            shuffle=settings.shuffle_questions,
            display=settings.display,
            feedback=said,
        )
        activity.files += self._backup.pool.add(activity.context, "mod_quiz", "intro", 0, files.found)
        activity.categories += self._categories
        return activity

    def _slots(self, assessment: Assessment) -> Iterator[quiz.Slot]:
        """Yield what a quiz asks: its own questions and draws from its pools, where the first of each pool stands."""
        pools, drawn = assessment.settings.pools, set[str]()
        if assessment.settings.from_ == "route":
            drawn = {name for part in self._course.parts if part.is_choice for name in part.modules}
        asked = [one for one in assessment.questions if one.id in self._banked]
        for question in asked:
            if question.pool not in pools:
                yield quiz.Slot(_mark(question), self._banked[question.id])
            elif question.pool not in drawn:
                drawn.add(question.pool)
                marks = [_mark(one) for one in asked if one.pool == question.pool]
                if len(set(marks)) > 1:
                    self._tell(
                        assessment.place(f"pools.{question.pool}"),
                        Loss(
                            f"Moodle gives every question drawn from {question.pool!r} the same mark: {marks[0]:f}.",
                            "Give all questions of the pool the same points.",
                        ),
                    )
                category = self._pools[assessment.id, question.pool]
                for _ in range(min(pools[question.pool].draw, len(marks))):
                    yield quiz.Slot(marks[0], category=category)

    def _glossary(self, planned: Planned, block: Block) -> Activity:
        name = plain_text(block.label.text) if block.label else _name(planned.page.title) if planned.page else ""
        activity = Activity(
            "glossary",
            name[:255],
            planned.number,
            planned.section,
            {"intro": "", **GLOSSARY},
            Completion(tracked=False),
            self._conditions.get(planned.number, ()),
        )
        entries = inside(activity.own, "entries")
        for place, term in enumerate(block.data, 1):
            self._entry(activity, entries, planned.number * 1000 + place, term)
        inside(activity.own, "entriestags")
        inside(activity.own, "categories")
        return activity

    def _entry(self, activity: Activity, entries: etree._Element, number: int, term: Term) -> None:
        written, files = self._written((term.meaning,), term.span.file, None, None)
        fields: dict[str, Value] = {
            "userid": None, "concept": plain_text(term.title.text), "definition": written, "definitionformat": HTML,
            "definitiontrust": 0, "attachment": "", "timecreated": MOMENT, "timemodified": MOMENT,
            "teacherentry": 1, "sourceglossaryid": 0, "usedynalink": 1, "casesensitive": 0, "fullmatch": 1,
            "approved": 1,
        }  # fmt: skip
        entry = record(entries, "entry", fields, number)
        aliases = inside(entry, "aliases")
        for place, form in enumerate(term.forms[1:], 1):
            record(aliases, "alias", {"alias_text": form}, number * 100 + place)
        inside(entry, "ratings")
        found = self._backup.pool.add(activity.context, "mod_glossary", "entry", number, files.found)
        activity.files += found

    # -- text

    def _written(self, content: Content, file: str, planned: Planned | None, page: Page | None) -> tuple[str, Files]:
        """Return content as HTML, and the files that it shows."""
        files = self._links.files()
        asked = self._plan.beside(page, "questions") if page else None

        def pointed(question: Question) -> str:
            if asked is None or question.id not in self._banked:
                return ""
            label = html.escape(self._words("question"))
            title = html.escape(question.title)
            return f'<p class="alert alert-secondary">{label} · <a href="{asked.address}">{title}</a></p>'

        written = self._snippets.page(
            content,
            self._links.resolving(files, planned),
            file=file,
            asked=pointed,
            title=plain_text(page.title.text) if page else "",
            credits_=lambda: credited_pages(self._course, self._links.screens),
        )
        return self._marked(written), files

    def _markdown(self, text: str, span: Span) -> str:
        return self._written((Prose(text=text, span=span),), span.file, None, None)[0]

    def _marked(self, written: str) -> str:
        """Return HTML that says its language and direction: a site's own can be another."""
        if not written:
            return ""
        direction = interface.direction(self._edition.language)
        # A site that reads from left to right sets all text to the left.
        aligned = ' style="text-align: start"' if direction == "rtl" else ""
        return f'<div lang="{self._edition.language}" dir="{direction}"{aligned}>\n{written}\n</div>'

    # -- what has to be done

    @property
    def _categories(self) -> Sequence[int]:
        return tuple(self._backup.bank.categories)

    @cached_property
    def _conditions(self) -> Mapping[int, Sequence[Mapping[str, Any]]]:
        """What has to be done before an activity opens, by its number, where pages open one after another."""
        if self._course.settings.navigation != "linear":
            return {}
        found: dict[int, Sequence[Mapping[str, Any]]] = {}
        before: list[Mapping[str, Any]] = []
        for planned in self._plan.activities:
            found[planned.number] = tuple(before)
            if planned.kind == "page":
                before = [{"type": "completion", "cm": planned.number, "e": 1}]
            elif planned.kind == "questions" and planned.page and self._waits(planned.page):
                before.append({"type": "completion", "cm": planned.number, "e": 1})
            elif isinstance(planned.source, Assessment) and planned.source.settings.required:
                # Handed in is enough: it has some grade.
                before.append({"type": "grade", "id": planned.number})
        return found

    def _waits(self, page: Page) -> bool:
        return any(one.required and one.id in self._banked for one in questions_of(page))

    def _complete(self) -> None:
        """Say which activities complete the course."""
        when = self._course.settings.completion.when
        required = {one.id for one in self._course.assessments if one.settings.required}
        chosen = {module for part in self._course.parts if part.is_choice for module in part.modules}
        pages = when in {"auto", "pages", "both", "percentage"}
        quizzes = when in {"auto", "assessments", "both"}
        there = {one.number for one in self._backup.activities}
        for planned in self._plan.activities:
            module = self._plan.sections[planned.section].module
            if planned.number not in there or (module and module.id in chosen):
                continue
            source = planned.source
            counts = pages and planned.kind == "page"
            counts |= pages and planned.kind == "questions" and isinstance(source, Page) and self._waits(source)
            counts |= quizzes and planned.kind == "quiz" and source.id in required
            if counts:
                self._backup.completing.append(planned.number)


class _Links:
    """Where addresses lead in the backup: to activities, to files that travel with a text, or outside."""

    def __init__(self, edition: Edition, plan: Plan) -> None:
        self._edition = edition
        self._plan = plan
        self.screens = {
            link.id: ScreenLink(link.id, plan.screens[link.id].address, link.title, link.kind, link.module)
            for link in edition.pages.links
            if link.id in plan.screens
        }

    def files(self) -> Files:
        """Return what collects the files of one text."""
        return Attached(self._edition.media, lambda _: None)

    def resolving(self, files: Files, planned: Planned | None = None) -> Callable[..., Target]:
        """Return what says where an address of a text leads.

        Args:
            planned: the activity that the text stands in.
        """
        addresses = self._edition.addresses(self.screens)

        def resolve(written: str, file: str, /, *, shown: bool = False) -> Target:
            path = written.partition("#")[0]
            if path.endswith(".md") or not path:
                target = addresses.resolve(written, file)
                own = planned.address if planned else ""
                # On its own page Moodle's address would load it anew.
                return Target(target.url.removeprefix(own) if "#" in target.url and own else target.url)
            return files.resolve(written, file, shown=shown)

        return resolve


def _name(title: Prose) -> str:
    return name_of(plain_text(title.text))


def _mark(question: Question) -> Decimal:
    return question.points if question.scored else Decimal(0)
