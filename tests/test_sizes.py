"""What learners load, held to its limits: bytes do not depend on the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import course_builder

sys.path.insert(0, str(Path(__file__).parent))
from benchmark import ROOT, sizes

KB = 1024


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    out = tmp_path_factory.mktemp("sizes")
    result = course_builder.build(ROOT, ["scorm12"], out)
    assert result.ok
    kinds = {question.kind for question in result.course.questions}
    from course_builder.questions import question_types

    assert kinds == set(question_types()), "the course no longer uses every question kind"
    return sizes(result.built[0].path)


@pytest.mark.parametrize(
    ("what", "limit"),
    [("JavaScript", 25 * KB), ("CSS", 15 * KB), ("first page", 50 * KB), ("first page, requests", 5)],
)
def test_a_course_with_every_question_kind_stays_within(measured: dict[str, int], what: str, limit: int) -> None:
    assert measured[what] <= limit
