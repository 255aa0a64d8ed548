"""JSON Schemas of what authors write in YAML, for editors: they complete keys, explain them and underline mistakes.

They are kept as files in the folder ``SCHEMAS``; ``tests/docs/reference.py`` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from course_builder.load.front_matter import READ
from course_builder.model.settings import AssessmentSettings, CourseSettings, ModuleSettings
from course_builder.outputs import outputs


def course() -> str:
    """Return the schema of ``course.yml``."""
    made = CourseSettings.model_json_schema()
    made["properties"]["outputs"] = _outputs(made["properties"]["outputs"]["description"])
    # `version: 1.0` is a number to an editor, and text to the builder.
    made["properties"]["version"]["type"] = ["string", "number"]
    made["properties"]["keywords"]["items"] = {"type": ["string", "number"]}
    return _text(made, "course.yml of course-builder")


def module() -> str:
    """Return the schema of a module's front matter."""
    return _front_matter(ModuleSettings, "Front matter of a module of course-builder")


def assessment() -> str:
    """Return the schema of an assessment's front matter."""
    return _front_matter(AssessmentSettings, "Front matter of an assessment of course-builder")


MADE: Mapping[str, Callable[[], str]] = {
    "course.schema.json": course,
    "module.schema.json": module,
    "assessment.schema.json": assessment,
}


def _front_matter(model: type[BaseModel], title: str) -> str:
    made = model.model_json_schema()
    # What other tools write, and is understood or harmless here.
    made["properties"] = dict.fromkeys(sorted(READ), True) | made["properties"]
    return _text(made, title)


def _outputs(description: str) -> dict[str, Any]:
    found = {name: one for name, one in sorted(outputs().items()) if type(one).__module__.startswith("course_builder.")}
    options = {name: one.options.model_json_schema() for name, one in found.items()}
    # Another package may add outputs: other names are allowed, the known ones are proposed.
    name = {"anyOf": [{"enum": list(options)}, {"type": "string"}]}
    properties = {key: {"anyOf": [value, {"type": "null"}]} for key, value in options.items()}
    return {
        "description": description,
        "anyOf": [name, {"type": "array", "items": name}, {"type": "object", "properties": properties}],
    }


def _text(schema: dict[str, Any], title: str) -> str:
    made = {**_without_titles(schema), "title": title, "$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _without_titles(value: Any) -> Any:
    """Drop the titles that pydantic makes of names; the description says more."""
    if isinstance(value, dict):
        named = {key: inner for key, inner in value.items() if key != "title" or not isinstance(inner, str)}
        kept = {key: _without_titles(inner) for key, inner in named.items()}
        # Defaults that are whole objects help nobody.
        return {key: inner for key, inner in kept.items() if not (key == "default" and isinstance(inner, dict))}
    return [_without_titles(one) for one in value] if isinstance(value, list) else value
