"""Which outputs a build makes, and with which options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from course_builder.diagnostics import Report, Span, did_you_mean
from course_builder.model import Course
from course_builder.model.settings import Settings
from course_builder.outputs import outputs
from course_builder.source import yaml
from course_builder.source.located import LocatedData, Path, validated


def output_options(
    course: Course, names: Sequence[str] | None, sources: Mapping[str, str], report: Report
) -> dict[str, Settings]:
    """Return the options of each output that is to be built, by its name.

    Args:
        names: outputs to build; those of ``course.yml`` if None.
        sources: the text of each source file, for the places of mistakes.
        report: told of outputs that there are not, and of wrong options.
    """
    known = outputs()
    located = yaml.parse(sources.get("course.yml", ""), "course.yml", Report()) or LocatedData({}, Span("course.yml"))
    options: dict[str, Settings] = {}
    for name in names if names is not None else course.settings.outputs:
        if name not in known:
            span = _output_span(located, name)
            report.add("output-unknown", span, f"There is no output {name!r}.", did_you_mean(name, known))
            continue
        given = LocatedData(
            dict(course.settings.outputs.get(name, {})),
            located.value_span("outputs", name),
            _below(located.keys, name),
            _below(located.values, name),
        )
        options[name] = validated(known[name].options, given, report) or known[name].options()
    return options


def _below(spans: Mapping[Path, Span], name: str) -> dict[Path, Span]:
    """Return the places of what stands below an output's name, by the path from there."""
    return {path[2:]: span for path, span in spans.items() if path[:2] == ("outputs", name) and len(path) > 2}


def _output_span(located: LocatedData, name: str) -> Span:
    given = located.data.get("outputs")
    if isinstance(given, list) and name in given:
        return located.value_span("outputs", given.index(name))
    return located.keys.get(("outputs", name)) or located.value_span("outputs")
