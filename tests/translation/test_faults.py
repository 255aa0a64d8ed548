"""What is wrong with a wording is told, and nothing of what is right."""

from __future__ import annotations

import pytest

from course_builder.diagnostics import RULES, Span
from course_builder.translation.unit import Unit, Wording
from course_builder.translation.units import faults, units

PLACE = Span("translations/fr.po", 12)


def of(source: str, said: str, kind: str = "text", language: str = "fr") -> list[tuple[str, str]]:
    unit = Unit(f"modules/a.md#p · {kind}", source, Span("modules/a.md", 3))
    found = faults(unit, Wording(said, PLACE), language)
    assert all(one.code in RULES and one.message.endswith(".") and one.hint for one in found)
    return [(one.code.removeprefix("translation-"), one.message) for one in found]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Plain.", "Simple."),
        ("See [here](b.md#x) and **this**.", "Voyez **ceci** et [là](b.md#x)."),
        ("A [[1]] and [[2]].", "[[2]], [[1]]."),
        ("One[^a] `x` $y$ <https://a.b>.", "Un `x` <https://a.b> $y$[^a]."),
        ("![A picture](a.svg){width=30} said", "![Une image](a.svg){width=30} dit"),
        ("A * star and [x]", "Une * étoile et [x]"),
        ("1. not a list in the source either", "1. en français"),
        ("Two  \nlines", "Deux\\\nlignes"),
        ("A <kbd>Ctrl</kbd> key", "Touche <kbd>Ctrl</kbd>"),
        ("Costs 5 $ or 6 $", "Coûte 5 $ ou 6 $"),
        ("snake_case", "mot_composé"),
        ("C\\# and \\[x", "C\\# et \\[x"),
    ],
)
def test_nothing_is_told_of_what_is_right(source: str, said: str) -> None:
    assert of(source, said) == []


@pytest.mark.parametrize(
    ("source", "said", "code", "message"),
    [
        ("See [here](b.md).", "Voyez là.", "marks", "The link b.md of the original is missing."),
        ("See [here](b.md).", "Voyez [là](c.md).", "marks", "The link b.md of the original is missing."),
        ("Plain.", "Un [lien](c.md).", "marks", "The original has no link c.md."),
        ("A [[1]].", "Un.", "marks", "The placeholder [[1]] of the original is missing."),
        ("A [[1]].", "Un [[1]] [[1]].", "marks", "The original has no placeholder [[1]]."),
        ("One[^a].", "Un.", "marks", "The footnote [^a] of the original is missing."),
        ("Run `a`.", "Lancez `b`.", "marks", "The piece of code `a` of the original is missing."),
        ("Is $x$.", "Est.", "marks", "The formula $x$ of the original is missing."),
        ("![A](a.svg){width=3}", "![B](a.svg)", "marks", "The attribute {width=3} of the original is missing."),
        ("Plain.", "Un <b>mot</b>.", "marks", "The original has no tag <b>."),
        ("A **b**.", "Un **mot.", "marks", "** is opened and not closed."),
        ("A [x].", "Un [x.", "marks", "A square bracket stands here without its partner."),
        ("Plain.", "# Titre", "structure", "This would be a heading, and the original is not."),
        (
            "Plain.",
            "- Point",
            "structure",
            "This would be a list, and the original is not.",
        ),
        (
            "Plain.",
            "Un\n\ndeux",
            "structure",
            "This would be several paragraphs, and the original is not.",
        ),
        ("Plain.", ":::note", "structure", "This would be a block, and the original is not."),
        ("Plain.", "> Mot", "structure", "This would be a quotation, and the original is not."),
        ("Plain.", "   ", "structure", "This wording is blank."),
        ("Plain.", "Un\x01", "structure", "The character U+0001 cannot stand in a course."),
    ],
)
def test_what_is_wrong_is_told(source: str, said: str, code: str, message: str) -> None:
    assert (code, message) in of(source, said)


@pytest.mark.parametrize(
    ("kind", "source", "said", "message"),
    [
        ("answer", "colour|color", "[[couleur]]", "An answer stands without its brackets."),
        ("answer", "colour", "20", "'20' is not words, and the original is."),
        ("answer", "/colou?r/", "/coul(eur/", "The pattern /coul(eur/ cannot be read: "),
        ("number", "20 °C", "vingt", "'vingt' is not a number, and the original is."),
        ("number", "1234", "1.234", "'1.234' can be read as 1.234 or as 1234."),
        ("drop-down", "( ) 5 | (x) 9", "(x) 5 | ( ) 9", "The drop-down has 2 options, of which number 2 is right."),
        ("drop-down", "( ) 5 | (x) 9", "( ) 5 | (x)", "'(x)' is not an option of a drop-down."),
    ],
)
def test_answers(kind: str, source: str, said: str, message: str) -> None:
    (found,) = of(source, said, kind)
    assert found[0] == "answers"
    assert found[1].startswith(message)


@pytest.mark.parametrize(
    ("kind", "source", "said"),
    [
        ("answer", "colour|color", "couleur"),
        ("answer", "/colou?r/", "/couleurs?/|teinte"),
        ("number", "3.5 km", "3,5 km"),
        ("drop-down", "( ) 5 | (x) nine", "( ) 5 | (x) neuf"),
    ],
)
def test_answers_that_can_be_read(kind: str, source: str, said: str) -> None:
    assert of(source, said, kind) == []


def test_what_stands_in_a_list_has_no_comma() -> None:
    assert of("old", "vieux, usé", "value")[0][0] == "structure"
    assert of("Old and used", "Vieux, usé", "column") == []


def test_true_and_false_stay_true_and_false() -> None:
    text = "# Q\n\n## So? {#q}\n\n- (x) True\n- ( ) False\n\n## Which? {#w}\n\n- (x) True\n- ( ) Something\n"
    true, false, other = [one for one in units("assessments/q.md", text) if "option" in one.context][:3]
    assert faults(true, Wording("Vrai", PLACE), "fr") == []
    assert faults(false, Wording("Faux", PLACE), "fr") == []
    (told,) = faults(true, Wording("Exact", PLACE), "fr")
    assert (told.code, told.hint) == ("translation-answers", "Write  Vrai")
    assert faults(true, Wording("Faux", PLACE), "fr")
    assert faults(other, Wording("Exact", PLACE), "fr") == []


def test_settings_drawings_and_captions_are_plain_text() -> None:
    for context in ("course.yml · title", "media/a.svg · text", "media/a.csv · cell"):
        assert faults(Unit(context, "A", Span("x")), Wording("- **b", PLACE), "fr") == []
    assert faults(Unit("media/a.vtt · caption", "A", Span("x")), Wording("a --> b", PLACE), "fr")
    assert faults(Unit("media/a.csv · column, named", "A", Span("x")), Wording("a, b", PLACE), "fr")
