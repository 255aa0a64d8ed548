"""``course.lock``: a number, once given, means the same for ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_builder import build
from course_builder.diagnostics import Report, Span
from course_builder.load import load
from course_builder.lock import Lock, QuestionLock, fingerprint, parse, text, updated
from course_builder.model import Choice, Course, Option, Part, Prose, Question
from course_builder.model.course import Module, Page
from course_builder.model.settings import CourseSettings, ModuleSettings
from course_builder.source.names import slug
from tests.courses_on_disk import page, write

AT = Span("f")


def made(questions: dict[str, list[str]], pages: int = 1) -> Course:
    """A course of pages, with questions on the first."""

    def question(name: str, options: list[str]) -> Question:
        given = tuple(
            Option(span=AT, id=f"o{number}", text=Prose(span=AT, text=one)) for number, one in enumerate(options)
        )
        return Question(
            span=AT,
            id=name,
            title=name,
            kind="single",
            prompt=(),
            parts=(Part(id="answer", interaction=Choice(options=given)),),
        )

    title = Prose(span=AT, text="T")
    content = tuple(question(name, options) for name, options in questions.items())
    screens = tuple(
        Page(span=AT, id=f"p{number}", title=title, content=content if not number else ()) for number in range(pages)
    )
    module = Module(span=AT, id="m", title=title, pages=screens, settings=ModuleSettings())
    return Course(span=AT, id="c", settings=CourseSettings(title="T"), modules=(module,))


def slots(lock: Lock, question: str) -> dict[int, str]:
    return {slot: mark for mark, slot in lock.questions[question].parts["answer"].items()}


def options(lock: Lock, question: str, texts: list[str]) -> list[int]:
    return [lock.option(question, "answer", Prose(span=AT, text=one)) for one in texts]


def test_numbers_stay_when_things_come_and_go() -> None:
    lock = updated(Lock(), made({"a": ["x", "y"], "b": ["x", "y"]}, pages=2))
    assert (lock.screens, {name: one.slot for name, one in lock.questions.items()}) == (
        {"p0": 0, "p1": 1},
        {"a": 0, "b": 1},
    )
    lock = updated(lock, made({"c": ["x", "y"], "b": ["y", "x"]}, pages=3))
    assert lock.screens == {"p0": 0, "p1": 1, "p2": 2}
    assert {name: one.slot for name, one in lock.questions.items()} == {"a": 0, "b": 1, "c": 2}
    assert options(lock, "b", ["x", "y"]) == [0, 1]


def test_options_added_removed_reordered() -> None:
    lock = updated(Lock(), made({"a": ["x", "y", "z"]}))
    lock = updated(lock, made({"a": ["z", "x"]}))
    assert options(lock, "a", ["x", "z"]) == [0, 2]
    lock = updated(lock, made({"a": ["new", "z", "x"]}))
    assert options(lock, "a", ["new", "z", "x"]) == [3, 2, 0]
    # What comes back has the number that it had.
    assert options(updated(lock, made({"a": ["y", "x", "z"]})), "a", ["x", "y", "z"]) == [0, 1, 2]


def test_the_number_of_an_option_that_is_gone_is_not_given_again() -> None:
    lock = updated(Lock(), made({"a": ["x", "y", "z"]}))
    lock = updated(lock, made({"a": ["x", "y"]}))
    lock = updated(lock, made({"a": ["x", "y", "another"]}))
    assert options(lock, "a", ["x", "y", "another"]) == [0, 1, 3]


def test_reworded_options_keep_their_number() -> None:
    lock = updated(Lock(), made({"a": ["x", "y", "z"]}))
    lock = updated(lock, made({"a": ["x", "Y!", "z"]}))
    assert options(lock, "a", ["x", "Y!", "z"]) == [0, 1, 2]
    # Also after an option was taken away.
    lock = updated(lock, made({"a": ["x", "Y!"]}))
    lock = updated(lock, made({"a": ["x", "Why?"]}))
    assert options(lock, "a", ["x", "Why?"]) == [0, 1]


def test_markup_and_case_do_not_count() -> None:
    assert fingerprint(Prose(span=AT, text="The *Sahel*")) == fingerprint(Prose(span=AT, text="the  sahel"))


EDITIONS = st.lists(
    st.dictionaries(
        st.sampled_from("abcd"),
        st.lists(st.sampled_from(["u", "v", "w", "x", "y", "z"]), min_size=2, max_size=5, unique=True),
        max_size=4,
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=200)
@given(EDITIONS)
def test_no_number_is_given_twice(editions: list[dict[str, list[str]]]) -> None:
    lock = Lock()
    screens: dict[str, int] = {}
    question_slots: dict[str, int] = {}
    given: dict[tuple[str, int], int] = {}
    for number, edition in enumerate(editions):
        old, lock = lock, updated(lock, made(edition, pages=number + 1))
        assert screens.items() <= lock.screens.items()
        screens = dict(lock.screens)
        now = {name: one.slot for name, one in lock.questions.items()}
        assert question_slots.items() <= now.items()
        assert len(set(now.values())) == len(now)
        question_slots = now
        for name, texts in edition.items():
            there = options(lock, name, texts)
            assert len(set(there)) == len(texts)
            before = old.questions.get(name, QuestionLock(slot=0))
            gone = set(before.gone.get("answer", {}).values())
            returned = set(before.gone.get("answer", {})) & {fingerprint(Prose(span=AT, text=one)) for one in texts}
            assert gone.isdisjoint(there) or returned
            for mark, slot in before.parts.get("answer", {}).items():
                now_slot = lock.questions[name].parts["answer"].get(mark)
                assert now_slot in (None, slot)
        report = Report()
        assert parse(text(lock), report) == lock
        assert report.diagnostics == []
    assert given == {}


def test_the_file() -> None:
    lock = updated(Lock(), made({"a": ["x", "ÿ"]}, pages=2))
    marks = [fingerprint(Prose(span=AT, text=one)) for one in ("x", "ÿ")]
    lines = text(lock).splitlines()
    assert lines[0] == "{"
    assert lines[1].startswith('  "about": "Written by course-builder.')
    assert lines[2:] == [
        '  "screens": {',
        '    "p0": 0,',
        '    "p1": 1',
        "  },",
        '  "assessments": {},',
        '  "questions": {',
        f'    "a": {{"slot": 0, "parts": {{"answer": {{"{marks[0]}": 0, "{marks[1]}": 1}}}}}}',
        "  }",
        "}",
    ]
    assert json.loads(text(lock))["questions"]["a"]["slot"] == 0


def test_a_new_entry_changes_no_other_line() -> None:
    old = updated(Lock(), made({"a": ["x", "y"], "b": ["x", "y"]}))
    new = updated(old, made({"a": ["x", "y"], "b": ["x", "y"], "c": ["x", "y"]}, pages=2))
    gone = {line.rstrip(",") for line in text(old).splitlines()} - {line.rstrip(",") for line in text(new).splitlines()}
    assert gone == set()


def test_a_merge_that_kept_both_sides_is_told() -> None:
    ours = updated(Lock(), made({"a": ["x", "y"], "b": ["x", "y"]}))
    theirs = updated(Lock(), made({"a": ["x", "y"], "c": ["x", "y"]}))
    merged = text(ours.model_copy(update={"questions": {**ours.questions, **theirs.questions}}))
    report = Report()
    parse(merged, report)
    (told,) = report.diagnostics
    assert told.code == "lock-damaged"
    assert "'b', 'c'" in told.message
    assert told.span.line == merged.splitlines().index('  "questions": {') + 1


def test_line_endings_of_git_do_not_count(tmp_path: Path) -> None:
    root = write(tmp_path, page("Text."))
    build(root, ["html"])
    path = root / "course.lock"
    windows = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)
    assert build(root, ["html"]).ok
    assert path.read_bytes() == windows


def test_progress_survives_a_new_edition(tmp_path: Path) -> None:
    root = write(tmp_path, page(":::question{#q}\nWhich?\n\n- (x) One\n- ( ) Two\n:::"))
    assert build(root, ["html"]).ok
    before = parse((root / "course.lock").read_text("utf-8"), Report())
    write(
        root,
        page(
            ":::question{#r}\nWhat?\n\n[[it]]\n:::\n\n## New\n\n:::question{#q}\nWhich?\n\n- ( ) Two\n- ( ) Three\n- (x) One\n:::"
        ),
    )
    assert build(root, ["html"]).ok
    after = parse((root / "course.lock").read_text("utf-8"), Report())
    assert before.screens.items() <= after.screens.items()
    assert after.questions["q"].slot == before.questions["q"].slot
    assert before.questions["q"].parts["answer"].items() <= after.questions["q"].parts["answer"].items()
    assert load(root).diagnostics == []


@pytest.mark.parametrize("title", ["Water", "पानी", "Вода"])
def test_the_id_of_a_course_is_the_same_after_its_first_build(tmp_path: Path, title: str) -> None:
    root = write(tmp_path, {"course.yml": f"title: {title}\n", "modules/a.md": "# A\n\nText.\n"})
    first, second = (build(root, ["html"]) for _ in range(2))
    assert first.course
    assert second.course
    assert first.course.id == second.course.id
    # Courses that were built before ids were in Latin letters keep theirs.
    (root / "course.lock").write_text(
        (root / "course.lock").read_text("utf-8").replace('  "names": "latin",\n', ""), "utf-8"
    )
    third = build(root, ["html"])
    assert third.course
    assert third.course.id == slug(title)
