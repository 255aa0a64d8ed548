"""No markup is left over on a page. Proven by leaving it there: each sign is told at its line."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from course_builder import check
from course_builder.checks import left_over
from course_builder.checks.laws import Laws
from course_builder.checks.left_over import SIGNS
from course_builder.checks.words import main_of, page_text
from course_builder.diagnostics import Diagnostic, Report
from course_builder.model import files_of
from course_builder.result import Result
from tests.courses_on_disk import page, write
from tests.shared import ROOT

COURSES = ["tests/courses/markdown", "tests/courses/blocks", "tests/courses/questions", "tests/courses/arabic"]

# Each as an author may write it, and what of it must be told.
WRITTEN = {
    "See ![[drawing.png]] there.": "Obsidian",
    "Before {% include note.html %} after.": "Liquid",
    '{{< figure src="x.png" >}}': "Hugo",
    "{{#include other.md}}": "mdBook",
    "--{{0}}-- It is said.": "LiaScript",
    "The {{ page.title }} of it.": "variable",
    "@import url(x.css)": "import",
    "> [!INFORMATION] Text.": "callout",
    "- (x) One": "question",
    "- ( ) Two": "question",
    "See [[Other page]] there.": "link of a wiki",
    "See [[page|its name]] there.": "link of a wiki",
    "It is [[42]] there.": "gap of a question",
    "It is [[(x) one | two]] there.": "gap of a question",
    "Before [[!]] after.": "script",
    "[[?]] Look it up.": "hint of LiaScript",
    "Before [[toc]] after.": "table of contents",
    "* Contents\n{:toc}": "table of contents",
    '{::options toc_levels="2" /}': "kramdown",
    "{{% notice note %}}": "shortcode",
    "{{1}} Then.": "LiaScript",
    '--8<-- "file.md"': "snippet",
    'import Tabs from "@theme/Tabs";': "MDX",
    "{/* hidden words */}": "comment of MDX",
    "See {ref}`other` there.": "role of MyST",
    "(label)=": "label of MyST",
    "See @fig-one there.": "reference of Quarto",
    "It is so [@smith2020].": "citation",
    "Text %%hidden%% more.": "comment of Obsidian",
    "% hidden words": "comment of MyST",
    "+++": "Hugo",
    "Words ^block-id": "id of a paragraph",
    "Text {--out--} more.": "CriticMarkup",
    "Press ++ctrl+p++ now.": "keys",
    "Words :tada: more.": "emoji",
    **dict.fromkeys((f"{bullet} First words" for bullet in "•▪◦●‣·"), "word processor"),
    "A [text](address with spaces) there.": "link",
    "a | b\n---|---|---": "table",
    "Text ``` more.": "fence",
    "Text ~~~ more.": "fence",
    "Words :::note words": "block",
    "::words that nobody reads": "block",
    "Words {: .red} words": "attributes",
    "Words {.red} words": "attributes",
    '!!! note "Title"': "MkDocs",
    "[TOC]": "table of contents",
    '??? note "Title"': "MkDocs",
    "It costs $$ much.": "formula",
    "Take ** care now.": "strong",
    "Take ~~ care now.": "deleted",
    "Take ==care now.": "marked",
    "Words &nosuchname; words": "name of a sign",
    "Words <!-- words": "comment",
    "Words\\\nmore": "breaks",
    "Text\n### Heading": "heading",
}


def told(result: Result, pages: dict[str, str]) -> list[Diagnostic]:
    assert result.edition
    report = Report()
    screens = {one.id: (files_of(one), pages[one.id]) for one in result.edition.course.screens}
    texts = {screen: (files, page_text(html)) for screen, (files, html) in screens.items()}
    left_over.check(screens, texts, result.sources, report)
    # The look at a page when it is made may ask for more than is told, and never for less.
    laws = Laws(result.edition.course, result.sources)
    assert not report.diagnostics or not all(laws.hold(screen, html) for screen, html in pages.items())
    return report.diagnostics


def pages_of(result: Result) -> dict[str, str]:
    assert result.edition
    pages = result.edition.pages
    return {link.id: main_of(pages.html(link)) for link in pages.links}


@pytest.mark.parametrize("course", COURSES)
def test_courses_leave_nothing_over(course: str) -> None:
    assert [one for one in check(ROOT / course).diagnostics if one.code == "markup-shown"] == []


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(
    "around", ["{}", "- item\n\n    {}", "> {}", ":::note\n{}\n:::"], ids=["page", "list", "quote", "note"]
)
def test_what_stays_on_the_page_is_told(written: str, around: str, tmp_path: Path) -> None:
    inside = written.replace("\n", "\n" + around.partition("{}")[0].rpartition("\n")[2].replace("-", " "))
    result = check(write(tmp_path, page(f"Text.\n\n{around.format(inside)}")), ["html"])
    # As if nothing of it had been understood.
    shown = {name: f"<p>{html.escape(written, quote=False)}</p>" for name in pages_of(result)}
    found = told(result, shown)
    assert any(WRITTEN[written] in one.message for one in found), found
    lines = result.sources["modules/a.md"].split("\n")
    for one in found:
        assert ".as-written" in one.hint
        sign = re.match(r"Learners see '(.*?)(?:\.\.\.)?', which", one.message)
        assert sign
        assert lines[one.span.line - 1][one.span.column - 1 :].startswith(sign[1].replace("\\\\", "\\")), one


@pytest.mark.parametrize("course", COURSES)
def test_each_line_of_markup_that_is_left_in_a_page_is_told(course: str) -> None:
    """The line of the source is put into the page as it is, as if it had been taken for text."""
    result = check(ROOT / course)
    assert result.edition
    pages, tried = pages_of(result), 0
    signs = re.compile(r"\*\*\w|\]\(\w|^:::\w|\|---|\{\{|\[\[|\{[.#]\w|~~\w|==\w|\[!|\$\$", re.MULTILINE)
    for screen in result.edition.course.screens:
        text = left_over._unescaped(result.sources[screen.span.file])
        for number, line in enumerate(text.split("\n"), 1):
            raw = result.sources[screen.span.file].split("\n")[number - 1]
            if not signs.search(line) or line != raw or raw.lstrip().startswith(("#", "*[")):
                continue
            tried += 1
            mutant = {**pages, screen.id: f"{pages[screen.id]}<p>{html.escape(raw, quote=False)}</p>"}
            places = {one.span.line for one in told(result, mutant) if one.span.file == screen.span.file}
            same = {at for at, other in enumerate(text.split("\n"), 1) if other.strip() == line.strip()}
            assert places & same, (number, raw)
    assert tried or course.endswith("arabic")


@pytest.mark.parametrize("written", WRITTEN)
def test_escapes_and_code_are_right(written: str, tmp_path: Path) -> None:
    if "\n" in written:
        return
    # A backslash escapes no bullet of a word processor.
    escaped = re.sub(r"[•▪◦●‣·]", "&#8226;", re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", written))
    for right in (escaped, f"Text `` {written} `` text.", f"    {written}", html.escape(written).replace("*", "&#42;")):
        result = check(
            write(tmp_path, page(f"Text.\n\n{right if right != html.escape(written) else escaped}")), ["html"]
        )
        found = [one for one in result.diagnostics if one.code == "markup-shown"]
        assert not found, found


def test_a_place_is_switched_off_by_an_attribute(tmp_path: Path) -> None:
    text = "A {{ b }} c.\n{: .as-written}\n\n:::note{.as-written}\nA {{ b }} c.\n:::\n"
    for written, count in ((text, 0), (text.replace("as-written", "other"), 2)):
        result = check(write(tmp_path, page(written)), ["html"])
        found = [one for one in result.diagnostics if one.code == "markup-shown"]
        assert len(found) == count, found


def test_each_sign_has_an_example() -> None:
    for sign in SIGNS:
        assert any(sign.pattern.search(written) for written in WRITTEN), sign
