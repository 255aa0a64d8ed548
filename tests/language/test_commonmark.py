"""CommonMark's own examples: no word is lost in silence, and the elements are CommonMark's but for the listed reasons."""

from __future__ import annotations

import pytest

from tests.language.commonmark import DIFFERENT, Outcome, examples, outcomes, structure, words


def test_there_are_all_of_them() -> None:
    assert [one.number for one in examples()] == list(range(1, 653))


@pytest.mark.parametrize("one", outcomes(), ids=lambda one: str(one.example.number))
def test_no_word_is_lost_in_silence(one: Outcome) -> None:
    assert one.words or one.told


def test_elements() -> None:
    other = {one.example.number for one in outcomes() if not one.structure}
    assert sorted(other) == sorted(number for numbers in DIFFERENT.values() for number in numbers)
    assert len(outcomes()) - len(other) >= 590


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a <em>b</em></p>", "<p>a b</p>"),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<pre><code>a\n b</code></pre>", "<pre><code>a\nb</code></pre>"),
        ("<p>a<br>b</p>", "<p>a\nb</p>"),
        ('<a href="x">a</a>', '<a href="y">a</a>'),
    ],
)
def test_what_differs_is_seen(one: str, other: str) -> None:
    assert structure(one) != structure(other)


def test_words_that_are_missing_are_seen() -> None:
    assert words("<p>a <b>c</b></p>") == words("<p>a c</p>") != words("<p>a</p>")
    assert words("<p>List&lt;String&gt;</p>") != words("<p>List</p>")
