"""Terms in running text: which words are found, and where none are looked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_builder.diagnostics import Span
from course_builder.model import Block, Course, Module, Page, Prose, Term
from course_builder.model.settings import CourseSettings, ModuleSettings
from course_builder.render.terms import Terms

SPAN = Span("a.md")


def terms(*lines: str) -> Terms:
    found = tuple(
        Term(
            span=SPAN,
            id=f"t{number}",
            title=Prose(text=line, span=SPAN),
            forms=tuple(line.split(" / ")),
            meaning=Prose(text=f"Meaning *{number}* & <b>more</b>.", span=SPAN),
        )
        for number, line in enumerate(lines)
    )
    page = Page(
        span=SPAN,
        id="g",
        title=Prose(text="G", span=SPAN),
        content=(Block(span=SPAN, name="glossary", data=found),),
    )
    module = Module(span=SPAN, id="g", title=page.title, pages=(page,), settings=ModuleSettings())
    course = Course(span=SPAN, id="c", settings=CourseSettings(title="C"), modules=(module,))
    return Terms(course, lambda screen, place: f"{screen}.html#{place}")


def marked(html: str, *lines: str) -> list[str]:
    found = terms(*lines).linked(html)
    assert re.sub(r'(?s)<a class="term"[^>]*>(.*?)</a>', r"\1", found) == html
    return [f"{place}:{words}" for place, words in re.findall(r'(?s)href="g\.html#(t\d+)"[^>]*>(.*?)</a>', found)]


@pytest.mark.parametrize(
    ("html", "lines", "found"),
    [
        ("<p>A refugee and a refugee.</p>", ["Refugee"], ["t0:refugee"]),
        ("<p>Refugees.</p>", ["Refugee"], []),
        ("<p>Refugees.</p>", ["Refugee / refugees"], ["t0:Refugees"]),
        (
            "<p>An internally\n displaced person.</p>",
            ["Person", "Internally displaced person"],
            ["t1:internally\n displaced person"],
        ),
        ("<p>displaced, person</p>", ["displaced person"], []),
        ("<p>who WHO</p>", ["WHO"], ["t0:WHO"]),
        ('<p><span aria-hidden="true">A well.</span> A <b aria-hidden="false">well</b>.</p>', ["Well"], ["t0:well"]),
        ("<p>R&amp;D, a &lt;b&gt;</p>", ["R&D", "lt"], ["t0:R&amp;D"]),
        ("<p>a C++ b</p>", ["C++"], ["t0:C++"]),
        ("<p>non-refoulement</p>", ["Non-refoulement"], ["t0:non-refoulement"]),
        ("<p>l’asile</p>", ["asile"], ["t0:asile"]),
        ("<p>حق اللجوء والهجرة. الهجرة حق.</p>", ["الهجرة", "اللجوء"], ["t1:اللجوء", "t0:الهجرة"]),
        ("<p>هِجْرَة هجر</p>", ["هجر"], ["t0:هجر"]),
        ("<p>प्रवासनको प्रवासन</p>", ["प्रवासन"], ["t0:प्रवासन"]),
        ("<p>移民とは</p>", ["移民"], ["t0:移民"]),
        ("<p>IDPs, then one IDP</p>", ["IDP", "IDPs"], ["t1:IDPs", "t0:IDP"]),
        ("<p>a border line; a border</p>", ["Border line", "Border"], ["t0:border line", "t1:border"]),
    ],
)
def test_words(html: str, lines: list[str], found: list[str]) -> None:
    assert marked(html, *lines) == found


@pytest.mark.parametrize(
    "html",
    [
        "<h2>term</h2>",
        '<a href="x">the <em>term</em></a>',
        "<pre><code>term</code></pre>",
        "<form><form>x</form><p>term</p></form>",
        "<button>term</button>",
        "<details><summary>term</summary></details>",
        '<div data-no-terms=""><div>x</div>term</div>',
        '<p class="block-title">term</p>',
        "<!-- term -->",
        '<img alt="term">',
        "<svg><text>term</text></svg>",
    ],
)
def test_places_that_are_left_alone(html: str) -> None:
    assert marked(html, "term") == []
    assert marked(f"{html} a term", "term") == ["t0:term"]


def test_the_meaning_is_text() -> None:
    found = terms("term").linked("a term")
    assert 'data-meaning="Meaning 0 &amp; more."' in found
    assert 'data-needs="glossary"' in found


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "term", " ", "<a>", "</a>", "two terms", "<", ">", "&amp;", '"', "<br>"]))
)
def test_nothing_else_changes(pieces: list[str]) -> None:
    html = "".join(pieces)
    found = terms("term", "two terms").linked(html)
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", found) == html
