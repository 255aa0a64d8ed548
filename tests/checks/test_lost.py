"""No word of a source is lost on the way to its page. Proven by taking words out of pages: each is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_builder import check
from course_builder.checks import lost
from course_builder.checks.laws import Laws
from course_builder.checks.lost import missing
from course_builder.checks.words import main_of, page_text, page_words, source_words
from course_builder.diagnostics import Diagnostic, Report
from course_builder.model import files_of
from course_builder.result import Result
from tests.courses_on_disk import page, quiz, write
from tests.shared import ROOT

COURSES = ["tests/courses/markdown", "tests/courses/blocks", "tests/courses/questions", "tests/courses/arabic"]
SOURCE = """\
Plain *emphasis* and **strong *nested* words** with `code here` and a [link text](https://example.org/address "title").

- first item
- second item
    - nested item
1. numbered entry

| head one | head two |
|----------|----------|
| cell a   | cell b   |
| `x | y`  | **bold** cell |

> quoted words
> in two lines

![alternative text](https://example.org/x.svg)

:::note[Label of note]
Inside the note.
:::

Term
:   Its definition

### Heading with words {#own .red}

Text with footnote[^1] goes on, and with math $x^2$ as well.

[^1]: Words of the footnote.

```python
print("code words")
```

<div class="red">Raw *html* words</div>

Escaped \\*stars\\*, snake\\_case, AT&amp;T and &copy; signs.
"""


def pages_of(result: Result) -> dict[str, str]:
    assert result.edition
    pages = result.edition.pages
    return {link.id: main_of(pages.html(link)) for link in pages.links}


def told(result: Result, pages: dict[str, str]) -> list[Diagnostic]:
    assert result.edition
    report = Report()
    screens = {one.id: (files_of(one), page_text(pages[one.id])) for one in result.edition.course.screens}
    lost.check(result.edition.course, screens, result.sources, report)
    # The look at a page when it is made may ask for more than is told, and never for less.
    laws = Laws(result.edition.course, result.sources)
    assert not report.diagnostics or not all(laws.hold(screen, html) for screen, html in pages.items())
    return report.diagnostics


def without_each_word(html: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a page's text, and the page without it at this place."""
    for text in re.finditer(r">([^<>]+)<", re.sub(r"<(script|style|math)\b.*?</\1>", "", html, flags=re.DOTALL)):
        whole = text.string
        for word in re.finditer(r"[^\W_]+", text[1]):
            start = text.start(1) + word.start()
            yield word[0], whole[:start] + whole[start + len(word[0]) :]


@pytest.mark.parametrize("course", COURSES)
def test_courses_lose_nothing(course: str) -> None:
    result = check(ROOT / course)
    assert [one for one in result.diagnostics if one.code == "text-lost"] == []


@pytest.mark.parametrize("course", [*COURSES, ""], ids=lambda course: course or "own source")
def test_each_word_that_is_taken_away_is_told(course: str, tmp_path: Path) -> None:
    result = check(ROOT / course if course else write(tmp_path, page(SOURCE)), ["html"])
    assert result.edition
    assert "text-lost" not in {one.code for one in result.diagnostics}
    pages, tried = pages_of(result), 0
    laws = Laws(result.edition.course, result.sources)
    for one in result.edition.course.screens:
        screen, pieces = one.id, laws._own(one.span.file)[one.id]
        wanted = Counter(word for _, words in pieces for word in words.split())
        there = Counter(page_words(page_text(pages[screen])).split())
        seen: Counter[str] = Counter()
        for word, mutant in without_each_word(pages[screen]):
            # What the page says more often than the source, such as an option and the key, is still said.
            seen[word] += 1
            if word not in wanted or there[word] > wanted[word] or seen[word] > 3:
                continue
            after = page_words(page_text(mutant))
            if Counter(after.split())[word] != there[word] - 1:
                continue  # half of a word
            tried += 1
            found = list(missing(pieces, after))
            assert any(word in words.split() for _, (_, words, _) in found), (screen, word)
            assert not laws.hold(screen, mutant)
    assert tried >= 12, tried


def test_the_place_is_the_words(tmp_path: Path) -> None:
    result = check(write(tmp_path, page(SOURCE)), ["html"])
    pages, lines, tried = pages_of(result), SOURCE.split("\n"), 0
    for number, line in enumerate(lines):
        for word in re.findall(r"[^\W_]+", re.sub(r"\(.*\)|\{.*\}|\$.*\$|\[\^1\]|\S*[&\\]\S*", " ", line)):
            if SOURCE.count(word) > 1 or line.startswith(("```", ":::note[", "<div")):
                continue
            (place,) = told(result, {name: re.sub(rf"\b{word}\b", "", html) for name, html in pages.items()})
            assert place.code == "text-lost"
            tried += 1
            # A title and a blank line stand above.
            assert (place.span.line, place.span.column) == (number + 3, line.index(word) + 1), place
            assert place.span.length == len(word)
    assert tried >= 25, tried


@pytest.mark.parametrize("tag", ["li", "td", "tr", "h2", "label", "dd", "blockquote", "pre", "p"])
def test_each_piece_that_is_taken_away_is_told(tag: str, tmp_path: Path) -> None:
    result = check(write(tmp_path, page(SOURCE)), ["html"])
    # The start lists the titles, which each page has as well.
    pages = {name: html for name, html in pages_of(result).items() if name != "home"}
    found = 0
    for name, html in pages.items():
        for element in re.finditer(rf"<{tag}\b[^>]*>(?:(?!<{tag}\b).)*?</{tag}>", html, re.DOTALL):
            words = page_words(page_text(element[0]))
            if not any(piece in words for _, piece in source_words(result.sources["modules/a.md"])):
                continue
            found += 1
            assert told(result, {**pages, name: html.replace(element[0], "", 1)}), element[0]
    assert found or tag == "label"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A List of <unknown-words of=x> here.\n", "unknown"),
        ("<script>alert(1)</script> Words.\n\n<!-- left out --> Words.\n", ""),
        ("Text.\n\n[note]: careful\n", "note"),
        ("Text with a [link]( https://example.org ) and `{braces}`, `<tag>`, `a|b`.\n", ""),
        ("*[HTML]: Hyper Text\n\nThe HTML page.\n", ""),
        ("Escaped \\<b\\> and \\{x\\} and 5 < 6 > 4 & more.\n", ""),
        ("Text\nthat {.red} goes on.\n\n{: .as-written}\n", ""),
    ],
)
def test_what_is_looked_for(text: str, word: str) -> None:
    pieces = source_words(text)
    page = page_words(" ".join(words for _, words in pieces if word not in words.split() or not word))
    found = {one for _, (_, words, _) in missing(pieces, page) for one in words.split()}
    assert (word in found) if word else not found


def test_a_place_is_switched_off_by_an_attribute(tmp_path: Path) -> None:
    text = "Text.\n\n[note]: careful\n{: .as-written}\n\n:::note{.as-written}\n\n[other]: careful\n\n:::\n"
    for written, count in ((text, 0), (text.replace(".as-written", ".other"), 2)):
        result = check(write(tmp_path, page(written)), ["html"])
        found = [one for one in result.diagnostics if one.code == "text-lost"]
        assert len(found) == count, found
        assert all(".as-written" in one.hint for one in found)


def test_options_and_feedback_of_quizzes_are_looked_for(tmp_path: Path) -> None:
    text = "## Which one?\n\n- (x) Alpha\n      > Because of beta.\n- ( ) Gamma\n\n> Explained by delta.\n\n:::hint\nThink of epsilon.\n:::\n"
    result = check(write(tmp_path, quiz(text)), ["html"])
    pages = pages_of(result)
    for word in ("Alpha", "beta", "Gamma", "delta", "epsilon", "Which"):
        (found,) = told(result, {name: html.replace(word, "") for name, html in pages.items()})
        assert word in found.message


@pytest.mark.parametrize(
    ("language", "figures"),
    [("en", ("10000", "-2.250", "1,234,567")), ("de", ("10000", "2,250", "1.500")), ("hi", ("1234567", "0.50", "3"))],
)
def test_figures_of_charts_are_written_as_the_language_does(
    language: str, figures: tuple[str, ...], tmp_path: Path
) -> None:
    rows = "\n".join(f"| row {number} | {figure} |" for number, figure in enumerate(figures))
    text = page(f":::chart[Shares]\n| name | value |\n|---|---|\n{rows}\n:::")
    files = {**text, "course.yml": f"title: T\nlanguage: {language}\n"}
    result = check(write(tmp_path, files))
    assert [one for one in result.diagnostics if one.code == "text-lost"] == []
    words = source_words(str(text["modules/a.md"]))
    assert "row 0" in " ".join(piece for _, piece in words).replace("  ", " ")
    assert figures[0] not in " ".join(piece for _, piece in words)
