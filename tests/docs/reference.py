"""Writes docs/reference, docs/llms.txt, the schemas for editors, and tables of the guide, from the code: ``python tests/docs/reference.py``.

What authors can look up is said once, where it is defined: field descriptions, docstrings of rooms, the table of rules,
the commands' help. A test keeps the files up to date.
"""

from __future__ import annotations

import json
import re
import sys
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

sys.path.insert(0, str(Path(__file__).parents[2]))

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from course_builder.blocks import block_rooms
from course_builder.commands import main as commands
from course_builder.diagnostics import RULES
from course_builder.model.settings import AssessmentSettings, CourseSettings, ModuleSettings, Settings
from course_builder.outputs import outputs
from course_builder.questions import HintOptions, QuestionOptions, question_types
from course_builder.scaffold import SCHEMAS, schemas
from course_builder.translation import interface
from tests.docs import rules as examples_of_rules
from tests.docs import tables

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
MADE = "<!-- Made from the code by tests/docs/reference.py. Do not edit it here. -->"


def own(found: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what other installed packages add."""
    return {name: one for name, one in found.items() if _module(one).startswith("course_builder.")}


def _module(one: Any) -> str:
    return getattr(type(one), "__module__", "") if not hasattr(one, "folder") else "course_builder.blocks"


# -- what can be written for a field


def form(annotation: Any, schema: Mapping[str, Any]) -> str:
    """Return in words what an author can write."""
    if isinstance(annotation, types.GenericAlias) or get_origin(annotation) is not None:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return form(arguments[0], schema)
        if origin is Literal:
            return ", ".join(f"`{one}`" for one in arguments if one != "")
        if origin in {Union, types.UnionType}:
            return " or ".join(
                filter(None, dict.fromkeys(form(one, schema) for one in arguments if one is not type(None)))
            )
        if origin is tuple:
            return f"list of {_many(form(arguments[0], schema))}"
        if "apping" in str(origin):
            inner = form(arguments[1], {})
            return (
                "list of names, or mapping from name to options"
                if inner.startswith("mapping")
                else f"mapping from name to {inner}"
            )
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    text = json.dumps(schema)
    if "min(utes" in text:
        return "duration"
    if '"boolean"' in text:
        return "`yes`, `no`"
    names = {int: "whole number", float: "number", str: "text", bool: "`yes`, `no`"}
    return names.get(
        annotation,
        getattr(annotation, "__name__", str(annotation)).lower().replace("decimal", "number").replace("any", "options"),
    )


def _many(word: str) -> str:
    return {"text": "texts"}.get(word, word)


def default(info: FieldInfo, schema: Mapping[str, Any], kind: str) -> str:
    if info.is_required():
        return "**required**"
    value = info.get_default(call_default_factory=True)
    if isinstance(value, BaseModel) or value in ("", (), {}, None) or (kind == "duration" and value == 0):
        return ""
    if isinstance(value, bool):
        return "`yes`" if value else "`no`"
    if isinstance(value, Mapping):
        return f"`[{', '.join(value)}]`"
    if "attempts" in info.description and value == 0 if info.description else False:
        return "`unlimited`"
    return f"`{value:f}`" if hasattr(value, "quantize") else f"`{value}`"


def bounds(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return f", {low}–{high}" if low is not None and high is not None else ""


def table(model: type[BaseModel], *, without: type[BaseModel] | None = None) -> str:
    schema = model.model_json_schema()["properties"] if model.model_fields else {}
    rows = ["| key | value | if left out | meaning |", "|---|---|---|---|"]
    for name, info in model.model_fields.items():
        if without and name in without.model_fields:
            continue
        key = info.alias or name
        kind = form(info.rebuild_annotation(), schema.get(key, {}))
        whole = schema.get(key, {})
        rows.append(
            f"| `{key}` | {kind}{bounds(whole)} | {default(info, whole, kind)} | {cell(info.description or '')} |"
        )
    return "\n".join(rows) if len(rows) > 2 else ""


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Return the models inside a model's fields, in order."""
    found: list[type[BaseModel]] = []

    def look(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            found.append(annotation)
        for argument in get_args(annotation):
            look(argument)

    for info in model.model_fields.values():
        look(info.annotation)
    return list(dict.fromkeys(found))


def prose(text: str | None) -> str:
    """Return a docstring as Markdown."""
    lines = re.sub(r"``([^`\n]*)``", r"`\1`", (text or "").strip()).split("\n")
    return "\n".join(line.strip() for line in lines)


def page(title: str, introduction: str, *sections: str) -> str:
    return "\n\n".join(part for part in (MADE, f"# {title}", introduction, *sections) if part) + "\n"


# -- the pages


def settings() -> str:
    sections = []
    for title, model in (
        ("course.yml", CourseSettings),
        ("Front matter of a module", ModuleSettings),
        ("Front matter of an assessment", AssessmentSettings),
    ):
        sections += [f"## {title}", prose(model.__doc__), table(model)]
        for inner in models(model):
            sections += [f"### {inner.__name__}", prose(inner.__doc__), table(inner)]
    words = (
        "Keys that are not listed are refused. A *duration* is written `25 min`, `3 h`, `1 h 30 min`, or as a number of minutes. "
        "The same for editors is in the schemas that `course-builder new` writes. With examples: [the guide](../guide/2-course.md)."
    )
    return page("Settings", words, *sections)


def questions() -> str:
    sections = ["## Attributes of every question", table(QuestionOptions)]
    for name, room in sorted(own(question_types()).items()):
        module = sys.modules[type(room).__module__]
        more = table(room.options, without=QuestionOptions)
        sections += [f"## {name}", prose(module.__doc__), more]
    ending = sys.modules["course_builder.questions.scenario"].EndingOptions
    sections += ["## Directives of a question", "`:::hint`, shown when the learner asks:", table(HintOptions)]
    sections += ["`:::ending` of a scenario:", table(ending)]
    sections += [
        "`:::correct`, `:::partial`, `:::incorrect` (feedback), `:::model` (the model answer of an essay) and `:::step` (of a scenario) have no attributes but an id."
    ]
    return page("Questions", "With examples: [the guide](../guide/5-questions.md).", *sections)


def blocks() -> str:
    rooms: dict[tuple[Path, tuple[str, ...]], list[str]] = {}
    for name, room in sorted(block_rooms().items()):
        rooms.setdefault((room.folder, room.inside), []).append(name)
    sections = []
    for (folder, around), names in rooms.items():
        module = sys.modules.get(f"course_builder.blocks.{around[0].replace('-', '_') if around else folder.name}")
        if module is None:  # of another package
            continue
        inside = f"It stands in {' or '.join(f'`{one}`' for one in around)} only." if around else ""
        about = "" if around else prose(module.__doc__)
        # Where one of several has options of its own, they say whose they are.
        options = max((block_rooms()[name].options for name in names), key=lambda one: len(one.model_fields))
        sections += [f"## {', '.join(names)}", about, inside, table(options)]
    words = "Every block takes an id and classes: `{#id .class}`. With examples: [the guide](../guide/4-blocks.md)."
    return page("Blocks", words, *sections)


def output_formats() -> str:
    sections = []
    for name, one in sorted(own(outputs()).items()):
        module = sys.modules[type(one).__module__]
        sections += [f"## {name}", prose(module.__doc__), table(one.options)]
    return page(
        "Outputs",
        "Options, where an output has any, stand in `course.yml`, as `outputs: {scorm12: {sco: module}}`. With more words: [the guide](../guide/7-outputs.md).",
        *sections,
    )


def rules() -> str:
    rows = ["| code | | what is wrong |", "|---|---|---|"]
    rows += [f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {cell(rule.summary)} |" for rule in RULES.values()]
    words = (
        "Every message of the builder names one of these codes. They keep their meaning from version to version. "
        "How to read messages: [the guide](../guide/11-mistakes.md).\n\n"
        "Below the table stands for each of them an example that breaks it and no other, and how it is right. "
        "Where no file is named, it is a part of a page."
    )
    return page("Rules", words, "\n".join(rows), examples_of_rules.shown())


EXIT_STATUS = """## Exit status

| status | meaning |
|---|---|
| 0 | all went well |
| 1 | the course has errors, or it could not be written |
| 2 | wrong usage |
| 3 | course-builder itself has a fault. It says at which file, and where it wrote a report, which holds nothing of the course but the name of that file |"""


def markdown() -> str:
    from tests.language.commonmark import DIFFERENT, outcomes

    found = outcomes()
    by_number = {one.example.number: one.example for one in found}
    rows = []
    for reason, numbers in DIFFERENT.items():
        for number in numbers:
            section = by_number[number].section
            shown = (
                json.dumps(by_number[number].markdown.rstrip("\n"), ensure_ascii=False)[1:-1]
                .replace("\\\\", "\\")
                .replace('\\"', '"')
            )
            ticks = "``" if "`" in shown else "`"
            rows.append(
                f"| [{number}](https://spec.commonmark.org/0.31.2/#example-{number}) | {section} | "
                f"{ticks}{' ' if len(ticks) > 1 else ''}{shown.replace('|', chr(92) + '|')}{' ' if len(ticks) > 1 else ''}{ticks} | {reason} |"
            )
    right = sum(one.structure for one in found)
    heard = sum(one.words or bool(one.told) for one in found)
    return page(
        "Markdown",
        f"What is written in pages is [CommonMark](https://spec.commonmark.org/0.31.2/) 0.31. Of its {len(found)} examples "
        f"{heard} show the right words or are told of, and {right} have the very elements that CommonMark says.",
        "## What is added\n\n"
        "- from GitHub: tables, ~~struck~~ text, task lists, addresses without brackets, alerts, footnotes, fences "
        "called `math`\n"
        '- from PHP Markdown Extra: definition lists, abbreviations, attributes in braces, `markdown="1"` on HTML\n'
        "- from Pandoc: `$x$`, `$$x$$`, `H~2~O`, `x^2^`; LaTeX's `\\(x\\)`, `\\[x\\]` and environments\n"
        "- `==marked==` text, and Obsidian's names of alerts\n\n"
        "A vertical line inside code, a formula or the words of a link parts no cells of a table.",
        "## What is other than CommonMark\n\n| example | of | written | why it is other here |\n|---|---|---|---|\n"
        + "\n".join(rows),
    )


def command_line() -> str:
    sections = []
    sections.append(EXIT_STATUS)
    parent = click.Context(commands, info_name="course-builder", **commands.context_settings)
    for name in commands.list_commands(parent):
        command = commands.get_command(parent, name)
        assert command
        context = _context(command, name, parent)
        sections += [f"## {name}", f"```text\n{command.get_help(context)}\n```"]
        for part, inner in getattr(command, "commands", {}).items():
            sections += [f"### {name} {part}", f"```text\n{inner.get_help(_context(inner, part, context))}\n```"]
    return page("Commands", "`course-builder --help` and `course-builder COMMAND --help` say the same.", *sections)


def _context(command: click.Command, name: str, parent: click.Context) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)


def interface_words() -> str:
    rows = ["| key | English |", "|---|---|"]
    rows += [f"| `{key}` | {cell(text)} |" for key, text in sorted(interface.words(interface.ENGLISH).items())]
    about = (
        "What the course itself says, apart from your text. A course can bring its own words: see "
        "[languages](../guide/9-languages.md#words-of-your-own). `{name}` stands for a value and has to stay. Keys that end in "
        "`.one` and `.other` are plural forms; a language may have `.zero`, `.two`, `.few` and `.many` as well."
    )
    return page("Interface words", about, "\n".join(rows))


def index() -> str:
    words = "Made from the code, so it is complete. For reading, begin with [the guide](../guide/)."
    links = {
        "settings.md": "every key of `course.yml` and of front matter",
        "questions.md": "every kind of question and its attributes",
        "blocks.md": "every block and its attributes",
        "outputs.md": "every output and its options",
        "commands.md": "the command line",
        "words.md": "the words of the interface, by key",
        "markdown.md": "what of CommonMark and of others is understood, and what is other here",
        "rules.md": "every message's code",
    }
    return page("Reference", words, "\n".join(f"- [{name}]({name}): {text}" for name, text in links.items()))


PAGES: Mapping[str, Callable[[], str]] = {
    "README.md": index,
    "settings.md": settings,
    "questions.md": questions,
    "blocks.md": blocks,
    "outputs.md": output_formats,
    "markdown.md": markdown,
    "rules.md": rules,
    "commands.md": command_line,
    "words.md": interface_words,
}


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8", newline="\n")
    for name, make in schemas.MADE.items():
        (SCHEMAS / name).write_text(make(), encoding="utf-8", newline="\n")
    tables.write()
    # It is made of the reference, so it imports this module.
    from tests.docs import llms

    llms.write_file()


if __name__ == "__main__":
    assert issubclass(CourseSettings, Settings)
    write()
