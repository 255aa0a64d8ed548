"""Sources that nobody writes: what they cost grows no faster than they do.

The work is counted where it can be, in calls and lines that Python runs; a limit of time only catches what would
never end.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from course_builder import check
from course_builder.diagnostics import Report, Span
from course_builder.load import load
from course_builder.model import Prose
from course_builder.source import yaml
from course_builder.source.directives import scan
from course_builder.source.lines import lines_of
from course_builder.source.literal import markup
from course_builder.source.markdown import convert
from course_builder.source.names import plain_text, slug
from course_builder.source.question_text import read_question
from tests.courses_on_disk import page, write

pytestmark = pytest.mark.long

GENEROUS = 10.0
"""Seconds. What is linear takes a tenth of it at most on a slow machine; what is quadratic takes hours."""


def scanned(text: str) -> None:
    report = Report()
    elements = scan(lines_of(text, "f"), report)
    read_question(None, elements, report)
    read_question(None, elements, report, numbered=True)


def parsed(text: str) -> None:
    yaml.parse(text, "f", Report())


N = 50_000
SCANNED: dict[str, Callable[[int], str]] = {
    "colons": lambda n: ":" * n,
    "directives that nobody closes": lambda n: ":::note\n" * (n // 10),
    "directives nested properly": lambda n: "\n".join(":" * (n // 100 - k) + "note" for k in range(n // 100 - 3)),
    "directives nested and closed": lambda n: ":::note\n" * (n // 10) + ":::\n" * (n // 10),
    "closing lines of other lengths": lambda n: ":::note\n" * (n // 10) + "::::\n" * (n // 10),
    "closing lines": lambda n: ":::\n" * n,
    "alerts in alerts": lambda n: "\n".join("> " * k + "[!NOTE]" for k in range(1, n // 200)),
    "blank lines in a list": lambda n: "- (x) a\n" + "\n" * n + "- ( ) b",
    "blank lines with spaces": lambda n: "- (x) a\n" + " \n" * n + "b",
    "options": lambda n: "- (x) a\n" * (n // 10),
    "lists that are none": lambda n: "- a\n\nb\n\n" * (n // 10),
    "a deep list": lambda n: "\n".join(" " * k + "- a" for k in range(n // 200)),
    "gaps opened": lambda n: "[[" * n,
    "gaps closed": lambda n: "]]" * n,
    "gaps": lambda n: "[[a]]" * n,
    "brackets": lambda n: "[" * n + "]" * n,
    "backticks": lambda n: "`" * n,
    "backticks, more and more": lambda n: "[[" + "a".join("`" * k for k in range(n // 200)),
    "fences opened and opened": lambda n: "```a\n~~~\n" * (n // 10),
    "fences with backticks behind": lambda n: "```a`\n" * (n // 10),
    "comments opened": lambda n: "a <!--\n" * (n // 10),
    "comments opened in one line": lambda n: "<!--" * n,
    "comments that end": lambda n: "a <!--\n-->" * (n // 10),
    "spaces in a heading": lambda n: "# a" + " " * n + "b",
    "spaces and sharps": lambda n: "# a" + " #" * n + "b",
    "braces in a heading": lambda n: "# a " + "{" * n + "}" * n,
    "quotes in braces": lambda n: ":::note{" + "\"a'" * n,
    "attributes": lambda n: ":::note{" + "a=b " * (n // 10) + "}",
    "spaces in a marker": lambda n: "- [" + " " * n,
    "spaces in a marker's brackets": lambda n: "- (" + " " * n + "x" + " " * n,
    "arrows": lambda n: "- a" + " ->" * n,
    "quotes": lambda n: ">" * n,
    "underlines": lambda n: "a\n=\n" * (n // 10),
    "one long word": lambda n: "a" * n * 10,
}


@pytest.mark.parametrize("name", SCANNED)
def test_scanning(name: str) -> None:
    start = time.process_time()
    scanned(SCANNED[name](N))
    assert time.process_time() - start < GENEROUS


LINES: dict[str, Callable[[int], str]] = {
    "stars": lambda n: "*" * n,
    "stars and spaces": lambda n: " *a" * n,
    "stars in words": lambda n: "*a b " * n,
    "underscores": lambda n: "_a" * n,
    "marks": lambda n: "**a==b__c~~" * (n // 10),
    "pictures": lambda n: "![" * n,
    "links": lambda n: "[a](" * n,
    "footnotes": lambda n: "[^" * n,
    "tags": lambda n: "<a" * n,
    "backslashes": lambda n: "\\" * n,
    "backticks, more and more": lambda n: "a".join("`" * k for k in range(n // 200)),
    "brackets": lambda n: "](" * n,
}


@pytest.mark.parametrize("name", LINES)
def test_names(name: str) -> None:
    start = time.process_time()
    text = LINES[name](N)
    plain_text(text)
    slug(text)
    markup(text)
    assert time.process_time() - start < GENEROUS


@pytest.mark.parametrize(
    "text",
    ["[" * N, "{a: " * N, "- " * N, "a: " * N, "&a " * N, "'" * N, "a: |\n" + " " * N, "\n".join(" " * k + "a:" for k in range(2000)), "a: &a [*a, *a, *a]", "- &a x\n" + "- [*a, *a]\n" * 20_000, "? " * N],
)  # fmt: skip
def test_yaml(text: str) -> None:
    start = time.process_time()
    parsed(text)
    assert time.process_time() - start < GENEROUS


def steps(work: Callable[[], object]) -> int:
    """Count the lines of our own code that ``work`` runs."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        if "course_builder" not in frame.f_code.co_filename:  # type: ignore[attr-defined]
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in SCANNED
        if name
        not in {
            "directives nested properly",
            "alerts in alerts",
            "a deep list",
            "one long word",
            "backticks, more and more",
        }
    ],
)
def test_work_grows_with_the_text(name: str) -> None:
    small, large = (steps(lambda size=size: scanned(SCANNED[name](size))) for size in (2_000, 8_000))
    # Four times the text: five times the work at most, and what is quadratic would need sixteen times as much.
    assert large < 5 * small + 2_000


CONVERTED: dict[str, str] = {
    "lists 500 deep": "\n".join("  " * depth + "- a" for depth in range(500)),
    "a list 5,000 deep in a line": "- " * 5_000 + "a",
    "quotes 20,000 deep": "> " * 20_000 + "a",
    "open brackets": "[" * 50_000,
    "brackets": "[" * 50_000 + "]" * 50_000,
    "open links": "[a](" * 20_000,
    "open pictures": "![a](" * 20_000,
    "links in links": "[" * 20_000 + "](u)" * 20_000,
    "pictures in pictures": "![" * 20_000 + "](u)" * 20_000,
    "a megabyte in a line": "a " * 500_000,
    "a word of a megabyte": "a" * 1_000_000,
    "emphasis in emphasis": "*a **b " * 5_000 + "c** d*" * 5_000,
    "emphasis of both kinds": "a**b" + "c* " * 50_000,
    "backticks, more and more": "a".join("`" * count for count in range(500)),
    "tags": "<b>" * 50_000,
    "tags without an end": "<div " * 20_000,
    "elements that nobody closes": "<div>\n\n" * 10_000,
    "comments that nobody closes": "<!-- a\n\n" * 10_000,
    "dollars": "$a " * 50_000,
    "formulas that nobody closes": "$$ a\n" * 20_000,
    "footnotes in footnotes": "[^0]\n\n" + "\n".join(f"[^{number}]: b[^{number + 1}]" for number in range(5_000)),
    "definitions of references": "\n".join(f"[a{number}]: b" for number in range(20_000)),
    "addresses in addresses": "http://" * 50_000,
    "an address that ends in references": "http://a.b" + "&a;" * 50_000,
    "braces": "*a*{" * 50_000,
    "rows": "|a|b|\n|---|---|\n" + "|a|b|\n" * 20_000,
    "cells": "|a|b|\n|---|---|\n" + "|`" * 50_000,
    "spaces": " " * 50_000 + "a",
    "spaces and sharps": "# a" + " #" * 50_000,
    "blank lines in an item": "- a\n" + "\n" * 50_000 + "b",
}


@pytest.mark.parametrize("name", CONVERTED)
def test_converting(name: str) -> None:
    start = time.process_time()
    convert([Prose(text=CONVERTED[name], span=Span("f"))], Report())
    # They take a second at most on a slow machine.
    assert time.process_time() - start < GENEROUS


@pytest.mark.parametrize("name", ["lists 500 deep", "a list 5,000 deep in a line", "quotes 20,000 deep"])
def test_what_is_too_deep_is_told(name: str) -> None:
    report = Report()
    convert([Prose(text=CONVERTED[name], span=Span("f"))], report)
    assert [one.code for one in report.diagnostics] == ["nested-too-deeply"]


@pytest.mark.parametrize(
    "text",
    [
        ":::note\n" * 500 + "Text.\n" + ":::\n" * 500,
        "\n".join(":" * (1000 - k) + "note" for k in range(900)) + "\nText.\n" + "\n".join(":" * (101 + k) for k in range(900)),
        "\n".join("> " * k + "[!NOTE]" for k in range(1, 80)),
        "\n".join("  " * k + "- a" for k in range(80)),
        "> " * 200 + "a",
        "(" * 2000 + ")" * 2000,
        "[" * 300 + "]" * 300,
        "*" * 3000,
        "`" * 5000,
        "<b>" * 500,
        "a " * 50_000,
        "&amp;" * 5000,
        "$" * 1001,
        "| a " * 500 + "|\n" + "|---" * 500 + "|\n",
        "::: foo\n" * 20_000,
        "[[A b|c " * 20_000,
        "- ( ) a\n" * 20_000,
        *(CONVERTED[name] for name in ("lists 500 deep", "open brackets", "open links", "open pictures", "a megabyte in a line")),
    ],
    ids=["directives", "proper nesting", "alerts", "lists", "quotes", "round brackets", "brackets", "stars", "backticks", "tags", "a long line", "entities", "dollars", "a wide table", "unknown containers", "wiki links", "options", "deep lists", "open brackets", "open links", "open pictures", "a megabyte"],
)  # fmt: skip
def test_whole_course(text: str, tmp_path: Path) -> None:
    start = time.process_time()
    check(write(tmp_path, page(text)), ["html"])
    assert time.process_time() - start < 2 * GENEROUS


def test_a_thousand_pages(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"course.yml": "title: T\n"}
    for module in range(20):
        pages = "".join(
            f"## Page {page}\n\nText of {page}.\n\n:::question\nIs it {module}-{page}?\n\n- (x) True\n- ( ) False\n:::\n\n"
            for page in range(50)
        )
        files[f"modules/{module}.md"] = f"# Module {module}\n\n{pages}"
    start = time.process_time()
    loaded = load(write(tmp_path, files))
    assert time.process_time() - start < 2 * GENEROUS
    assert loaded.course
    assert len(loaded.course.screens) == 1000
    assert loaded.diagnostics == []
    assert loaded.course.span == Span("course.yml")
