"""How ``check`` tells mistakes: to people, to programs, to code hosts. Each format is a function that returns text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from course_builder.commands.showing import count
from course_builder.diagnostics import RULES, Diagnostic, as_data, in_order
from course_builder.result import Result

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def text(result: Result, folder: Path) -> str:  # noqa: ARG001 -- people are in the course's folder
    """Tell people that there is nothing wrong; what is wrong they are told otherwise."""
    return "" if result.diagnostics else count(result)


def as_json(result: Result, folder: Path) -> str:  # noqa: ARG001 -- paths are relative to the course, as in text
    """Return a list with an entry for each mistake."""
    return json.dumps(as_data(result.diagnostics, result.sources), ensure_ascii=False, indent=2)


def built_as_json(result: Result) -> str:
    """Return what was built, how heavy its files are, and a list with an entry for each mistake."""
    built = [
        {
            "output": one.output,
            "path": str(one.path),
            "size": one.size,
            "pages": one.pages,
            "questions": one.questions,
            "state": asdict(one.summary),
        }
        for one in result.built
    ]
    weight = asdict(result.weight) | {"heaviest": dict(result.weight.heaviest)}
    problems = as_data(result.diagnostics, result.sources)
    return json.dumps({"built": built, "weight": weight, "problems": problems}, ensure_ascii=False, indent=2)


def github(result: Result, folder: Path) -> str:
    """Return workflow commands, by which GitHub Actions shows mistakes at their lines.

    GitHub documents them under *Workflow commands for GitHub Actions*, and escapes as its toolkit does
    (``packages/core/src/command.ts``).
    """
    lines = []
    for one in in_order(result.diagnostics):
        place = {
            "file": _from_here(one, folder),
            "line": one.span.line,
            "col": one.span.column,
            "endColumn": one.span.column + one.span.length,
            "title": one.code,
        }
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
        lines.append(f"::{one.severity} {properties}::{_data(_message(one))}")
    return "\n".join([*lines, count(result)])


def sarif(result: Result, folder: Path) -> str:
    """Return a log in SARIF 2.1.0 (OASIS), which code hosts and editors read."""
    found = in_order(result.diagnostics)
    codes = sorted({one.code for one in found})
    rules: list[dict[str, Any]] = [
        {
            "id": code,
            "shortDescription": {"text": RULES[code].summary},
            "fullDescription": {"text": RULES[code].summary},
            "help": {"text": "Each message says what to do."},
            "defaultConfiguration": {"level": RULES[code].severity},
        }
        for code in codes
    ]
    driver = {"name": "course-builder", "version": version("course-builder"), "rules": rules}
    results = [
        {
            "ruleId": one.code,
            "ruleIndex": codes.index(one.code),
            "level": one.severity,
            "message": {"text": _message(one)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(_from_here(one, folder)), "uriBaseId": "%SRCROOT%"},
                        "region": {
                            "startLine": one.span.line,
                            "startColumn": one.span.column,
                            "endColumn": one.span.column + one.span.length,
                        },
                    }
                }
            ],
        }
        for one in found
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Result, Path], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def _message(one: Diagnostic) -> str:
    return f"{one.message}\nhint: {one.hint}" if one.hint else one.message


def _from_here(one: Diagnostic, folder: Path) -> str:
    """Return a file as code hosts call it: from where the command runs, which is the repository's folder."""
    path, here = folder.resolve() / one.span.file, Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else one.span.file


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
