"""What looks like a question outside of one is told once, with the lines that make it one; what does not, is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder import check
from course_builder.diagnostics import Diagnostic
from course_builder.result import Result
from tests.courses_on_disk import page, quiz, write
from tests.shared import ROOT

ASKS = (
    "What is it?",
    "### Which one?",
    "**Which?** (choose two)",
    "ما هذا؟",
    "Τι είναι;",
    "这是什么？",
    "Ի՞նչ է սա։",
    "ይህ ምንድን ነው፧",
)
TASKS = "- [ ] One\n- [x] Two"

# What is written, and what the hint must say.
LOOKS = {
    "- ( ) One\n- (x) Two": ":::question{#name}",
    "Text.\n\n1. (x) One\n2. ( ) Two": ":::question{#name}",
    "> What is it?\n>\n> * ( ) One\n> * (x) Two": "above what is asked",
    "( ) One\n(x) Two": "- ( ) One",
    "What is it?\n\n[( )] One\n[(X)] Two": "- ( ) One",
    "What is it?\n\n[[ ]] One\n[[X]] Two": "- [ ] One",
    "- [[X]] One\n- [[ ]] Two": "- [x] One",
    "What is it?\n\na) One\nb) Two\nc) Three": "- ( ) One",
    "What is it?\n\nA. One\nB. Two\nANSWER: B": "- ( ) One",
    "Select one:\na. One\nb. Two\nThe correct answer is: Two": "- (x)",
    "::Q1:: What is 2+2? {=4 ~3 ~5}": "- (x) 4  - ( ) 3  - ( ) 5",
    "Who is it? {\n=Right # yes\n~Wrong # no\n}": "- (x) Right  - ( ) Wrong",
    "The sun rises in the east.{T}": "- (x) True  - ( ) False",
    "The capital is {1:SHORTANSWER:=Paris~%50%Pari}.": "[[Paris]]",
    "How much? {#3.14:0.01}": "[[3.14 +- 0.01]]",
    "Pairs {=a -> b =c -> d}": "- a -> b  - c -> d",
}
PLAIN = (
    "Done so far:\n\n- [ ] One\n- [x] Two",
    "Why?\n\nText between.\n\n- [ ] One\n- [x] Two",
    "Is it so?\n\n- One\n- Two",
    "Two sets are {1, 2} and {a}.\n\n(x) marks the spot.",
    "Is it so? (a) yes, (b) no.",
    "```\n- ( ) One\n- (x) Two\n```",
    "Write `- ( ) One`.",
    "- \\( ) One\n- \\(x) Two",
    "Press {T} or {=}.",
    "- ( ) One\n- (x) Two\n{: .as-written}",
)


def result_of(folder: Path, text: str) -> Result:
    return check(write(folder, page(f"Before.\n\n{text}\n\nBehind.")), ["html"])


def told(result: Result) -> list[Diagnostic]:
    return [one for one in result.diagnostics if one.code == "question-unmarked"]


@pytest.mark.parametrize("written", LOOKS)
def test_a_question_is_told_once(written: str, tmp_path: Path) -> None:
    result = result_of(tmp_path, written)
    (found,) = result.diagnostics
    assert found.code == "question-unmarked"
    assert LOOKS[written] in found.hint
    assert "looks like a question" in found.message
    line = result.sources["modules/a.md"].split("\n")[found.span.line - 1]
    assert line[found.span.column - 1 :][: found.span.length] == line.lstrip(" >").rstrip()


@pytest.mark.parametrize("asked", ASKS)
def test_tasks_below_what_asks_are_options(asked: str, tmp_path: Path) -> None:
    (found,) = result_of(tmp_path, f"{asked}\n\n{TASKS}").diagnostics
    assert (found.code, found.span.line) == ("question-unmarked", 7)
    assert ":::question{#" in found.hint
    assert ":::  below" in found.hint


def test_the_title_of_a_page_asks_and_a_block_holds_questions(tmp_path: Path) -> None:
    text = f"## What is it?\n\n{TASKS}\n\n## Other\n\n:::note\nWhat is it?\n\n{TASKS}\n:::\n\n:::checklist[Rounds?]{{#c}}\n{TASKS}\n:::"
    assert [one.span.line for one in told(result_of(tmp_path, text))] == [7, 15]


@pytest.mark.parametrize("written", PLAIN)
def test_what_is_none_is_left_alone(written: str, tmp_path: Path) -> None:
    assert told(result_of(tmp_path, written)) == []


def test_an_introduction_has_questions_below_headings(tmp_path: Path) -> None:
    result = check(write(tmp_path, quiz("What is it?\n\n- ( ) One\n- (x) Two\n\n## Which?\n\n- (x) One\n- ( ) Two")))
    (found,) = result.diagnostics
    assert "## What is it?" in found.hint


@pytest.mark.parametrize("course", ["tests/courses/blocks", "tests/courses/questions", "tests/courses/markdown"])
def test_courses_have_none(course: str) -> None:
    assert told(check(ROOT / course)) == []


@pytest.mark.long
def test_many_are_looked_through_in_no_time(tmp_path: Path) -> None:
    text = "\n\n".join(["- ( ) One", "Text.", "  [( )] Two", "What?", "(x) Three", "{=4 ~3}"] * 5000)
    assert len(told(result_of(tmp_path, text))) == 100
