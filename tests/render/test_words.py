"""Interface words: values, plurals, numbers and durations."""

from decimal import Decimal

import pytest

from course_builder.render.words import Words, english


def test_values_and_english_for_what_is_missing() -> None:
    words = Words({"module.number": "Module n° {number}"}, "fr")
    assert words("module.number", number=3) == "Module n° 3"
    assert words("menu") == "Menu"


@pytest.mark.parametrize(
    ("language", "count", "form"),
    [
        ("en", 1, "one"), ("en", 0, "other"), ("en", Decimal("0.5"), "other"), ("fr", 0, "one"), ("fr-CA", 2, "other"), ("ar", 0, "zero"),
        ("ar", 2, "two"), ("ar", 3, "few"), ("ar", 11, "many"), ("ar", 100, "other"), ("ar", 103, "few"), ("ru", 21, "one"), ("ru", 12, "many"),
        ("ru", 22, "few"), ("pl", 22, "few"), ("pl", 21, "many"), ("cs", 3, "few"), ("ja", 1, "other"),
    ],
)  # fmt: skip
def test_plural(language: str, count: Decimal | int, form: str) -> None:
    forms = {f"thing.{one}": one for one in ("zero", "one", "two", "few", "many", "other")}
    assert Words(forms, language).plural("thing", count) == form


def test_a_missing_form_falls_back() -> None:
    assert Words({"thing.other": "{count} things"}, "ar").plural("thing", 2) == "2 things"


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("en", "280.50", "280.5"),
        ("fr", "280.50", "280,5"),
        ("en", "100", "100"),
        ("en", "1E+2", "100"),
        ("de", "-0.250", "-0,25"),
    ],
)
def test_number(language: str, value: str, text: str) -> None:
    assert Words({}, language).number(Decimal(value)) == text


@pytest.mark.parametrize(("minutes", "text"), [(25, "25 min"), (60, "1 h"), (90, "1 h 30 min")])
def test_duration(minutes: int, text: str) -> None:
    assert Words({}, "en").duration(minutes) == text


def test_every_plural_has_its_general_form() -> None:
    assert {key.rpartition(".")[0] + ".other" for key in english() if key.endswith(".one")} <= set(english())
