"""A course brings its own interface words, for a language that is built in and for one that is not."""

from __future__ import annotations

from pathlib import Path

from course_builder import build
from course_builder.translation.interface import words
from tests.courses_on_disk import page, write

TIP = page("> [!TIP]\n> Look.\n\n:::question{#q}\nWhat?\n\n- (x) a\n- ( ) b\n:::\n")


def built(root: Path) -> tuple[str, str]:
    result = build(root, ["html"])
    assert result.diagnostics == []
    folder = result.built[0].path
    return (folder / "a.html").read_text(encoding="utf-8"), (folder / "course.js").read_text(encoding="utf-8")


def test_a_few_words_of_a_language_that_is_built_in(tmp_path: Path) -> None:
    own = "callout.tip: Good to know\nquestion.correct: Well done.\n"
    html, script = built(write(tmp_path, {**TIP, "translations/en.yml": own}))
    assert "Good to know" in html
    assert ">Tip<" not in html
    assert "Well done." in script
    assert words("en")["close"] in script


def test_a_language_that_is_not_built_in(tmp_path: Path) -> None:
    own = {key: f"x {text}" for key, text in words("en").items()}
    lines = "".join(f"{key}: '{text.replace(chr(39), chr(39) * 2)}'\n" for key, text in own.items())
    files = {**TIP, "course.yml": "title: T\nlanguage: tlh-Latn\n", "translations/tlh.yml": lines}
    html, script = built(write(tmp_path, files))
    assert "x Tip" in html
    assert "x That is right." in script


def test_what_is_more_special_comes_first(tmp_path: Path) -> None:
    files = {**TIP, "course.yml": "title: T\nlanguage: fr-CA\n"}
    own = {"translations/fr.yml": "callout.tip: Un\nclose: Deux\n", "translations/fr-CA.yml": "callout.tip: Trois\n"}
    html, script = built(write(tmp_path, files | own))
    assert "Trois" in html
    assert '"close":"Deux"' in script
    assert words("fr")["exit"] in script


def test_plural_forms_that_english_has_not(tmp_path: Path) -> None:
    own = "search.count.few: kilka {count}\nsearch.count.one: jedna\n"
    _, script = built(write(tmp_path, {**TIP, "translations/en.yml": own}))
    assert '"search.count.few":"kilka {count}"' in script
