"""Whatever stands in a source, it is taken apart and put together again."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course_builder.diagnostics import Report, Span
from course_builder.source.lines import read_text
from course_builder.translation.units import faults, translated, units
from course_builder.translation.units.checks import _SIGN, _blocks_in, _marks_in, _shape
from tests.language.test_fuzz import FUZZ, MARKDOWN
from tests.translation.likeness import changed, same

pytestmark = pytest.mark.long

FILES = ("modules/a.md", "assessments/a.md", "_a.md", "course.yml", "media/a.csv", "media/a.svg", "media/a.vtt")


@FUZZ
@given(MARKDOWN, st.sampled_from(FILES))
@example("---\ntitle: &a x\nlead: *a\n---\n# T", "modules/a.md")
@example('a;"b', "media/a.csv")
@example("<svg><text>a</tspan></text><title>b", "media/a.svg")
@example("-->\na", "media/a.vtt")
@example("title: >-\n  a\n  b", "course.yml")
def test_any_text(raw: str, file: str) -> None:
    text = read_text(raw.encode("utf-8", "replace"), file, Report()) or ""
    assert translated(file, text, lambda _unit: None).text == text
    lines = text.split("\n")
    for unit in units(file, text):
        assert unit.text.strip()
        assert unit.span.file == file
        assert 1 <= unit.span.line <= len(lines)
        assert 1 <= unit.span.column <= len(lines[unit.span.line - 1]) + 1
    for wordings in (same, changed):
        made = translated(file, text, wordings, "en", "fr")
        for number in range(1, made.text.count("\n") + 2):
            assert made.origin(Span(file, number)).line >= 1
    for unit in units(file, text):
        faults(unit, same(unit), "fr")


@FUZZ
@given(st.characters(categories=["L"]), MARKDOWN)
@example("1", "a. b")
@example("a", ". b")
@example("a", "<!-- b --> c ::: d | e")
def test_a_line_that_begins_with_a_letter_is_a_paragraph(letter: str, raw: str) -> None:
    text = letter + " ".join(raw.split("\n"))
    assert _shape(text) == tuple(_blocks_in(text))


@FUZZ
@given(MARKDOWN)
def test_every_mark_has_a_sign(raw: str) -> None:
    assert _SIGN.search(raw) or not any(_marks_in(raw))
