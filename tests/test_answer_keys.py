"""What stands in a gap is what is right: numbers in the language of the course, units, and characters as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_builder import build, check
from course_builder.blocks.sheet import Cell
from course_builder.checks.compare import number_matches, text_matches
from course_builder.diagnostics import Span
from course_builder.load import load
from course_builder.lock import Lock, updated
from course_builder.model import Number, Range, Text
from course_builder.render.data import question_data
from course_builder.result import Result
from course_builder.source.numbers import meant
from tests.courses_on_disk import quiz, write


def asked(root: Path, gap: str, language: str = "en", options: str = "") -> Number | Text:
    """Return what a question with this gap asks for."""
    files = quiz(f"## How much? {{#q {options}}}\n\nIt is [[{gap}]].\n")
    files["course.yml"] = f"title: T\nlanguage: {language}\nassessment: q\n"
    result = check(write(root, files), ["html"])
    assert [one.message for one in result.diagnostics if one.severity == "error"] == []
    (question,) = load(root).course.questions
    interaction = question.parts[0].interaction
    assert isinstance(interaction, Number | Text)
    return interaction


def told(root: Path, text: str, language: str = "en") -> Result:
    files = quiz(text)
    files["course.yml"] = f"title: T\nlanguage: {language}\nassessment: q\n"
    return check(write(root, files), ["html"])


@pytest.mark.parametrize(
    ("gap", "language", "value"),
    [
        ("2,000", "en", "2000"),
        ("20 000", "en", "20000"),
        (".25", "en", "0.25"),
        ("−7", "en", "-7"),
        ("2,5", "en", "2.5"),
        ("2.718", "en", "2.718"),
        ("1,234,567", "en", "1234567"),
        ("12,34,567", "hi", "1234567"),
        ("2.000", "de", "2000"),
        ("2,718", "de", "2.718"),
        ("2,5", "de", "2.5"),
        ("2 000,5", "fr", "2000.5"),
        ("2'000", "de-CH", "2000"),
        ("٢٥", "ar", "25"),
        ("1e3", "en", None),
    ],
)
def test_numbers_in_the_language_of_the_course(tmp_path: Path, gap: str, language: str, value: str | None) -> None:
    found = asked(tmp_path, gap, language)
    if value is None:
        assert isinstance(found, Text)
    else:
        assert isinstance(found, Number)
        assert [(str(one.low), str(one.high)) for one in found.ranges] == [(value, value)]


@pytest.mark.parametrize(
    ("gap", "language", "one", "other"),
    [
        ("20.000", "en", "20", "20000"),
        ("2.500", "en", "2.5", "2500"),
        ("2,000", "de", "2", "2000"),
        ("1.234", "fr", "1.234", "1234"),
    ],
)
def test_two_readings_are_told(tmp_path: Path, gap: str, language: str, one: str, other: str) -> None:
    result = told(tmp_path, f"## It is [[{gap}]].\n", language)
    (found,) = [one for one in result.diagnostics if one.severity == "error"]
    assert found.code == "question-gap"
    assert found.message == f"{gap!r} can be read as {one} or as {other}."
    assert found.hint == f"Write [[{one}]] or [[{other}]]."
    assert len(meant(gap, language)) == 2


@pytest.mark.parametrize(
    ("gap", "unit", "right", "wrong"),
    [
        ("25 °C", "°C", ("25", "25 °C", "25°c"), ("25 °F", "26")),
        ("60%", "%", ("60", "60%", "60 %"), ("0.6",)),
        ("2,400 kcal", "kcal", ("2400", "2400 kcal"), ("2400 kg",)),
        ("90 km/h", "km/h", ("90", "90 km/h"), ("90 m",)),
        ("3..4 m²", "m²", ("3.5", "3,5 m²"), ("5",)),
        ("9.8 +- 0.1 m/s2", "m/s2", ("9.81",), ("10",)),
        ("3 million", "million", ("3", "3 million"), ("3000000",)),
    ],
)
def test_units(tmp_path: Path, gap: str, unit: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    found = asked(tmp_path, gap)
    assert isinstance(found, Number)
    assert found.unit == unit
    data = data_of(tmp_path)
    assert [one for one in right if not number_matches(one, data)] == []
    assert [one for one in wrong if number_matches(one, data)] == []


def data_of(root: Path) -> dict[str, object]:
    course = load(root).course
    (question,) = course.questions
    (part,) = question_data(question, updated(Lock(), course))["parts"]
    return dict(part["interaction"])


def test_a_unit_of_the_question_may_be_typed(tmp_path: Path) -> None:
    asked(tmp_path, "1500", options="unit=kcal")
    assert number_matches("1500 kcal", data_of(tmp_path))


@pytest.mark.parametrize(
    ("gap", "hint"),
    [
        ("280-282", "[[280..282]]"),
        ("3–9 km", "[[3..9 km]]"),
        ("1/4", "[[0.25]]"),
        ("1/3", "[[0.3333 +- 0.001]]"),
        ("$20", "$[[20]]"),
        ("5 m ± 1 m", "[[281 +- 1 km]]"),
        ("/etc/", "[[`/etc/`]]"),
        ("gray, grey", "[[gray|grey]]"),
        ("gray or grey", "[[gray|grey]]"),
        ("big, large", "[[big|large]]"),
        ("1 km|1000 m", "in km"),
    ],
)
def test_what_may_be_two_things_is_asked(tmp_path: Path, gap: str, hint: str) -> None:
    (found,) = told(tmp_path, f"## It is [[{gap}]].\n").diagnostics
    assert found.code == "question-gap"
    assert hint in found.hint


@pytest.mark.parametrize(
    ("gap", "right", "wrong"),
    [
        ("`/etc/`", "/etc/", "etc"),
        ("`cd ..`", "cd ..", "`cd ..`"),
        (r"\|\|", "||", "|"),
        ("`a|b`|c", "a|b", "a"),
        (r"\|", "|", "\\|"),
        ("`7-9`", "7-9", "8"),
        ("192.168.100.200", "192.168.100.200", "192168100200"),
        ("Paris, France", "Paris, France", "Paris"),
        ("/etc/passwd", "/etc/passwd", "etc"),
        ("3d", "3d", "3"),
        ("20|twenty", "twenty", "21"),
    ],
)
def test_characters_as_they_are(tmp_path: Path, gap: str, right: str, wrong: str) -> None:
    assert isinstance(asked(tmp_path, gap), Text)
    assert text_matches(right, data_of(tmp_path))
    assert not text_matches(wrong, data_of(tmp_path))


def test_words_that_the_author_calls_words(tmp_path: Path) -> None:
    assert asked(tmp_path, "24/7", options="type=fill-in") == Text(accepted=("24/7",))


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("2,5", "en", "2.5"),
        ("2,500", "en", "2500"),
        ("2.500", "en", "2.500"),
        ("2,5", "de", "2.5"),
        ("2.500", "de", "2500"),
        ("2.500", "fr", None),
        ("2 500", "fr", "2500"),
        ("−2", "en", "-2"),
        ("2.0", "de", "2.0"),
    ],
)
def test_figures_are_read_as_keys_are(written: str, language: str, value: str | None) -> None:
    found = Cell(written, Span("a.csv")).number(language)
    assert (None if found is None else str(found)) == value


def test_gaps_in_a_table(tmp_path: Path) -> None:
    files = quiz("## Fill in. {#q}\n\n| a | b |\n|---|---|\n| grey | [[grey\\|gray]] |\n")
    assert check(write(tmp_path, files)).diagnostics == []
    (part,) = load(tmp_path).course.questions[0].parts
    assert part.interaction == Text(accepted=("grey", "gray"))


def test_the_answer_is_said_as_it_was_written(tmp_path: Path) -> None:
    found = asked(tmp_path, "6.36 +- 0.01")
    assert isinstance(found, Number)
    assert found.ranges[0] == Range(low="6.35", high="6.37", middle="6.36")  # type: ignore[arg-type]
    write(
        tmp_path,
        {
            "modules/a.md": "# A\n\n:::question{#a}\nIt is [[6.36 +- 0.01]].\n:::\n\n:::question{#b}\n[[3..4]]\n\nIs it?\n:::\n"
        },
    )
    assert build(tmp_path, ["html"]).ok
    page = next(path for path in (tmp_path / "output").rglob("a*.html")).read_text("utf-8")
    assert "6.36<" in page
    assert "6.35" not in page.replace('"low": "6.35"', "").replace('"low":"6.35"', "")
    assert "3 to 4" in page
