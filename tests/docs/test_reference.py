"""docs/reference is what the code says, and the schema for editors takes what the builder takes."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml

from course_builder.diagnostics import Report
from course_builder.load import load
from course_builder.scaffold import SCHEMAS, STARTER, schemas
from course_builder.source import yaml as located
from tests.docs import reference, tables
from tests.docs.blocks import ROOT, blocks, pages


@pytest.mark.parametrize("name", reference.PAGES)
def test_it_is_up_to_date(name: str) -> None:
    written = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert written == reference.PAGES[name](), "run: python tests/docs/reference.py"


def test_the_tables_of_the_guide_are_up_to_date() -> None:
    found = {page: page.read_text(encoding="utf-8") for page in sorted(tables.GUIDE.glob("*.md"))}
    assert sorted(name for text in found.values() for name in tables.names(text)) == sorted(tables.TABLES)
    for page, text in found.items():
        filled = tables.filled(text)
        assert SIZE.sub("…", text) == SIZE.sub("…", filled), f"{page.name}: run: python tests/docs/reference.py"
        # Python's zlib differs from one machine to another, by a little.
        assert kilobytes(text) == pytest.approx(kilobytes(filled), rel=0.03), page.name


SIZE = re.compile(r" +(\d+) KB")


def kilobytes(text: str) -> list[int]:
    return [int(one) for one in SIZE.findall(text)]


def test_nothing_is_left_over() -> None:
    assert {path.name for path in reference.FOLDER.iterdir()} == set(reference.PAGES)


@pytest.mark.parametrize("name", schemas.MADE)
def test_the_schemas_are_up_to_date(name: str) -> None:
    assert (SCHEMAS / name).read_text(encoding="utf-8") == schemas.MADE[name](), "run: python tests/docs/reference.py"


def validator_of(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return validator_of("course.schema.json")


FRONT = {
    ("module" if block.title.startswith("modules/") else "assessment", str(block)): block.text.split("---\n")[1]
    for page in pages()
    for block in blocks(page)
    if block.text.startswith("---\n")
    and (block.title.startswith(("modules/", "assessments/", "first-aid/assessments/")) or "assessment" in block.words)
} | {("module", "another tool's"): "title: T\ndescription: D\nauthor: A\ndate: 2020-01-01\ntags: [a]\n"}


@pytest.mark.parametrize("where", FRONT, ids=lambda where: where[1])
def test_the_schemas_take_front_matter(where: tuple[str, str]) -> None:
    found = validator_of(f"{where[0]}.schema.json")
    assert [error.message for error in found.iter_errors(as_editors_read(FRONT[where]))] == []
    assert len(FRONT) > 8


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("module", "asessment: q\n"),
        ("module", "duration: soon\n"),
        ("assessment", "pass_mark: 101\n"),
        ("assessment", "feedback: sometimes\n"),
    ],
)
def test_the_schemas_refuse_in_front_matter(name: str, text: str) -> None:
    assert not validator_of(f"{name}.schema.json").is_valid(as_editors_read(text))


def as_editors_read(text: str) -> Any:
    """Read YAML 1.2's core schema, as editors do: `no` is text, numbers are numbers."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        key: [
            (tag, pattern) for tag, pattern in pairs if "timestamp" not in tag and ("bool" not in tag or key in "tTfF")
        ]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)


COURSES = [
    (ROOT / "course.yml").read_text(encoding="utf-8"),
    (STARTER / "course.yml").read_text(encoding="utf-8"),
    *(
        block.text
        for page in pages()
        for block in blocks(page)
        if block.title == "course.yml" and "mistake" not in block.words
    ),
    "title: T\nversion: 1.0\nkeywords: [2020, water]\nduration: 90\noutputs: html\n",
    "title: T\nlanguage: no\nduration: 1 h 30 min\noutputs: {scorm12: {mastery_score: yes}, html: }\n",
]


@pytest.mark.parametrize("text", COURSES)
def test_the_schema_takes_what_the_builder_takes(text: str, validator: jsonschema.Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(as_editors_read(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "titel: T\n",
        "title: T\nduration: soon\n",
        "title: T\npass_mark: 120\n",
        "title: T\nnavigation: wild\n",
        "title: T\ntheme: {accent: green}\n",
        "title: T\ncompletion: {when: never}\n",
    ],
)
def test_the_schema_refuses_what_the_builder_refuses(
    text: str, validator: jsonschema.Draft202012Validator, tmp_path: Any
) -> None:
    assert not validator.is_valid(as_editors_read(text))
    (tmp_path / "course.yml").write_text(text, encoding="utf-8")
    assert load(tmp_path).diagnostics
    assert located.parse(text, "course.yml", Report()) is not None
