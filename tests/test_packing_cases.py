"""The compiler computes the same worst case of saved state as the player: both run every row of one table."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from course_builder.checks import limits
from course_builder.load import load
from course_builder.lock import Lock, updated
from tests.courses_on_disk import quiz, write

CASES: list[dict[str, Any]] = json.loads((files("course_builder.player") / "packing-cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    assert limits.worst_case_bits(case["shape"]) == case["bits"]


def test_there_are_cases() -> None:
    assert len(CASES) > 15
    assert {
        part["type"] for case in CASES for question in case["shape"]["questions"] for part in question["parts"]
    } == {"one", "some", "order", "match", "text", "number"}


def test_shape_of_a_course(tmp_path: Path) -> None:
    text = (
        "## A\n\n- (x) a\n- ( ) b\n\n## B {scoring=per-option}\n\n- [x] a\n- [ ] b\n\n## C\n\n- a -> b\n- c -> d\n\n## D {type=ordering}\n\n1. a\n2. b\n3. c\n\n"
        "## E [[x]]\n\n:::hint{cost=10}\nH.\n:::\n\n## F [[1]] [[( ) a | (x) b]]\n"
    )
    loaded = load(
        write(
            tmp_path,
            {
                **quiz(text, "time_limit: 20 min"),
                "modules/a.md": "# A\n\nText.\n\n::gate[Go]\n\nMore.\n\n:::question{#p}\nWhat?\n\n- (x) a\n- ( ) b\n:::\n",
            },
        )
    )
    assert loaded.course
    shape = limits.shape(loaded.course, updated(Lock(), loaded.course), 100, 4096)
    assert {name: shape[name] for name in ("screens", "gates", "assessments", "questionSlots", "textBytes")} == {
        "screens": 2, "gates": 1, "assessments": [{"slot": 0, "timeLimit": True, "begun": 0}], "questionSlots": 7, "textBytes": 100,
    }  # fmt: skip
    one, text_part = {"type": "one", "slots": 2, "count": 0}, {"type": "text", "slots": 0, "count": 0}
    assert shape["questions"] == [
        {"partial": False, "extra": True, "parts": [one]},
        {"partial": False, "extra": False, "parts": [one]},
        {"partial": True, "extra": False, "parts": [{"type": "some", "slots": 2, "count": 0}]},
        {"partial": True, "extra": False, "parts": [{"type": "match", "slots": 4, "count": 2}]},
        {"partial": False, "extra": False, "parts": [{"type": "order", "slots": 3, "count": 3}]},
        {"partial": True, "extra": True, "parts": [text_part]},
        {"partial": True, "extra": False, "parts": [{**text_part, "type": "number"}, one]},
    ]


@pytest.mark.parametrize("limit", [4096, 64_000])
def test_texts_get_what_is_left(tmp_path: Path, limit: int) -> None:
    loaded = load(write(tmp_path, quiz("".join(f"## Q{number}\n\n[[____]]\n\n" for number in range(20)))))
    assert loaded.course
    lock = updated(Lock(), loaded.course)
    found = limits.budget(loaded.course, lock, limit)
    assert found.characters <= limit
    assert (
        found.text_bytes == limits.LONGEST_TEXT
        or limits.characters(limits.shape(loaded.course, lock, found.text_bytes + 1, limit)) > limit
    )


POOLS = """---
from: route
pools: {a: {draw: 1}, b: {draw: 1}, all: {draw: 2}}
---

# Final

## One {pool=a}

- (x) Yes
- ( ) No

## Two {pool=b}

- a -> b
- c -> d

## Three {pool=all}

- (x) Yes
- ( ) No

## Four [[word]] {pool=all}

## Five {pool=all}

- (x) Yes
- ( ) No
"""


def test_what_is_not_drawn_takes_no_room(tmp_path: Path) -> None:
    parts = "parts: [{title: Part, modules: [a, b], required: 1}]\n"
    files = {"modules/a.md": "# A\n\nText.\n", "modules/b.md": "# B\n\nText.\n", "assessments/final.md": POOLS}
    loaded = load(write(tmp_path, {"course.yml": f"title: T\nassessment: final\n{parts}", **files}))
    assert loaded.course
    shape = limits.shape(loaded.course, updated(Lock(), loaded.course), 100, 4096)
    kinds = sorted(part["type"] for question in shape["questions"] for part in question["parts"])
    assert kinds == ["match", "one", "text"], "of the modules the larger question, of the rest the two largest"
