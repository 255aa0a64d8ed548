"""The course of this repository holds what it promises: its size, its parts, its sources, its language."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

import course_builder
from course_builder.blocks import room_of
from course_builder.building import Result
from course_builder.commands import main
from course_builder.load import load
from course_builder.model import Block, Course, Page, Prose, walk
from course_builder.questions import question_types
from course_builder.translation import interface

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
SECTORS = {
    "education", "employment", "environment", "governance", "health", "private-sector", "rural", "security", "urban",
}  # fmt: skip


@pytest.fixture(scope="module")
def checked() -> Result:
    return course_builder.check(ROOT)


@pytest.fixture(scope="module")
def taught() -> Course:
    """The course as trainers read it."""
    course = load(ROOT, interface.true_false, audience="trainer").course
    assert course
    return course


def blocks(course: Course | None) -> list[Block]:
    assert course
    pages = [screen for screen in course.screens if isinstance(screen, Page)]
    return [node for page in pages for node in walk(page.content) if isinstance(node, Block)]


def test_it_is_built_without_a_warning(checked: Result) -> None:
    # All of it can be read in French, and the first steps in the others.
    lacks = {f"translations/{language}.po" for language in ("ar", "es", "ne")}
    assert {(one.code, one.span.file) for one in checked.diagnostics} == {("translation-missing", one) for one in lacks}
    assert len(checked.diagnostics) == len(lacks)
    assert checked.is_whole


def test_its_catalogues_are_up_to_date() -> None:
    done = CliRunner().invoke(main, ["translate", "update", "--check", "--project", str(ROOT)])
    assert done.exit_code == 0, f"{done.output}run: course-builder translate update"


def test_it_is_as_large_as_it_says(checked: Result) -> None:
    course = checked.course
    assert course
    assert sum(isinstance(one, Page) for one in course.screens) >= 80
    kinds = Counter(one.kind for one in course.questions)
    assert kinds.total() >= 140
    assert set(kinds) == set(question_types())
    assert kinds["scenario"] >= 9
    assert {module.id for module in course.modules} >= SECTORS
    tools = [one for one in blocks(checked.course) if "tool" in room_of(one).parts]
    assert len(tools) >= 12
    with (ROOT / "media" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        indicators = list(csv.DictReader(file))
    assert len(indicators) >= 60
    assert len({one["Code"] for one in indicators}) == len(indicators)
    drawings = {one.name for one in (ROOT / "media").glob("*.svg") if one.name != "logo.svg"}
    charts = [one for one in blocks(checked.course) if one.name == "chart"]
    assert len(drawings) + len(charts) >= 15


def test_every_sector_has_a_scenario_and_a_quiz(checked: Result) -> None:
    assert checked.course
    for module in checked.course.modules:
        if module.id not in SECTORS:
            continue
        assert module.assessment, module.id
        pages = [node for page in module.pages for node in walk(page.content)]
        asked = [*pages, *module.assessment.questions]
        assert any(getattr(one, "kind", "") == "scenario" for one in asked), module.id


def test_every_module_says_what_it_is(checked: Result) -> None:
    assert checked.course
    for module in checked.course.modules:
        assert module.settings.summary, module.id
        assert module.settings.duration, module.id
        # What is only looked up has nothing to learn.
        assert module.objectives or module.id == "resources", module.id


def test_every_objective_is_tested(checked: Result) -> None:
    assert checked.course
    tested = {name for one in checked.course.questions if one.scored for name in one.objectives}
    assert {one.id for one in checked.course.objectives} == tested


def test_the_final_assessment_asks_about_every_module(checked: Result) -> None:
    assert checked.course
    final = checked.course.final
    assert final
    assert final.pass_mark == 80
    assert set(final.settings.pools) >= SECTORS
    assert {one.name for one in blocks(checked.course)} >= {"certificate", "glossary", "credits"}


def test_trainers_find_a_note_in_every_module_and_learners_none(checked: Result, taught: Course) -> None:
    noted = {module.id for module in taught.modules for page in module.pages if "notes" in names(page)}
    # The sources and the glossary need nobody who teaches them.
    assert noted == {module.id for module in taught.modules} - {"resources"}
    assert "notes" not in {one.name for one in blocks(checked.course)}


def names(page: Page) -> set[str]:
    return {node.name for node in walk(page.content) if isinstance(node, Block)}


def prose(course: Course) -> dict[str, str]:
    """Return the running text of each module, without what is no sentence."""
    texts = {}
    for module in course.modules:
        runs = [node.text for page in module.pages for node in walk(page.content) if isinstance(node, Prose)]
        text = "\n\n".join(runs)
        text = re.sub(
            r"!?\[([^\]]*)\]\([^)]*\)|\[\^[^\]]*\]:?|`[^`]*`|\$[^$]*\$|\*+|^\|.*$|^#+ .*$",
            r"\1",
            text,
            flags=re.MULTILINE,
        )
        texts[module.id] = text
    return texts


def test_readers_of_a_second_language_manage_it(taught: Course) -> None:
    """LIX, a measure of readability for any language: below 40 is easy, from 50 on difficult (Björnsson, 1968)."""
    for module, text in prose(taught).items():
        words = re.findall(r"[^\W\d_]+", text)
        sentences = len(re.findall(r"[.:!?](?:\s|$)|\n\n", text))
        lix = len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)
        assert lix < 42, (module, round(lix))


def test_its_words_are_fair(taught: Course) -> None:
    for module, text in prose(taught).items():
        for word in ("illegal migra", "illegals", "illegal immigra", "flood of migra", "wave of migra"):
            assert word not in text.lower(), module
