"""Lists come out as GitHub shows them."""

from __future__ import annotations

import re

import pytest

from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source.markdown import convert


def html(text: str) -> str:
    run = Prose(text=text, span=Span("a.md"))
    return re.sub(r"\s*\n\s*", "", convert([run], Report()).fragments[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bring:\n- water\n- salt", "<p>Bring:</p><ul><li>water</li><li>salt</li></ul>"),
        ("Do:\n1. this\n2. that", "<p>Do:</p><ol><li>this</li><li>that</li></ol>"),
        ("It was\n1990. That year", "<p>It was1990. That year</p>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n   - c\n2. d", "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n\n  more\n- b", "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>"),
        ("- a\nlazy\n- b", "<ul><li>alazy</li><li>b</li></ul>"),
        ("* * *", "<hr>"),
        ("    - code", "<pre><code>- code</code></pre>"),
    ],
)
def test_lists(text: str, expected: str) -> None:
    assert re.sub(r'<div class="highlight">(.*?)</div>', r"\1", html(text)).replace("<span></span>", "") == expected


def test_code_in_an_item_keeps_its_indentation() -> None:
    found = html("- a\n\n  ```python\n  if x:\n      y\n  ```\n- b")
    assert found.count("<li>") == 2
    assert re.search(r"<code>.*if.*</code>", found)


def test_fences_are_left_alone() -> None:
    assert html("```\ntext\n- no list\n  - none\n```").count("<li>") == 0


def test_strikethrough() -> None:
    assert html("~~gone~~ H~2~O") == "<p><del>gone</del> H<sub>2</sub>O</p>"
