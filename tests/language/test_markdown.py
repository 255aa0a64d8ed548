"""Markdown as the rest of the world writes it, where CommonMark's own examples say nothing of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.diagnostics import Report, Span
from course_builder.model import Prose
from course_builder.source.directives import Directive, scan
from course_builder.source.lines import lines_of
from course_builder.source.markdown import convert, plain
from tests.courses_on_disk import page, write


def made(text: str) -> tuple[str, list[str]]:
    """Return the HTML of a text, and the codes of what was told."""
    report = Report()
    found = convert([Prose(text=text, span=Span("f"))], report)
    return found.fragments[0] + found.footnotes, [one.code for one in report.diagnostics]


def html(text: str) -> str:
    found, told = made(text)
    assert told == []
    return found


def test_code_that_is_less_indented_than_its_fence() -> None:
    found = html("1. Write:\n\n    ```text\n   a\n\n   # b\n    c\n    ```\n\n1. Go on.")
    assert found.count("<ol>") == 1
    assert found.count("<li>") == 2
    assert "<h" not in found
    assert re.search(r"<code>(?:<span></span>)?a\n\n# b\nc\n</code>", found)


@pytest.mark.parametrize(
    ("info", "coloured"),
    [
        ("rust,ignore", True),
        ("rust", True),
        ('python title="a.py"', True),
        ("python showLineNumbers", True),
        ("{code-cell} python", True),
        ("{code-block} python", True),
        ("{python}", True),
        ("{.python .numberLines}", True),
        ("python {1,3-4}", True),
        ("js:line-numbers", False),
        ("text notes.txt", False),
        ("no-such-language", False),
        ("", False),
    ],
)
def test_info_strings(info: str, coloured: bool) -> None:
    found = html(f"```{info}\nlet a = 1  # one\n```\n\n### Next\n\nText.")
    assert ("<span class=" in re.sub(r'<span class="filename">[^<]*</span>', "", found)) == coloured
    assert "<h2" in found
    assert found.endswith("<p>Text.</p>")
    assert "let a = 1  # one" in plain(found).replace("one Next", "one  Next") or "let a = 1 # one" in plain(found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A Map<Key, Value> and a List<String>.", "A Map<Key, Value> and a List<String>."),
        ("Press <Return>.", "Press <Return>."),
        ("#hashtag and #5", "#hashtag and #5"),
        ("#5 is the fifth", "#5 is the fifth"),
        ("A ticket costs $5-$10, ($3) and ($4).", "A ticket costs $5-$10, ($3) and ($4)."),
        ("$20,000 and $30,000", "$20,000 and $30,000"),
        ("The set {1, 2} and f{y}", "The set {1, 2} and f{y}"),
        ("`print`{python}, then {close}.", "print{python}, then {close}."),
        ("**a**{ and } b.", "a{ and } b."),
        ("ends with\n{three}", "ends with {three}"),
        ("### The set {1, 2}", "The set {1, 2}"),
        ("snake_case_name and 2*3*4", "snake_case_name and 234"),
        ("~/a and ~/b; (^_^)", "~/a and ~/b; (^_^)"),
        ("\\~a\\~ \\^b\\^ \\$c\\$ \\=\\=d\\=\\=", "~a~ ^b^ $c$ ==d=="),
    ],
)
def test_text_that_stays(text: str, shown: str) -> None:
    assert plain(html(text)) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H~2~O and x^2^", "<p>H<sub>2</sub>O and x<sup>2</sup></p>"),
        ("~~gone~~ and ==seen==", "<p><del>gone</del> and <mark>seen</mark></p>"),
        ("*word*{.x} **b**{#y}", '<p><em class="x">word</em> <strong id="y">b</strong></p>'),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("- a\n-\n- c", "<ul><li>a</li><li></li><li>c</li></ul>"),
        ("- text\n---", "<ul><li>text</li></ul><hr>"),
        ("> text\n---", "<blockquote><p>text</p></blockquote><hr>"),
        ("- a\n  > b", "<ul><li>a<blockquote><p>b</p></blockquote></li></ul>"),
        ("www.example.org/a_b?c=(d).", '<p><a href="https://www.example.org/a_b?c=(d)">www.example.org/a_b?c=(d)</a>.</p>'),
        ("See (https://example.org).", '<p>See (<a href="https://example.org">https://example.org</a>).</p>'),
        ("a.b@example.org!", '<p><a href="mailto:a.b@example.org">a.b@example.org</a>!</p>'),
        ("[see https://a.org](b.md)", '<p><a href="b.md">see https://a.org</a></p>'),
        ("<details>\n<summary>S</summary>\n\n- *a*\n\n</details>", "<details><summary>S</summary><ul><li><em>a</em></li></ul></details>"),
        ("<div>\n\n*a*\n\n</div>", "<div><p><em>a</em></p></div>"),
        ("a <!-- not for learners --> b", "<p>a  b</p>"),
        ("<!-- not for learners -->\n\nb", "<p>b</p>"),
    ],
)  # fmt: skip
def test_elements(text: str, expected: str) -> None:
    assert re.sub(r"\s*\n\s*", "", html(text)) == expected


def cells(text: str) -> list[list[str]]:
    found, _ = made(text)
    return [[plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in re.findall(r"<tr>.*?</tr>", found, re.DOTALL)]  # fmt: skip


def test_a_table_right_below_text() -> None:
    found = html("Values:\n| a | b |\n|---|---|\n| 1 | 2 |\n\nText.")
    assert found.startswith("<p>Values:</p>\n<table>")
    assert found.endswith("<p>Text.</p>")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| x | `a \\| b` |", ["x", "a | b"]),
        ("| x | `a | b` |", ["x", "a | b"]),
        ("| x | [a|b](https://example.org) |", ["x", "a|b"]),
        ("| a \\| b | c |", ["a | b", "c"]),
        ("| $5 | $6 |", ["$5", "$6"]),
        ("x | y", ["x", "y"]),
    ],
)
def test_lines_in_cells(row: str, expected: list[str]) -> None:
    assert cells(f"| a | b |\n|---|---|\n{row}")[1] == expected


def test_a_formula_with_a_line_in_a_cell() -> None:
    assert html("| a | b |\n|---|---|\n| x | $P(A|B)$ |").count("<td>") == 2


@pytest.mark.parametrize("row", ["| 1 |", "| 1 | 2 | 3 |", "text"])
def test_rows_with_other_numbers_of_cells_are_told_and_keep_their_words(row: str) -> None:
    found, told = made(f"| a | b |\n|---|---|\n{row}")
    assert told == ["table-cells"]
    assert all(word in plain(found) for word in re.findall(r"\w+", row))


@pytest.mark.parametrize(
    "text",
    [
        "$$\nz = 1\n$$",
        "$$ z = 1 $$",
        "It follows\n$$ z = 1 $$\nas before.",
        "It follows $$z = 1$$ as before.",
        "\\[ z = 1 \\]",
        "\\[\nz = 1\n\\]",
        "It is \\(z = 1\\).",
        "It is $z = 1$.",
        "```math\nz = 1\n```",
        "- item\n\n  $$\n  z = 1\n  $$",
        "\\begin{equation}\nz = 1\n\\end{equation}",
        "\\begin{equation*} z = 1 \\end{equation*}",
    ],
)
def test_formulas(text: str) -> None:
    found = html(text)
    assert found.count("<math") == 1
    assert "$" not in found
    assert "\\" not in found


@pytest.mark.parametrize(
    ("name", "rows"),
    [("aligned", 2), ("align", 2), ("align*", 2), ("split", 2), ("gather", 2), ("gathered", 2), ("cases", 2), ("matrix", 2), ("pmatrix", 2), ("bmatrix", 2)],
)  # fmt: skip
def test_environments(name: str, rows: int) -> None:
    found = html(f"$$\n\\begin{{{name}}}\na & b \\\\\nc & d\n\\end{{{name}}}\n$$")
    assert found.count("<mtr") == rows
    assert "&amp;" not in found


def test_footnotes_are_numbered_by_their_use() -> None:
    found = html("A[^b] and B[^a], again[^b].\n\n[^a]: First *written*.\n[^b]: Second.")
    assert re.findall(r'href="#fn:(\w)">(\d)<', found) == [("b", "1"), ("a", "2"), ("b", "1")]
    assert found.index("Second.") < found.index("First <em>written</em>.")
    assert found.count("footnote-backref") == 3


def test_a_footnote_that_nobody_uses_is_shown() -> None:
    assert "Lonely." in html("Text.\n\n[^x]: Lonely.")


def test_a_page_that_seems_to_begin(tmp_path: Path) -> None:
    result = check(write(tmp_path, page("Text.\n\n##Second page\n\nText.")))
    assert [(one.code, one.span.line) for one in result.diagnostics] == [("heading-space", 5)]


def test_a_heading_that_is_indented_begins_a_page(tmp_path: Path) -> None:
    result = check(write(tmp_path, page("Text.\n\n  ## Second\n\nText.\n\n- a\n\n  ## In the item\n")))
    assert result.course
    assert [one.title.text for one in result.course.modules[0].pages] == ["A", "Second"]


def test_reference_links_hold_for_their_file(tmp_path: Path) -> None:
    text = "See [it][ref] and [own].\n\n[own]: https://a.example/\n\n## Second\n\n[own] is here.\n\n[ref]: https://ref.example/ 'T'\n[own]: https://b.example/\n"
    root = write(tmp_path, page(text))
    result = build(root, ["html"], out=tmp_path / "out")
    assert result.diagnostics == []
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html")}
    first, second = (next(html for html in pages.values() if words in html) for words in ("See ", "is here."))
    assert 'href="https://ref.example/"' in first
    assert 'href="https://a.example/"' in first
    assert 'href="https://b.example/"' in second


def directives(text: str) -> list[tuple[str, str]]:
    report = Report()
    found = scan(lines_of(text, "f"), report)
    assert report.diagnostics == []
    return [(one.name, one.label.text if one.label else "") for one in found if isinstance(one, Directive)]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("> [!NOTE]\n> Text.", "note", ""),
        ("> [!INFO]\n> Text.", "note", ""),
        ("> [!danger] Hot\n> Text.", "caution", "Hot"),
        ("> [!success]+ Open\n> Text.", "tip", "Open"),
        ("> [!faq]- Folded\n> Text.", "reveal", "Folded"),
        ("> [!important]\n> Text.", "important", ""),
        ("> [!attention]\n> Text.", "warning", ""),
    ],
)
def test_alerts(text: str, name: str, label: str) -> None:
    assert directives(text) == [(name, label)]


def test_brackets_that_are_no_alert_stay_a_quotation() -> None:
    assert directives("> [nonsense]\n> Text.") == directives("> \\[!nonsense]\n> Text.") == []
    assert plain(html("> [!nonsense]\n> Text.")) == "[!nonsense] Text."


def test_alerts_inside_items(tmp_path: Path) -> None:
    text = "- Heat it.\n  > [!WARNING]\n  > It is *hot*.\n\n  > [!info] Why\n  > So.\n- Cool it.\n"
    assert build(write(tmp_path, page(text)), ["html"], out=tmp_path / "out").diagnostics == []
    pages = "".join(path.read_text("utf-8") for path in sorted((tmp_path / "out").rglob("*.html")))
    assert '<div class="callout warning" role="note">' in pages
    assert "<span>Warning</span>" in pages
    assert '<span class="hidden">Note: </span><span>Why</span>' in pages
    assert "[!" not in pages
    assert ".callout" in "".join(path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.css"))
