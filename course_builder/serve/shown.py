"""What of a course is shown, and in which language: the options of the preview and of review copies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from course_builder.diagnostics import did_you_mean
from course_builder.model import Course


class UnknownModuleError(ValueError):
    """There is no module of the name that was asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """What of a course is shown, and how.

    Args:
        language: of the interface's words, where it is not to be the course's.
        module: the only module to show: its id, or the name of its file or folder; empty for the whole course.
    """

    language: str = ""
    module: str = ""


def _module(course: Course, name: str) -> int | None:
    """Return which module has this id, or this name of its file or folder."""
    for index, module in enumerate(course.modules):
        inside = Path(module.span.file).parts[1:]
        if name.removesuffix(".md") in {module.id, *(part.removesuffix(".md") for part in inside[:1])}:
            return index
    return None


def narrowed(course: Course, options: Options, *, strict: bool = True) -> tuple[Course, Course]:
    """Return a course in the language that was asked for, and what of it is shown.

    Args:
        strict: a module that is not there is an error. While an author writes it may go and come back.

    Raises:
        UnknownModuleError: the module to show is not there.
    """
    if options.language:
        settings = course.settings.model_copy(update={"language": options.language})
        course = course.model_copy(update={"settings": settings})
    if not options.module:
        return course, course
    index = _module(course, options.module)
    if index is not None:
        part = Course(span=course.span, id=course.id, settings=course.settings, modules=(course.modules[index],))
        return course, part
    if strict:
        names = [module.id for module in course.modules]
        raise UnknownModuleError(f"There is no module {options.module!r}. {did_you_mean(options.module, names)}")
    return course, course
