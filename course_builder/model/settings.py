"""What an author can set, for the course (``course.yml``), a module and an assessment (front matter).

The field descriptions are the reference that authors read; the JSON Schema is made from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

Audience = Literal["learner", "trainer"]
"""For whom an edition of a course is. Trainers get what learners get, and what is only for them."""


class Settings(BaseModel):
    """Settings are frozen and refuse keys that they do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _yes_no(value: Any) -> Any:
    # YAML scalars reach us as text: `no` is not turned into something else before we know that a yes or no is wanted.
    if isinstance(value, str) and value.lower() in {"yes", "true", "on"}:
        return True
    if isinstance(value, str) and value.lower() in {"no", "false", "off"}:
        return False
    return value


def minutes(text: str) -> int:
    """Return the minutes in a duration such as ``25 min``, ``3 h``, ``1 h 30 min`` or a bare number of minutes.

    Raises:
        ValueError: where ``text`` is none of these.
    """
    found = re.fullmatch(r"(?:(\d+)\s*h(?:ours?)?)?\s*(?:(\d+)\s*(?:min(?:utes?)?)?)?", text.strip())
    if not found or not any(found.groups()):
        raise ValueError("write a duration such as '25 min' or '1 h 30 min'")
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def _duration(value: Any) -> Any:
    return minutes(value) if isinstance(value, str) else value


MOST_EXTENSIONS = 20


def extra_time(text: str, limit: int) -> tuple[int, int]:
    """Return the minutes of extra time that ``50%``, ``10 min`` or ``10 x 5 min`` gives each time, and how often.

    Args:
        text: as the author wrote it.
        limit: the time limit in minutes, for a share of it; a share is rounded up.

    Raises:
        ValueError: where ``text`` is none of these.
    """
    if not text:
        return 0, 0
    found = re.fullmatch(r"\s*(?:(\d+)\s*[x×]\s*)?(?:(\d+)\s*%|(\d.*?))\s*", text)
    if not found:
        raise ValueError("write a share of the time such as '50%', or minutes such as '10 min' or '10 x 5 min'")
    times = int(found[1] or 1)
    each = -(-limit * int(found[2]) // 100) if found[2] else minutes(found[3])
    if not each or not 1 <= times <= MOST_EXTENSIONS:
        raise ValueError(f"write more than no time, and at most {MOST_EXTENSIONS} times")
    return each, times


def _extra_time(value: Any) -> Any:
    text = str(value) if isinstance(value, int) else value
    if isinstance(text, str):
        extra_time(text, 100)
    return text


def _attempts(value: Any) -> Any:
    return 0 if value == "unlimited" else value


# Editors are told what authors may write, not what it becomes.
_YES_NO = {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "true", "false", "on", "off"]}]}
_HOURS_AND_MINUTES = r"^\s*(\d+\s*h(ours?)?)?\s*(\d+\s*(min(utes?)?)?)?\s*$"
_MINUTES = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": _HOURS_AND_MINUTES}]}

_EXTRA_TIME = {
    "anyOf": [
        {"type": "integer", "minimum": 1},
        {"type": "string", "pattern": r"^\s*(\d+\s*[x×]\s*)?(\d+\s*%|\d+\s*h(ours?)?)?\s*(\d+\s*(min(utes?)?)?)?\s*$"},
    ]
}

YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema(_YES_NO)]
Minutes = Annotated[int, BeforeValidator(_duration), Field(ge=0), WithJsonSchema(_MINUTES)]
Percent = Annotated[int, Field(ge=0, le=100)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


def _names(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_names),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Difficulty = Literal["", "easy", "medium", "hard"]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


@dataclass(frozen=True, slots=True)
class ForLearners:
    """Marks a value that learners read, so that it is translated.

    Args:
        form: ``text`` as a whole; ``list``: values separated by commas; ``scale``: the same, each with its number
            before it; ``columns``: headings of columns separated by commas, called here as they are there.
    """

    form: Literal["text", "list", "scale", "columns"] = "text"


Words = Annotated[str, ForLearners()]
WordList = Annotated[str, ForLearners("list")]
ScaleWords = Annotated[str, ForLearners("scale")]
ColumnNames = Annotated[str, ForLearners("columns")]


def for_learners(model: type[BaseModel], path: Sequence[str | int]) -> ForLearners | None:
    """Return how the value at a path is text that learners read; None where it is none.

    Args:
        model: the settings.
        path: keys as authors write them, and numbers of entries in lists.
    """
    holder: Any = model
    marks: Sequence[Any] = ()
    for part in path:
        if isinstance(holder, type) and issubclass(holder, BaseModel):
            info = next((one for name, one in holder.model_fields.items() if (one.alias or name) == part), None)
            if info is None:
                return None
            holder, marks = info.annotation, info.metadata
        else:
            inside = get_args(holder)
            if get_origin(holder) not in {tuple, Mapping} or not inside:
                return None
            holder, marks = inside[1] if get_origin(holder) is Mapping else inside[0], ()
        if get_origin(holder) is Annotated:
            holder, *marks = get_args(holder)
    return next((one for one in marks if isinstance(one, ForLearners)), None)


class Theme(Settings):
    """How the course looks."""

    accent: Colour = Field("#14615a", description="The one accent colour, as #rrggbb; its contrast is checked.")
    logo: str = Field("", description="Path of a picture in the course that stands beside its title.")


class Completion(Settings):
    """When a learner has completed the course."""

    when: Literal["auto", "pages", "assessments", "both", "percentage"] = Field(
        "auto",
        description="`pages`: all pages seen. `assessments`: all required quizzes passed. `both`. `percentage`: so "
        "many per cent of the pages seen. `auto`: both where there is a required quiz, else pages.",
    )
    percentage: Percent = Field(100, description="With `when: percentage`, how many per cent of the pages.")


class PartSettings(Settings):
    """A part of the course: some of its modules under a title."""

    title: Annotated[Words, Field(min_length=1, max_length=200)] = Field(description="The part's title.")
    modules: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="Its modules in order, as in `modules`."
    )
    required: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many of its modules a learner needs, whichever they are; all if left out."
    )


class CourseSettings(Settings):
    """The keys of `course.yml`. Only `title` is required."""

    title: Annotated[Words, Field(min_length=1, max_length=200)] = Field(description="The course's title.")
    id: Name | Literal[""] = Field(
        "", description="Short name used for files and by the LMS; made from the title if left out."
    )
    language: LanguageTag = Field(
        "en",
        description="Language tag (BCP 47) of the content, such as `en`. Chooses interface words and direction.",
    )
    languages: tuple[LanguageTag, ...] = Field(
        (),
        description="Language tags of its translations, such as `[fr, es]`; those of `fr` stand in "
        "`translations/fr.po`.",
    )
    outdated: Literal["hidden", "told"] = Field(
        "hidden",
        description="Whether learners are told on a page that it was changed after its translation. Authors are, in "
        "the preview.",
    )
    description: Words = Field("", description="What the course is about, in a paragraph of plain text.")
    lead: Words = Field("", description="One sentence that says what the course is good for; the start opens with it.")
    picture: str = Field("", description="Path of a picture in the course that the start opens with.")
    author: Words = Field("", description="Who wrote it.")
    publisher: Words = Field("", description="Who publishes it.")
    licence: Words = Field("", description="The licence of its content.")
    version: str = Field("1.0", description="The version of the course, as authors count it.")
    keywords: tuple[Words, ...] = Field((), description="Words under which catalogues find the course.")
    duration: Minutes = Field(0, description="How long it takes: `25 min`, `3 h`, `1 h 30 min`.")
    modules: tuple[str, ...] = Field(
        (), description="Files or folders of `modules/` in order, without `.md`; all, by name, if left out."
    )
    parts: tuple[PartSettings, ...] = Field(
        (),
        description="Modules grouped under titles, instead of `modules`. With `required: 1` a part is done with any "
        "one of its modules.",
    )
    assessment: str = Field(
        "", description="The final assessment: the name of a file of `assessments/`, without `.md`."
    )
    banks: Mapping[str, str] = Field(
        default_factory=dict,
        description="Question banks beside the course that its quizzes draw from: a mapping from a name to a folder, "
        "such as `{health: ../banks/health}`.",
    )
    theme: Theme = Field(default_factory=Theme, description="How the course looks.")
    html: Literal["safe", "trusted"] = Field(
        "safe",
        description="HTML in Markdown: `safe` takes out scripts, event handlers, frames, objects and forms; "
        "`trusted` leaves it as it is.",
    )
    pictures: Literal["fitted", "original"] = Field(
        "fitted",
        description="Photographs and screenshots: `fitted` packs them in the sizes and the format that pages need; "
        "`original` as they are.",
    )
    navigation: Literal["free", "linear"] = Field(
        "free", description="`linear`: a page opens when those before it are done."
    )
    pass_mark: Percent = Field(80, description="Per cent needed to pass, for quizzes that do not say otherwise.")
    completion: Completion = Field(default_factory=Completion, description="When the course is completed.")
    status: Literal["auto", "passed", "completed"] = Field(
        "auto",
        description="What SCORM 1.2's single status tells: `passed` (passed or failed) or `completed` (completed or "
        "incomplete). "
        "`auto`: passed where there is a required quiz.",
    )
    outputs: Annotated[Mapping[str, Mapping[str, Any]], Field(min_length=1)] = Field(
        default_factory=lambda: {"scorm12": {}},
        description="What to build: a list of names, or a mapping from name to options.",
    )


class ModuleSettings(Settings):
    """The keys of a module's front matter."""

    assessment: str = Field(
        "", description="The quiz behind the module: the name of a file of `assessments/`, without `.md`."
    )
    objectives: Mapping[str, Words] = Field(
        default_factory=dict, description="What a learner can do afterwards: a mapping from id to sentence."
    )
    duration: Minutes = Field(0, description="How long it takes.")
    summary: Words = Field("", description="One or two sentences for the course's overview.")
    icon: str = Field("", description="A drawing beside its title on the start: the name of an icon of lucide.dev.")


class Pool(Settings):
    """A pool of questions."""

    draw: Annotated[int, Field(ge=1)] = Field(description="How many of the pool's questions each attempt draws.")
    bank: str = Field("", description="The bank whose questions are in it: a name of `banks` in `course.yml`.")
    pool: Names = Field((), description="Of the bank, only questions with one of these pools; so for what follows.")
    objective: Names = Field((), description="Only those that test one of these objectives.")
    tag: Names = Field((), description="Only those with one of these tags.")
    difficulty: Names = Field((), description="Only those of these difficulties: `easy`, `medium`, `hard`.")

    def takes(self, pool: str, objectives: Sequence[str], tags: Sequence[str], difficulty: str) -> bool:
        """Whether a question of the bank with these attributes is in it."""
        asked = (((pool,), self.pool), (objectives, self.objective), (tags, self.tag), ((difficulty,), self.difficulty))
        return all(not wanted or not set(wanted).isdisjoint(own) for own, wanted in asked)


class BankSettings(Settings):
    """The keys of `bank.yml`, which makes a folder a question bank."""

    title: Annotated[str, Field(min_length=1, max_length=200)] = Field(description="What the bank is called.")
    description: str = Field("", description="What it asks about, for those who use it.")
    language: LanguageTag = Field("en", description="Language tag of its questions.")
    author: str = Field("", description="Who wrote it.")
    licence: str = Field("", description="The licence of its questions.")


class ScoreFeedback(Settings):
    """What is said about a score."""

    from_: Percent = Field(alias="from", description="The lowest score, in per cent, that this is said about.")
    text: Words = Field(description="What is said, in Markdown.")


class AssessmentSettings(Settings):
    """The keys of an assessment's front matter."""

    pass_mark: Percent | None = Field(
        None, description="Per cent needed to pass; the course's `pass_mark` if left out."
    )
    attempts: Annotated[int, BeforeValidator(_attempts), Field(ge=0)] = Field(
        0, description="How many attempts a learner has: a number, or `unlimited`."
    )
    shuffle_questions: YesNo = Field(False, description="Whether each attempt shuffles the questions.")
    shuffle_options: YesNo = Field(True, description="Whether each attempt shuffles the options of choices.")
    pools: Mapping[str, Pool] = Field(default_factory=dict, description="Pools by name; a question says `pool=NAME`.")
    from_: Literal["all", "route"] = Field(
        "all",
        alias="from",
        description="`route`: a pool that is named as a module of a part with `required` is drawn from only where the "
        "learner took that module.",
    )
    time_limit: Minutes = Field(0, description="Time for an attempt, such as `20 min`; then it is handed in as it is.")
    extra_time: Annotated[str, BeforeValidator(_extra_time), WithJsonSchema(_EXTRA_TIME)] = Field(
        "",
        description="What learners may add to the time when they need more: `50%` of it, `10 min`, or `10 x 5 min` for "
        "ten times. Nothing if left out.",
    )
    feedback: Literal["now", "after", "never"] = Field(
        "after", description="When learners see what was right: after each question, after handing in, or never."
    )
    review: YesNo = Field(True, description="Whether answers can be looked at again after handing in.")
    retry: Literal["all", "wrong"] = Field(
        "all", description="What a further attempt asks: everything, or only what was wrong."
    )
    required: YesNo = Field(True, description="Whether it counts for the course's score and completion.")
    weight: Annotated[float, Field(gt=0)] = Field(1, description="Its weight in the course's score.")
    score_feedback: tuple[ScoreFeedback, ...] = Field(
        (), description="What is said about ranges of scores, lowest first."
    )
    display: Literal["one", "all"] = Field("one", description="Questions one at a time, or all on one page.")
    objectives: Mapping[str, Words] = Field(
        default_factory=dict, description="Objectives that only this assessment covers: a mapping from id to sentence."
    )
