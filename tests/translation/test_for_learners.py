"""Every setting and every attribute says whether it is text that learners read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from course_builder.blocks import block_rooms
from course_builder.blocks.tool.columns import ColumnOptions
from course_builder.model.settings import AssessmentSettings, CourseSettings, ForLearners, ModuleSettings, for_learners
from course_builder.questions import HintOptions, question_types
from course_builder.questions.scenario import EndingOptions, StepOptions

NO_TEXT = {
    "CourseSettings.id", "CourseSettings.language", "CourseSettings.languages", "CourseSettings.picture",
    "CourseSettings.version",
    "CourseSettings.modules", "CourseSettings.assessment", "Theme.accent", "Theme.logo", "PartSettings.modules",
    "CourseSettings.banks", "Pool.bank", "Pool.difficulty", "Pool.objective", "Pool.pool", "Pool.tag",
    "ModuleSettings.assessment", "ModuleSettings.icon", "AssessmentSettings.extra_time",
    "AudioOptions.src", "AudioOptions.captions", "AudioOptions.chapters", "AudioOptions.language",
    "VideoOptions.src", "VideoOptions.captions", "VideoOptions.chapters", "VideoOptions.language", "VideoOptions.poster",
    "BankOptions.src", "CertificateOptions.for_", "ChartOptions.src", "EmbedOptions.ratio", "EmbedOptions.src",
    "IncludeOptions.src", "TableOptions.src",
}  # fmt: skip
"""Names of files and things, and values that mean the same in every language. Of questions: those below."""

OF_QUESTIONS = frozenset({"type", "objectives", "pool", "tags"})


def models() -> Iterator[type[BaseModel]]:
    yield from (
        CourseSettings,
        ModuleSettings,
        AssessmentSettings,
        HintOptions,
        StepOptions,
        EndingOptions,
        ColumnOptions,
    )
    for rooms in (block_rooms(), question_types()):
        yield from (room.options for room in rooms.values())


def texts(model: type[BaseModel]) -> Iterator[tuple[str, bool]]:
    """Yield the fields of a model, and of models in it, that hold text, and whether they are marked."""
    for name, info in model.model_fields.items():
        for kind, marks in parts(info.annotation, tuple(info.metadata)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from texts(kind)
            elif kind is str:
                yield f"{model.__name__}.{name}", any(isinstance(one, ForLearners) for one in marks)


def parts(kind: Any, marks: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield what a type is made of, each with its marks; of a mapping its values."""
    if get_origin(kind) is Annotated:
        inner, *more = get_args(kind)
        yield from parts(inner, (*marks, *more))
    elif get_origin(kind) is Mapping:
        yield from parts(get_args(kind)[1])
    elif get_origin(kind) is not Literal and get_args(kind):
        for one in get_args(kind):
            yield from parts(one, marks)
    else:
        yield kind, marks


def test_each_text_is_marked_or_named_here() -> None:
    found = {pair for model in models() for pair in texts(model)}
    marked = {name for name, is_marked in found if is_marked}
    plain = {name for name, is_marked in found if not is_marked and name.rpartition(".")[2] not in OF_QUESTIONS}
    assert plain <= NO_TEXT
    assert len(marked) > 25
    assert not marked & NO_TEXT


def test_marks_are_found_by_the_paths_of_yaml() -> None:
    for path in (("title",), ("keywords", 3), ("parts", 0, "title")):
        assert for_learners(CourseSettings, path)
    assert for_learners(ModuleSettings, ("objectives", "any-name"))
    assert for_learners(AssessmentSettings, ("score_feedback", 1, "text"))
    for path in (("id",), ("parts", 0, "modules", 1), ("theme", "logo"), ("no", "such"), ("title", "deeper")):
        assert for_learners(CourseSettings, path) is None
