"""Options, sides of pairs and items show what the author typed, and differ where a learner sees that they do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.diagnostics import Report, Span
from course_builder.load import load
from course_builder.lock import Lock, fingerprints, updated
from course_builder.model import Choice, Match, Order, Prose
from course_builder.render.data import question_data
from course_builder.source.as_typed import as_typed
from course_builder.source.markdown import convert, inline, plain
from tests.courses_on_disk import page, quiz, write

SIGNS = [
    "# text", "#", "##", "> text", ">", "> 5", "< 5", ">=", "<=", "- text", "- 5", "+ text", "* text", "---", "***", "___", "* * *",
    "[a]: b", "[a]: https://example.org", "*[HTML]: words", "[^1]: note", ": text", "!!! note", "1.", "1. text", "7) text", "```", "~~~",
    "=", "===", "|", "<b>", "<strong>", "</p>", "<br>", "<br/>", "<p>", "<p></p>", "<hr>", "<b></b>", "<ul><li></li></ul>", "<br><br>", "<name>", "List<String>", "Map<K, V>", "vector<a>", "a < b > c", "<!DOCTYPE html>",
    "<?php", "<script>", "<img>", "<h1 class='x'>", "x<y", "#!/bin/sh", "#include <stdio.h>", "-", "+",
]  # fmt: skip


@pytest.mark.parametrize("text", SIGNS)
def test_characters_stay(text: str) -> None:
    run = as_typed(Prose(text=text, span=Span("a.md")))
    (fragment,) = convert([run], report := Report()).fragments
    assert report.diagnostics == []
    assert plain(fragment) == text
    # A bare address is a link, which reads as it is typed.
    assert set(re.findall(r"<(\w+)", inline(fragment))) <= {"a"}
    assert as_typed(run) == run


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and `<b>`", "<strong>bold</strong> and <code>&lt;b&gt;</code>"),
        ("<b>bold</b> <br> text", "<b>bold</b> <br> text"),
        ("[words](https://example.org)", '<a href="https://example.org">words</a>'),
        ("<https://example.org>", '<a href="https://example.org">https://example.org</a>'),
        ("text <!-- for me --> more", "text  more"),
        ("a&nbsp;b", "a\xa0b"),
        (r"\# text", "# text"),
        ("-5", "-5"),
        ("1.5", "1.5"),
    ],
)
def test_markdown_keeps_its_meaning(text: str, html: str) -> None:
    (fragment,) = convert([as_typed(Prose(text=text, span=Span("a.md")))], Report()).fragments
    assert inline(fragment).replace(' rel="noopener noreferrer"', "") == html


def test_code_below_the_marker_is_code() -> None:
    run = Prose(text="```\n# a < b\n```", span=Span("a.md"))
    assert as_typed(run) == run


def labels(root: Path, text: str) -> list[str]:
    """Return the options of a quiz's one question, as the LMS is told them and as the page shows them."""
    result = build(write(root, quiz(text)), ["html"])
    assert [str(one) for one in result.diagnostics] == []
    course = load(root).course
    (question,) = course.questions
    (part,) = question_data(question, updated(Lock(), course))["parts"]
    interaction = part["interaction"]
    shown = interaction.get("options") or interaction.get("items") or [*interaction["sources"], *interaction["targets"]]
    slots = [one["slot"] for one in shown]
    assert len(set(slots)) == len(slots)
    made = root / "output/t-html/quiz-q.html"
    body = re.sub(r"<script.*?</script>", "", made.read_text("utf-8"), flags=re.DOTALL)
    words = plain(body)
    for one in shown:
        assert one["label"] in words
    return [one["label"] for one in shown]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- (x) # note\n- ( ) > note\n- ( ) - note\n- ( ) + note", ["# note", "> note", "- note", "+ note"]),
        ("- [x] > 3\n- [x] < 3\n- [ ] - 3", ["> 3", "< 3", "- 3"]),
        ("- (x) <=\n- ( ) ---\n- ( ) [x]: y\n- ( ) #", ["<=", "---", "[x]: y", "#"]),
        ("- (x) Map<Int>\n- ( ) Map", ["Map<Int>", "Map"]),
        ("- (x) der Hund\n- ( ) der hund", ["der Hund", "der hund"]),
        ("- (x) élève\n- ( ) eleve", ["élève", "eleve"]),
        ("- (x) `Count`\n- ( ) `count`\n- ( ) Count", ["Count", "count", "Count"]),
        ("- (x) <em>\n- ( ) <i>", ["<em>", "<i>"]),
        ("- (x) <br>\n- ( ) <p>\n- ( ) <p></p>\n- ( ) <hr />", ["<br>", "<p>", "<p></p>", "<hr />"]),
        ("- (x) ***\n- ( ) ```\n- ( ) ~~~\n- ( ) ::", ["***", "```", "~~~", "::"]),
        ("- ( ) a\n(x) b\n  ( ) c", ["a", "b", "c"]),
        ("- [ ] a\n[x] b", ["a", "b"]),
        ("- (x) a\n  (see b)\n- ( ) b", ["a (see b)", "b"]),
        ("-( ) a\n-(x) b", ["a", "b"]),
        ("-[x] a\n-[ ] b", ["a", "b"]),
        ("• (x) a\n• ( ) b", ["a", "b"]),
        ("- (x) a\n-\u00a0( ) b\n\u00a0- ( ) c\n- \u00a0( ) d", ["a", "b", "c", "d"]),
        ("-\t(x) a\n-\t( ) b", ["a", "b"]),
        ("- (x) a\n<!-- the answer is a -->\n- ( ) b\n\n<!-- it is a -->\n\n> Because.", ["a", "b"]),
    ],
)
def test_options(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = labels(tmp_path, f"## Which? {{#q}}\n\n{text}\n")
    assert [one.replace("<!-- the answer is a -->", "").strip() for one in found] == expected


def test_items_in_order(tmp_path: Path) -> None:
    assert labels(tmp_path, "## Order {#q type=ordering}\n\n1. # one\n2. # One\n3. <b>\n") == ["# one", "# One", "<b>"]


def test_pairs(tmp_path: Path) -> None:
    told = labels(tmp_path, "## Pair {#q}\n\n- # -> heading\n- > -> quote\n- `>` -> Quote\n- 1. -> - list\n")
    assert told == ["#", ">", ">", "1.", "heading", "quote", "Quote", "- list"]


def test_menus(tmp_path: Path) -> None:
    root = write(tmp_path, quiz("## So 7 is [[( ) < 5 | (x) > 5]]. {#q}\n"))
    assert build(root, ["html"]).ok
    assert "&gt; 5</option>" in (tmp_path / "output/t-html/quiz-q.html").read_text("utf-8")


def test_an_option_inside_an_option_is_told(tmp_path: Path) -> None:
    found = check(write(tmp_path, quiz("## Q\n\n- (x) a\n      - ( ) b\n- ( ) c\n"))).diagnostics
    assert [(one.code, str(one.span)) for one in found] == [("question-marker", "assessments/q.md:6:7")]
    assert "- ( ) b" in found[0].hint


def test_comments_are_not_shipped(tmp_path: Path) -> None:
    files = {
        **quiz(
            "<!-- secret one -->\n\n## Q {#q}\n\nText. <!-- secret two\nsecret three -->\n\n- (x) a <!-- secret four -->\n- ( ) b\n"
        ),
        **{
            k: v
            for k, v in page(
                "Text.[^1] <!-- secret five -->\n\n<!--\nsecret six\n-->\n\n`<!-- shown -->`\n\n[^1]: Note. <!-- secret seven -->"
            ).items()
            if k != "course.yml"
        },
    }
    for trusted in ("", "html: trusted\n"):
        write(tmp_path, {**files, "course.yml": f"title: T\nassessment: q\n{trusted}"})
        assert build(tmp_path, ["html", "single", "scorm12"]).ok
        shipped = [path for path in (tmp_path / "output").rglob("*") if path.suffix in {".html", ".js", ".json"}]
        assert [path.name for path in shipped if "secret" in path.read_text("utf-8")] == []
        assert any("shown" in path.read_text("utf-8") for path in shipped)


def test_released_options_keep_what_they_are_known_by(tmp_path: Path) -> None:
    write(tmp_path, quiz("## Q {#q}\n\n- (x) One\n- ( ) > two\n\n## M {#m}\n\n- A -> a\n- B -> b\n"))
    one, two = (question.parts[0].interaction for question in load(tmp_path).course.questions)
    assert isinstance(one, Choice)
    assert isinstance(two, Match)
    # SHA-256 of "one" and of "> two", in lower case and without marks, as ever.
    assert json.dumps(list(fingerprints(one).values())) == '["7692c3ad", "ece4add7"]'
    # What stands on both sides may differ by case alone, as ever.
    assert len(set(fingerprints(two).values())) == 2
    assert not isinstance(one, Order)
