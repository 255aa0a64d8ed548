"""The data that pages carry for the player: the shapes of ``player/src/contract.ts``, filled from the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, assert_never

from course_builder.lock import Lock, fingerprints
from course_builder.model import (
    Assessment,
    Block,
    Choice,
    Course,
    Interaction,
    Match,
    Number,
    Order,
    Page,
    Part,
    Prose,
    Question,
    Region,
    Text,
    questions_of,
)  # fmt: skip
from course_builder.render.rows import rows
from course_builder.render.site import ScreenLink
from course_builder.render.timing import minutes_left
from course_builder.source.names import latin_slug, plain_text

TrackerKind = Literal["scorm12", "scorm2004", "local"]


def as_json(data: object) -> str:
    """Return compact JSON that is the same in every build. Inside HTML the caller guards against ``<``."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def completion_rule(course: Course) -> str:
    """Return the completion rule with ``auto`` decided: both where a required quiz exists, else pages."""
    rule = course.settings.completion.when
    if rule != "auto":
        return rule
    return "both" if any(one.settings.required for one in course.assessments) else "pages"


def status_meaning(course: Course) -> str:
    """Return what SCORM 1.2's one status tells, with ``auto`` decided."""
    meaning = course.settings.status
    if meaning != "auto":
        return meaning
    graded = any(one.settings.required for one in course.assessments) or any(
        question.graded for question in course.questions
    )
    return "passed" if graded else "completed"


def certificates(course: Course) -> Iterator[tuple[str, Block]]:
    """Yield the certificates of a course, each with the id of its screen."""
    for page in (page for module in course.modules for page in module.pages):
        for node in page.nodes:
            if isinstance(node, Block) and node.name == "certificate":
                yield page.id, node


def certificate_screen(course: Course) -> str:
    """Return the id of the screen with the certificate of the whole course, or empty."""
    return next((screen for screen, block in certificates(course) if not block.options.for_), "")


def course_data(
    course: Course,
    lock: Lock,
    screens: tuple[ScreenLink, ...],
    words: Mapping[str, str],
    *,
    tracker: TrackerKind,
    characters: int,
    text_bytes: int,
    search: str,
    single: bool,
) -> dict[str, Any]:
    """Return ``CourseData``, its lists as tables (``Outline`` of ``player/src/outline.ts``).

    Args:
        characters, text_bytes: what the saved state may take, and how much of each typed text it keeps.
        search: the address of the search script, or empty.
    """
    gates = {page.id: gates_of(page) for module in course.modules for page in module.pages}
    left = minutes_left(course)
    places = {one.id: place for place, one in enumerate(screens)}
    screen_of = {question.id: places[screen.id] for screen in course.screens for question in questions_of(screen)}
    return {
        "id": course.id,
        "title": course.settings.title,
        "language": course.settings.language,
        "tracker": tracker,
        "screens": rows(
            [
                {
                    "id": one.id,
                    # A tenth of the whole: the player knows how pages are usually called.
                    **({} if one.href == one.id.replace("/", "-") + ".html" else {"href": one.href}),
                    "title": one.title,
                    "kind": one.kind,
                    "slot": lock.screens.get(one.id, -1),
                    "module": one.module,
                    **({"gates": gates[one.id]} if gates.get(one.id) else {}),
                    **({"left": left[one.id]} if one.id in left else {}),
                }
                for one in screens
            ]
        ),
        "assessments": rows([_assessment(one, lock) for one in course.assessments]),
        **_parts(course),
        "questions": rows([_summary(question, lock, screen_of[question.id]) for question in course.questions]),
        "completion": {"when": completion_rule(course), "percentage": course.settings.completion.percentage},
        "status": status_meaning(course),
        "navigation": course.settings.navigation,
        "state": {"characters": characters, "textBytes": text_bytes},
        "words": dict(words),
        "search": search,
        "single": single,
    }


def _parts(course: Course) -> dict[str, Any]:
    parts = [
        {"id": part.id, "title": part.title, "modules": list(part.modules), "required": part.required}
        for part in course.parts
    ]
    return {"parts": parts} if parts else {}


def gates_of(page: Page) -> int:
    """Return how many gates stand in a page."""
    return sum(isinstance(node, Block) and node.name == "gate" for node in page.nodes)


def _assessment(one: Assessment, lock: Lock) -> dict[str, Any]:
    settings = one.settings
    minutes, times = one.extra_time
    return {
        "id": one.id,
        "slot": lock.assessments[one.id],
        "title": plain_text(one.title.text),
        "passMark": one.pass_mark,
        "attempts": settings.attempts,
        "shuffleQuestions": settings.shuffle_questions,
        "shuffleOptions": settings.shuffle_options,
        "pools": {name: pool.draw for name, pool in settings.pools.items()},
        "timeLimit": settings.time_limit * 60,
        **({"extraTime": minutes * 60, "extraTimes": times} if times else {}),
        "feedback": settings.feedback,
        "review": settings.review,
        "retry": settings.retry,
        "required": settings.required,
        "weight": settings.weight,
        "display": settings.display,
        **({"route": True} if settings.from_ == "route" else {}),
        "scoreFeedback": [one.from_ for one in settings.score_feedback],
    }


def _summary(question: Question, lock: Lock, screen: int) -> dict[str, Any]:
    return {
        "id": question.id,
        "slot": lock.questions[question.id].slot,
        # Its place in the list of screens; the player knows it by the id.
        "screen": screen,
        "pool": question.pool,
        "points": float(question.points) if question.points % 1 else int(question.points),
        "graded": question.graded,
        "scored": question.scored,
        **({"required": True} if question.required else {}),
    }


def question_data(question: Question, lock: Lock) -> dict[str, Any]:
    """Return ``QuestionData``."""
    slots = lock.questions[question.id].parts
    return {
        "id": question.id,
        "title": question.title,
        "tries": question.tries,
        "objectives": list(question.objectives),
        "parts": [_part(part, slots.get(part.id, {})) for part in question.parts],
        "endings": [{"id": one.id, "score": float(one.score), "retry": one.retry} for one in question.endings],
        "hints": [float(one.cost) for one in question.hints],
    }


def _part(part: Part, slots: Mapping[str, int]) -> dict[str, Any]:
    return {"id": part.id, "scored": part.scored, "interaction": interaction_data(part.interaction, slots)}


def interaction_data(interaction: Interaction, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return ``InteractionData``.

    Args:
        numbers: of the options, by what they are known by.
    """
    marks = fingerprints(interaction)
    slots = {text: numbers[mark] for text, mark in marks.items()}
    match interaction:
        case Choice():
            names = _Names()
            return {
                "type": "choice",
                "options": [
                    {**_option(one.id, one.text, slots, names), "correct": one.correct, "leadsTo": one.leads_to}
                    for one in interaction.options
                ],
                "multiple": interaction.multiple,
                "scoring": interaction.scoring,
                "shuffle": interaction.shuffle,
                "presentation": interaction.presentation,
                "trueFalse": interaction.true_false,
            }
        case Text():
            return {
                "type": "text",
                "accepted": list(interaction.accepted),
                "patterns": list(interaction.patterns),
                "caseMatters": interaction.case_matters,
                "accentsMatter": interaction.accents_matter,
                "long": interaction.long,
                "selfMarked": interaction.self_marked,
            }
        case Number():
            return {
                "type": "number",
                "ranges": [{"low": f"{one.low:f}", "high": f"{one.high:f}"} for one in interaction.ranges],
                **({"unit": interaction.unit} if interaction.unit else {}),
            }
        case Match():
            sources, targets = _Names(), _Names()
            return {
                "type": "match",
                "sources": [_option(one.id, one.text, slots, sources) for one in interaction.sources],
                "targets": [_option(one.id, one.text, slots, targets) for one in interaction.targets],
                "pairs": [list(pair) for pair in interaction.pairs],
                "scoring": interaction.scoring,
                "shuffle": interaction.shuffle,
            }
        case Order():
            names = _Names()
            return {
                "type": "order",
                "items": [_option(one.id, one.text, slots, names) for one in interaction.items],
                "scoring": interaction.scoring,
            }
        case Region():
            names = _Names()
            return {
                "type": "region",
                "areas": [
                    {**_option(one.id, one.label, slots, names), "correct": one.correct} for one in interaction.areas
                ],
                "multiple": interaction.multiple,
                "scoring": interaction.scoring,
            }
        case _:
            assert_never(interaction)


class _Names:
    """Gives options readable identifiers for SCORM 2004's reports, unique in their interaction (R26)."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, text: str) -> str:
        name = re.sub(r"[^A-Za-z0-9]+", "_", latin_slug(text, 32)).strip("_") or "option"
        made, number = name, 2
        while made in self.taken:
            made, number = f"{name}_{number}", number + 1
        self.taken.add(made)
        return made


def _option(identifier: str, text: Prose, slots: Mapping[str, int], names: _Names) -> dict[str, Any]:
    label = plain_text(text.text)
    return {"id": identifier, "slot": slots[text.text], "name": names.of(label), "label": label}
