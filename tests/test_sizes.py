"""What learners load, held to its limits: bytes do not depend on the machine."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

import course_builder
from tests.benchmarks.measure import ROOT
from tests.benchmarks.sizes import LIMITS, loaded, sizes

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sizes")
    result = course_builder.build(ROOT, ["scorm12"], out)
    assert result.ok
    kinds = {question.kind for question in result.course.questions}
    from course_builder.questions import question_types

    assert kinds == set(question_types()), "the course no longer uses every question kind"
    return result.built[0].path


@pytest.fixture(scope="module")
def measured(package: Path) -> dict[str, int]:
    return sizes(package)


@pytest.mark.parametrize(
    ("what", "limit"),
    LIMITS.items(),
)
def test_a_course_with_every_question_kind_stays_within(measured: dict[str, int], what: str, limit: int) -> None:
    assert measured[what] <= limit


def test_pages_carry_only_the_parts_that_they_need(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        pages = {name: archive.read(name) for name in archive.namelist() if name.endswith(".html")}
        player, style = archive.read("player.js"), archive.read("style.css")
    tools = [name for name, page in pages.items() if b"data-tool" in page]
    assert len(tools) >= 12
    for name, page in pages.items():
        parts = {one.partition(".part.")[0] for one in loaded(page) if ".part." in one}
        needed = {one for found in re.findall(rb'data-needs="([^"]+)"', page) for one in found.decode().split()}
        assert parts == needed, name
        assert ("tool" in parts) == (name in tools), name
    assert b"data-tool" not in player
    assert b"data-tool" not in style
