"""docs/llms.txt is what the code says, and whoever knows nothing else can write a course."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.blocks import block_rooms
from course_builder.diagnostics import RULES, as_text
from course_builder.model.settings import AssessmentSettings, CourseSettings, ModuleSettings
from course_builder.outputs import outputs
from course_builder.questions import QuestionOptions, question_types
from tests.docs import llms
from tests.docs.blocks import Example, blocks, examples, write
from tests.docs.reference import own

TEXT = llms.FILE.read_text(encoding="utf-8")
QUESTIONS = TEXT.partition("\n## Questions\n")[2].partition("\n## Blocks\n")[0]
ALL = examples(llms.FILE)
OUTPUTS = ["scorm12", "scorm2004", "html", "single"]


def test_it_is_up_to_date() -> None:
    assert llms.made() == TEXT, "run: python tests/docs/reference.py"


def test_it_has_the_whole_language() -> None:
    headings = {name for line in re.findall(r"^### (.+)$", TEXT, re.MULTILINE) for name in line.split(", ")}
    assert headings >= {*own(block_rooms()), *own(question_types()), *own(outputs())}
    cells = set(re.findall(r"^\| `([\w-]+)` \|", TEXT, re.MULTILINE))
    for model in (CourseSettings, ModuleSettings, AssessmentSettings, QuestionOptions):
        assert cells >= {field.alias or name for name, field in model.model_fields.items()}
    for room in (*own(block_rooms()).values(), *own(question_types()).values()):
        assert cells >= {field.alias or name for name, field in room.options.model_fields.items()}
    assert cells >= set(RULES)


def test_every_block_and_every_question_is_shown() -> None:
    shown = "\n".join(text for example in ALL for text in example.files.values())
    written = {*re.findall(r"^ *:{2,}([a-z-]+)", shown, re.MULTILINE)}
    # Callouts are one block with several names.
    assert set(own(block_rooms())) - written <= {"caution", "important", "note", "tip", "warning"}
    kinds = {section.partition("\n")[0]: section for section in QUESTIONS.split("\n### ")}
    for name in own(question_types()):
        assert re.search(r"^`{3,}markdown (question|page)$", kinds[name], re.MULTILINE), name


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.name)
def test_an_example_builds(example: Example, tmp_path: Path) -> None:
    write(example, tmp_path)
    result = check(tmp_path, None if "outputs:" in example.files.get("course.yml", "") else OUTPUTS)
    assert as_text(result.diagnostics, result.sources) == ""


@pytest.mark.long
def test_one_course_of_all_that_it_shows_builds(tmp_path: Path) -> None:
    pages = [block.text for block in blocks(llms.FILE) if "page" in block.words]
    questions = [block.text for block in blocks(llms.FILE) if "question" in block.words]
    text = "\n".join(f"## Page {number} {{#page-{number}}}\n\n{page}" for number, page in enumerate(pages))
    files = {
        "course.yml": "title: All that there is\nassessment: final\n",
        "modules/all.md": f"# All that there is\n\n{text}",
        "assessments/final.md": "# Quiz\n\n" + "\n".join(questions),
    }
    # Links of the examples lead to places of the example around them.
    files["modules/all.md"] = files["modules/all.md"].replace("(#example)", "(#page-0)")
    write(Example("all", files), tmp_path)
    result = build(tmp_path, OUTPUTS)
    assert as_text(result.diagnostics, result.sources) == ""
    assert result.course
    assert {question.kind for question in result.course.questions} == set(own(question_types()))
    assert len(result.built) == len(OUTPUTS)
